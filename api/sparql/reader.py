"""The sandboxed reader: a process that answers one query at a time over a read-only checkpoint.

It ends with its parent, the fork server, holds no more memory than it is allowed, and has no network where
the system lets it go without (a network namespace of its own, Linux).
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
from io import RawIOBase
from typing import IO, Any, cast

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    serialize,
)

from api.sparql.frames import DATA, END, ERROR, LENGTH, pack_frame
from graph.refusals import refusal

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
CHUNK = 64 * 1024


class ResultTooLargeError(OSError):
    """The answer has outgrown its limit."""


class FrameWriter(RawIOBase):
    """A binary output that sends what is written to it as DATA frames."""

    def __init__(self, output: int, limit: int) -> None:
        self._output = output
        self._left = limit
        self._buffer = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise ResultTooLargeError
        self._buffer += data
        if len(self._buffer) >= CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._buffer:
            _send(self._output, self._taken())

    def finish(self) -> None:
        """Send what is left together with END, so that whoever waits for a short answer wakes once."""
        _send(self._output, (self._taken() if self._buffer else b"") + pack_frame(END))

    def _taken(self) -> bytes:
        """What is held, as a frame; nothing is held then."""
        frame = pack_frame(DATA, bytes(self._buffer))
        self._buffer.clear()
        return frame


def confine() -> None:
    """Give up network, new privileges and core dumps, for this process and all that it forks."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if libc.unshare(CLONE_NEWNET) != 0:
            libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bind_to_parent() -> None:
    """End when the process that started this one does (Linux; elsewhere at the end of what it sends)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def limit_memory(memory_mb: int) -> None:
    """Hold no more than this, where the system can see to it."""
    limit = memory_mb << 20
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def answer(store: Store, request: dict[str, Any], output: IO[bytes]) -> None:
    """Evaluate one query and write its answer in the media type asked for.

    Where the request says `nothing`, the query is asked of an empty store and not answered: it shows
    whether the query can be evaluated at all.
    """
    if request.get("nothing"):
        store = Store()
    default_graphs, named_graphs = request["default_graphs"], request["named_graphs"]
    result = store.query(
        request["query"],
        base_iri=request["base"],
        use_default_graph_as_union=request["union"],
        default_graph=None if default_graphs is None else [_graph(name) for name in default_graphs],
        named_graphs=None if named_graphs is None else [_graph(name) for name in named_graphs],
    )
    if request.get("nothing"):
        return
    media_type = request["media_type"]
    if isinstance(result, QuerySolutions | QueryBoolean):
        result.serialize(output, QueryResultsFormat.from_media_type(media_type))
    else:
        serialize(result, output, RdfFormat.from_media_type(media_type))


def serve(connection: int, result_mb: int) -> None:
    """Serve requests from a socket until it closes: open a checkpoint, or evaluate a query."""
    store = Store()
    while head := _read(connection, LENGTH.size):
        request = json.loads(_read(connection, LENGTH.unpack(head)[0]))
        writer = FrameWriter(connection, result_mb * 1024 * 1024)
        try:
            if "open" in request:
                store = Store.read_only(request["open"])
            else:
                answer(store, request, cast(IO[bytes], writer))
        except ResultTooLargeError:
            _fail(connection, "result", f"the answer is larger than {result_mb} MB")
        except MemoryError:
            _fail(connection, "memory", "no memory left")
        except (SyntaxError, ValueError) as error:
            _fail(connection, "query", str(refusal(str(error), request.get("query", ""))))
        except (OSError, RuntimeError) as error:
            _fail(connection, "engine", str(refusal(str(error))))
        else:
            writer.finish()


def _fail(output: int, kind: str, message: str) -> None:
    _send(output, pack_frame(ERROR, json.dumps({"kind": kind, "message": message}).encode()))


def _graph(name: str) -> NamedNode | BlankNode:
    return BlankNode(name[2:]) if name.startswith("_:") else NamedNode(name)


def _send(output: int, frames: bytes) -> None:
    rest = memoryview(frames)
    while rest:
        rest = rest[os.write(output, rest) :]


def _read(connection: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size and (chunk := os.read(connection, size - len(data))):
        data += chunk
    return bytes(data)
