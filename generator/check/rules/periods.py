"""Dates and terms (KS3xx): what must come first, and how long the law or the government lets a term be."""

import datetime
from collections.abc import Iterator
from typing import Any

from generator.check.collection import Collection
from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.check.rules.laws import PERMENDAGRI_2020
from generator.dates import Date, add_duration, from_day, parse_optional
from generator.records import FOREIGN_TYPES, Record
from generator.text import Text

# How far a stated duration may miss its dates, and a termination the last day, before it is worth a word.
_LONGEST_MONTH, _A_DAY = datetime.timedelta(days=31), datetime.timedelta(days=1)
# What gives an agreement a later end than its own record says.
_LENGTHENING = frozenset(("extends", "amends"))
# Permendagri 25/2020 art. 32.
_YEARS_ABROAD = 5

RULES = (
    Rule("KS301", "end-before-start", "error",
         Text("Tanggal berakhir ({end}) mendahului tanggal mulai atau penandatanganan ({start}).",
              "It ends ({end}) before it starts or was signed ({start})."),
         Text("Periksa kedua tanggal.", "Check both dates.")),
    Rule("KS302", "start-before-signing", "warning",
         Text("Tanggal mulai ({start}) mendahului tanggal penandatanganan ({signed}).",
              "It starts ({start}) before it was signed ({signed})."),
         Text('Periksa kedua tanggal. Bila memang berlaku surut, jelaskan pada "start_note".',
              'Check both dates. Where it really works backwards, say so in "start_note".')),
    Rule("KS303", "signed-in-future", "warning",
         Text("Tanggal penandatanganan {signed} belum tiba.", "The signing date {signed} has not come yet."),
         Text('Periksa tanggalnya; bila masih rencana, tulis pada "planned", bukan "date".',
              'Check the date; a planned signing goes into "planned", not "date".')),
    Rule("KS304", "long-term", "advice",
         Text("Jangka waktu lebih dari {years} tahun.", "The term is longer than {years} years."),
         Text("Periksa tanggal dan dasar hukumnya; batas di pemerintah daerah ini: {basis}.",
              "Check the dates and the legal basis; this government's limit: {basis}."),
         'Batas pada "longest_term" di registry.yaml; tanpa isian itu tidak dinilai'),
    Rule("KS305", "long-foreign-term", "warning",
         Text("Jangka waktu kerja sama luar negeri ini lebih dari lima tahun.",
              "This foreign cooperation is longer than five years."),
         Text("Periksa tanggalnya; Permendagri 25/2020 pasal 32 membatasinya lima tahun.",
              "Check the dates; Permendagri 25/2020 art. 32 limits it to five years."),
         "Permendagri 25/2020 pasal 32", PERMENDAGRI_2020),
    Rule("KS306", "long-letter-of-intent", "warning",
         Text("Jangka waktu pernyataan kehendak ini lebih dari satu tahun.",
              "This letter of intent is longer than one year."),
         Text("Periksa tanggalnya; Permendagri 25/2020 pasal 13 membatasinya satu tahun.",
              "Check the dates; Permendagri 25/2020 art. 13 limits it to one year."),
         "Permendagri 25/2020 pasal 13", PERMENDAGRI_2020),
    Rule("KS307", "terminated-too-early", "error",
         Text("Tanggal pengakhiran ({terminated}) mendahului tanggal mulai atau penandatanganan ({start}).",
              "It was ended ({terminated}) before it was signed or started ({start})."),
         Text("Periksa kedua tanggal.", "Check both dates.")),
    Rule("KS308", "evaluation-out-of-term", "warning",
         Text("Evaluasi {period} di luar masa berlaku perjanjian.",
              "The evaluation of {period} is outside the term."),
         Text("Periksa tahun dan semesternya.", "Check the year and the half.")),
    Rule("KS309", "evaluation-twice", "error",
         Text("Evaluasi {period} ditulis dua kali.", "The evaluation of {period} is written twice."),
         Text("Satu semester satu evaluasi: gabungkan keduanya, atau betulkan semesternya.",
              "One evaluation a half-year: join them, or mend the half-year.")),
    Rule("KS310", "stages-out-of-order", "warning",
         Text('Tahapan "{stage}" ({date}) lebih awal daripada tahapan sebelumnya ({before}).',
              'The stage "{stage}" ({date}) is earlier than the one before it ({before}).'),
         Text("Urutkan tahapan, atau periksa tanggalnya.", "Put the stages in order, or check the dates.")),
    Rule("KS311", "duration-not-term", "warning",
         Text("Jangka waktu tidak cocok dengan tanggal mulai ({start}) dan tanggal berakhir ({end}).",
              "The duration does not fit the start ({start}) and the end ({end})."),
         Text('Periksa jangka waktu dan kedua tanggal. Bila memang demikian, jelaskan pada "end_note".',
              'Check the duration and both dates. Where it is so, say why in "end_note".')),
    Rule("KS312", "terminated-after-end", "warning",
         Text("Tanggal pengakhiran ({terminated}) sesudah masa berlaku habis ({end}).",
              "It was ended ({terminated}) after its term was over ({end})."),
         Text('Periksa kedua tanggal, atau catat perpanjangannya dengan hubungan "extends".',
              'Check both dates, or record what extended it by a relation "extends".')),
    Rule("KS313", "evaluation-in-future", "warning",
         Text("Evaluasi {period} sudah dicatat, padahal semesternya belum mulai.",
              "The evaluation of {period} is recorded before that half-year has begun."),
         Text("Periksa tahun dan semesternya.", "Check the year and the half.")),
    Rule("KS314", "valid-backwards", "error",
         Text("Akhir masa berlaku ({until}) mendahului awalnya ({since}).",
              "It is valid until {until}, before it is valid from {since}."),
         Text("Periksa kedua tanggal.", "Check both dates.")),
)  # fmt: skip


def check_term(record: Record) -> Iterator[Problem]:
    """Check the order of signing, start, end and termination, and the length of the term."""
    value: Any = record.value
    term, file = value.get("term", {}), record.file
    signed = parse_optional(value.get("signing", {}).get("date"))
    start, end = parse_optional(term.get("start")), parse_optional(term.get("end"))
    if start and end and end.is_certainly_before(start):
        yield Problem("KS301", Spot(file, ("term", "end")), {"start": start.text, "end": end.text},
                      (Spot(file, ("term", "start")),))  # fmt: skip
        return
    if start is None and end and signed and end.is_certainly_before(signed):
        yield Problem("KS301", Spot(file, ("term", "end")), {"start": signed.text, "end": end.text},
                      (Spot(file, ("signing", "date")),))  # fmt: skip
        return
    if start and signed and start.is_certainly_before(signed) and "start_note" not in term:
        yield Problem("KS302", Spot(file, ("term", "start")), {"start": start.text, "signed": signed.text},
                      (Spot(file, ("signing", "date")),))  # fmt: skip
    begin = start or signed
    yield from _check_length(record, begin, end)
    if start and end and "end_note" not in term and not _fits(term.get("duration"), start, end):
        yield Problem("KS311", Spot(file, ("term", "duration")), {"start": start.text, "end": end.text},
                      (Spot(file, ("term", "end")),))  # fmt: skip
    terminated = parse_optional(value.get("termination", {}).get("date"))
    if terminated and begin and terminated.is_certainly_before(begin):
        params = {"terminated": terminated.text, "start": begin.text}
        yield Problem("KS307", Spot(file, ("termination", "date")), params)


def _check_length(record: Record, begin: Date | None, end: Date | None) -> Iterator[Problem]:
    """Check the term against the law, where the law limits it."""
    value: Any = record.value
    years, rule = _YEARS_ABROAD, "KS305"
    if value["document"]["kind"] == "letter-of-intent":
        years, rule = 1, "KS306"
    elif value["type"] not in FOREIGN_TYPES:
        return
    if _exceeds(value.get("term", {}), begin, end, years):
        yield Problem(rule, _spot_length(record))


def check_longest_term(records: Collection) -> Iterator[Problem]:
    """Check the terms that no law limits against the limit that the government sets itself, if any."""
    limit = (records.registry or {}).get("longest_term")
    if limit is None:
        return
    params = {"years": str(limit["years"]), "basis": limit["basis"]}
    for record in records.of("agreement").values():
        value: Any = record.value
        if value["type"] in FOREIGN_TYPES or value["document"]["kind"] == "letter-of-intent":
            continue
        term = value.get("term", {})
        start, end = parse_optional(term.get("start")), parse_optional(term.get("end"))
        begin = start or parse_optional(value.get("signing", {}).get("date"))
        # Where the dates run backwards, no length can be told of them (KS301).
        is_backwards = begin and end and end.is_certainly_before(begin)
        if not is_backwards and _exceeds(term, begin, end, limit["years"]):
            yield Problem("KS304", _spot_length(record), params)


def _exceeds(term: Any, begin: Date | None, end: Date | None, years: int) -> bool:  # noqa: ANN401  a record's
    """Whether a term is longer than some years, by its dates, else by its length as stated."""
    if begin and end:
        # The day after the limit is still within what people mean by "five years".
        return end.earliest > add_duration(begin.latest, years=years, days=1)
    duration, sample = term.get("duration"), datetime.date(2001, 1, 1)
    return bool(duration) and add_duration(sample, **duration) > add_duration(sample, years=years)


def _spot_length(record: Record) -> Spot:
    value: Any = record.value
    return Spot(record.file, ("term", "end" if "end" in value.get("term", {}) else "duration"))


def _fits(duration: dict[str, int] | None, start: Date, end: Date) -> bool:
    """Whether a stated duration leads from the start to about the end, on some day that each can be."""
    if not duration or start.approximate or end.approximate:
        return True
    first, last = add_duration(start.earliest, **duration), add_duration(start.latest, **duration)
    return first - _LONGEST_MONTH <= end.latest and end.earliest <= last + _LONGEST_MONTH


def check_terminations(records: Collection) -> Iterator[Problem]:
    """Check that nothing was ended after its term was over, unless another agreement lengthened it."""
    ended: dict[str, Problem] = {}
    lengthened: set[str] = set()
    for record in records.of("agreement").values():
        value: Any = record.value
        lengthened.update(
            relation["agreement"]
            for relation in value.get("relations", ())
            if relation["type"] in _LENGTHENING
        )
        terminated = parse_optional(value.get("termination", {}).get("date"))
        end = find_end(value) if terminated else None
        if terminated and end and terminated.earliest > end.latest + _A_DAY:
            params = {"terminated": terminated.text, "end": end.text}
            related = (Spot(record.file, ("term",), key=True),)
            spot = Spot(record.file, ("termination", "date"))
            ended[record.id] = Problem("KS312", spot, params, related)
    yield from (problem for record_id, problem in ended.items() if record_id not in lengthened)


def find_end(value: Any) -> Date | None:  # noqa: ANN401  a record's value
    """Give the last day of the term: as stated, else by its length from a day that is certain."""
    term = value.get("term", {})
    if "end" in term or "duration" not in term:
        return parse_optional(term.get("end"))
    begin = parse_optional(term.get("start")) or parse_optional(value.get("signing", {}).get("date"))
    return from_day(add_duration(begin.earliest, **term["duration"])) if begin and begin.is_exact else None


def check_validity(record: Record) -> Iterator[Problem]:
    """Check that a department's name is valid from an earlier day than until."""
    value: Any = record.value
    since, until = parse_optional(value.get("valid_from")), parse_optional(value.get("valid_until"))
    if since and until and until.is_certainly_before(since):
        params = {"since": since.text, "until": until.text}
        related = (Spot(record.file, ("valid_from",)),)
        yield Problem("KS314", Spot(record.file, ("valid_until",)), params, related)


def check_future(record: Record, as_of: datetime.date) -> Iterator[Problem]:
    """Check that nothing is recorded as signed or evaluated that has not come yet."""
    value: Any = record.value
    signed = parse_optional(value.get("signing", {}).get("date"))
    if signed and from_day(as_of).is_certainly_before(signed):
        yield Problem("KS303", Spot(record.file, ("signing", "date")), {"signed": signed.text})
    for index, evaluation in enumerate(value.get("evaluations", ())):
        year, half = evaluation["period"]["year"], evaluation["period"]["semester"]
        if _span(year, half)[0] > as_of:
            spot = Spot(record.file, ("evaluations", index, "period"))
            yield Problem("KS313", spot, {"period": f"{year}-{half}"})


def _span(year: int, half: int) -> tuple[datetime.date, datetime.date]:
    """Give the first and the last day of a half-year."""
    if half == 1:
        return datetime.date(year, 1, 1), datetime.date(year, 6, 30)
    return datetime.date(year, 7, 1), datetime.date(year, 12, 31)


def check_evaluations(record: Record) -> Iterator[Problem]:
    """Check that evaluations lie within the term, one a period."""
    value: Any = record.value
    if "evaluations" not in value:
        return
    term = value.get("term", {})
    begin = parse_optional(term.get("start")) or parse_optional(value.get("signing", {}).get("date"))
    end = parse_optional(value.get("termination", {}).get("date")) or find_end(value)
    seen: dict[tuple[int, int], int] = {}
    for index, evaluation in enumerate(value["evaluations"]):
        year, half = evaluation["period"]["year"], evaluation["period"]["semester"]
        first, last = _span(year, half)
        spot = Spot(record.file, ("evaluations", index, "period"))
        params = {"period": f"{year}-{half}"}
        if (year, half) in seen:
            other = Spot(record.file, ("evaluations", seen[year, half], "period"))
            yield Problem("KS309", spot, params, (other,))
        seen.setdefault((year, half), index)
        if (begin and last < begin.earliest) or (end and first > end.latest):
            yield Problem("KS308", spot, params)


def check_stages(record: Record) -> Iterator[Problem]:
    """Check that the dates of the stages go forward."""
    value: Any = record.value
    before: Date | None = None
    for index, stage in enumerate(value.get("stages", ())):
        date = parse_optional(stage.get("date"))
        if date and before and date.is_certainly_before(before):
            params = {"stage": stage["stage"], "date": date.text, "before": before.text}
            yield Problem("KS310", Spot(record.file, ("stages", index, "date")), params)
        before = date or before
