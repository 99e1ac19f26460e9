"""The code of templates, compiled once: kept in memory, and beside the templates as Python keeps its own.

Compiling them takes longer than rendering all pages of a small register. Code lies only where code lies: who
can put other code there can change the program itself. What a template is made of is in its code; what it may
name, such as an edition, is not.
"""

import hashlib
import importlib.util
import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache

from generator.fingerprints import fingerprint_program
from generator.text import Language

TEMPLATES = Path(__file__).resolve().parent / "templates"
_SEAL_BYTES = hashlib.sha256().digest_size


class Codes(BytecodeCache):
    """The code of the templates in one language, for one renderer after the other."""

    def __init__(self, language: Language, folder: Path | None = None) -> None:
        """``folder`` is where the code is kept; None for where Python keeps that of the templates' folder."""
        self._language, self._folder = language, folder or _find_folder()
        self._known: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template that was compiled before."""
        bucket.code = self._known.get((bucket.key, bucket.checksum)) or self._read(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, where it can be kept."""
        self._known[bucket.key, bucket.checksum] = bucket.code
        if self._folder is None or sys.dont_write_bytecode:
            return
        content = marshal.dumps(bucket.code)
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            target = self._find_file(self._folder, bucket)
            beside = target.with_name(f"{target.name}.{os.getpid()}")
            try:
                beside.write_bytes(_seal(bucket, content) + content)
                beside.replace(target)
            finally:
                beside.unlink(missing_ok=True)

    def _read(self, bucket: Bucket) -> Any:  # noqa: ANN401  a code, or None
        if self._folder is None:
            return None
        try:
            kept = self._find_file(self._folder, bucket).read_bytes()
        except OSError:
            return None
        content = kept[_SEAL_BYTES:]
        # Damaged code, that of another text, or another program's, is none.
        return marshal.loads(content) if _seal(bucket, content) == kept[:_SEAL_BYTES] else None  # noqa: S302

    def _find_file(self, folder: Path, bucket: Bucket) -> Path:
        return folder / f"{bucket.key}.{self._language}.{sys.implementation.cache_tag}.pyc"


def _find_folder() -> Path | None:
    """Give the folder in which Python would keep the code of modules beside the templates."""
    try:
        return Path(importlib.util.cache_from_source(str(TEMPLATES / "template.py"))).parent
    except NotImplementedError:
        return None


def _seal(bucket: Bucket, content: bytes) -> bytes:
    """Give what tells that some code belongs to a template's text, this program and this Python."""
    digest = hashlib.sha256(importlib.util.MAGIC_NUMBER)
    for told in (fingerprint_program(), bucket.checksum):
        digest.update(f"{told}\0".encode())
    digest.update(content)
    return digest.digest()
