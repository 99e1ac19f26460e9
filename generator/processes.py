"""Which processes run: what one that was killed has left behind bears its number."""

import os


def is_running(process: int) -> bool:
    """Whether another process of this number runs, as far as can be told."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    except OverflowError:
        # No process of ours had such a number: what bears it is somebody else's.
        return True
    return process != os.getpid()
