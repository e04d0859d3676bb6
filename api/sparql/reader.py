"""The sandboxed reader: a child process that answers one query at a time over a read-only checkpoint.

    python -m api.sparql.reader MEMORY_MB RESULT_MB

It ends with its parent, holds no more memory than it is allowed, and has no network where the system
lets it go without (a network namespace of its own, Linux).
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
            _send(self._output, DATA, bytes(self._buffer))
            self._buffer.clear()


def confine(memory_mb: int) -> None:
    """Give up network, new privileges, core dumps and memory beyond the limit; die with the parent."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if libc.unshare(CLONE_NEWNET) != 0:
            libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit = memory_mb * 1024 * 1024
    with contextlib.suppress(ValueError, OSError):  # not on every system
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
    output.flush()


def main() -> None:
    """Serve requests from standard input until it closes: open a checkpoint, or evaluate a query."""
    memory_mb, result_mb = int(sys.argv[1]), int(sys.argv[2])
    output = os.dup(1)
    os.dup2(2, 1)  # whatever prints must not break the frames
    confine(memory_mb)
    store = Store()
    while head := _read(LENGTH.size):
        request = json.loads(_read(LENGTH.unpack(head)[0]))
        try:
            if "open" in request:
                store = Store.read_only(request["open"])
            else:
                writer = FrameWriter(output, result_mb * 1024 * 1024)
                answer(store, request, cast(IO[bytes], writer))
        except ResultTooLargeError:
            _fail(output, "result", f"the answer is larger than {result_mb} MB")
        except MemoryError:
            _fail(output, "memory", "no memory left")
        except (SyntaxError, ValueError) as error:
            _fail(output, "query", " ".join(str(error).split()))
        except (OSError, RuntimeError) as error:
            _fail(output, "engine", " ".join(str(error).split()))
        else:
            _send(output, END)


def _fail(output: int, kind: str, message: str) -> None:
    _send(output, ERROR, json.dumps({"kind": kind, "message": message}).encode())


def _graph(name: str) -> NamedNode | BlankNode:
    return BlankNode(name[2:]) if name.startswith("_:") else NamedNode(name)


def _send(output: int, kind: bytes, payload: bytes = b"") -> None:
    frame = memoryview(pack_frame(kind, payload))
    while frame:
        frame = frame[os.write(output, frame) :]


def _read(size: int) -> bytes:
    data = bytearray()
    while len(data) < size and (chunk := os.read(0, size - len(data))):
        data += chunk
    return bytes(data)


if __name__ == "__main__":
    main()
