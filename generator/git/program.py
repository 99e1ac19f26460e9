"""git as the program asks it: the same answers whatever its user has set up, and nothing is ever changed."""

import os
import subprocess
from pathlib import Path

# What a git answers hangs on none of these.
_SETTINGS = (
    "core.fileMode=false", "core.fsmonitor=false", "core.quotePath=false", "diff.orderFile=/dev/null",
    "diff.relative=false", "diff.renameLimit=1000", "i18n.logOutputEncoding=UTF-8", "log.follow=false",
    "log.showRoot=true", "log.showSignature=false",
)  # fmt: skip
_FLAGS = ("--no-pager", "--no-replace-objects", "--literal-pathspecs")
# Of git's variables only those stay that say where its programs and settings are.
_KEPT_VARIABLES = (
    "GIT_EXEC_PATH",
    "GIT_CONFIG_",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
)


def make_environment() -> dict[str, str]:
    """Give the environment that git runs in: none of its user's variables that would change an answer."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT_VARIABLES)
    }
    # Looking changes nothing, not even git's own notes about the files.
    return {**kept, "GIT_OPTIONAL_LOCKS": "0"}


def start_git(root: Path, *args: str, is_fed: bool = False) -> "subprocess.Popen[bytes] | None":
    """Start git in a folder; None where there is no git. Only where it ``is_fed`` can it be written to."""
    settings = (word for setting in _SETTINGS for word in ("-c", setting))
    try:
        return subprocess.Popen(  # noqa: S603  fixed arguments, no shell
            ["git", "-C", str(root), *_FLAGS, *settings, *args],  # noqa: S607  git of the user's path
            stdin=subprocess.PIPE if is_fed else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=make_environment(),
        )
    except OSError:
        return None


def finish_git(process: "subprocess.Popen[bytes] | None") -> str | None:
    """Give what git has to say; None where it is missing or refuses."""
    if process is None:
        return None
    output, _ = process.communicate()
    return output.decode("utf-8", "surrogateescape") if process.returncode == 0 else None
