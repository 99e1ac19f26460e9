"""What selections of mapped needs are called."""

from generator.mapping import NOT_STATED, EntryKind, EntrySelection
from generator.words.voice import Voice

_LABELS: dict[EntryKind, str] = {
    "year-status": "mapping-entry.status",
    "year-basis": "mapping-entry.basis",
    "year-proposer": "mapping-entry.proposer",
    "year-type": "cooperation_type",
    "year-plan": "plan_reference.document",
}
_TITLES: dict[EntryKind, str] = {
    "year-status": "Mapped needs of %(year)s by status: %(name)s",
    "year-basis": "Mapped needs of %(year)s by basis: %(name)s",
    "year-proposer": "Mapped needs of %(year)s by proposer: %(name)s",
    "year-type": "Mapped needs of %(year)s by proposed type: %(name)s",
    "year-plan": "Mapped needs of %(year)s by development plan: %(name)s",
    "year-realised": "Mapped needs of %(year)s that an agreement realised",
    "year-unproven": "Mapped needs of %(year)s called realised without an agreement",
    "department": "%(name)s: mapped needs of all years",
    "department-realised": "%(name)s: mapped needs that an agreement realised",
}
ENTRY_DEFINITIONS: dict[EntryKind, str] = {
    "year-plan": "A mapped need tied to several plans stands in the list of each.",
    "year-realised": "The status is “realised”, and the agreement that realised it is named.",
    "year-unproven": "The status is “realised”, but no agreement is named; these do not count as realised.",
    "department-realised": "The status is “realised”, and the agreement that realised it is named.",
}


def entry_name(voice: Voice, selection: EntrySelection) -> str:
    """Give the short name of what a selection of mapping entries selects, as in a table's row."""
    value = selection.values[-1]
    if value == NOT_STATED:
        return voice.locale.say("Not stated")
    if selection.kind in _LABELS:
        return voice.locale.label(_LABELS[selection.kind], value)
    if selection.kind in ("department", "department-realised"):
        return voice.register.departments[value].name
    return value


def entry_title(voice: Voice, selection: EntrySelection) -> str:
    """Give the heading of a selection's own page."""
    template = _TITLES.get(selection.kind, "Mapping of needs: %(year)s")
    parts = {"name": entry_name(voice, selection), "year": selection.values[0]}
    return voice.locale.say(template, **{key: part for key, part in parts.items() if f"%({key})" in template})
