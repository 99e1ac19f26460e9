"""What an import has to say of a cell, a row or a sheet: where, what is wrong, what to write instead."""

from dataclasses import dataclass, replace

from generator.check.rules.privacy import RULES, find_personal_data
from generator.entry.problem import EntryProblem, Weight, fill
from generator.sheets.grid import Grid, column_letters
from generator.text import Language, Text

_NONE = Text("", "")
_SHEET = Text('Lembar "{sheet}"', 'Sheet "{sheet}"')
_ROW = Text(" baris {row}", " row {row}")
_COLUMN = Text(" kolom {column}", " column {column}")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say; ``row`` counts from 1, 0 means the whole sheet; ``column`` is its letters."""

    file: str
    sheet: str
    row: int
    column: str
    heading: str
    written: str
    wrong: Text
    instead: Text
    weight: Weight = "error"
    reason: str = ""

    def place(self, language: Language) -> str:
        """Give the place in words: ``Lembar "KSDD" baris 14 kolom F (Mitra)``."""
        words = fill(_SHEET, sheet=self.sheet).render(language)
        if self.row:
            words += fill(_ROW, row=str(self.row)).render(language)
        if self.column:
            words += fill(_COLUMN, column=self.column).render(language)
        return f"{words} ({self.heading})" if self.heading else words

    def render(self, language: Language) -> str:
        """Give the whole remark in one language."""
        said = " ".join(text for text in (self.wrong.render(language), self.instead.render(language)) if text)
        return f"{self.place(language)}: {said}"

    @property
    def order(self) -> tuple[str, str, int, int, str]:
        """The order of a report: by file, sheet and place."""
        return self.file, self.sheet, self.row, len(self.column), self.column


_PERSONAL = {rule.id: rule.message for rule in RULES}
_EMPTY_IT = Text("Kosongkan sel ini, atau tulis tanpa data pribadi.",
                 "Empty this cell, or write it without personal data.")  # fmt: skip


def settle_remark(remark: Remark) -> Remark:
    """Give a remark as everybody may read it: instead of repeating personal data it tells of them."""
    shown = remark
    if find_personal_data(remark.heading, ()):
        shown = replace(shown, heading="")
    if find_personal_data(remark.written, ()):
        shown = replace(shown, written="")
    said = (remark.wrong.id, remark.instead.id)
    rule = next((found for text in said if (found := find_personal_data(text, ()))), None)
    if rule is None:
        return shown
    return replace(shown, written="", wrong=_PERSONAL[rule], instead=_EMPTY_IT, reason=rule)


def remark_on(
    grid: Grid,
    row: int | None,
    column: int | None,
    wrong: Text,
    instead: Text = _NONE,
    *,
    heading: str = "",
    weight: Weight = "error",
    reason: str = "",
) -> Remark:
    """Give a remark on a place of a sheet; rows and columns count from 0 here."""
    written = grid.cell(row, column).text if row is not None and column is not None else ""
    letters = column_letters(column) if column is not None else ""
    number = row + 1 if row is not None else 0
    return Remark(grid.file, grid.name, number, letters, heading, written, wrong, instead, weight, reason)


def remark_of(problem: EntryProblem, grid: Grid, row: int, column: int | None, heading: str) -> Remark:
    """Give the remark that a problem of an entry is, at its cell."""
    letters = column_letters(column) if column is not None else ""
    return Remark(
        grid.file, grid.name, row + 1, letters, heading, problem.written, problem.wrong, problem.instead,
        problem.weight, problem.reason,
    )  # fmt: skip
