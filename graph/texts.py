"""Article texts in a content-addressed folder, beside the store and never in it.

Each file is named by the SHA-256 of its bytes (UTF-8), so that a text is kept once and a change shows.
"""

import os
import tempfile
from collections.abc import Iterator
from errno import EDQUOT, EFBIG, ENOSPC
from hashlib import sha256
from pathlib import Path

from graph.errors import StoreError, StoreFullError, UnknownTextError


class TextFolder:
    """Texts by their hash. Raises StoreError where the disk fails, StoreFullError where it is full; then
    nothing is half there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, text: str) -> str:
        """Keep a text; its hash. On disk when this returns; nothing happens where it is kept already."""
        data = text.encode()
        digest = sha256(data).hexdigest()
        path = self.path(digest)
        if not path.exists():
            write_file(path, data)
        return digest

    def read(self, digest: str) -> str:
        """The text of that hash. Raises UnknownTextError where it is not kept or no longer what it was."""
        data = self._bytes(digest)
        if sha256(data).hexdigest() != digest:
            raise UnknownTextError(f"{self.path(digest)}: its content has changed since it was stored")
        return data.decode()

    def remove(self, digest: str) -> None:
        """Forget a text; nothing happens where it is not kept."""
        path = self.path(digest)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{path}: cannot be removed: {error.strerror}") from error

    def path(self, digest: str) -> Path:
        """Where the text of that hash is, or would be."""
        return self.folder / digest[:2] / f"{digest}.txt"

    def __contains__(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def __iter__(self) -> Iterator[str]:
        """The hashes of all texts kept, in order."""
        return (path.stem for path in sorted(self.folder.glob("??/*.txt")))

    def _bytes(self, digest: str) -> bytes:
        path = self.path(digest)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise UnknownTextError(f"{path}: not there") from None
        except OSError as error:
            raise StoreError(f"{path}: cannot be read: {error.strerror}") from error


def write_file(path: Path, data: bytes) -> None:
    """Make the file hold these bytes, for its owner alone: on disk when this returns, or as it was.

    Raises StoreError, and StoreFullError where the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_atomically(path, data)
    except OSError as error:
        kind = StoreFullError if error.errno in (ENOSPC, EDQUOT, EFBIG) else StoreError
        raise kind(f"{path}: cannot be written: {error.strerror}") from error


def _write_atomically(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        _sync_folder(path.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
