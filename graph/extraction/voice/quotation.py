"""Which passages of a text stand between quotation marks: curly, straight, angled, single, unbalanced."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n\r]+")
_MARK = re.compile(r"''|``|[\"“”„‟«»]|['‘’‚`]")
_OPENING = frozenset("“„«‘‚`")
_CLOSING = frozenset("”»’")
_SINGLE = frozenset("'‘’‚`")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage, without its marks: offsets into the text.

    `continued` tells that it carries on the quotation before it, which was left open at the end of its
    paragraph, as printers do.
    """

    start: int
    end: int
    continued: bool = False


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of a text, in order; none crosses a line break."""
    found: list[Quotation] = []
    left_open = False
    for paragraph in _PARAGRAPH.finditer(text):
        line = paragraph.group()
        if not line.strip():
            continue
        quotations, still_open = _quotations(line)
        for number, (start, end) in enumerate(quotations):
            continued = left_open and number == 0 and not line[: start - 1].strip()
            found.append(Quotation(paragraph.start() + start, paragraph.start() + end, continued))
        left_open = still_open
    return found


def _quotations(line: str) -> tuple[list[tuple[int, int]], bool]:
    """The quotations of one paragraph, and whether the last was left open."""
    found: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    marks = list(_MARK.finditer(line))
    last_close = max((m.start() for m in marks if m.group() in _SINGLE and _may_close(line, m)), default=-1)
    for mark in marks:
        if opened is None:
            # A single mark without a close after it is an apostrophe.
            if _may_open(line, mark) and (mark.group() not in _SINGLE or mark.end() < last_close):
                opened = mark
        elif _same_kind(opened, mark):
            if _may_close(line, mark):
                found.append((opened.end(), mark.start()))
                opened = None
            elif mark.group() in "“„«":  # the one before was never closed
                opened = mark
    if opened is not None and opened.group() not in _SINGLE:
        found.append((opened.end(), len(line.rstrip())))
        return [pair for pair in found if pair[0] < pair[1]], True
    return [pair for pair in found if pair[0] < pair[1]], False


def _same_kind(opened: re.Match[str], mark: re.Match[str]) -> bool:
    return (opened.group() in _SINGLE) == (mark.group() in _SINGLE)


def _may_open(line: str, mark: re.Match[str]) -> bool:
    before, after = line[mark.start() - 1 : mark.start()], line[mark.end() : mark.end() + 1]
    if mark.group() in {"“", "„", "«", "‚", "``"}:
        return True
    if mark.group() in _CLOSING:
        return False
    return bool(after.strip()) and (not before.strip() or before in "([{-–—/:")


def _may_close(line: str, mark: re.Match[str]) -> bool:
    before, after = line[mark.start() - 1 : mark.start()], line[mark.end() : mark.end() + 1]
    if mark.group() in {"”", "»"}:
        return True
    if mark.group() in {"“", "„", "«", "‘", "‚", "``", "`"}:
        return False
    if mark.group() in _SINGLE:
        return bool(before.strip()) and not after.isalnum()
    return bool(before.strip()) or not after.strip() or after in ".,;:!?)"
