"""One Oxigraph store, opened, shared between threads, and opened anew where a write has failed.

After a failed write (a full disk) RocksDB refuses all others until it is opened again, while it goes on
answering reads. So the next write opens it anew, if there is room; until then nothing that was stored is
lost, and reads go on. A copy may wait for room without end: it is left to wait.
"""

import errno
import os
import shutil
import threading
import time
from collections.abc import Iterator
from concurrent import futures
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph

from graph.errors import StoreError, StoreFullError, StoreInUseError

ROOM = 16 * 1024 * 1024
"""Bytes that must be free, beside twice the log that is read at opening, before a store is opened anew."""

WAIT_S = 60.0
"""How long opening anew waits for the queries that run."""

COPY_S = 30.0
"""How long a copy may take, which writes out the log first: some 64 MB at most."""

LOOK_S = 1.0
"""How often a copy that takes long is looked after."""

_FULL = tuple(os.strerror(number) for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


class Engine:
    """Oxigraph over a directory, or in memory where `path` is None.

    Raises StoreInUseError where another process, or this one, has the directory open, and StoreError
    where it cannot be created or is no store.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._name = path or "in memory"
        self._changing = threading.RLock()
        self._unused = threading.Condition()
        self._users = 0
        self._has_failed = False
        self._store: pyoxigraph.Store | None = None
        self._store = self._open()

    @contextmanager
    def reading(self) -> Iterator[pyoxigraph.Store]:
        """The store, to be let go of within the block. Raises StoreError where the disk fails."""
        with self._unused:
            if self._store is None:
                raise StoreError(f"the store {self._name} is closed")
            store = self._store
            self._users += 1
        try:
            yield store
        except (OSError, RuntimeError) as error:
            raise self._fault(error) from error
        finally:
            del store
            with self._unused:
                self._users -= 1
                self._unused.notify_all()

    @contextmanager
    def writing(self) -> Iterator[pyoxigraph.Store]:
        """As `reading`, for one writer at a time. Raises StoreFullError where there is no room."""
        with self._changing:
            if self._has_failed:
                self._open_anew()
            try:
                with self.reading() as store:
                    yield store
            except StoreError as error:
                self._has_failed = isinstance(error.__cause__, OSError)
                raise

    def copy(self, folder: Path) -> None:
        """Make `folder` (not there yet) a store that holds what this one does. Raises as `writing` does.

        RocksDB writes out its log first, and where it finds no room for that it may wait until there is
        some. So another thread copies, and is left to it; the store can be opened anew once that ends.
        """
        with self.writing():
            copied: futures.Future[None] = futures.Future()
            threading.Thread(target=self._copy, args=(folder, copied), daemon=True).start()
            end = time.monotonic() + COPY_S
            while not futures.wait([copied], LOOK_S).done:
                if shutil.disk_usage(folder.parent).free < ROOM:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                if time.monotonic() > end:
                    raise TimeoutError(f"its log was not written out within {COPY_S:g} s")
            copied.result()

    def _copy(self, folder: Path, copied: futures.Future[None]) -> None:
        try:
            with self.reading() as store:
                store.backup(folder)
        except StoreError as error:
            copied.set_exception(error)
        else:
            copied.set_result(None)

    def close(self) -> None:
        """Let go of the directory; queries that still run in other threads finish first."""
        with self._unused:
            self._store = None

    def replace(self, folder: Path) -> None:
        """Hold what the store in `folder` holds, which nobody has open, in place of everything.

        `folder` is on the same file system, and is no more afterwards. Killed in between, it leaves an
        empty store.
        """
        assert self.path is not None
        with self._changing, self._unused:
            self._alone()
            self._store = None
            try:
                shutil.rmtree(self.path)
                folder.rename(self.path)
            except OSError as error:
                raise self._fault(error) from error
            self._store = self._open_patiently()

    def _open(self) -> pyoxigraph.Store:
        try:
            return pyoxigraph.Store(self.path)
        except (OSError, RuntimeError) as error:
            if "lock" in str(error).casefold():
                raise StoreInUseError(
                    f"the store {self.path} is in use by another process: stop it, or ask it over HTTP"
                ) from error
            if _is_full(error):
                raise self._fault(error) from error
            raise StoreError(f"the store {self.path} cannot be opened: {first_line(error)}") from error

    def _open_anew(self) -> None:
        assert self.path is not None
        logs = sum(file.stat().st_size for file in self.path.glob("*.log"))
        if shutil.disk_usage(self.path).free < ROOM + 2 * logs:
            raise self._full()
        with self._unused:
            self._alone()
            self._store = None
            try:
                self._store = self._open_patiently()
            except StoreError:
                self._store = pyoxigraph.Store.read_only(str(self.path))  # reads go on
                raise
            self._has_failed = False

    def _alone(self) -> None:
        if not self._unused.wait_for(lambda: self._users == 0, WAIT_S):
            raise StoreError(f"the store {self._name} cannot be opened anew: a query still runs")

    def _open_patiently(self) -> pyoxigraph.Store:
        """Opened, though the thread that read last may not have let go of it yet."""
        for _ in range(100):
            try:
                return self._open()
            except StoreInUseError:
                time.sleep(0.01)
        return self._open()

    def _fault(self, error: OSError | RuntimeError) -> StoreError:
        if _is_full(error):
            return self._full()
        return StoreError(f"the store {self._name} cannot be read or written: {first_line(error)}")

    def _full(self) -> StoreFullError:
        return StoreFullError(f"the disk of the store {self._name} is full: nothing of this was stored")


def first_line(error: BaseException) -> str:
    """What an engine's error says, on one line."""
    return (str(error.args[0]) if error.args else "").partition("\n")[0][:300]


def _is_full(error: BaseException) -> bool:
    return any(text in str(error) for text in _FULL)
