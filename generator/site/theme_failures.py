"""What is wrong with the hand-written pages or their settings, in plain words, from what they made fail."""

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import yaml

from generator.addresses import LANGUAGE_ROOTS
from generator.home import find_part
from generator.refusal import RefusalError, refuse_system
from generator.site.completion import OverwritingError
from generator.site.theme_pages import SETTINGS_FILES
from generator.speech import say, ui_language
from generator.text import Language, Text

_PAGE = Text('Halaman tulisan tangan "{file}" tidak dapat dibangun: {reason}.',
             'The hand-written page "{file}" can\'t be built: {reason}.')  # fmt: skip
_PAGES = Text("Halaman tulisan tangan tidak dapat dibangun: {reason}.",
              "The hand-written pages can't be built: {reason}.")  # fmt: skip
_NO_UTF8 = Text("isinya atau namanya bukan teks UTF-8", "its content or its name is no UTF-8 text")
_NO_TEMPLATE = Text('templat "{name}" tidak ada', 'there is no template "{name}"')
_NO_OWN_SETTINGS = Text(
    "Register ini punya {folder} sendiri tetapi tidak punya {name}. Salin {file} ke folder register, "
    "lalu sesuaikan nav di dalamnya.",
    "This register has its own {folder} but no {name}. Copy {file} into the register's folder, "
    "then adapt its nav.",
)
_BLAMED = re.compile(r"Error (?:reading|building) page '(.*?)':")


def find_settings_refusal(error: BaseException) -> RefusalError | None:
    """Give the refusal of the settings that an error goes back to; None where a page is at fault."""
    origin: BaseException | None = error
    while origin is not None:
        if isinstance(origin, RefusalError):
            return None if isinstance(origin, OverwritingError) else origin
        origin = origin.__cause__ or origin.__context__
    return None


def hint_at_settings(root: Path, language: Language) -> Iterator[str]:
    """Say which file lists the pages where a register has pages of its own, and no list of them."""
    folder, name = f"docs/{LANGUAGE_ROOTS[language]}", SETTINGS_FILES[language]
    if (root / folder).is_dir() and not (root / name).exists():
        yield say(_NO_OWN_SETTINGS, folder=folder, name=name, file=str(find_part(root, name)))


def explain_failure(error: Exception, docs: str, lines: list[str]) -> RefusalError | None:
    """Give the refusal for what a page or a theme made fail; None for what only this program can have."""
    blamed = next((found[1] for line in lines if (found := _BLAMED.match(line))), None)
    reason = word_failure(error)
    if blamed is not None:
        return RefusalError(
            _PAGE, file=f"{docs}/{blamed}", reason=reason or str(error) or type(error).__name__
        )
    return refuse_pages(reason) if reason else None


def refuse_pages(reason: str) -> RefusalError:
    """Give the refusal of the hand-written pages as a whole, for a reason in plain words."""
    return RefusalError(_PAGES, reason=reason)


def word_failure(error: Exception) -> str | None:
    """Give in plain words what is wrong with a page or a template; None for anything else."""
    if isinstance(error, UnicodeError):
        return say(_NO_UTF8)
    # Before the system's errors, of which jinja2 makes it one.
    if isinstance(error, jinja2.TemplateNotFound):
        return say(_NO_TEMPLATE, name=str(error.name))
    if isinstance(error, OSError):
        return refuse_system(error).render(ui_language()).rstrip(".")
    return str(error) if isinstance(error, jinja2.TemplateError | yaml.YAMLError) else None
