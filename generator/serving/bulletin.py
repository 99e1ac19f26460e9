"""The bulletin: what open pages are told, each as soon as something new is posted."""

import threading


class Bulletin:
    """One text, the newest; whoever waits is woken by the next."""

    def __init__(self) -> None:
        self._text, self._number = "", 0
        self._news = threading.Condition()

    def post(self, text: str) -> None:
        """Put a text in the place of the last one."""
        with self._news:
            self._text, self._number = text, self._number + 1
            self._news.notify_all()

    def wait(self, seen: int, seconds: float) -> tuple[int, str]:
        """Give the newest text and its number, once it is another than the one seen or the time is over."""
        with self._news:
            self._news.wait_for(lambda: self._number != seen, seconds)
            return self._number, self._text
