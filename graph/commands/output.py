"""What commands write to: standard output or a file, whose failures are told from those of a store."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from graph.errors import ClosedOutputError, OutputError, UsageError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Raw(io.FileIO):
    """Raises OutputError for what cannot be written, ClosedOutputError where nobody reads any more."""

    def __init__(self, file: int | Path, name: str) -> None:
        super().__init__(file, "w", closefd=not isinstance(file, int))
        self.called = name
        self.has_ended = False

    def write(self, data: "ReadableBuffer", /) -> int:
        if self.has_ended:
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except BrokenPipeError:
            raise ClosedOutputError(f"nobody reads {self.called} any more") from None
        except OSError as error:
            raise OutputError(f"cannot write to {self.called}: {error.strerror}") from None


@contextmanager
def watched_output() -> Iterator[None]:
    """Within the block, standard output raises OutputError; what it could not take is forgotten then."""
    given = sys.stdout
    try:
        raw = _Raw(given.fileno(), "standard output")
    except (AttributeError, OSError):  # closed, or no file
        yield
        return
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=given.encoding,
        errors=given.errors,
        line_buffering=bool(given.line_buffering),
    )
    try:
        yield
    finally:
        raw.has_ended = True
        sys.stdout = given


@contextmanager
def opened(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or the file, which is there whole or not at all; links to it stay.

    Pipes and devices are written straight to. Raises OutputError, and UsageError where nothing can be
    written there.
    """
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        if output.exists() and not output.is_file():
            with io.BufferedWriter(_Raw(output, str(output))) as file:
                yield file
            return
        target = output.resolve()
        part = target.with_name(f".{target.name}.part")
        try:
            with io.BufferedWriter(_Raw(part, str(output))) as file:
                yield file
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from None
