"""Places for a limited number of queries at once, room for a limited amount of memory, what is known."""

import asyncio
from collections import OrderedDict, deque

from graph.errors import ServiceBusyError

OLDEST_EACH = 3
"""Every so many turns are given to who has waited longest."""


class Lane:
    """A counting semaphore. Serves who is preferred first; of the others mostly the newest, now and then the
    oldest. `reserved` of its places are for the preferred alone.

    The newest, so that a burst of long queries does not delay the short ones that come after it; the
    oldest, so that clients who keep asking and leaving do not always come before those who wait.
    """

    def __init__(self, capacity: int, reserved: int = 0) -> None:
        self._free = capacity
        self._reserved = reserved
        self._preferred: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()
        self._turns = 0

    def try_enter(self, *, preferred: bool = False) -> bool:
        """Take a place if one is free, which is so only where nobody waits that may have it."""
        if self._free > (0 if preferred else self._reserved):
            self._free -= 1
            return True
        return False

    async def enter(self, *, preferred: bool = False) -> None:
        """Take a place as soon as there is one."""
        if self.try_enter(preferred=preferred):
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = self._preferred if preferred else self._others
        waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()  # the place was given in the same moment
            elif turn in waiting:  # else it has been passed over already
                waiting.remove(turn)
            raise

    def leave(self) -> None:
        """Give the place to the next that waits, or back."""
        self._free += 1
        while (turn := self._next()) is not None:
            if not turn.done():
                self._free -= 1
                turn.set_result(None)
                return

    def _next(self) -> asyncio.Future[None] | None:
        if self._preferred:
            return self._preferred.popleft()
        if self._others and self._free > self._reserved:
            self._turns += 1
            return self._others.pop() if self._turns % OLDEST_EACH else self._others.popleft()
        return None


class Room:
    """An amount of something, taken in parts as far as there is enough of it."""

    def __init__(self, amount: int) -> None:
        self.free = amount

    def take(self, least: int, wanted: int) -> int:
        """As much as is wanted, or what is left, or 0 where that is less than `least`."""
        taken = min(wanted, self.free)
        if taken < least:
            return 0
        self.free -= taken
        return taken

    def give_back(self, amount: int) -> None:
        """Let others take it."""
        self.free += amount


class Admission:
    """Counts the queries that are in flight and how the others ended, and lets in no more than `most`."""

    def __init__(self, most: int) -> None:
        self.outcomes = dict.fromkeys(("answered", "failed", "timeout", "left", "busy"), 0)
        self.in_flight = 0
        self._most = most

    def admit(self) -> None:
        """Count one more. Raises ServiceBusyError where there are too many."""
        if self.in_flight >= self._most:
            self.outcomes["busy"] += 1
            raise ServiceBusyError("too many queries at once; try again in a few seconds")
        self.in_flight += 1


class KnownTexts:
    """The texts of queries of which something is known: as many as `most`, of the last that were added."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._texts: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, text: str) -> bool:
        return text in self._texts

    def add(self, text: str) -> None:
        self._texts[text] = None
        self._texts.move_to_end(text)
        if len(self._texts) > self._most:
            self._texts.popitem(last=False)

    def discard(self, text: str) -> None:
        self._texts.pop(text, None)
