"""The web addresses at which a repository's host shows, edits and explains the register's files.

Known are GitHub and GitLab, theirs and the ones that others run under a name that says so. The register
is taken to stand at the top of its repository, on the branch ``main``.
"""

from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import quote, urlsplit

BRANCH = "main"
LONGEST_ADDRESS = 8000
"""How many characters of an address the hosts take; beyond them they answer with an error."""

HostKind = Literal["github", "gitlab"]

_NAMES: tuple[HostKind, ...] = ("github", "gitlab")
# GitLab sets its own pages of a project apart from the project's folders.
_APART: dict[HostKind, str] = {"github": "", "gitlab": "-/"}
_CALLED: dict[HostKind, str] = {"github": "GitHub", "gitlab": "GitLab"}


class Hosting(NamedTuple):
    """Where a repository's pages stand: the address that they begin with, and before which word."""

    base: str
    apart: str
    kind: HostKind = "github"

    @property
    def name(self) -> str:
        """What the host is called."""
        return _CALLED[self.kind]

    @property
    def begin(self) -> str:
        """The address at which a new file is begun: ``{file}`` stands for its place."""
        parameter = "filename" if self.kind == "github" else "file_name"
        return f"{self.base}{self.apart}new/{BRANCH}?{parameter}={{file}}"

    @property
    def begin_filled(self) -> str:
        """The same with the content, ``{text}``; empty for a host that takes none from an address."""
        return f"{self.begin}&value={{text}}" if self.kind == "github" else ""

    @property
    def edit_pattern(self) -> str:
        """The address of the form that proposes a change to ``{file}``."""
        return f"{self.base}{self.apart}edit/{BRANCH}/{{file}}"

    def edit(self, file: str) -> str:
        """Give the address of the form that proposes a change to a file."""
        return f"{self.base}{self.apart}edit/{BRANCH}/{quote(file)}"

    def view(self, file: str) -> str:
        """Give the address at which a file is read."""
        return f"{self.base}{self.apart}blob/{BRANCH}/{quote(file)}"

    def form(self, name: str) -> str:
        """Give the address of one of the issue forms, such as ``usul-kerja-sama``."""
        query = f"issuable_template={quote(name)}" if self.apart else f"template={quote(name)}.yml"
        return f"{self.base}{self.apart}issues/new?{query}"

    def commit(self, commit_id: str) -> str:
        """Give the address of what a commit changed."""
        return f"{self.base}{self.apart}commit/{commit_id}"


@lru_cache(maxsize=16)
def read_hosting(repository_url: str) -> Hosting | None:
    """Give where the pages of a repository stand; None for a host that is not known."""
    parts = urlsplit(repository_url)
    kind = _recognise(parts.hostname or "")
    path = parts.path.rstrip("/").removesuffix(".git")
    if kind is None or path.count("/") < 2:  # noqa: PLR2004  an owner and a name
        return None
    return Hosting(f"{parts.scheme}://{parts.netloc}{path}/", _APART[kind], kind)


def _recognise(host: str) -> HostKind | None:
    """Give the kind of a host, by its own name or by the name that others give to theirs."""
    name = host.removeprefix("www.").partition(".")[0]
    return next((kind for kind in _NAMES if kind == name), None)
