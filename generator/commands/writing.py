"""Records that a command writes: all of them or none, and never over what somebody saved meanwhile."""

from collections.abc import Mapping
from pathlib import Path

from generator.check.reporters.cells import render_printable
from generator.commands.paths import spell_file
from generator.reasons import read_reason
from generator.refusal import RefusalError
from generator.text import Text

_MEANWHILE = Text('"{path}" berubah sementara itu, jadi tidak ada yang ditulis. Jalankan lagi.',
                  '"{path}" changed meanwhile, so nothing was written. Run again.')  # fmt: skip
_UNWRITABLE = Text('"{path}" tidak dapat ditulis: {reason}. Tidak ada yang berubah.',
                   '"{path}" can\'t be written: {reason}. Nothing has changed.')  # fmt: skip
_HALF = Text('"{path}" tidak dapat ditulis: {reason}. Yang sudah ditulis sebelumnya: {files}.',
             '"{path}" can\'t be written: {reason}. Written before that: {files}.')  # fmt: skip


def write_records(root: Path, data: Mapping[str, bytes], before: Mapping[str, bytes | None]) -> None:
    """Write the bytes of records by file; ``before`` is what each held when it was read, None for no file.

    Raises RefusalError where a file is no longer that, or can't be written.
    """
    import errno  # noqa: PLC0415  start-up stays light
    import os  # noqa: PLC0415

    from generator.read.files import read_file  # noqa: PLC0415
    from generator.write.batch import BatchError, write_batch  # noqa: PLC0415

    def is_fresh(file: str) -> bool:
        old = before.get(file)
        return read_file(root, file) == old if old is not None else not os.path.lexists(root / file)

    try:
        write_batch(root, data, is_fresh)
    except BatchError as error:
        name, reason = render_printable(spell_file(error.file)), read_reason(error.error)
        if error.written:
            raise RefusalError(_HALF, path=name, reason=reason, files=", ".join(error.written)) from None
        is_stale = error.error.errno in (errno.EBUSY, errno.EEXIST)
        raise RefusalError(_MEANWHILE if is_stale else _UNWRITABLE, path=name, reason=reason) from None
