"""Where a register and the program's own data stand: root, schemas, hand-written pages, site settings."""

from pathlib import Path

from generator.records import RECORDS

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_bundled"
_CHECKOUT = _PACKAGE.parent


def find_root(start: Path) -> Path | None:
    """Give the nearest folder, from ``start`` upwards, that holds ``records/``."""
    for folder in (start, *start.parents):
        if (folder / RECORDS).is_dir():
            return folder
    return None


def list_sources(root: Path) -> tuple[Path, ...]:
    """Give the folders whose contents a register's site is made from, the program's own among them."""
    inside = (RECORDS, "schema", "docs", ".git")
    return (*(base / name for base in (root, _CHECKOUT) for name in inside), _PACKAGE)


def list_homes(root: Path) -> tuple[Path, ...]:
    """Give the folders that hold all of a register or of the program."""
    return root, _CHECKOUT


def is_lent(root: Path, name: str) -> bool:
    """Whether a register has no such part of its own, and takes the program's."""
    return not (root / name).exists()


def find_part(root: Path | None, name: str) -> Path:
    """Give ``schema``, ``docs`` or ``mkdocs.yml``: the register's own, else the program's.

    A register that brings only records is built with the program's pages and settings.
    """
    own: tuple[Path, ...] = () if root is None else (root,)
    for base in (*own, _BUNDLED, _CHECKOUT):
        if (base / name).exists():
            return base / name
    raise FileNotFoundError(name)
