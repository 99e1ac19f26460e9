"""``registri init``: a new government's register, by a few questions or by options alone."""

import shlex
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from generator.__main__ import FINDINGS
from generator.commands.amending import open_interview, refuse_missing, refuse_problems
from generator.commands.invocation import read_program
from generator.commands.options import FOLDER, OPTIONS, optional_root_option, read_place
from generator.reasons import read_reason
from generator.speech import say, ui_language
from generator.text import Text
from generator.version import PROGRAM, VERSION

if TYPE_CHECKING:
    from generator.interview.terminal import Interview
    from generator.starting.filling import Hindrance, TakenError
    from generator.starting.government import Government

_WORDS = Text("TEKS", "TEXT")


_DEPARTMENT_MORE = Text(
    "Nama resmi unit yang mengurus kerja sama, diawali bentuknya: Biro (di provinsi), Bagian (di kabupaten "
    "dan kota), Dinas, Badan, Kantor, Inspektorat, Kecamatan, Satuan, atau RSUD. Situs menyebutnya "
    "penanggung jawab. Bila belum ditetapkan, lewati; kelak diisi pada records/registry.yaml "
    "(responsible_department).",
    "The official name of the unit in charge of cooperation, with its kind at the beginning: Biro (in a "
    "province), Bagian (in a regency or city), Dinas, Badan, Kantor, Inspektorat, Kecamatan, Satuan or RSUD. "
    "The site names it as responsible. Where it is not settled, leave it out; it can be filled in later in "
    "records/registry.yaml (responsible_department).",
)


class _Question(NamedTuple):
    """An option, and the question it is the answer to."""

    flag: str
    title: Text
    help: Text
    more: Text | None = None
    """What is explained to who asks with ``?``; where there is none, the help of the option."""

    @property
    def name(self) -> str:
        return self.flag.removeprefix("--").replace("-", "_")


_QUESTIONS = {
    one.name: one
    for one in (
        _Question("--name", Text("Nama daerahnya, misalnya “Kabupaten Contoh”",
                                 "The region's name, such as “Kabupaten Contoh”"),
                  Text("Nama daerah atau pemerintah daerahnya.", "Name of the region or of its government.")),
        _Question("--level", Text("Tingkat pemerintahannya", "Its level of government"),
                  Text("provinsi, kabupaten, atau kota (bawaan: menurut nama atau kodenya).",
                       "provinsi, kabupaten or kota (default: as the name or the code tells).")),
        _Question("--region", Text("Kode wilayahnya, misalnya 32.04", "Its region code, such as 32.04"),
                  Text("Kode wilayah Kemendagri: 32 provinsi, 32.04 kabupaten, 32.73 kota.",
                       "The ministry's region code: 32 a province, 32.04 a regency, 32.73 a city.")),
        _Question("--department", Text("Unit yang mengurus kerja sama, misalnya “Bagian Kerja Sama”",
                                       "The unit in charge of cooperation, such as “Bagian Kerja Sama”"),
                  Text("Unit yang mengurus kerja sama.", "The unit in charge of cooperation."),
                  _DEPARTMENT_MORE),
        _Question("--contact", Text("Alamat web tempat warga menghubungi unit itu",
                                    "Web address at which citizens reach that unit"),
                  Text("Halaman untuk melaporkan kesalahan.", "Page on which errors are reported.")),
        _Question("--repository", Text("Alamat repositorinya di GitHub atau GitLab, bila sudah ada",
                                       "Address of its repository, if there is one"),
                  Text("Alamat web repositori register.", "Web address of the register's repository.")),
        _Question("--site", Text("Alamat situsnya nanti, bila sudah ditetapkan",
                                 "Address of its site, if it is settled"),
                  Text("Alamat web tempat situs diterbitkan.", "Web address where the site is published.")),
        _Question("--language", Text("Bahasa situsnya: id, atau id,en", "Its site's languages: id, or id,en"),
                  Text("id (bawaan), atau id,en. Situs selalu berbahasa Indonesia; en menambahkan Inggris.",
                       "id (default), or id,en. A site is always in Indonesian; en adds English.")),
        _Question("--time-zone", Text("Zona waktunya", "Its time zone"),
                  Text("Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura (bawaan: menurut provinsinya).",
                       "Asia/Jakarta, Asia/Makassar or Asia/Jayapura (default: by its province).")),
        _Question("--licence", Text("Lisensi datanya: cc-by-4.0 atau cc0-1.0", "Licence of its data"),
                  Text("cc-by-4.0 (bawaan) atau cc0-1.0.", "cc-by-4.0 (default) or cc0-1.0.")),
    )
}  # fmt: skip
_NEEDED = ("name", "region")
_PROGRAM_HELP = Text(
    "Dari mana program dipasang, seperti ditulis untuk pip (bawaan: {program}=={version}).",
    "Where the program is installed from, as pip takes it (default: {program}=={version}).",
)
_REMOVE_HELP = Text("Hapus semua contoh dari register yang ada.", "Remove all examples from a register.")
_NO_FOLDER = Text(
    "Sebutkan folder untuk register yang baru, misalnya: {program} init ../register-kami",
    "Name the folder for the new register, such as: {program} init ../register-kami",
)
_TAKEN: dict["Hindrance", Text] = {
    "filled": Text(
        '"{path}" sudah berisi. Tidak ada yang ditulis; pilih folder baru atau folder kosong.',
        '"{path}" is not empty. Nothing was written; choose a new or an empty folder.',
    ),
    "file": Text(
        '"{path}" adalah berkas, bukan folder. Tidak ada yang ditulis; pilih folder baru atau folder kosong.',
        '"{path}" is a file, not a folder. Nothing was written; choose a new or an empty folder.',
    ),
    "link": Text(
        '"{path}" adalah tautan ke tempat lain. Tidak ada yang ditulis; sebutkan foldernya sendiri.',
        '"{path}" is a link to another place. Nothing was written; name the folder itself.',
    ),
    "beneath-a-file": Text(
        '"{place}" adalah berkas, jadi "{path}" tidak dapat dibuat di dalamnya. Tidak ada yang ditulis; '
        "pilih folder lain.",
        '"{place}" is a file, so "{path}" can\'t be made in it. Nothing was written; choose another folder.',
    ),
    "begun": Text(
        'Di "{path}" ada register yang penulisannya terputus, dan isinya sudah diubah sejak itu. Tidak ada '
        "yang ditulis; pindahkan yang ingin disimpan, kosongkan foldernya, lalu ulangi.",
        'In "{path}" the writing of a register was stopped, and what it left was changed since. Nothing was '
        "written; move what is to be kept, empty the folder, and try again.",
    ),
}
_UNWRITABLE = Text(
    '"{path}" tidak dapat ditulis: {reason}. Tidak ada yang berubah.',
    '"{path}" can\'t be written: {reason}. Nothing has changed.',
)
_BAD_PROGRAM = Text("--program harus satu baris seperti pada berkas requirements pip.",
                    "--program must be one line as in a requirements file of pip.")  # fmt: skip
_WELCOME = Text(
    "Register baru. Ketik ? untuk penjelasan; Enter memakai yang diusulkan, atau melewati yang boleh kosong.",
    "A new register. Type ? for help; Enter takes what is proposed, or leaves out what may be empty.",
)
_UNDERSTOOD = Text("Yang dipahami:", "What is understood:")
_ASK = Text("Tulis register ini?", "Write this register?")
_NOT_WRITTEN = Text("Tidak ada yang ditulis.", "Nothing was written.")
_WRITTEN = Text(
    "Register {place} ditulis dalam {files} berkas: {path}\n"
    "Isinya contoh rekaan, satu untuk setiap jenis catatan, dan setiap halamannya mengatakan itu.\n"
    "Program akan dipasang dari: {source} (requirements/program.txt)\n"
    "Langkah berikutnya:\n"
    "  {program} serve --root {argument}   melihat jadinya\n"
    "  {program} init --remove-examples --root {argument}   menghapus semua contoh, bila sudah dilihat\n"
    "Selengkapnya pada {readme}.",
    "The register of {place} was written in {files} files: {path}\n"
    "It holds invented examples, one of each kind of record, and says so on every page.\n"
    "The program will be installed from: {source} (requirements/program.txt)\n"
    "Next:\n"
    "  {program} serve --root {argument}   see what it looks like\n"
    "  {program} init --remove-examples --root {argument}   remove all examples once you have seen enough\n"
    "More in {readme}.",
)
_BOTH = Text("--remove-examples berlaku untuk register yang ada; jangan sebut folder baru.",
             "--remove-examples is for a register that exists; name no new folder.")  # fmt: skip


def _init_options(command: Callable[..., object]) -> Callable[..., object]:
    for one in reversed(_QUESTIONS.values()):
        command = click.option(one.flag, metavar=say(_WORDS), help=say(one.help))(command)
    return command


@click.command("init", options_metavar=say(OPTIONS))
@click.argument("directory", metavar=say(FOLDER), required=False)
@_init_options
@click.option("--program", metavar=say(_WORDS), help=say(_PROGRAM_HELP, program=PROGRAM, version="VERSI"))
@click.option("--remove-examples", is_flag=True, help=say(_REMOVE_HELP))
@optional_root_option
@click.pass_context
def command(
    ctx: click.Context, /, *, directory: str | None, program: str | None, remove_examples: bool,
    root: Path | None, **given: str | None,
) -> None:  # fmt: skip
    """Begin a register in a new or empty folder, or remove the examples from one."""
    if remove_examples:
        from generator.commands.clearing import clear_examples  # noqa: PLC0415  start-up stays light

        if directory:
            raise click.UsageError(say(_BOTH), ctx)
        clear_examples(ctx, root)
        return
    if not directory:
        raise click.UsageError(say(_NO_FOLDER, program=read_program()), ctx)
    path = read_place(directory)
    _refuse_taken(path, directory)
    answers = {name: text for name, text in given.items() if text is not None}
    missing = [name for name in _NEEDED if name not in answers]
    interview = open_interview() if missing else None
    if interview:
        click.echo(say(_WELCOME))
        answers = _ask(interview, answers)
    refuse_missing(ctx, [_QUESTIONS[name].flag for name in _NEEDED if name not in answers])
    government = _read(ctx, answers)
    line = _read_program(program or f"{PROGRAM}=={VERSION}")
    _show_understood(answers, government)
    if interview and not interview.confirm(_ASK):
        click.echo(say(_NOT_WRITTEN))
        raise click.exceptions.Exit(FINDINGS)
    files = _write(path, directory, government, line, VERSION)
    click.echo(
        say(
            _WRITTEN, place=government.place, files=str(files), path=str(path), program=read_program(),
            argument=shlex.quote(directory), readme=str(Path(directory) / "README.md"), source=line,
        )
    )  # fmt: skip


def _refuse_taken(path: Path, directory: str) -> None:
    """Refuse a folder that is in use before anything is asked."""
    from generator.starting.filling import TakenError, refuse_taken  # noqa: PLC0415  start-up stays light

    try:
        refuse_taken(path)
    except TakenError as error:
        raise _word_taken(error, directory) from None
    except OSError as error:
        raise click.UsageError(say(_UNWRITABLE, path=directory, reason=say(read_reason(error)))) from None


def _word_taken(error: "TakenError", directory: str) -> click.UsageError:
    return click.UsageError(say(_TAKEN[error.hindrance], path=directory, place=str(error.place)))


def _ask(interview: "Interview", answers: Mapping[str, str]) -> dict[str, str]:
    """Ask for everything that the options did not say; the level shows in the name or the code."""
    from generator.entry.fields import Field  # noqa: PLC0415  start-up stays light
    from generator.starting.answers import judge_answer, propose_answer  # noqa: PLC0415

    said = dict(answers)
    for name, question in _QUESTIONS.items():
        if name in said or name == "level":
            continue
        field = Field(name, question.title, question.more or question.help, "text")
        text = interview.ask(
            field,
            partial(judge_answer, name, said),
            default=propose_answer(name, said),
            is_required=name in _NEEDED,
        )
        if text:
            said[name] = text
    click.echo("")
    return said


def _read(ctx: click.Context, answers: Mapping[str, str]) -> "Government":
    from generator.starting.answers import read_government  # noqa: PLC0415  start-up stays light

    government, problems = read_government(answers)
    refuse_problems(ctx, problems, {name: one.flag for name, one in _QUESTIONS.items()})
    assert government is not None  # noqa: S101  else something was wrong
    return government


def _show_understood(answers: Mapping[str, str], government: "Government") -> None:
    """Show what the answers were taken to say, and why, before anything is written."""
    from generator.starting.summary import list_understood  # noqa: PLC0415  start-up stays light

    understood = list_understood(answers, government)
    width = max(len(say(one.title)) for one in understood)
    click.echo(say(_UNDERSTOOD))
    for one in understood:
        click.echo(f"  {say(one.title):{width}}  {say(one.value)}  ({say(one.origin)})")


def _read_program(text: str) -> str:
    """Give the line that tells pip where the program is; one that would tell it anything else is refused."""
    line = text.strip()
    if not line or line.startswith(("-", "#")) or not line.isprintable():
        raise click.UsageError(say(_BAD_PROGRAM))
    return line


def _write(path: Path, directory: str, government: "Government", program: str, version: str) -> int:
    """Write the register, and give how many files it has."""
    from generator.starting.beginning import begin_register  # noqa: PLC0415  start-up stays light
    from generator.starting.filling import TakenError, write_register  # noqa: PLC0415

    files = begin_register(government, program, version, ui_language())
    try:
        write_register(path, files)
    except TakenError as error:
        raise _word_taken(error, directory) from None
    except OSError as error:
        raise click.UsageError(say(_UNWRITABLE, path=directory, reason=say(read_reason(error)))) from None
    return len(files)
