"""Places: reading a register's files from each kind of source that SOURCES.yaml can name."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.federation.files import RegisterFiles, read_files
from generator.federation.published import fetch_site
from generator.federation.sources import SourceEntry, SourceKind, find_folder
from generator.git.program import Bounds, GitError, TooLargeError, TooLongError, copy_remote
from generator.git.trees import Repository, TreeSource
from generator.read.source import FolderSource
from generator.records import RECORDS
from generator.refusal import RefusalError
from generator.text import Text

_NO_REGISTER = Text('"{place}" bukan register: tidak ada folder records/ di dalamnya.',
                    '"{place}" is no register: it holds no records/ folder.')  # fmt: skip
_NO_FOLDER = Text(
    'Folder "{place}" tidak ada; letaknya dihitung dari folder SOURCES.yaml.',
    'There is no folder "{place}"; its place is counted from the folder of SOURCES.yaml.',
)
_GIT_FAILED = Text('Repositori "{place}" tidak dapat diambil; git mengatakan: {reason}',
                   'The repository "{place}" can\'t be fetched; git says: {reason}')  # fmt: skip
_GIT_LATE = Text('Repositori "{place}" tidak terambil dalam {seconds} detik.',
                 'The repository "{place}" did not come within {seconds} seconds.')  # fmt: skip
_GIT_LARGE = Text('Repositori "{place}" lebih besar daripada {size} MB; tidak diambil.',
                  'The repository "{place}" is larger than {size} MB; it was not taken.')  # fmt: skip
_LONGEST_REASON = 300
BOUNDS = Bounds(seconds=300, size=500_000_000)
"""What one repository may take: the newest state of a register with all its documents is far below it."""


def fetch_register(entry: SourceEntry, base: Path) -> RegisterFiles:
    """Read the files of a source; ``base`` is the folder that SOURCES.yaml stands in.

    Raises RefusalError for a place that can't be reached or holds no register.
    """
    return _FETCHERS[entry.kind](entry, base)


def _fetch_folder(entry: SourceEntry, base: Path) -> RegisterFiles:
    root = find_folder(base, entry.place)
    if not root.is_dir():
        raise RefusalError(_NO_FOLDER, place=entry.place)
    if not (root / RECORDS).is_dir():
        raise RefusalError(_NO_REGISTER, place=entry.place)
    # Its commit is not asked for: a git that looks at somebody's folder runs what its settings name.
    return RegisterFiles(read_files(FolderSource(root)))


def _fetch_remote(entry: SourceEntry, base: Path) -> RegisterFiles:
    is_folder = "://" not in entry.place and "@" not in entry.place
    root = find_folder(base, entry.place)
    url = root.as_uri() if is_folder else entry.place
    with TemporaryDirectory(prefix="registri-") as folder:
        copy = Path(folder) / "salinan"
        try:
            copy_remote(url, copy, entry.branch, BOUNDS)
        except GitError as error:
            # What is said here is published: where this machine keeps things is nobody's business.
            said = str(error).replace(str(root), entry.place)
            reason = said.replace(f"{folder}/", "").replace(f"{base}/", "")[:_LONGEST_REASON]
            raise RefusalError(_GIT_FAILED, place=entry.place, reason=reason) from None
        except TooLongError:
            raise RefusalError(_GIT_LATE, place=entry.place, seconds=str(BOUNDS.seconds)) from None
        except TooLargeError:
            raise RefusalError(_GIT_LARGE, place=entry.place, size=str(BOUNDS.size // 1_000_000)) from None
        # Nothing is laid out: git only has to be asked from where the register would be.
        (copy / entry.folder).mkdir(parents=True, exist_ok=True)
        repository = Repository.find(copy / entry.folder)
        source = TreeSource(repository, repository.resolve("HEAD"))
        try:
            contents = read_files(source)
        finally:
            source.close()
        if not contents:
            place = f"{entry.place} ({entry.folder}/)" if entry.folder else entry.place
            raise RefusalError(_NO_REGISTER, place=place)
        return RegisterFiles(contents, source.commit)


_FETCHERS: dict[SourceKind, Callable[[SourceEntry, Path], RegisterFiles]] = {
    "folder": _fetch_folder,
    "git": _fetch_remote,
    "site": lambda entry, _: fetch_site(entry.place),
}
