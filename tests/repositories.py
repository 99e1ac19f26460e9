"""A real git repository around the base register, to be written to and committed day after day."""

import subprocess
from pathlib import Path

from registers import copy_base

_DATE = "2025-01-{:02d}T08:00:00+07:00"


class Repository:
    """A real git repository around the base register."""

    def __init__(self, folder: Path) -> None:
        self.folder = copy_base(folder)
        self.day = 0
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Penguji")
        self.git("config", "user.email", "uji@contoh.example")

    def git(self, *words: str, **environment: str) -> str:
        """Run git and give what it says."""
        done = subprocess.run(
            ["git", "-C", str(self.folder), *words],
            capture_output=True,
            check=False,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder.parent), "TZ": "UTC", **environment},
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def write(self, file: str, data: str | bytes) -> None:
        """Write a file."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    def commit(self, message: str, author: str = "Petugas <petugas@contoh.example>") -> str:
        """Commit everything on the next day, where nothing has changed too."""
        self.day += 1
        stamp = _DATE.format(self.day)
        name, _, mail = author.partition(" <")
        who = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": mail.rstrip(">")}
        self.git("add", "-A")
        dated = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp, **who}
        self.git("commit", "-q", "--allow-empty", "-m", message, **dated)
        return self.git("rev-parse", "HEAD")

    def describe(self) -> list[tuple[str, ...]]:
        """Give authors, days, messages and number of parents of all commits, in order."""
        log = self.git("log", "--all", "--topo-order", "--reverse", "--format=%an|%ae|%ad|%cn|%cd|%s|%P")
        lines = [tuple(line.split("|")) for line in log.splitlines()]
        return [(*line[:-1], str(len(line[-1].split()))) for line in lines]

    def read_everything(self) -> bytes:
        """Give the contents of all objects, whatever leads to them, and git's own small files."""
        found = self.git("cat-file", "--batch-all-objects", "--batch-check").splitlines()
        parts = []
        for line in found:
            oid, kind, _ = line.split()
            done = subprocess.run(
                ["git", "-C", str(self.folder), "cat-file", kind, oid], capture_output=True, check=True
            )
            parts.append(done.stdout)
        own = [
            path
            for path in (self.folder / ".git").rglob("*")
            if path.is_file() and "objects" not in path.parts
        ]
        return b"\n".join((*parts, *(path.read_bytes() for path in own), *(str(p).encode() for p in own)))

    def list_paths(self) -> set[str]:
        """Give the whole path of every file of every commit that a name leads to."""
        commits = self.git("rev-list", "--all").split()
        return {
            path for one in commits for path in self.git("ls-tree", "-rz", "--name-only", one).split("\0")
        }
