"""The builders that can make the theme's pages, and which of them this process uses.

ProperDocs is MkDocs 1.6 carried on under another name. It takes MkDocs' place in a whole process, in all that
is imported of it, so a process has one of them. Neither is imported here.
"""

import os
from typing import Literal, TypeAlias, get_args

from generator.fingerprints import find_version
from generator.refusal import RefusalError
from generator.text import Text

Builder: TypeAlias = Literal["mkdocs", "properdocs"]
"""The name of its package, of what is imported of it, and of who it is in its log."""

BUILDERS: tuple[Builder, ...] = get_args(Builder)
DEFAULT: Builder = "mkdocs"
VARIABLE = "REGISTRI_BUILDER"

_UNKNOWN = Text(
    'Variabel lingkungan REGISTRI_BUILDER bukan nama pembangun yang dikenal: "{name}". Yang ada: {known}.',
    'The environment variable REGISTRI_BUILDER names no known builder: "{name}". There are: {known}.',
)
_NOT_INSTALLED = Text(
    "Pembangun {name} belum terpasang di lingkungan Python ini. Pasang: "
    "python -m pip install --require-hashes -r requirements/{name}.txt, atau tanpa folder program ini: "
    'python -m pip install "registri-kerja-sama[{name}]"',
    "The builder {name} is not installed in this Python environment. Install it: "
    "python -m pip install --require-hashes -r requirements/{name}.txt, or without this program's folder: "
    'python -m pip install "registri-kerja-sama[{name}]"',
)


def read_builder() -> Builder:
    """Give the builder that this process uses: that of REGISTRI_BUILDER, else MkDocs.

    Raises RefusalError for a name that is no builder's, and for one that is not installed.
    """
    name = os.environ.get(VARIABLE) or DEFAULT
    found = next((builder for builder in BUILDERS if builder == name), None)
    if found is None:
        raise RefusalError(_UNKNOWN, name=name, known=", ".join(BUILDERS))
    if found != DEFAULT and find_version(found) == "0":
        raise RefusalError(_NOT_INSTALLED, name=found)
    return found


def choose_builder(builder: Builder) -> None:
    """Have this process, and those that it starts, use a builder."""
    os.environ[VARIABLE] = builder


def describe_builder() -> str:
    """Give what tells the builder in use from others: its name and version.

    Raises RefusalError as ``read_builder`` does.
    """
    builder = read_builder()
    return f"{builder}={find_version(builder)}"
