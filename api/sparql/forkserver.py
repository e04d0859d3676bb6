"""The fork server: one small process that has everything loaded and forks readers of itself.

    python -m api.sparql.forkserver RESULT_MB

A reader begun so is there within milliseconds, where a new interpreter takes seventy: clients who ask, leave
and ask again cost little more than what they ask for. The server and its forks have given up network and
privileges; they end with the service.

Over a socket on standard input each request for a reader is its memory limit with one end of a socket pair
to talk over, told back by STARTED; when a reader ends, ENDED tells how.
"""

import asyncio
import contextlib
import os
import select
import signal
import socket
import struct
import sys
from asyncio.subprocess import DEVNULL
from collections import deque
from dataclasses import dataclass

from api.sparql.reader import bind_to_parent, confine, limit_memory, serve
from graph.errors import StoreError

STARTED = b"s"
ENDED = b"e"

REQUEST = struct.Struct(">I")
REPORT = struct.Struct(">cii")

NICER = 5
"""By how much readers let the service go first: what it does for everybody is short."""

NONE = "no reader can be started; try again"

Started = tuple[int, asyncio.Future[int]]


@dataclass(frozen=True, slots=True)
class Fork:
    """A reader's process: its id, our end of its socket, in the end its exit code (as of `subprocess`)."""

    pid: int
    socket: socket.socket
    ended: asyncio.Future[int]


class ForkServer:
    """The service's side. Started at the first fork, and again where it has been killed."""

    def __init__(self, result_mb: int) -> None:
        self._result_mb = result_mb
        self._launching = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._requests: socket.socket | None = None
        self._starting: deque[asyncio.Future[Started]] = deque()
        self._ended: dict[int, asyncio.Future[int]] = {}
        self._listening: asyncio.Task[None] | None = None

    async def fork(self, memory_mb: int) -> Fork:
        """A new reader that may hold so much. Raises StoreError where there is none to be had."""
        try:
            async with self._launching:
                if self._requests is None:
                    await self._launch()
            assert self._requests is not None
            mine, theirs = socket.socketpair()
            with theirs:
                socket.send_fds(self._requests, [REQUEST.pack(memory_mb)], [theirs.fileno()])
        except OSError as error:
            raise StoreError(f"{NONE}: {error.strerror}") from error
        started: asyncio.Future[Started] = asyncio.get_running_loop().create_future()
        self._starting.append(started)
        try:
            pid, ended = await started
        except BaseException:
            mine.close()  # where the reader starts all the same, it ends at that
            raise
        mine.setblocking(False)
        return Fork(pid, mine, ended)

    async def stop(self) -> None:
        """End the server, and with it every reader."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        if self._listening is not None:
            await self._listening

    async def _launch(self) -> None:
        mine, theirs = socket.socketpair()
        with theirs:
            arguments = ("-m", "api.sparql.forkserver", str(self._result_mb))
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *arguments, stdin=theirs.fileno(), stdout=DEVNULL, stderr=DEVNULL
            )
        self._requests = mine.dup()  # the stream below owns the other
        reports, writer = await asyncio.open_unix_connection(sock=mine)
        self._listening = asyncio.create_task(self._listen(reports, writer))

    async def _listen(self, reports: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                kind, pid, code = REPORT.unpack(await reports.readexactly(REPORT.size))
                if kind == STARTED:
                    self._ended[pid] = asyncio.get_running_loop().create_future()
                    started = self._starting.popleft()
                    if not started.done():
                        started.set_result((pid, self._ended[pid]))
                else:
                    self._ended.pop(pid).set_result(code)
        writer.close()
        assert self._requests is not None
        self._requests.close()
        self._requests = None
        for ended in self._ended.values():  # they have ended with their server
            ended.set_result(-signal.SIGKILL)
        self._ended.clear()
        while self._starting:
            started = self._starting.popleft()
            if not started.done():
                started.set_exception(StoreError(NONE))


def main() -> None:
    """Fork a reader for each request on standard input until it closes, and report the end of each."""
    result_mb = int(sys.argv[1])
    bind_to_parent()
    confine()
    os.nice(NICER)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal: the service lets queries end
    woken, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    with socket.socket(fileno=0) as control:
        events = select.poll()
        events.register(control, select.POLLIN)
        events.register(woken, select.POLLIN)
        while True:
            ready = {number for number, _ in events.poll()}
            if woken in ready:
                with contextlib.suppress(BlockingIOError):
                    os.read(woken, 4096)
                _report_the_ended(control)
            if control.fileno() in ready:
                request, files, _, _ = socket.recv_fds(control, REQUEST.size, 1)
                if not request:
                    return
                pid = os.fork()
                if not pid:
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    control.close()
                    _become_reader(files[0], REQUEST.unpack(request)[0], result_mb)
                os.close(files[0])
                control.sendall(REPORT.pack(STARTED, pid, 0))


def _become_reader(connection: int, memory_mb: int, result_mb: int) -> None:
    code = 1
    try:
        bind_to_parent()
        limit_memory(memory_mb)
        serve(connection, result_mb)
        code = 0
    finally:
        os._exit(code)  # nothing of the server's is to run here


def _report_the_ended(control: socket.socket) -> None:
    with contextlib.suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            control.sendall(REPORT.pack(ENDED, ended[0], os.waitstatus_to_exitcode(ended[1])))


if __name__ == "__main__":
    main()
