"""Whatever is edited, damaged and built again, in any order: the site is a first build's, byte for byte."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from registers import KB, PARTNER, PKS
from smallregister import ABOUT
from workshop import REGISTRY, Workshop, read_tree

_EXTRA = "records/partners/kota-jauh.yaml"
_CREST = "documents/lambang.svg"
# What each file says instead of what it says, in turn; those of one length can be exchanged without a sign.
VARIANTS: dict[str, tuple[tuple[str, str], ...]] = {
    KB: (
        ("Puskesmas yang terlibat", "Puskesmas yang terkait"),
        ("Puskesmas yang terkait", "Puskesmas yang terlibat"),
        ('date: "2023-03-10"', 'date: "2022-03-10"'),
        ('date: "2022-03-10"', 'date: "2023-03-10"'),
    ),
    PKS: (("certainty: ", "notes: Catatan tambahan.\ncertainty: "), ("notes: Catatan tambahan.\n", "")),
    PARTNER: (("Kota Seberang", "Kota Seberung"), ("Kota Seberung", "Kota Seberang")),
    REGISTRY: (
        ("name: Register", "name: Daftaran"),
        ("name: Daftaran", "name: Register"),
        ("standing: ", "other_languages:\n  - en\nstanding: "),
        ("other_languages:\n  - en\n", ""),
    ),
    f"docs/{ABOUT}": (("Sebuah halaman", "Setiap halaman"), ("Setiap halaman", "Sebuah halaman")),
    "mkdocs.yml": (("  - tables\n", "  - tables\n  - footnotes\n"), ("  - footnotes\n", "")),
    "schema/partner.schema.json": (
        ('"title": "Nama"', '"title": "Nami"'),
        ('"title": "Nami"', '"title": "Nama"'),
    ),
}
EXCHANGES = [(file, *pair) for file, pairs in VARIANTS.items() for pair in pairs]


def _add_partner(shop: Workshop) -> None:
    record = (shop.root / PARTNER).read_text(encoding="utf-8")
    for old, new in (("kota-seberang", "kota-jauh"), ("Seberang", "Jauh"), ("Seberung", "Jauh")):
        record = record.replace(old, new)
    (shop.root / _EXTRA).write_text(record, encoding="utf-8")


def _add_line(shop: Workshop) -> None:
    with (shop.root / _CREST).open("a", encoding="utf-8") as stream:
        stream.write("<!-- lain -->\n")


EDITS: dict[str, Callable[[Workshop], object]] = {
    "partner added": _add_partner,
    "partner removed": lambda shop: (shop.root / _EXTRA).unlink(missing_ok=True),
    "document changed": _add_line,
    "committed": lambda shop: shop.repository.commit("Perubahan"),
    "day": lambda shop: setattr(shop, "options", ("--as-of", "2025-07-01")),
    "another day": lambda shop: setattr(shop, "options", ("--as-of", "2026-02-03")),
    "today": lambda shop: setattr(shop, "options", ()),
}


def _spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(0, len(content), 101):
        content[place] ^= 0x55
    path.write_bytes(content)


class Edits(RuleBasedStateMachine):
    """A register that is edited at random, with its site and the user's memory."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._caches = os.environ.get("XDG_CACHE_HOME")

    @initialize()
    def begin(self) -> None:
        """Start with a site that was built once."""
        self.shop = Workshop(Path(self._folder.name))
        os.environ["XDG_CACHE_HOME"] = str(self.shop.cache)
        self.build()

    def teardown(self) -> None:
        """Leave nothing behind."""
        if self._caches is None:
            os.environ.pop("XDG_CACHE_HOME", None)
        else:
            os.environ["XDG_CACHE_HOME"] = self._caches
        self._folder.cleanup()

    @rule(exchange=st.sampled_from(EXCHANGES), quietly=st.booleans())
    def exchange(self, exchange: tuple[str, str, str], quietly: bool) -> None:  # noqa: FBT001  drawn
        """Edit a file, where it can be without changing its size and the time that it bears."""
        file, old, new = exchange
        path = self.shop.root / file
        text, status = path.read_text(encoding="utf-8"), path.stat()
        if old in new and new in text:
            # What is added stands there already: twice it would be no record.
            return
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        if quietly and len(old) == len(new):
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    @rule(name=st.sampled_from(sorted(EDITS)))
    def edit(self, name: str) -> None:
        """Do something else to the register, or ask for another day."""
        EDITS[name](self.shop)

    @rule(number=st.integers(0, 10_000), how=st.sampled_from(("spoil", "delete", "touch", "add")))
    def injure_site(self, number: int, how: str) -> None:
        """Do something to a file of the site."""
        # What others lay into the topmost folder is theirs, and stays.
        top = "*/**/*" if how == "add" else "**/*"
        files = sorted(path for path in self.shop.site.glob(top) if path.is_file())
        path = files[number % len(files)]
        changes: dict[str, Callable[[], object]] = {
            "spoil": partial(_spoil, path),
            "delete": path.unlink,
            "touch": path.touch,
            "add": lambda: path.with_name("lain.txt").write_text("Halo"),
        }
        changes[how]()

    @rule(number=st.integers(0, 100), is_spoilt=st.booleans())
    def injure_memory(self, number: int, is_spoilt: bool) -> None:  # noqa: FBT001  drawn
        """Damage or delete something that is remembered."""
        kept = sorted((self.shop.cache / "registri").iterdir())
        if kept:
            _spoil(kept[number % len(kept)]) if is_spoilt else kept[number % len(kept)].unlink()

    @rule()
    def forget(self) -> None:
        """Delete all that is remembered."""
        shutil.rmtree(self.shop.cache)
        self.shop.cache.mkdir()
        (self.shop.cache / "registri").mkdir()

    @rule()
    def build(self) -> None:
        """Build, and compare with what a user gets who keeps nothing."""
        self.shop.build()
        assert read_tree(self.shop.site) == self.shop.build_first()


@pytest.mark.parametrize(("sequences", "steps"), [(2, 8), pytest.param(150, 12, marks=pytest.mark.slow)])
def test_any_edits_lead_to_the_site_of_a_first_build(sequences: int, steps: int) -> None:
    run_state_machine_as_test(
        Edits,
        settings=settings(
            max_examples=sequences,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
