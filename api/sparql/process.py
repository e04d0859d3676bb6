"""One reader process, from the service's side."""

import asyncio
import contextlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from api.sparql.forkserver import Fork, ForkServer
from api.sparql.frames import DATA, END, ERROR, HEAD, pack_request
from graph.errors import QueryError, QueryLimitError, QueryMemoryError, StoreError

PIPE_LIMIT = 1 << 20
"""Bytes of an answer that wait here for whoever asked."""

DATA_AND_STACK = 5
"""The place of what a process may change, in pages, in its /proc/PID/statm (proc(5))."""


class ReaderProcess:
    """A process that evaluates one query at a time over one checkpoint; killed rather than argued with."""

    def __init__(
        self, fork: Fork, answers: asyncio.StreamReader, requests: asyncio.StreamWriter, memory_mb: int
    ) -> None:
        self._fork = fork
        self._answers = answers
        self._requests = requests
        self._sizes = Path(f"/proc/{fork.pid}/statm")
        self._most_mb = memory_mb
        self._came = bytearray()
        self._is_idle = True
        self._is_patient = False
        self.allowed_mb = memory_mb
        self.checkpoint: Path | None = None

    @property
    def is_idle(self) -> bool:
        """Whether the last question has been answered to its end."""
        return self._is_idle

    @property
    def is_fit(self) -> bool:
        """Whether another query can be asked: the last one has ended well, at full priority."""
        return self._is_idle and self.is_alive and not self._is_patient

    @property
    def is_alive(self) -> bool:
        """Whether its process is there. The system may end it at any time, where memory runs short."""
        return not self._fork.ended.done()

    @classmethod
    async def start(cls, forks: ForkServer, memory_mb: int) -> "ReaderProcess":
        """A new process, which opens a checkpoint before it can be asked; the memory is its utmost."""
        fork = await forks.fork(memory_mb)
        answers, requests = await asyncio.open_unix_connection(sock=fork.socket, limit=PIPE_LIMIT)
        return cls(fork, answers, requests, memory_mb)

    async def open(self, checkpoint: Path) -> None:
        """Answer from this checkpoint from now on. Raises QueryError or StoreError where it cannot."""
        self.checkpoint = checkpoint
        async for _ in self.ask({"open": str(checkpoint)}):
            pass

    async def ask(self, request: Mapping[str, Any]) -> AsyncIterator[bytes]:
        """Send a request and yield its answer as it comes.

        Raises QueryError for a query that does not evaluate, QueryMemoryError or QueryLimitError where
        it outgrew its memory or result limit, StoreError where the process is gone. Until the last piece
        is read the reader is not fit for another query.
        """
        self._is_idle = False
        with contextlib.suppress(ConnectionError):  # a dead process shows when its answer is read
            self._requests.write(pack_request(request))
            await self._requests.drain()
        while True:
            kind, payload = await self._read_frame()
            if kind == DATA:
                yield payload
            elif kind == END:
                self._is_idle = True
                return
            elif kind == ERROR:
                fault = json.loads(payload)
                self._is_idle = fault["kind"] == "query"
                if fault["kind"] == "memory":
                    raise self._out_of_memory()
                if fault["kind"] == "result":
                    raise QueryLimitError(fault["message"])
                raise QueryError(fault["message"])

    async def _read_frame(self) -> tuple[bytes, bytes]:
        """The next frame; what came with it is kept for the next call."""
        end = HEAD.size
        while len(self._came) < end or len(self._came) < (end := HEAD.size + HEAD.unpack_from(self._came)[1]):
            piece = b""
            with contextlib.suppress(ConnectionError):
                piece = await self._answers.read(PIPE_LIMIT)
            if not piece:
                await self._raise_its_end()
            self._came += piece
        kind, frame = bytes(self._came[:1]), bytes(self._came[HEAD.size : end])
        del self._came[:end]
        return kind, frame

    async def _raise_its_end(self) -> NoReturn:
        code = await asyncio.shield(self._fork.ended)
        if code == -signal.SIGABRT:  # how the engine ends when memory runs out
            raise self._out_of_memory()
        raise StoreError("the reader of this query ended unexpectedly")

    def _out_of_memory(self) -> QueryMemoryError:
        return QueryMemoryError(f"the query needs more than {self.allowed_mb} MB of memory")

    def allow(self, memory_mb: int) -> None:
        """Let it hold this much memory from now on. Where the system cannot, what it began with stays."""
        self.allowed_mb = memory_mb = min(memory_mb, self._most_mb)
        if sys.platform == "linux":
            limits = (memory_mb << 20, self._most_mb << 20)
            with contextlib.suppress(ProcessLookupError, PermissionError):
                resource.prlimit(self._fork.pid, resource.RLIMIT_DATA, limits)

    def held_mb(self) -> int:
        """MB of memory that it holds of what it is allowed; 0 where the system does not tell."""
        try:
            pages = int(self._sizes.read_bytes().split()[DATA_AND_STACK])
        except OSError:
            return 0
        return -(-pages * resource.getpagesize() // (1 << 20))

    def cpu_s(self) -> float:
        """Seconds of processor time it has used; of wall time where the system tells no other's."""
        try:
            return time.clock_gettime((~self._fork.pid << 3) | 2)  # Linux' clock_getcpuclockid(3)
        except OSError:
            return time.monotonic()

    def yield_to_others(self) -> None:
        """Let other processes go first from now on; priority cannot be taken back."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._fork.pid, 15)
            self._is_patient = True

    def kill(self) -> None:
        """End the process at once."""
        self._is_idle = False
        if self.is_alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._fork.pid, signal.SIGKILL)

    async def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self.kill()
        self._requests.close()
        await asyncio.shield(self._fork.ended)
