"""The documents that a register keeps in ``documents/`` (KS63x): there, unchanged, named; and the crest."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.read.documents import DOCUMENTS, MAX_DOCUMENT_BYTES, Print
from generator.records import Record
from generator.text import Text

RULES = (
    Rule("KS630", "document-missing", "error",
         Text("Berkas {document} tidak ada, atau bukan berkas biasa yang dapat dibaca.",
              "The file {document} does not exist, or is no ordinary file that can be read."),
         Text("Letakkan berkasnya di sana, atau betulkan letak dan namanya; tautan tidak diikuti.",
              "Put the file there, or correct its place and name; links are not followed.")),
    Rule("KS631", "document-changed", "error",
         Text("Isi berkas {document} bukan yang dicatat: sidiknya {digest}.",
              "The file {document} is not the one recorded: its hash is {digest}."),
         Text("Bila berkasnya yang benar, salin sidik itu ke sha256; bila tidak, kembalikan berkasnya.",
              "Where the file is right, copy that hash to sha256; otherwise bring the right file back.")),
    Rule("KS632", "document-size-differs", "error",
         Text("Ukuran berkas {document} {bytes} bita, bukan yang dicatat ({stated}).",
              "The file {document} has {bytes} bytes, not those recorded ({stated})."),
         Text("Periksa berkasnya, lalu tulis ukurannya, atau hapus size.",
              "Check the file, then write its size, or delete size.")),
    Rule("KS633", "document-too-large", "error",
         Text("Berkas {document} lebih besar daripada {most} MB.",
              "The file {document} is larger than {most} MB."),
         Text("Perkecil berkasnya, atau terbitkan di tempat lain dan isi url.",
              "Make the file smaller, or publish it elsewhere and give url.")),
    Rule("KS634", "document-incomplete", "error",
         Text('Dokumen ini memuat "{key}" tanpa "{lacking}".',
              'This document has "{key}" without "{lacking}".'),
         Text('Tambahkan "{lacking}", atau hapus "{key}".', 'Add "{lacking}", or delete "{key}".')),
    Rule("KS635", "document-nowhere", "error",
         Text("Dokumen ini tidak beralamat dan tidak berberkas.",
              "This document has neither an address nor a file."),
         Text("Isi url dengan alamatnya, atau file dengan letaknya di folder documents/.",
              "Give its address in url, or its place in the folder documents/ in file.")),
    Rule("KS636", "document-unnamed", "advice",
         Text("Tidak ada perjanjian tanpa kesalahan isian yang menyebut berkas ini; ia tidak diterbitkan.",
              "No agreement whose fields are sound names this file; it is not published."),
         Text("Sebutkan pada attachments perjanjiannya, atau hapus berkasnya.",
              "Name it in the attachments of its agreement, or delete the file.")),
    Rule("KS637", "crest-unfit", "error",
         Text("Lambang {document} harus gambar {kind} yang utuh, tanpa skrip dan rujukan ke luar, "
              "paling besar {most} kB.",
              "The crest {document} must be a whole {kind} picture without scripts and references to "
              "elsewhere, of {most} kB at most."),
         Text("Simpan gambarnya kembali sebagai SVG polos atau PNG yang kecil, atau hapus crest.",
              "Save the picture again as a plain SVG or a small PNG, or delete crest.")),
)  # fmt: skip

MAX_CREST_BYTES = 200_000
"""How large a crest may be: every first visit to the site fetches it."""
NEEDS = (("file", "sha256"), ("size", "file"))
"""Which key of a document needs which other one."""


def document_path(file: str) -> str:
    """Give the place of a document in the register from what a record calls it."""
    return f"{DOCUMENTS}/{file}"


def list_documents(record: Record) -> list[str]:
    """Give the documents in the register that a record names, by their places."""
    value: Any = record.value
    # Only these two kinds name any, and only here: most records are told apart by a single look.
    if "attachments" in value and record.kind == "agreement":
        return [document_path(item["file"]) for item in value["attachments"] if "file" in item]
    if "crest" in value and record.kind == "registry":
        return [document_path(value["crest"])]
    return []


def check_attachments(record: Record) -> Iterator[Problem]:
    """Check that each document leads somewhere, and that what is said of it belongs together."""
    value: Any = record.value
    for index, item in enumerate(value.get("attachments", ())):
        path = ("attachments", index)
        for key, lacking in NEEDS:
            if key in item and lacking not in item:
                params = {"key": key, "lacking": lacking}
                yield Problem("KS634", Spot(record.file, (*path, key), key=True), params)
        if "url" not in item and "file" not in item and "size" not in item:
            yield Problem("KS635", Spot(record.file, path))


def check_documents(
    records: Iterable[Record], documents: Iterable[str], prints: Mapping[str, Print | None]
) -> Iterator[Problem]:
    """Check what records say of the documents in the register, and that each document is named.

    ``prints`` holds what was read of those that are named.
    """
    named = set()
    for record in records:
        if not list_documents(record):
            continue
        value: Any = record.value
        if record.kind == "registry":
            named.add(document_path(value["crest"]))
            yield from _check_crest(record, value["crest"], prints.get(document_path(value["crest"])))
            continue
        for index, item in enumerate(value["attachments"]):
            if "file" in item:
                place = document_path(item["file"])
                named.add(place)
                yield from _check_document(record, index, item, prints.get(place))
    for place in documents:
        if place not in named:
            # A name that is no UTF-8 could not even be reported as it stands.
            yield Problem("KS636", Spot(place.encode("utf-8", "backslashreplace").decode("utf-8")))


def _check_document(
    record: Record, index: int, item: dict[str, Any], found: Print | None
) -> Iterator[Problem]:
    def spot(key: str) -> Spot:
        return Spot(record.file, ("attachments", index, key))

    params = {"document": document_path(item["file"])}
    if found is None:
        yield Problem("KS630", spot("file"), params)
        return
    if not found.sha256:
        yield Problem("KS633", spot("file"), {**params, "most": str(MAX_DOCUMENT_BYTES // 1_000_000)})
        return
    if item.get("sha256", found.sha256) != found.sha256:
        yield Problem("KS631", spot("sha256"), {**params, "digest": found.sha256})
    if item.get("size", found.size) != found.size:
        stated = {"bytes": str(found.size), "stated": str(item["size"])}
        yield Problem("KS632", spot("size"), {**params, **stated})


def _check_crest(record: Record, crest: str, found: Print | None) -> Iterator[Problem]:
    spot = Spot(record.file, ("crest",))
    if found is None:
        yield Problem("KS630", spot, {"document": document_path(crest)})
        return
    kind = crest.rpartition(".")[2]
    if found.size > MAX_CREST_BYTES or not _is_picture(found.content, kind):
        params = {
            "document": document_path(crest),
            "kind": kind.upper(),
            "most": str(MAX_CREST_BYTES // 1000),
        }
        yield Problem("KS637", spot, params)


def _is_picture(content: bytes, kind: str) -> bool:
    """Whether a file is what its name says, and nothing in it runs or fetches anything."""
    from generator.read.pictures import is_plain_svg, is_png  # noqa: PLC0415  only for a crest

    return is_png(content) if kind == "png" else is_plain_svg(content)
