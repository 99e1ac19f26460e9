"""A refusal: something around the program that it can't go on with and that its user can mend."""

from collections.abc import Callable

from generator.reasons import read_reason
from generator.text import Language, Text


class RefusalError(Exception):
    """What stands in the way, in both languages; a parameter may itself be a text of both."""

    def __init__(self, text: Text, /, **params: str | Text) -> None:
        super().__init__(text, params)
        self._text, self._params = text, params

    def __reduce__(self) -> tuple[Callable[..., "RefusalError"], tuple[Text, dict[str, str | Text]]]:
        """Cross whole from one process to another, as a work process's refusal must."""
        return _restore, (self._text, self._params)

    def render(self, language: Language) -> str:
        """Give what stands in the way in one language."""
        words = {
            name: value.render(language) if isinstance(value, Text) else value
            for name, value in self._params.items()
        }
        return self._text.render(language, **words)

    def __str__(self) -> str:
        return self.render("en")


def _restore(text: Text, params: dict[str, str | Text]) -> RefusalError:
    return RefusalError(text, **params)


_SYSTEM = Text("Tidak dapat membaca atau menulis: {reason}.", "Can't read or write: {reason}.")
_SYSTEM_FILE = Text('"{path}" tidak dapat dipakai: {reason}.', '"{path}" can\'t be used: {reason}.')


_TOO_DEEP = Text(
    "Ada folder atau isi berkas yang bersarang terlalu dalam.", "Some folder or content is nested too deeply."
)
_NO_MEMORY = Text(
    "Memori habis. Tutup program lain, lalu jalankan lagi.",
    "There is no memory left. Close other programs, then run again.",
)
_UNMAPPED = "failed to map segment"
"""What the system says of a library that there is no memory for."""
_PROCESS_LOST = Text(
    "Sistem menghentikan sebuah proses kerja, mungkin karena memori habis. Coba lagi dengan --jobs 1.",
    "The system has ended a work process, perhaps for want of memory. Try again with --jobs 1.",
)


def find_refusal(error: BaseException) -> RefusalError | None:
    """Give the refusal that an error amounts to; None for one that only a fault of the program can raise."""
    from concurrent.futures import BrokenExecutor  # noqa: PLC0415  only a failure comes here

    if isinstance(error, RefusalError):
        return error
    if isinstance(error, OSError):
        return refuse_system(error) if error.errno else None
    if isinstance(error, ImportError) and _UNMAPPED in str(error):
        return RefusalError(_NO_MEMORY)
    for kind, text in (
        (RecursionError, _TOO_DEEP),
        (MemoryError, _NO_MEMORY),
        (BrokenExecutor, _PROCESS_LOST),
    ):
        if isinstance(error, kind):
            return RefusalError(text)
    return None


def refuse_system(error: OSError) -> RefusalError:
    """Give the refusal that an error of the system amounts to, with the file where one is known."""
    reason = read_reason(error)
    if error.filename is None:
        return RefusalError(_SYSTEM, reason=reason)
    return RefusalError(_SYSTEM_FILE, path=str(error.filename), reason=reason)
