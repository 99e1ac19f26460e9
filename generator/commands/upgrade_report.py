"""What ``registri upgrade`` shows: every change as lines, then what it all comes to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.check.reporters.cells import render_printable
from generator.commands.difference import render_difference
from generator.speech import say
from generator.text import Text
from generator.version import VERSION

if TYPE_CHECKING:
    from generator.upgrading.files import FileStep
    from generator.upgrading.upgrade import Upgrade

_HEAD = Text("Program {version}. Bentuk catatan register ini: versi {since}.",
             "Program {version}. The form of this register's records: version {since}.")  # fmt: skip
_UNNAMED = Text("Program {version}. Register ini tidak menyebut versi, jadi dianggap berbentuk {since}.",
                "Program {version}. This register names no version, so it is taken for {since}.")  # fmt: skip
_RECORDS = Text("Catatan: {count} berkas berubah.", "Records that change: {count}.")
_STEP = Text("  {version}  {count} catatan  {about}", "  {version}  records: {count}  {about}")
_STATED = Text("  records/registry.yaml menyebut versi {version}.",
               "  records/registry.yaml names version {version}.")  # fmt: skip
_KEPT = Text("  Setiap nilai dan komentar dibandingkan: tidak ada yang hilang.",
             "  Every value and comment was compared: none is lost.")  # fmt: skip
_FILES = Text("Berkas yang ditulis program:", "Files that the program wrote:")
_SAME = Text("  Tidak ada yang berubah.", "  Nothing changes.")
_FATES = {
    "updated": Text("diperbarui", "brought forward"),
    "added": Text("berkas baru", "new file"),
    "removed": Text("dihapus; program tidak memakainya lagi", "removed; the program no longer has it"),
    "aside": Text("Anda ubah, jadi tetap; yang baru dari program: {aside}",
                  "changed by you, so it stays; the program's new one: {aside}"),
    "absent": Text("Anda hapus, jadi tetap tidak ada; program mengubahnya",
                   "deleted by you, so it stays away; the program has changed it"),
    "left": Text("Anda ubah, jadi tetap; program tidak memakainya lagi",
                 "changed by you, so it stays; the program no longer has it"),
    "blocked": Text("dibiarkan; bukan berkas biasa, atau tidak dapat dibaca",
                    "left alone; no ordinary file, or it can't be read"),
}  # fmt: skip
_OWN_LINE = Text("  requirements/program.txt: pilihan Anda, jadi tetap: {line}",
                 "  requirements/program.txt: your own choice, so it stays: {line}")  # fmt: skip
_MERGE = Text(
    "Untuk berkas yang Anda ubah: samakan yang perlu, lalu hapus folder pembaruan/. Yang berubah "
    "dari program tampak di atas.",
    "For files that you have changed: take over what you need, then delete the folder pembaruan/. "
    "What the program has changed is shown above.",
)
_BESIDE = Text(
    "Berkas lain milik program yang berdiri di folder ini juga; tidak ada yang disentuh.",
    "The other files are those of the program, which stands in this folder; none is touched.",
)
_UNKNOWN = Text(
    "Berkas lain tidak disentuh: .registri/files.json tidak ada, jadi tidak diketahui mana yang "
    "ditulis program.",
    "No other file is touched: there is no .registri/files.json to tell which of them the program wrote.",
)
_OWN_PARTS = Text(
    "Yang berisi berkas sendiri: {parts}. Bandingkan dengan register baru: registri init.",
    "Those with files of their own: {parts}. Compare them with a new register: registri init.",
)
_PICTURE = Text("{file}: bukan teks; {old} menjadi {new} bait.", "{file}: no text; {old} to {new} bytes.")
_FROM_PROGRAM = Text("Yang berubah dari program pada {file}:", "What the program changed in {file}:")
_FROM_YOURS = Text("Selisih berkas Anda dengan yang baru dari program, {file}:",
                   "Your file against the program's new one, {file}:")  # fmt: skip
_PARTS = ("schema", "docs", "mkdocs.yml", ".github", ".gitlab-ci.yml", "requirements", "Makefile")


def render_changes(upgrade: "Upgrade", find_original: Callable[[str], bytes | None]) -> Iterator[str]:
    """Give every change as lines; ``find_original`` gives a file as the program wrote it."""
    for file, after in sorted(upgrade.advance.data.items()):
        yield from _render(file, upgrade.before[file], after)
    for step in upgrade.plan.steps if upgrade.plan else ():
        if step.fate == "aside":
            original = find_original(step.file)
            yield say(_FROM_YOURS if original is None else _FROM_PROGRAM, file=step.file)
            yield from _render(step.file, step.before if original is None else original, step.after or b"")
        elif step.fate in {"updated", "added", "removed"}:
            yield from _render(step.file, step.before, step.after)


def _render(file: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    if b"\0" in (before or b"") + (after or b""):
        old, new = len(before or b""), len(after or b"")
        yield say(_PICTURE, file=render_printable(file), old=str(old), new=str(new))
    else:
        yield from render_difference(file, before, after)
    yield ""


def render_summary(upgrade: "Upgrade", root: Path) -> Iterator[str]:
    """Give what an upgrade comes to."""
    from generator.upgrading.migrations import OLDEST  # noqa: PLC0415  start-up stays light

    yield say(_HEAD if upgrade.since else _UNNAMED, version=VERSION, since=upgrade.since or OLDEST)
    yield from _render_records(upgrade)
    if upgrade.plan is None:
        yield from _render_rest(root)
        return
    yield say(_FILES)
    yield from map(_render_step, upgrade.plan.steps)
    if upgrade.own_line:
        yield say(_OWN_LINE, line=render_printable(upgrade.own_line))
    if not upgrade.plan.steps:
        yield say(_SAME)
    if any(step.fate == "aside" for step in upgrade.plan.steps):
        yield say(_MERGE)


def _render_records(upgrade: "Upgrade") -> Iterator[str]:
    yield say(_RECORDS, count=str(len(upgrade.advance.data)))
    for one in upgrade.migrations:
        count = str(upgrade.advance.counts.get(one.name, 0))
        yield say(_STEP, version=one.version, count=count, about=say(one.about))
    if upgrade.advance.data:
        yield say(_STATED, version=VERSION)
        yield say(_KEPT)


def _render_step(step: "FileStep") -> str:
    from generator.upgrading.files import place_aside  # noqa: PLC0415  start-up stays light

    aside = place_aside(step.file, VERSION)
    return render_printable(f"  {step.file}: {say(_FATES[step.fate], aside=aside)}")


def _render_rest(root: Path) -> Iterator[str]:
    from generator.upgrading.upgrade import is_beside_program  # noqa: PLC0415  start-up stays light

    if is_beside_program(root):
        yield say(_BESIDE)
        return
    yield say(_UNKNOWN)
    parts = [name for name in _PARTS if (root / name).exists()]
    if parts:
        yield say(_OWN_PARTS, parts=", ".join(parts))
