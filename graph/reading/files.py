"""Files and folders to articles. Every error names the file, and the line where there is one."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from graph.errors import ArticleError, TooLargeError, UnknownFormatError, UsageError
from graph.model import Article
from graph.reading import markup
from graph.reading.decoding import check_head, decode
from graph.reading.records import MAX_BYTES, article_from_record, article_from_text

MAX_ARRAY_BYTES = 100_000_000
"""Most bytes of a .json file, which has to be read whole; .jsonl files may be of any size."""

OnError = Callable[[ArticleError], None]


def read_articles(
    path: Path, on_error: OnError | None = None, *, max_bytes: int = MAX_BYTES
) -> Iterator[Article]:
    """The articles of a file, or of all files in a folder and its folders, sorted by path.

    Hidden files and folders are left out. An article that cannot be read is handed to `on_error` as an
    error "file: what is wrong" or "file:line: what is wrong", and reading goes on with the next; without
    `on_error` it is raised. `max_bytes` limits one article. Raises UsageError where nothing is there.
    """
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    report = on_error or _raise
    for file in _files(path, report) if path.is_dir() else (path,):
        try:
            with _naming(str(file)):
                yield from _read_file(file, max_bytes, report)
        except ArticleError as error:
            report(error)


def estimate_articles(path: Path) -> int:
    """How many articles a file or folder may hold, without reading them: for progress bars."""
    found = _files(path, lambda _: None) if path.is_dir() else (path,)
    files = [file for file in found if file.suffix.lower() in SUFFIXES]
    return sum(_lines(file) if _READERS[file.suffix.lower()] is _read_json_lines else 1 for file in files)


def _lines(file: Path) -> int:
    try:
        with file.open("rb") as lines:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: lines.read(1 << 20), b"")) or 1
    except OSError:
        return 1


def _files(folder: Path, report: OnError) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        report(ArticleError(f"{error.filename}: cannot be read: {error.strerror}"))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _read_file(file: Path, max_bytes: int, report: OnError) -> Iterator[Article]:
    read = _READERS.get(file.suffix.lower())
    if read is None:
        raise UnknownFormatError(f"unknown kind of file; articles are read from {', '.join(SUFFIXES)}")
    try:
        if not file.is_file():
            raise ArticleError("no regular file")
        for article in read(file, max_bytes, report):
            yield article if article.place else replace(article, place=str(file))
    except OSError as error:
        raise ArticleError(f"cannot be read: {error.strerror}") from None


def _read_text(file: Path, max_bytes: int, report: OnError) -> Iterator[Article]:
    data = _bytes(file, max_bytes)
    yield article_from_text(decode(data), id=file.stem, original=data, max_bytes=max_bytes)


def _read_markdown(file: Path, max_bytes: int, report: OnError) -> Iterator[Article]:
    data = _bytes(file, max_bytes)
    record = markup.markdown_record(decode(data))
    yield article_from_record(
        record, default_id=file.stem, media_type="text/markdown", original=data, max_bytes=max_bytes
    )


def _read_html(file: Path, max_bytes: int, report: OnError) -> Iterator[Article]:
    data = _bytes(file, max_bytes)
    record = markup.html_record(decode(data))
    yield article_from_record(
        record, default_id=file.stem, media_type="text/html", original=data, max_bytes=max_bytes
    )


def _read_json(file: Path, max_bytes: int, report: OnError) -> Iterator[Article]:
    value = _parse_json(decode(_bytes(file, MAX_ARRAY_BYTES)))
    if not isinstance(value, list):
        yield _article(value, file.stem, None, max_bytes)
        return
    for number, record in enumerate(value, 1):
        try:
            with _naming(place := f"{file}: record {number}"):
                article = _article(record, f"{file.stem}-{number}", None, max_bytes)
                yield replace(article, place=place)
        except ArticleError as error:
            report(error)


def _read_json_lines(file: Path, max_bytes: int, report: OnError) -> Iterator[Article]:
    longest = max_bytes * 2  # text with all that escapes and other fields add
    with file.open("rb") as lines:
        check_head(lines.read(4096))
        lines.seek(0)
        number = offset = 0
        while line := lines.readline(longest):
            number += 1
            try:
                with _naming(place := f"{file}:{number}"):
                    if len(line) == longest:
                        while lines.readline(longest)[-1:] not in (b"\n", b""):
                            pass
                        raise TooLargeError(f"more than {longest:,} bytes in one line")
                    if line.strip():
                        record = _parse_json(decode(line, offset))
                        article = _article(record, f"{file.stem}-{number}", line.strip(), max_bytes)
                        yield replace(article, place=place)
            except ArticleError as error:
                report(error)
            offset = lines.tell()


def _bytes(file: Path, max_bytes: int) -> bytes:
    size = file.stat().st_size
    if size > max_bytes:
        raise TooLargeError(f"{size:,} bytes; at most {max_bytes:,} are read")
    data = file.read_bytes()
    check_head(data)
    return data


def _parse_json(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ArticleError(
            f"malformed JSON: {error.msg} at column {error.colno} of line {error.lineno}"
        ) from None
    except (RecursionError, ValueError):  # nested too deeply; a number of too many digits
        raise ArticleError("malformed JSON: nested too deeply, or a number that is too long") from None


def _article(record: object, default_id: str, original: bytes | None, max_bytes: int) -> Article:
    if not isinstance(record, dict):
        raise ArticleError(f"no record of an article: {json.dumps(record)[:40]}")
    return article_from_record(record, default_id=default_id, original=original, max_bytes=max_bytes)


@contextmanager
def _naming(place: str) -> Iterator[None]:
    """Put the place before the message of an ArticleError that does not name it yet."""
    try:
        yield
    except ArticleError as error:
        if str(error).startswith(place):
            raise
        raise type(error)(f"{place}: {error}") from None


def _raise(error: ArticleError) -> None:
    raise error


_READERS: dict[str, Callable[[Path, int, OnError], Iterator[Article]]] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".json": _read_json,
    ".jsonl": _read_json_lines,
    ".ndjson": _read_json_lines,
}
SUFFIXES = tuple(_READERS)
"""Endings of the files that are read as articles."""
