"""Questions asked at once, with a second process where the system has one to give."""

import os
import signal
import threading
from collections.abc import Callable

_PAIR = 2


def answer_both(first: Callable[[], bool], second: Callable[[], bool]) -> bool:
    """Whether two questions are both answered by yes; what the second does to memory is lost.

    It may be left unanswered where the first is answered by no.
    """
    if not _has_two():
        return first() and second()
    try:
        process = os.fork()
    except OSError:
        # The system has no other process to give.
        return first() and second()
    if not process:
        answer = False
        try:
            answer = second()
        finally:
            # Nothing else of this process is the other's business.
            os._exit(0 if answer else 1)
    answer = False
    try:
        answer = first()
    finally:
        if not answer:
            os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
    return answer and status == 0


def _has_two() -> bool:
    """Whether a second process can be had, and would run beside this one."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return False
    return not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) >= _PAIR
