"""What figures are called, in one language: by the words of the pages that show them."""

from dataclasses import dataclass
from typing import cast

from generator.differences.figures import FigureKey, Unit
from generator.locale import Locale
from generator.mapping import EntryKind, EntrySelection
from generator.register.register import Register
from generator.selections import Kind, Selection
from generator.text import Text
from generator.words.entries import entry_title
from generator.words.titles import period_name, selection_title, value_name

_ABOUT: dict[str, Text] = {
    "type": Text("Jenis: {name}", "Type: {name}"),
    "status": Text("Keadaan: {name}", "Status: {name}"),
    "document": Text("Jenis naskah: {name}", "Kind of document: {name}"),
    "partner": Text("Perjanjian dengan {name}", "Agreements with {name}"),
    "partner-category": Text("Kategori mitra: {name}", "Partner category: {name}"),
    "department": Text("Perangkat daerah: {name}", "Department: {name}"),
    "affair": Text("Urusan: {name}", "Government affair: {name}"),
    "affair-group": Text("Kelompok urusan: {name}", "Group of affairs: {name}"),
    "evaluated": Text("Keadaan evaluasi: {name}", "State of evaluation: {name}"),
    "year-category": Text("Ditandatangani {name}", "Signed {name}"),
}
"""What precedes the name of a list that on its own page says what it is by where it stands."""
_SHARES: dict[str, Text] = {
    "evaluation": Text("Cakupan evaluasi", "Evaluation coverage"),
    "evaluation-type": Text("Cakupan evaluasi: {name}", "Evaluation coverage: {name}"),
    "evaluation-department": Text("Cakupan evaluasi: {name}", "Evaluation coverage: {name}"),
    "evaluated-in": Text("Cakupan evaluasi, {period}", "Evaluation coverage, {period}"),
    "evaluated-in-type": Text("Cakupan evaluasi, {period}: {name}", "Evaluation coverage, {period}: {name}"),
    "realised": Text("Bagian pemetaan {year} yang terwujud", "Share of the mapping of {year} realised"),
}
_MEASURES: dict[str, Text] = {
    "length": Text("Median lama berlaku", "Median length"),
    "publication": Text("Median waktu sampai tayang", "Median time to publication"),
}
_OUTPUTS: dict[str, Text] = {
    "target": Text(
        "Keluaran dengan target dan hasil, {where}", "Outputs with a target and a result, {where}"
    ),
    "met": Text("Keluaran yang mencapai target, {where}", "Outputs that met the target, {where}"),
}
_NAMED: dict[str, Text] = {
    "partner": Text("Mitra yang disebut perjanjian", "Partners that agreements name"),
    "department": Text("Perangkat daerah yang disebut perjanjian", "Departments that agreements name"),
    "affair": Text("Urusan yang disebut perjanjian", "Government affairs that agreements name"),
}
_COMING = Text("Agenda yang akan datang", "What comes on the agenda")
_CALENDAR = Text("Kalender: {name}", "Calendar: {name}")
_PUBLISHED = Text("Angka resmi {source}: {what}", "Published figure, {source}: {what}")
_PUBLISHED_TOTAL = Text("Angka resmi {source}: jumlah", "Published figure, {source}: total")
_UNITS: dict[str, Unit] = {"share": "percent", "mapping": "needs", "agenda": "duties"}
_NAMED_UNITS: dict[str, Unit] = {"partner": "partners", "department": "departments", "affair": "affairs"}


@dataclass(frozen=True, slots=True)
class _Named:
    """Whose things are named, and in which language."""

    locale: Locale
    register: Register


class FigureTitles:
    """Names figures; ``register`` holds the partners, departments and affairs that they speak of."""

    def __init__(self, locale: Locale, register: Register) -> None:
        self._locale = locale
        self._voice = _Named(locale, register)

    def name(self, key: FigureKey) -> str:  # noqa: PLR0911  one line a family
        """Give what a number counts."""
        match key.family:
            case "agreements":
                return self._name_list(key)
            case "mapping":
                return entry_title(self._voice, EntrySelection(cast("EntryKind", key.kind), key.values))
            case "share":
                return self._say(_SHARES[key.kind], **self._parts(key))
            case "days":
                return self._say(_MEASURES[key.kind])
            case "outputs":
                return self._say(_OUTPUTS[key.kind], where=self._place(*key.values))
            case "agenda":
                return self._name_calendar(key)
            case "named":
                return self._say(_NAMED[key.kind])
        return self._name_published(key)

    def _say(self, text: Text, **params: str) -> str:
        return text.render(self._locale.language, **params)

    def _name_list(self, key: FigureKey) -> str:
        title = selection_title(self._voice, Selection(cast("Kind", key.kind), key.values))
        return self._say(_ABOUT[key.kind], name=title) if key.kind in _ABOUT else title

    def _parts(self, key: FigureKey) -> dict[str, str]:
        if key.kind == "evaluation-department":
            return {"name": self._value("department", key.values[0])}
        if key.kind == "realised":
            return {"year": key.values[0]}
        parts = {"period": period_name(self._locale, key.values[0])} if "-in" in key.kind else {}
        if key.kind.endswith("-type"):
            parts["name"] = self._value("type", key.values[-1])
        return parts

    def _value(self, kind: Kind, value: str) -> str:
        return value_name(self._voice, Selection(kind, (value,)))

    def _place(self, where: str, value: str) -> str:
        return self._value("department", value) if where == "department" else period_name(self._locale, value)

    def _name_calendar(self, key: FigureKey) -> str:
        if key.kind == "coming":
            return self._say(_COMING)
        scope, value = key.values
        return self._say(_CALENDAR, name=self._value(cast("Kind", scope), value))

    def _name_published(self, key: FigureKey) -> str:
        total = next(one for one in self._voice.register.totals if one.id == key.values[0])
        source = f"{total.value['measure']} ({total.value['place']})"
        if key.kind == "total":
            return self._say(_PUBLISHED_TOTAL, source=source)
        _, what, year = key.values
        labels = self._locale.labels("cooperation_type")
        name = labels.get(what, what)
        return self._say(_PUBLISHED, source=source, what=f"{name}, {year}" if year else name)


def find_unit(key: FigureKey) -> Unit:
    """Give what a number is a number of."""
    if key.family == "named":
        return _NAMED_UNITS[key.kind]
    return _UNITS.get(key.family, cast("Unit", key.family))
