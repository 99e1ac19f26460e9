"""Work shared among processes: the same answers in the same order, whatever their number."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many items a second process costs more than it saves.
_WORTH_SHARING = 400
_FEWEST_PER_JOB = 200
_CHUNKS_PER_JOB = 60
"""Many, for at the end whoever has none left waits for what another has taken, up to three of them."""
_MOST_JOBS_PER_CORE = 4
_SIGNAL_OF_PARENTS_DEATH = 1
"""The number of the wish in ``prctl(2)``."""

Progress = Callable[[int], None]


class Errand(NamedTuple):
    """Work of another kind beside that of many items, done in another process where there is one.

    The memory that it takes goes with that process.
    """

    do: Callable[[], Any]
    """Does it, and gives what can cross between processes."""
    take: Callable[[Any], None]
    """Takes what was given, in this process."""


def default_jobs() -> int:
    """Give the number of processes to use: the cores this process may run on."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def limit_jobs(jobs: int, items: int) -> int:
    """Give how many of the processes that were asked for some items are worth: more only cost."""
    return max(1, min(jobs, items // _FEWEST_PER_JOB, _MOST_JOBS_PER_CORE * default_jobs()))


def map_chunks(
    function: Callable[[Sequence[Item]], Result],
    items: Sequence[Item],
    jobs: int,
    progress: Progress | None = None,
    meanwhile: Callable[[], None] | None = None,
    *,
    errand: Errand | None = None,
) -> list[Result]:
    """Give ``function`` of each stretch of the items, in order; ``meanwhile`` runs here first, beside it.

    An ``errand`` is begun before the items.

    Up to ``jobs`` processes share the work, this one among them. The others are forked, so that what the
    caller has in memory is there without copying; where the system can't fork, or the items are few,
    everything runs here.
    """
    if jobs <= 1 or len(items) < _WORTH_SHARING or not hasattr(os, "fork"):
        jobs = 1
    jobs = limit_jobs(jobs, len(items))
    size = max(1, -(-len(items) // (jobs * _CHUNKS_PER_JOB)))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    if jobs == 1:
        return _do_here(function, chunks, progress, meanwhile, errand)
    # Slow to load for whoever needs no second process.
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    context = multiprocessing.get_context("fork")
    others = multiprocessing.active_children()
    work = (os.getpid(), function, chunks, errand)
    with _Broken(), ProcessPoolExecutor(jobs - 1, context, _adopt_work, work) as pool:
        if not _has_begun(pool, others):
            return _do_here(function, chunks, progress, meanwhile, errand)
        try:
            sent = pool.submit(_do_errand) if errand else None
            results = _share_chunks(function, chunks, pool, progress, meanwhile)
            if errand and sent:
                errand.take(sent.result())
        except BaseException:
            _end(pool, others)
            raise
    return results


def _do_here(
    function: Callable[[Sequence[Item]], Result],
    chunks: list[Sequence[Item]],
    progress: Progress | None,
    meanwhile: Callable[[], None] | None,
    errand: Errand | None,
) -> list[Result]:
    """Do everything in this process, one after the other."""
    results: list[Result] = []
    if errand:
        errand.take(errand.do())
    if meanwhile:
        meanwhile()
    for chunk in chunks:
        results.append(function(chunk))
        _tell(progress, len(chunk))
    return results


def _has_begun(pool: "ProcessPoolExecutor", others: "Sequence[BaseProcess]") -> bool:
    """Have the processes of a pool begin; False where the system has none to give, or no thread."""
    try:
        pool.submit(os.getpid)
    except (OSError, RuntimeError):
        _end(pool, others)
        return False
    return True


def _end(pool: "ProcessPoolExecutor", others: "Sequence[BaseProcess]") -> None:
    """End a pool with its processes, but not the ``others``, which were there before it.

    What they are at is of no use any more, and must not be written after the caller has tidied up. Of a
    pool that has lost one process, the rest would wait for ever.
    """
    import multiprocessing  # noqa: PLC0415  slow to load

    pool.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        if process not in others:
            process.terminate()
            process.join()


class _Broken:
    """Keeps the pool's own thread quiet where it stumbles over a chunk taken back from a broken pool."""

    def __enter__(self) -> None:
        self._told = threading.excepthook
        threading.excepthook = self._tell

    def __exit__(self, *_: object) -> None:
        threading.excepthook = self._told

    def _tell(self, args: threading.ExceptHookArgs) -> None:
        from concurrent.futures import InvalidStateError  # noqa: PLC0415

        if not issubclass(args.exc_type, InvalidStateError):
            self._told(args)


def _share_chunks(
    function: Callable[[Sequence[Item]], Result],
    chunks: list[Sequence[Item]],
    pool: "ProcessPoolExecutor",
    progress: Progress | None,
    meanwhile: Callable[[], None] | None,
) -> list[Result]:
    """Do the chunks in the pool and here: this process takes from the end what none has begun."""
    futures = [pool.submit(_do_chunk, number) for number in range(len(chunks))]
    if meanwhile:
        meanwhile()
    own: dict[int, Result] = {}
    told = 0
    for number in reversed(range(len(chunks))):
        if futures[number].cancel():
            own[number] = function(chunks[number])
        else:
            futures[number].result()
        done = sum(len(chunk) for chunk, future in zip(chunks, futures, strict=True) if future.done())
        _tell(progress, done - told)
        told = done
    return [own[number] if number in own else future.result() for number, future in enumerate(futures)]


_work: list[Any] = []


def _adopt_work(
    first: int,
    function: Callable[[Sequence[Item]], Result],
    chunks: list[Sequence[Item]],
    errand: Errand | None,
) -> None:
    """Keep what the fork brought along; only a chunk's number crosses into the process."""
    _follow(first)
    _work[:] = [function, chunks, errand]


def _follow(first: int) -> None:
    """Have this process leave to the first one what is said to both, and end when that one ends.

    Ctrl+C reaches every process: the first one alone answers it, and ends the others. Where it is killed
    and can't, they would wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415  slow to load

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SIGNAL_OF_PARENTS_DEATH, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != first:
            os._exit(1)


def _do_chunk(number: int) -> Any:  # noqa: ANN401  the function's own result
    function, chunks, _ = _work
    return function(chunks[number])


def _do_errand() -> Any:  # noqa: ANN401  what the errand gives
    return _work[2].do()


def _tell(progress: Progress | None, count: int) -> None:
    if progress:
        progress(count)


@contextmanager
def do_beside(do: Callable[[], Result], jobs: int) -> Iterator[Callable[[], Result]]:
    """Do something in a process of its own while this one goes on; what is given waits for what comes of it.

    Where there is to be one process only, it is done when it is waited for. Nobody who leaves early has it go
    on. Waiting raises what doing it raised, and BrokenExecutor where its process ended without a word.
    """
    begun = _begin_beside(do) if jobs > 1 and hasattr(os, "fork") else None
    if begun is None:
        yield do
        return
    process, answer = begun
    with answer:
        try:
            yield lambda: _receive(process, answer)
        finally:
            process.terminate()
            process.join()


def _begin_beside(do: Callable[[], Any]) -> "tuple[BaseProcess, IO[bytes]] | None":
    """Begin something in a process of its own, and give where its answer will be.

    None where the system has no other process to give, or no place for an answer.
    """
    # Slow to load for whoever needs no second process.
    import multiprocessing  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    with ExitStack() as stack:
        try:
            # In a pipe a long answer would wait until it is read, and with it the process and its memory.
            answer = stack.enter_context(tempfile.TemporaryFile())
            process = multiprocessing.get_context("fork").Process(
                target=_answer, args=(do, answer, os.getpid())
            )
            process.start()
        except OSError:
            return None
        stack.pop_all()
        return process, answer


def _answer(do: Callable[[], Any], answer: IO[bytes], first: int) -> None:
    import pickle  # noqa: PLC0415  slow to load

    _follow(first)
    found: tuple[Any, Exception | None]
    try:
        found = do(), None
    except Exception as error:  # noqa: BLE001  whoever waits for it raises it
        found = None, error
    # Without room for it there is no answer: who waits is told that the process broke.
    with suppress(OSError, MemoryError):
        pickle.dump(found, answer)
        answer.flush()


def _receive(process: "BaseProcess", answer: IO[bytes]) -> Any:  # noqa: ANN401  what was done gives
    import pickle  # noqa: PLC0415  slow to load
    from concurrent.futures import BrokenExecutor  # noqa: PLC0415

    process.join()
    answer.seek(0)
    try:
        result, error = pickle.load(answer)  # noqa: S301  our own process wrote it
    except (EOFError, pickle.UnpicklingError):
        raise BrokenExecutor from None
    if error:
        raise error
    return result
