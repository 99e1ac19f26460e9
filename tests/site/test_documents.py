"""A document that the register keeps is on the site, as it was recorded, and stands in nobody's way."""

import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from builtsite import BuiltSite, build
from registers import AS_OF, BASE, CASES, PKS, SCHEMAS, copy_base

from generator.locale import Locale
from generator.refusal import RefusalError
from generator.site.completion import OverwritingError, SiteCompletion
from generator.site.originals import Originals, write_originals
from generator.site.render import Renderer
from generator.text import Language

FILE = "2024/rujukan.txt"
PUBLISHED = f"dokumen/{FILE}"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a register with one document that is named, and one that is not."""
    return copy_base(tmp_path_factory.mktemp("documents") / "register", CASES / "KS636" / "bad-unnamed")


@pytest.fixture(scope="module")
def site(register: Path) -> BuiltSite:
    return build(register, register.parent / "site")


def test_a_named_document_is_published_and_linked_with_its_size(register: Path, site: BuiltSite) -> None:
    data = (register / "documents" / FILE).read_bytes()
    assert (site.folder / PUBLISHED).read_bytes() == data
    files = json.loads((site.folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert files[PUBLISHED] == hashlib.sha256(data).hexdigest()
    page = (site.folder / f"kerja-sama/{Path(PKS).stem}/index.html").read_text(encoding="utf-8")
    assert f'<a href="../../{PUBLISHED}">Naskah perjanjian</a> ({len(data)} bita)' in page


def test_what_no_record_names_is_not_published(site: BuiltSite) -> None:
    assert [path.name for path in (site.folder / "dokumen").rglob("*") if path.is_file()] == ["rujukan.txt"]


def test_a_register_without_documents_has_no_place_for_them() -> None:
    assert Originals(BASE, SiteCompletion.prepare(BASE, AS_OF, 1).checked.records).documents == {}


@pytest.mark.parametrize("place", [PUBLISHED, "dokumen", "dokumen/2024"])
def test_a_hand_written_file_in_the_place_of_a_document_is_refused(register: Path, place: str) -> None:
    with pytest.raises(OverwritingError):
        SiteCompletion.prepare(register, AS_OF, 1).refuse_overwriting({place: f"docs/{place}"})


@pytest.mark.parametrize("data", [b"Berubah.\n", None])
def test_a_document_that_changes_while_the_site_is_built_is_refused(
    tmp_path: Path, data: bytes | None
) -> None:
    root = copy_base(tmp_path / "register", CASES / "KS636" / "good-named")
    originals = Originals(root, SiteCompletion.prepare(root, AS_OF, 1).checked.records)
    written: list[str] = []

    @contextmanager
    def open_file(address: str) -> Iterator[io.BytesIO]:
        written.append(address)
        yield io.BytesIO()

    write_originals(originals, open_file)
    assert [address for address in written if address.startswith("dokumen/")] == [PUBLISHED]
    if data is None:
        (root / "documents" / FILE).unlink()
    else:
        (root / "documents" / FILE).write_bytes(data)
    with pytest.raises(RefusalError, match=FILE):
        write_originals(originals, open_file)


@pytest.mark.parametrize(
    ("size", "indonesian", "english"),
    [
        (59, "59 bita", "59 bytes"),
        (999, "999 bita", "999 bytes"),
        (1_000, "1 KB", "1 KB"),
        (12_345, "12,3 KB", "12.3 KB"),
        (2_500_000, "2,5 MB", "2.5 MB"),
        (50_000_000, "50 MB", "50 MB"),
    ],
)
def test_sizes_are_told_as_people_do(size: int, indonesian: str, english: str) -> None:
    edition = SiteCompletion.prepare(BASE, AS_OF, 1).edition
    languages: tuple[tuple[Language, str], ...] = (("id", indonesian), ("en", english))
    for language, told in languages:
        spoken = replace(edition, locale=Locale(language, SCHEMAS))
        assert Renderer(spoken, {})._file_size(size) == told
