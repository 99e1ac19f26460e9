"""A coverage-guided search of each target's input for a bounded time, with atheris: ``make fuzz``.

``FUZZ_SECONDS`` is how long each target is searched (60), ``FUZZ_TARGETS`` which ones (all). What was found
interesting is kept in ``.cache/fuzz/<target>/`` and begun with the next time; input that breaks a law is
written to ``.cache/fuzz/found/`` and ends the run with 1.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from fuzz.targets import TARGETS

_HOME = Path(".cache") / "fuzz"
_LONGEST = 16_384
_SECONDS_AN_INPUT = 60
_MEGABYTES = 2048


def search(name: str, seconds: int) -> int:
    """Search one target in a process of its own, for atheris never comes back; gives that one's code."""
    corpus, found = _HOME / name, _HOME / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in TARGETS[name].seeds():
        (corpus / hashlib.sha256(seed).hexdigest()[:20]).write_bytes(seed)
    words = [
        f"-max_total_time={seconds}",
        f"-timeout={_SECONDS_AN_INPUT}",
        f"-rss_limit_mb={_MEGABYTES}",
        f"-max_len={_LONGEST}",
        f"-artifact_prefix={found}/{name}-",
        "-print_final_stats=1",
        "-verbosity=0",
        str(corpus),
    ]
    return subprocess.run([sys.executable, "-m", "fuzz.search", name, *words], check=False).returncode


def main() -> int:
    """Search the targets one after the other."""
    seconds = int(os.environ.get("FUZZ_SECONDS", "60"))
    names = os.environ.get("FUZZ_TARGETS", " ".join(TARGETS)).split()
    failed = [name for name in names if search(name, seconds)]
    for name in failed:
        print(f"{name}: ada masukan yang melanggar hukumnya; lihat {_HOME / 'found'}.", file=sys.stderr)  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
