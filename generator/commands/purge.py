"""``registri purge``: take what must vanish, such as personal data, out of the whole history, and say so."""

import datetime
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import CLEAN, FINDINGS
from generator.check.reporters.cells import render_printable
from generator.commands.invocation import render_next
from generator.commands.options import OPTIONS, as_of_option, read_place, root_option
from generator.commands.progress import ProgressLine
from generator.refusal import RefusalError, refuse_system
from generator.speech import say
from generator.text import Text

if TYPE_CHECKING:
    from generator.purge.purge import Purge, RecordName, Survey

_FILE, _PLACE, _GROUND = Text("BERKAS", "FILE"), Text("LETAK", "PLACE"), Text("DASAR", "GROUND")
_TEXTS_HELP = Text("Berkas berisi teks yang harus hilang, satu baris satu teks; di luar repositori.",
                   "File with the texts that must vanish, one a line; outside the repository.")  # fmt: skip
_DOCUMENT_HELP = Text("Dokumen yang harus hilang seluruhnya, misalnya documents/2024/naskah.pdf; boleh "
                      "berulang.",
                      "Document that must vanish as a whole, such as documents/2024/naskah.pdf; may be "
                      "repeated.")  # fmt: skip
_BACKUP_HELP = Text("Berkas cadangan yang ditulis sebelumnya; di luar repositori, dan dimusnahkan "
                    "sesudahnya.",
                    "Backup file, written beforehand; outside the repository, and destroyed "
                    "afterwards.")  # fmt: skip
_GROUND_HELP = Text('Dasar hukum yang diumumkan, misalnya "UU 27/2022".',
                    'Legal ground that is announced, such as "UU 27/2022".')  # fmt: skip
_WRITE_HELP = Text("Tulis ulang riwayatnya. Tanpa ini hanya dihitung.",
                   "Rewrite the history. Without this, it is only counted.")  # fmt: skip
_NOTHING_NAMED = Text(
    "Sebutkan apa yang harus hilang: --texts BERKAS atau --document LETAK. Teksnya tidak ditulis di baris "
    "perintah, supaya tidak tersimpan di mana pun.",
    "Name what must vanish: --texts FILE or --document PLACE. The text itself is never typed on the command "
    "line, so that it is kept nowhere.",
)
_INSIDE = Text('"{path}" berada di dalam repositori. Pindahkan ke folder lain di luarnya.',
               '"{path}" is inside the repository. Move it to a folder outside.')  # fmt: skip
_NO_TEXTS = Text('"{path}" tidak memuat satu teks pun.', '"{path}" holds no text at all.')
_NOT_TEXT = Text('"{path}" bukan teks UTF-8.', '"{path}" is no UTF-8 text.')
_SHORT = Text(
    "Baris {line} terlalu pendek: teks memerlukan paling sedikit {least} huruf, atau {digits} angka. Teks "
    "sependek itu terdapat di mana-mana. Yang pendek dihapus bersama kata di sekitarnya.",
    "Line {line} is too short: a text needs at least {least} letters, or {digits} digits. One so short "
    "stands "
    "everywhere. Remove a short one together with the words around it.",
)
_NO_DOCUMENT = Text('"{place}" bukan letak dokumen. Tulis misalnya documents/2024/naskah.pdf.',
                    '"{place}" is no place of a document. Write such as '
                    'documents/2024/naskah.pdf.')  # fmt: skip
_NEEDED = Text("Untuk menulis ulang riwayat sebutkan juga {option}.",
               "To rewrite the history, give {option} as well.")  # fmt: skip
_THERE = Text('"{path}" sudah ada. Pilih nama lain untuk cadangannya.',
              '"{path}" exists already. Choose another name for the backup.')  # fmt: skip
_IN_GROUND = Text("Dasar hukum itu memuat teks yang harus hilang; dasar hukum akan dibaca umum.",
                  "That ground holds a text that must vanish; the public will read the ground.")  # fmt: skip
_PRESENT = Text(
    "Keadaan sekarang masih memuatnya, pada {count} berkas: {files}. Betulkan dahulu lewat usulan biasa dan "
    "commit, lalu jalankan lagi: yang ditulis ulang hanya riwayatnya.",
    "The present state still holds it, in files: {count} ({files}). Correct these first by an ordinary "
    "proposal and "
    "commit, then run again: only the history is rewritten.",
)
_ERRORS = Text("Register belum sah ({count} kesalahan). Betulkan dahulu: {command}",
               "The register is not valid yet (errors: {count}). Mend it first: {command}")  # fmt: skip
_LOOKING = Text("Isi riwayat dilihat", "Contents looked at")
_ABSENT = Text("Riwayat tidak memuatnya: {commits} commit dilihat, tidak ada yang perlu diubah.",
               "The history does not hold it: commits looked at: {commits}, nothing to change.")  # fmt: skip
_FOUND = Text(
    "Ditemukan dari {first} sampai {last}.\n"
    "  commit yang ditulis ulang : {rewritten} dari {commits}\n"
    "  versi berkas              : {files}\n"
    "  nama berkas dan folder    : {names}\n"
    "  pesan dan nama orang      : {messages}\n"
    "  dokumen dikeluarkan       : {removed} kali\n"
    "  cabang dan tag            : {refs}",
    "Found from {first} to {last}.\n"
    "  commits rewritten      : {rewritten} of {commits}\n"
    "  versions of files      : {files}\n"
    "  names of files, folders: {names}\n"
    "  messages and people    : {messages}\n"
    "  documents taken out    : {removed} times\n"
    "  branches and tags      : {refs}",
)
_RECORDS = Text("Catatan yang terkena: {records}", "Affected records: {records}")
_UNREAD = Text(
    "{count} versi berkas bukan teks (PDF, gambar, arsip) dan isinya tidak dapat dilihat. Buka sendiri yang "
    "mungkin memuatnya, lalu sebutkan dengan --document.",
    "Versions of files that are no text (PDF, picture, archive) and can't be looked into: {count}. Open "
    "those "
    "that may hold it, and name them with --document.",
)
_NOT_WRITTEN = Text(
    "Belum ada yang diubah. Untuk menulis ulang riwayatnya:\n  {command} --backup BERKAS --ground DASAR "
    "--write",
    "Nothing has been changed. To rewrite the history:\n  {command} --backup FILE --ground GROUND --write",
)
_REMAINS = Text(
    "MASIH ADA SISANYA: {count} isi masih memuatnya. Jangan kirim apa pun; mulai lagi dari salinan baru.",
    "SOMETHING REMAINS: contents that still hold it: {count}. Send nothing; begin again from a new copy.",
)
_DONE = Text(
    "Riwayat sudah ditulis ulang. Semua isi repositori ini dilihat lagi: tidak ada yang memuatnya, dan "
    "keadaan sekarang tidak berubah.",
    "The history has been rewritten. All contents of this repository were looked at again: none holds it, "
    "and "
    "the present state is as it was.",
)
_ANNOUNCED = Text("Pengumumannya sudah dicatat pada {file} dan di-commit.",
                  "Its announcement stands in {file} and is committed.")  # fmt: skip
_NOT_COMMITTED = Text(
    "Pengumumannya sudah ditulis pada {file}, tetapi belum di-commit. Lakukan: git commit -m {message} "
    "{file}",
    "Its announcement is written in {file}, but not committed. Do so: git commit -m {message} {file}",
)
_MESSAGE = Text('"Umumkan penghapusan dari riwayat"', '"Announce a purge of the history"')
_UNPLACED = Text(
    "Riwayat sudah ditulis ulang, tetapi pengumumannya tidak dapat ditulis pada {file}. Tambahkan sendiri "
    "bagian purges menurut: registri explain purges",
    "The history has been rewritten, but its announcement can't be written to {file}. Add the part purges "
    "yourself; see: registri explain purges",
)
_LEFT = Text(
    "Yang masih harus dikerjakan, berurutan:\n"
    " 1. Kirim riwayat yang baru; jangan git pull atau git fetch sebelumnya:\n"
    "      git push --force --all && git push --force --tags\n"
    "    Cabang atau tag yang namanya berubah dihapus di server: git push origin --delete NAMA-LAMA\n"
    " 2. Minta penyedia git (misalnya GitHub Support) menghapus usulan, tampilan tersimpan, dan salinan "
    "(fork) yang "
    "memuatnya.\n"
    " 3. Minta setiap orang menghapus salinan repositorinya dan mengambil yang baru; bersihkan tembolok "
    "CI, artefak, "
    "dan cermin.\n"
    " 4. Bangun dan terbitkan situs lagi: {build}\n"
    "    Halaman Perubahan, umpan, dan data perubahan lalu memberi tahu pemakai data. Hapus juga situs "
    "yang lama.\n"
    " 5. Beri tahu yang berwenang dan orangnya bila wajib (UU 27/2022 pasal 46: paling lambat 3 x 24 jam).\n"
    " 6. Musnahkan cadangannya bila semua sudah diperiksa: {backup}\n"
    "    dan berkas daftar teksnya. Selama masih ada, keduanya memuat yang harus hilang.",
    "What is still to be done, in this order:\n"
    " 1. Send the new history; do no git pull or git fetch before:\n"
    "      git push --force --all && git push --force --tags\n"
    "    A branch or tag that has another name now is deleted on the server: git push origin --delete "
    "OLD-NAME\n"
    " 2. Ask the code host (such as GitHub Support) to delete proposals, cached views and forks that hold "
    "it.\n"
    " 3. Ask everybody to delete their copy of the repository and take the new one; clear caches of CI, "
    "artefacts "
    "and mirrors.\n"
    " 4. Build and publish the site again: {build}\n"
    "    The page of changes, the feed and the data of changes then tell those who use the data. Delete "
    "the old site "
    "too.\n"
    " 5. Notify the authority and the person where that is a duty (UU 27/2022 article 46: within 3 x 24 "
    "hours).\n"
    " 6. Destroy the backup once everything has been looked at: {backup}\n"
    "    and the file with the texts. As long as they exist, both hold what must vanish.",
)
_SHOWN = 20


@click.command("purge", options_metavar=say(OPTIONS))
@click.option("--texts", metavar=say(_FILE), help=say(_TEXTS_HELP))
@click.option("--document", "documents", multiple=True, metavar=say(_PLACE), help=say(_DOCUMENT_HELP))
@click.option("--backup", metavar=say(_FILE), help=say(_BACKUP_HELP))
@click.option("--ground", metavar=say(_GROUND), help=say(_GROUND_HELP))
@click.option("--write", is_flag=True, help=say(_WRITE_HELP))
@root_option
@as_of_option
@click.pass_context
def command(  # noqa: PLR0917  one a parameter of the command line
    ctx: click.Context,
    texts: str | None,
    documents: tuple[str, ...],
    backup: str | None,
    ground: str | None,
    write: bool,  # noqa: FBT001  click hands it over by name
    root: Path,
    as_of: datetime.date,
) -> None:
    """Look through the history, and rewrite it only on request."""
    if not texts and not documents:
        raise click.UsageError(say(_NOTHING_NAMED), ctx)
    words = _read_texts(root, texts) if texts else []
    places = [_read_document(place) for place in documents]
    if write:
        kept, told = _read_backup(ctx, root, backup), _read_ground(ctx, words, ground)
        _refuse_errors(ctx, root, as_of)
    from generator.purge.purge import Purge  # noqa: PLC0415  start-up stays light

    line = ProgressLine(say(_LOOKING))
    try:
        purge = Purge(root, words, places, lambda: line.advance(1))
        if present := purge.find_present():
            raise RefusalError(_PRESENT, count=str(len(present)), files=_list(present))
        survey = purge.survey()
        line.close()
        _show(survey)
        if not survey.found:
            raise click.exceptions.Exit(CLEAN)
        if not write:
            click.echo(say(_NOT_WRITTEN, command=_repeat(ctx, texts, documents)))
            raise click.exceptions.Exit(FINDINGS)
        _carry_out(ctx, root, purge, survey.records, (kept, told, as_of))
    finally:
        line.close()


def _carry_out(
    ctx: click.Context,
    root: Path,
    purge: "Purge",
    records: "Sequence[RecordName]",
    told: tuple[Path, str, datetime.date],
) -> None:
    from generator.purge.announcing import announce  # noqa: PLC0415
    from generator.records import REGISTRY_FILE  # noqa: PLC0415

    backup, ground, day = told
    if remains := purge.carry_out(backup):
        click.echo(say(_REMAINS, count=str(len(remains))))
        raise click.exceptions.Exit(FINDINGS)
    click.echo(say(_DONE))
    done = announce(root, day, ground, records)
    message = say(_MESSAGE)
    text = {"committed": _ANNOUNCED, "written": _NOT_COMMITTED, "unplaced": _UNPLACED}[done]
    click.echo(say(text, file=REGISTRY_FILE, message=message))
    click.echo(say(_LEFT, build=render_next(ctx, "build", "--root"), backup=render_printable(str(backup))))


def _show(survey: "Survey") -> None:
    """Tell what was found, without a word of it."""
    counts = survey.counts
    if not survey.found:
        click.echo(say(_ABSENT, commits=str(survey.commits)))
    else:
        params = {name: str(getattr(counts, name)) for name in ("files", "names", "messages", "removed")}
        click.echo(
            say(
                _FOUND,
                first=str(survey.first),
                last=str(survey.last),
                rewritten=str(counts.commits),
                commits=str(survey.commits),
                refs=str(survey.refs),
                **params,
            )
        )
        if survey.records:
            click.echo(say(_RECORDS, records=_list([record_id for _, record_id in survey.records])))
    if survey.unread:
        click.echo(say(_UNREAD, count=str(survey.unread)))


def _list(names: "Sequence[str]") -> str:
    shown = ", ".join(render_printable(name) for name in names[:_SHOWN])
    return shown + (" …" if len(names) > _SHOWN else "")


def _repeat(ctx: click.Context, texts: str | None, documents: tuple[str, ...]) -> str:
    import shlex  # noqa: PLC0415

    words = [
        *(("--texts", texts) if texts else ()),
        *(word for one in documents for word in ("--document", one)),
    ]
    return f"{render_next(ctx, 'purge', '--root', '--as-of')} {shlex.join(words)}"


def _read_texts(root: Path, name: str) -> list[str]:
    """Give the texts of a file, one a line; no message repeats any of them."""
    from generator.purge.spellings import LEAST, LEAST_DIGITS, is_long_enough  # noqa: PLC0415

    path = _refuse_inside(root, name)
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except OSError as error:
        raise refuse_system(error) from None
    except UnicodeDecodeError:
        raise RefusalError(_NOT_TEXT, path=name) from None
    for number, line in enumerate(lines, 1):
        if line.strip() and not is_long_enough(line):
            raise RefusalError(_SHORT, line=str(number), least=str(LEAST), digits=str(LEAST_DIGITS))
    texts = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if not texts:
        raise RefusalError(_NO_TEXTS, path=name)
    return texts


def _read_document(place: str) -> str:
    from generator.read.documents import DOCUMENTS  # noqa: PLC0415

    parts = place.split("/")
    if parts[0] != DOCUMENTS or len(parts) == 1 or {"", ".", ".."}.intersection(parts):
        raise RefusalError(_NO_DOCUMENT, place=render_printable(place))
    return place


def _read_backup(ctx: click.Context, root: Path, name: str | None) -> Path:
    if not name:
        raise click.UsageError(say(_NEEDED, option="--backup"), ctx)
    path = _refuse_inside(root, name)
    if os.path.lexists(path):
        raise RefusalError(_THERE, path=name)
    try:
        path.parent.stat()
    except OSError as error:
        raise refuse_system(error) from None
    return path


def _read_ground(ctx: click.Context, texts: "Sequence[str]", ground: str | None) -> str:
    from generator.purge.spellings import Spellings  # noqa: PLC0415

    said = " ".join((ground or "").split())
    if not said or not said.isprintable():
        raise click.UsageError(say(_NEEDED, option="--ground"), ctx)
    if texts and Spellings(texts).found_in(said.encode()):
        raise RefusalError(_IN_GROUND)
    return said


def _refuse_inside(root: Path, name: str) -> Path:
    """Give the path that a user named, where it is outside of the repository."""
    from generator.git.trees import Repository  # noqa: PLC0415

    path = Path(os.path.realpath(read_place(name)))
    if path.is_relative_to(os.path.realpath(Repository.find(root).top)):
        raise RefusalError(_INSIDE, path=name)
    return path


def _refuse_errors(ctx: click.Context, root: Path, as_of: datetime.date) -> None:
    from generator.check.checker import Checker  # noqa: PLC0415  start-up stays light
    from generator.home import find_part  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    checked = Checker(root, SchemaSet(find_part(root, "schema")), as_of, only_errors=True).check_register()
    if checked.errors:
        raise RefusalError(
            _ERRORS, count=str(len(checked.errors)), command=render_next(ctx, "check", "--root")
        )
