"""Machines that are broken in one way: what runs on one is a fork of this process with disks of its own.

Whatever is done to its disks, its limits or its surroundings goes with it. A system that lets nobody mount
anything fails the test that needs it; it does not skip.
"""

import ctypes
import gc
import os
import pickle
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

_NEW_MOUNTS, _NEW_USER, _NEW_NETWORK = 0x20000, 0x10000000, 0x40000000
_READ_ONLY, _REMOUNT, _BIND, _RECURSIVE, _PRIVATE = 0x1, 0x20, 0x1000, 0x4000, 0x40000
_NEEDED = (
    "Uji ini memasang disk sementara. Jalankan sebagai root, atau izinkan ruang nama pengguna: "
    "sysctl kernel.unprivileged_userns_clone=1"
)
_libc = ctypes.CDLL(None, use_errno=True)


def on_broken_machine(do: Callable[[], Result]) -> Result:
    """Do something on a machine that may be broken: the steps of this module, in what is done, break it."""
    with tempfile.TemporaryFile() as answer:
        # What earlier tests left to be taken apart is not to be so in the middle of this one.
        gc.collect()
        process = os.fork()
        if not process:
            # As the program runs for its users: that of the tests needs files to complain.
            sys.unraisablehook = sys.__unraisablehook__
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            try:
                found = pickle.dumps((do(), None))
            except BaseException:  # noqa: BLE001  the parent must be told, whatever it is
                found = pickle.dumps((None, traceback.format_exc()))
            unlimit(resource.RLIMIT_FSIZE)
            os.write(answer.fileno(), found)
            os._exit(0)
        assert os.waitpid(process, 0)[1] == 0
        answer.seek(0)
        result: Result
        result, wrong = pickle.load(answer)  # noqa: S301  our own fork wrote it
    assert wrong is None, wrong
    return result


def leave_disks() -> None:
    """Have disks that nobody else sees, to be mounted and spoilt."""
    user = os.geteuid()
    kinds = _NEW_MOUNTS | (_NEW_USER if user else 0)
    assert _libc.unshare(kinds) == 0, _NEEDED
    if user:
        Path("/proc/self/setgroups").write_text("deny", "ascii")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1", "ascii")
    _mount("none", Path("/"), "", _RECURSIVE | _PRIVATE)


def leave_network() -> None:
    """Have no network at all."""
    assert _libc.unshare(_NEW_NETWORK | (_NEW_USER if os.geteuid() else 0)) == 0, _NEEDED


def mount_small(place: Path, size: int) -> Path:
    """Mount an empty disk of so many bytes on a folder."""
    place.mkdir(parents=True, exist_ok=True)
    _mount("none", place, "tmpfs", 0, f"size={size}")
    return place


def fill(place: Path, left: int = 0) -> None:
    """Fill a disk until so many bytes are left on it."""
    status = os.statvfs(place)
    with (place / "penuh").open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, max(1, status.f_bavail * status.f_frsize - left))


def empty(place: Path) -> None:
    """Take away what filled a disk."""
    (place / "penuh").unlink()


def make_read_only(place: Path) -> None:
    """Have a folder be one that can only be read, even by root."""
    _mount(str(place), place, "", _BIND)
    _mount("none", place, "", _REMOUNT | _BIND | _READ_ONLY)


def make_writable(place: Path) -> None:
    """Undo ``make_read_only``."""
    _mount("none", place, "", _REMOUNT | _BIND)


def _mount(source: str, place: Path, kind: str, flags: int, options: str = "") -> None:
    code = _libc.mount(source.encode(), os.fsencode(place), kind.encode(), flags, options.encode())
    assert code == 0, f"{_NEEDED} ({os.strerror(ctypes.get_errno())})"


def limit(what: int, most: int) -> None:
    """Set a limit of the system; it can be raised again to what it was."""
    resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def unlimit(what: int) -> None:
    """Raise a limit to what it was."""
    most = resource.getrlimit(what)[1]
    resource.setrlimit(what, (most, most))
