"""Files of quads, read with progress."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import RdfFormat

from graph.errors import DataError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PLACE = re.compile(r"^Parser error (?:at line|between line)[^:]*: ")

Progress = Callable[[int], None]
"""Called with the number of bytes read since the last call."""


@contextmanager
def reading(path: Path, progress: Progress | None = None) -> Iterator[BinaryIO]:
    """The open file. Raises DataError where it cannot be opened."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}") from error
    with file:
        yield BufferedReader(_Counted(file, progress)) if progress else file


def parse_failure(path: Path, error: SyntaxError | ValueError) -> DataError:
    """What a parser's complaint about a file says, with the line that it is about."""
    message = str(error.args[0]) if error.args else "it does not parse"
    place = f", line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
    return DataError(f"{path}{place}: {_PLACE.sub('', message).partition(chr(10))[0][:300]}")


def place(path: Path, data_format: RdfFormat, index: int) -> str:
    """Where a file has its quad of that index, which it is read again for: its line where it is N-Quads."""
    if data_format != RdfFormat.N_QUADS:
        return str(path)
    with path.open("rb") as file:
        numbers = (
            number for number, line in enumerate(file, 1) if line.strip() and line.lstrip()[:1] != b"#"
        )
        return f"{path}, line {next(islice(numbers, index, None))}"


class _Counted(RawIOBase):
    def __init__(self, file: BinaryIO, progress: Progress) -> None:
        self._file = file
        self._progress = progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        data = self._file.read(len(view))
        view[: len(data)] = data
        self._progress(len(data))
        return len(data)
