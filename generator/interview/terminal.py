"""Asking on a terminal: the choices are numbered, ``?`` explains, what can't be read is asked again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from generator.check.reporters.cells import render_printable
from generator.entry.blanks import is_not_known, is_nothing, tidy
from generator.entry.fields import Field
from generator.entry.names import Candidate, NameIndex
from generator.entry.problem import EntryError
from generator.text import Language, Text

_OPTIONAL = Text("boleh dilewati dengan Enter", "Enter leaves it out")
_SEVERAL = Text("Beberapa dipisah dengan titik koma.", "Several are parted by semicolons.")
_DEFAULT = Text("Enter: {default}", "Enter: {default}")
_NEEDED = Text("Yang ini perlu diisi. Ketik ? untuk penjelasannya.", "This one is needed. Type ? for help.")
_NO_NUMBER = Text("Ketik nomor 1 sampai {count}, atau kata pilihannya.",
                  "Type a number from 1 to {count}, or the words.")  # fmt: skip
_CLOSE = Text("Yang mirip dengan “{text}”:", "Like “{text}” are:")
_NONE_CLOSE = Text("“{text}” belum dikenal.", "“{text}” is not known.")
_PICK = Text("Ketik nomornya, atau tulis lagi.", "Type its number, or write again.")
_ADD = Text("+ menambahkan “{text}” sebagai {thing} baru", "+ adds “{text}” as a new {thing}")
_YES, _NO = frozenset(("y", "ya", "yes")), frozenset(("t", "tidak", "n", "no"))
_YES_NO = Text("y/t", "y/n")

Accept = Callable[[str], object]
"""Reads an answer, and raises EntryError for one that can't be read."""


@dataclass(frozen=True, slots=True)
class Interview:
    """A person at a terminal: ``read`` shows a prompt and gives what was typed, ``write`` shows a line."""

    language: Language
    read: Callable[[str], str]
    write: Callable[[str], None]

    def ask(
        self, field: Field, accept: Accept, *, default: str = "", is_required: bool = False,
        title: Text | None = None,
    ) -> str:  # fmt: skip
        """Ask for one field and give the answer as text; empty where it was left out.

        ``default`` is what Enter stands for. An answer that says that it is not known is given as it is.
        """
        self._open(field, title)
        choices = self._show_choices(field)
        if field.is_list:
            self.write(f"  {_SEVERAL.render(self.language)}")
        while True:
            text = self._prompt(default, is_required=is_required)
            if text == "?":
                self.write(f"  {field.about.render(self.language)}")
                continue
            text = choices.get(text, text) or default
            if not text or is_nothing(text):
                if not is_required:
                    return text if is_not_known(text) else ""
                self.write(f"  {_NEEDED.render(self.language)}")
                continue
            if choices and text.isdecimal() and text not in choices.values():
                self.write(f"  {_NO_NUMBER.render(self.language, count=str(len(choices)))}")
                continue
            try:
                accept(text)
            except EntryError as error:
                self._complain(error)
                continue
            return text

    def ask_record(
        self, field: Field, index: NameIndex, *, default: str = "", is_required: bool = False,
        title: Text | None = None, thing: Text | None = None,
    ) -> tuple[str, str]:  # fmt: skip
        """Ask for a record by a part of its name; give its id and nothing, or nothing and a new name.

        With ``thing`` a name that is not known may become a new record. Nothing at all is nothing twice.
        """
        self._open(field, title)
        near: Sequence[Candidate] = ()
        written = ""
        while True:
            shown = index.name(default) if default else ""
            text = self._prompt(shown, is_required=is_required)
            if text == "?":
                self.write(f"  {field.about.render(self.language)}")
            elif text == "+" and written and thing:
                return "", written
            elif text.isdecimal() and 0 < int(text) <= len(near):
                return near[int(text) - 1].id, ""
            elif not text and default:
                return default, ""
            elif not text or is_nothing(text):
                if not is_required:
                    return "", ""
                self.write(f"  {_NEEDED.render(self.language)}")
            else:
                found = index.find(text)
                if found.id:
                    self.write(f"  {render_printable(index.name(found.id))}")
                    return found.id, ""
                near = find_by_part(index, text) or found.near
                written = tidy(text)
                self._show_near(written, near, thing)
                # The only one that is like it is most likely meant.
                default = near[0].id if len(near) == 1 else ""

    def confirm(self, question: Text) -> bool:
        """Ask what can only be answered by yes or no."""
        while True:
            text = self.read(f"{question.render(self.language)} ({_YES_NO.render(self.language)}) ")
            word = text.strip().casefold()
            if word in _YES | _NO:
                return word in _YES

    def _open(self, field: Field, title: Text | None) -> None:
        self.write("")
        self.write((title or field.title).render(self.language))

    def _show_choices(self, field: Field) -> dict[str, str]:
        """Show the choices of a field, and give the code of each by its number."""
        if field.form != "choice":
            return {}
        for number, (_, label) in enumerate(field.choices, 1):
            self.write(f"  {number}  {label.render(self.language)}")
        return {str(number): str(code) for number, (code, _) in enumerate(field.choices, 1)}

    def _show_near(self, text: str, near: Sequence[Candidate], thing: Text | None) -> None:
        shown = render_printable(text)
        self.write(f"  {(_CLOSE if near else _NONE_CLOSE).render(self.language, text=shown)}")
        for number, one in enumerate(near, 1):
            self.write(f"  {number}  {render_printable(one.name)} ({one.id})")
        if thing:
            self.write(f"  {_ADD.render(self.language, text=shown, thing=thing.render(self.language))}")
        if near:
            self.write(f"  {_PICK.render(self.language)}")

    def _prompt(self, default: str, *, is_required: bool) -> str:
        hint = ""
        if default:
            hint = _DEFAULT.render(self.language, default=render_printable(default))
        elif not is_required:
            hint = _OPTIONAL.render(self.language)
        return self.read(f"> [{hint}] " if hint else "> ").strip()

    def _complain(self, error: EntryError) -> None:
        for text in (error.wrong, error.instead):
            self.write(f"  {render_printable(text.render(self.language))}")


_MOST = 9
_NEAR_ID = 0.85


def find_by_part(index: NameIndex, text: str) -> list[Candidate]:
    """Give the records whose name or id holds all the words of a text, else those with an id like it."""
    words = tidy(text).casefold().split()
    found = [one for one in index.ids if all(word in f"{index.name(one)} {one}".casefold() for word in words)]
    # An id that was misspelt is near to its own alone; names are compared by their index.
    found = found or get_close_matches(text, index.ids, n=3, cutoff=_NEAR_ID)
    return [Candidate(one, index.name(one)) for one in found[:_MOST]]
