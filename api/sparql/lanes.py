"""Places for a limited number of queries at once, and room for a limited amount of memory."""

import asyncio
from collections import deque

from graph.errors import ServiceBusyError


class Lane:
    """A counting semaphore that serves the newest first where told so.

    Newest first keeps a burst of long queries from delaying the short ones that come after it; what
    waits longest is what has least left of its time anyway.
    """

    def __init__(self, capacity: int, *, newest_first: bool = False) -> None:
        self._free = capacity
        self._newest_first = newest_first
        self._waiting: deque[asyncio.Future[None]] = deque()

    def try_enter(self) -> bool:
        """Take a place if one is free and nobody waits for it."""
        if self._free > 0 and not self._waiting:
            self._free -= 1
            return True
        return False

    async def enter(self) -> None:
        """Take a place as soon as there is one."""
        if self.try_enter():
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()  # the place was given in the same moment
            elif turn in self._waiting:  # else it has been passed over already
                self._waiting.remove(turn)
            raise

    def leave(self) -> None:
        """Give the place to the next that waits, or back."""
        while self._waiting:
            turn = self._waiting.pop() if self._newest_first else self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


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
