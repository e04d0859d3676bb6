"""Dates as ISO 8601 where they leave no doubt; a wrong date is worse than none."""

import re
from datetime import UTC, date, datetime

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH = "(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<month_number>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<![\d/]){_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
    )
)
_PARTIAL = (
    re.compile(rf"{_YEAR}-(?P<month_number>\d\d)"),
    re.compile(rf"{_MONTH},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(_YEAR),
)
_SLASHED = re.compile(rf"(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.]{_YEAR}")


def parse_date(text: str) -> str | None:
    """ISO 8601 date, year-month or year of a field that holds a date (and perhaps a time), else None.

    Numeric dates such as 03/04/2017, which two countries read as two days, give None.
    """
    text = text.strip()
    found = find_date(text)
    if found:
        return found
    for pattern in _PARTIAL:
        if match := pattern.fullmatch(text):
            return _iso(match)
    if match := _SLASHED.match(text):
        return _unambiguous(match)
    return None


def find_date(text: str) -> str | None:
    """The one full date that stands in the text; None where there is none, or another one too."""
    found = {iso for pattern in _PATTERNS for match in pattern.finditer(text) if (iso := _iso(match))}
    return found.pop() if len(found) == 1 else None


def without_dates(text: str) -> str:
    """The text with every full date taken out."""
    for pattern in _PATTERNS:
        text = pattern.sub("", text)
    return text


def parse_instant(text: str) -> datetime | None:
    """An ISO 8601 date and time, in UTC where it names no zone; None for anything else."""
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month = int(parts.get("month_number") or 0)
    if name := parts.get("month"):
        month = next(n for n, full in enumerate(_MONTHS, 1) if full.startswith(name.lower()))
        if not _is_month(match.group(0), _MONTHS[month - 1]):
            return None
    year, day = int(parts["year"]), int(parts.get("day") or 0)
    if not month:
        return f"{year:04}"
    try:
        return date(year, month, day).isoformat() if day else date(year, month, 1).isoformat()[:7]
    except ValueError:
        return None


def _is_month(phrase: str, full: str) -> bool:
    """Whether the phrase has the month itself ("Mar", "Sept.", "March"), not a word like "Marching"."""
    return any(len(word) >= 3 and full.startswith(word) for word in re.findall(r"[a-z]+", phrase.lower()))


def _unambiguous(match: re.Match[str]) -> str | None:
    first, second = int(match["first"]), int(match["second"])
    month, day = (second, first) if first > 12 else (first, second) if second > 12 else (0, 0)
    try:
        return date(int(match["year"]), month, day).isoformat()
    except ValueError:
        return None
