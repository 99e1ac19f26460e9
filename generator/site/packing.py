"""Packing: what makes of a file the same in fewer bytes, and back; Brotli's library need not be there."""

import importlib
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from generator.fingerprints import find_version

GZIP, BROTLI = ".gz", ".br"
_GZIP_LEVEL, _BROTLI_LEVEL = 6, 5
"""Beyond these, each byte that is saved costs several times as long."""
_GZIP_FORM = 31
"""zlib's way to say: a gzip file; its head then holds neither a time nor a name."""
_STRETCH = 1 << 20


class NotPackedError(Exception):
    """What is to be unpacked was never packed so."""


class Packer(NamedTuple):
    """One way to pack a file."""

    suffix: str
    form: str
    """Tells what it makes of the same bytes from what another would."""
    pack: Callable[[Path], bytes]


def _pack_gzip(path: Path) -> bytes:
    packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_FORM)
    return b"".join([*map(packer.compress, _read(path)), packer.flush()])


def _pack_brotli(path: Path) -> bytes:
    brotli = find_brotli()
    packer = brotli.Compressor(mode=brotli.MODE_TEXT, quality=_BROTLI_LEVEL)
    return b"".join([*map(packer.process, _read(path)), packer.finish()])


def _read(path: Path) -> Iterator[bytes]:
    """Give a file a stretch at a time: there are some of a hundred megabytes."""
    with path.open("rb") as stream:
        while stretch := stream.read(_STRETCH):
            yield stretch


@cache
def find_brotli() -> Any:  # noqa: ANN401  a library that need not be there has no types either
    """Give the library that packs by Brotli; None where there is none."""
    try:
        return importlib.import_module("brotli")
    except ImportError:
        return None


def list_packers() -> Iterator[Packer]:
    """Give the ways there are."""
    yield Packer(GZIP, f"gzip {_GZIP_LEVEL} {zlib.ZLIB_RUNTIME_VERSION}", _pack_gzip)
    if find_brotli():
        yield Packer(BROTLI, f"brotli {_BROTLI_LEVEL} {find_version('brotli')}", _pack_brotli)


def describe_packing() -> str:
    """Give what tells the twins that are made here from those of other libraries."""
    return ", ".join(packer.form for packer in list_packers())


def unpack_brotli(packed: bytes, most: int) -> bytes | None:
    """Give what Brotli has packed, but no more than a little over ``most`` bytes; None where that can't be.

    Raises NotPackedError for what Brotli has not packed.
    """
    brotli = find_brotli()
    if brotli is None or not hasattr(brotli.Decompressor, "can_accept_more_data"):
        # An older library unpacks a few bytes into as many as there are.
        return None
    unpacker = brotli.Decompressor()
    try:
        content: bytes = unpacker.process(packed, output_buffer_limit=most + 1)
        while len(content) <= most and not unpacker.is_finished():
            more = unpacker.process(b"", output_buffer_limit=most + 1)
            if not more:
                raise NotPackedError
            content += more
    except brotli.error:
        raise NotPackedError from None
    return content
