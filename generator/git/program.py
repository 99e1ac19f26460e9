"""git as the program runs it: asked, with the same answers whatever its user has set up, or told to do it."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

# What a git answers hangs on none of these.
_SETTINGS = (
    "core.fileMode=false", "core.fsmonitor=false", "core.quotePath=false", "diff.orderFile=/dev/null",
    "diff.relative=false", "diff.renameLimit=1000", "i18n.logOutputEncoding=UTF-8",
    "log.diffMerges=separate", "log.follow=false", "log.showRoot=true", "log.showSignature=false",
)  # fmt: skip
_FLAGS = ("--no-pager", "--no-replace-objects", "--literal-pathspecs")
# None of the user's programs runs, and nothing is packed before everything is in its place.
_DOING = ("core.hooksPath=/dev/null", "gc.auto=0", "core.fsmonitor=false", "diff.relative=false",
          "submodule.recurse=false")  # fmt: skip
# Of somebody's repository no more than its newest files are asked for, in ways that run nothing of its own.
_FETCHING = ("core.hooksPath=/dev/null", "core.symlinks=false", "fetch.fsckObjects=true",
             "transfer.fsckObjects=true", "gc.auto=0", "submodule.recurse=false", "http.lowSpeedLimit=1000",
             "http.lowSpeedTime=30", "http.followRedirects=initial", "protocol.ext.allow=never",
             "credential.helper=")  # fmt: skip
_PROTOCOLS = "https:ssh:file"
# Whatever its user has git run on the other side, or for a folder in place of packing.
_SERVING = "git-upload-pack"
_SERVING_FOLDERS = "git -c uploadpack.packObjectsHook=env upload-pack"
_SSH = "ssh -oBatchMode=yes -oConnectTimeout=20 -oForwardAgent=no -oPermitLocalCommand=no"
_LOOK_SECONDS = 0.1
# Of git's variables only those stay that say where its programs and settings are.
_KEPT_VARIABLES = (
    "GIT_EXEC_PATH",
    "GIT_CONFIG_",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
)


class GitError(Exception):
    """git could not do what it was told; the text is the last line of what it says."""


def _make_environment() -> dict[str, str]:
    """Give the environment that git runs in: none of its user's variables that would change an answer."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT_VARIABLES)
    }
    # Looking changes nothing, not even git's own notes about the files; nobody is there to be asked; and a
    # commit has the parents that it says, whatever one copy's list of grafts has put in their place.
    return {**kept, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_GRAFT_FILE": os.devnull}


def _spell(root: Path, settings: Iterable[str], words: Iterable[str]) -> list[str]:
    """Give the words of a git that is run in a folder with some settings."""
    return ["git", "-C", str(root), *(word for setting in settings for word in ("-c", setting)), *words]


def start_git(root: Path, *args: str, is_fed: bool = False) -> "subprocess.Popen[bytes] | None":
    """Start git in a folder; None where there is no git. Only where it ``is_fed`` can it be written to."""
    try:
        return subprocess.Popen(  # noqa: S603  fixed arguments, no shell
            _spell(root, _SETTINGS, (*_FLAGS, *args)),
            stdin=subprocess.PIPE if is_fed else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_make_environment(),
        )
    except OSError:
        return None


def finish_git(process: "subprocess.Popen[bytes] | None") -> str | None:
    """Give what git has to say; None where it is missing or refuses."""
    if process is None:
        return None
    output, _ = process.communicate()
    return output.decode("utf-8", "surrogateescape") if process.returncode == 0 else None


class Heard(NamedTuple):
    """What git says, and what it complains of where it does not do what it is asked."""

    said: str
    complaint: str


def hear_git(root: Path, *args: str) -> Heard | None:
    """Give what git says or complains of, in English; None without a git."""
    try:
        done = subprocess.run(  # noqa: S603  fixed arguments, no shell
            _spell(root, _SETTINGS, (*_FLAGS, *args)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env={**_make_environment(), "LC_ALL": "C"},
        )
    except OSError:
        return None
    said, complaint = (text.decode("utf-8", "replace").strip() for text in (done.stdout, done.stderr))
    return Heard(said, complaint if done.returncode else "")


def run_git(root: Path, *args: str, fed: bytes | None = None) -> str:
    """Have git do something in a folder, and give what it says.

    Raises GitError where it fails.
    """
    try:
        done = subprocess.run(  # noqa: S603  fixed arguments, no shell
            _spell(root, _DOING, args), input=fed, capture_output=True, check=False, env=_make_environment()
        )
    except OSError as error:
        raise GitError(error.strerror or "git") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[-1] if said else str(done.returncode))
    return done.stdout.decode("utf-8", "surrogateescape")


class Bounds(NamedTuple):
    """How long a repository may take to come, and how much it may be."""

    seconds: float
    size: int


class TooLongError(Exception):
    """A repository took longer to come than it may."""


class TooLargeError(Exception):
    """A repository is larger than it may be."""


def copy_remote(url: str, folder: Path, branch: str, bounds: Bounds) -> None:
    """Copy the newest state of somebody's repository into a new folder, without laying out its files.

    Nobody is asked for a password, not even a program that keeps them: none runs but git and, for an ssh
    address, ssh. Raises GitError where git can't, TooLongError and TooLargeError beyond the bounds; what came
    is the caller's to remove.
    """
    words = ["clone", "--quiet", "--no-checkout", "--depth=1", "--single-branch", "--no-tags", "--template="]
    words += ["--branch", branch] if branch else []
    words += ["--upload-pack", _SERVING_FOLDERS if url.startswith("file:") else _SERVING]
    environment = {
        **_make_environment(),
        "LC_ALL": "C",
        "GIT_ALLOW_PROTOCOL": _PROTOCOLS,
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
        "GIT_SSH_COMMAND": _SSH,
    }
    try:
        process = subprocess.Popen(  # noqa: S603  fixed arguments, no shell; the address stands behind "--"
            _spell(folder.parent, _FETCHING, (*words, "--", url, str(folder))),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            # A group of its own: what git starts ends with it.
            start_new_session=True,
        )
    except OSError as error:
        raise GitError(error.strerror or "git") from None
    try:
        complaint = _wait_for(process, folder, bounds)
    finally:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    if process.returncode:
        raise GitError(complaint or str(process.returncode))


def _wait_for(process: "subprocess.Popen[bytes]", folder: Path, bounds: Bounds) -> str:
    """Wait for a copy, looking at its size meanwhile, and give what git complains of first of all."""
    until = time.monotonic() + bounds.seconds
    while True:
        try:
            _, said = process.communicate(timeout=_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            if time.monotonic() > until:
                raise TooLongError from None
            _refuse_size(folder, bounds)
            continue
        _refuse_size(folder, bounds)
        lines = said.decode("utf-8", "replace").strip().splitlines()
        # Behind it git may give advice over several lines.
        return next((line for line in lines if line.startswith("fatal: ")), lines[-1] if lines else "")


def _refuse_size(folder: Path, bounds: Bounds) -> None:
    size = 0
    for top, _, names in os.walk(folder):
        for name in names:
            # git removes its half-made files while they are looked at.
            with suppress(OSError):
                size += os.lstat(os.path.join(top, name)).st_size  # noqa: PTH118
    if size > bounds.size:
        raise TooLargeError
