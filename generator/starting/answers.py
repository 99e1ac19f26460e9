"""What a government is asked before its register is written: the answers, judged and put together."""

from collections.abc import Mapping

from generator.check.rules.privacy import find_personal_data
from generator.entry.problem import EntryError, EntryProblem, fill
from generator.levels import LEVELS, Level
from generator.starting.government import (
    Government,
    find_level,
    find_zone,
    read_address,
    read_code,
    read_department,
    read_languages,
    read_level,
    read_licence,
    read_name,
    read_zone,
)
from generator.text import Text

_OTHER_LEVEL = Text("Nama daerahnya menyebut {found}, bukan {level}.",
                    "The region's name says {found}, not {level}.")  # fmt: skip
_OTHER_LEVEL_FORM = Text("Samakan nama dan tingkatnya.", "Make the name and the level agree.")
_PERSONAL = Text("Jawabannya tampak memuat data pribadi, seperti nomor telepon atau NIK.",
                 "The answer looks as if it held personal data, such as a telephone number.")  # fmt: skip
_PERSONAL_FORM = Text("Tulis unit atau halamannya saja.", "Write the unit or the page alone.")
_DEFAULTS = {"language": "id", "licence": "cc-by-4.0"}
_READERS = {
    "language": read_languages, "licence": read_licence, "time_zone": read_zone, "repository": read_address,
    "site": read_address, "contact": read_address, "department": read_department,
}  # fmt: skip


def judge_answer(name: str, answers: Mapping[str, str], text: str) -> None:
    """Read an answer beside those given. Raises EntryError for one that can't be read or is at odds."""
    if name == "name":
        read_name(text, None)
    elif name == "level":
        _read_level(text, answers)
    elif name == "region":
        read_code(text, _find_level(answers))
    else:
        _READERS[name](text)
    if find_personal_data(text, ()):
        raise EntryError("personal", _PERSONAL, _PERSONAL_FORM)


def propose_answer(name: str, answers: Mapping[str, str]) -> str:
    """Give what is proposed for an answer that may be left out; empty where nothing is."""
    if name == "time_zone" and "region" in answers:
        return find_zone(answers["region"])
    return _DEFAULTS.get(name, "")


def read_government(answers: Mapping[str, str]) -> tuple[Government | None, list[EntryProblem]]:
    """Give the government that the answers tell, ``name`` and ``region`` at least; else all that is wrong."""
    problems = []
    for name, text in answers.items():
        try:
            judge_answer(name, {key: one for key, one in answers.items() if key != name}, text)
        except EntryError as error:
            problems.append(error.at(name, text))
    if problems:
        return None, problems
    code, level = read_code(answers["region"])
    said = {
        name: answers.get(name) or propose_answer(name, answers)
        for name in ("language", "licence", "time_zone")
    }
    government = Government(
        place=read_name(answers["name"], level),
        level=level,
        region_code=code,
        time_zone=read_zone(said["time_zone"]),
        licence=read_licence(said["licence"]),
        with_english=read_languages(said["language"]),
        repository=_read_optional("repository", answers),
        site=_read_optional("site", answers),
        contact=_read_optional("contact", answers),
        department=read_department(answers["department"]) if "department" in answers else "",
    )
    return government, []


def _read_optional(name: str, answers: Mapping[str, str]) -> str:
    return read_address(answers[name]) if name in answers else ""


def _find_level(answers: Mapping[str, str]) -> Level | None:
    """Give the level that the answers tell; None where they don't, or where it can't be read."""
    try:
        named = find_level(read_name(answers["name"], None)) if "name" in answers else None
        return read_level(answers["level"]) if "level" in answers else named
    except EntryError:
        return None


def _read_level(text: str, answers: Mapping[str, str]) -> None:
    level, named = read_level(text), _find_level({key: one for key, one in answers.items() if key == "name"})
    if named and named != level:
        found, wanted = (Text(LEVELS[one].id.lower(), LEVELS[one].en.lower()) for one in (named, level))
        raise EntryError("level", fill(_OTHER_LEVEL, found=found, level=wanted), _OTHER_LEVEL_FORM)
