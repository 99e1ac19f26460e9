/* What state an agreement is in on a day, as generator/status.py works it out from dates and relations. */

const Standing = (() => {
  "use strict";

  const SOON = 90,
    SUPERSEDING = ["replaces", "renews"];
  const at = (value, ...path) => Dates.parseOptional(path.reduce((part, key) => (part || {})[key], value));

  /** Give the last day in force, and whether it was computed from a stated length. */
  function findEnd(value) {
    const stated = at(value, "term", "end");
    if (stated) return { end: stated, isComputed: false };
    const { duration } = value.term || {},
      begin = at(value, "term", "start") || at(value, "signing", "date");
    if (duration && Object.keys(duration).length && begin && begin.isExact) {
      return { end: Dates.fromDay(Dates.addDuration(begin.earliest, duration)), isComputed: true };
    }
    return { end: null, isComputed: false };
  }

  /** Whether all that is known of the signing is that it was planned. */
  function isOnlyPlanned({ signing = {} }) {
    return "planned" in signing && !("date" in signing) && !("known_by" in signing);
  }

  /** Whether another agreement of the register that has been signed takes this one's place. */
  const isSuperseded = (id, agreements, day) =>
    Object.values(agreements).some(
      (other) =>
        (other.relations || []).some((relation) => relation.agreement === id && SUPERSEDING.includes(relation.type)) &&
        other.signing &&
        other.signing.date &&
        Dates.parse(other.signing.date).latest <= day,
    );

  /** Give the state of an agreement on a day. */
  function judge(value, day, agreements) {
    if ("withdrawn" in value) return "withdrawn";
    const terminated = at(value, "termination", "date");
    if (terminated && terminated.latest <= day) return "terminated";
    if (isSuperseded(value.id, agreements, day)) return "superseded";
    const begin = at(value, "term", "start") || at(value, "signing", "date");
    if (begin && begin.earliest > day) return "upcoming";
    const { end } = findEnd(value);
    if (isOnlyPlanned(value) || !end || (end.earliest <= day && day <= end.latest && end.earliest !== end.latest))
      return "unknown";
    if (day > end.latest) return "ended";
    if (!begin && !value.signing) return "unknown";
    return day + SOON >= end.latest ? "ending-soon" : "in-force";
  }

  return { findEnd, judge, at };
})();
