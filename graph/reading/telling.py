"""What the text of an article tells of itself: headline, publisher, authors, date.

Only what stands in a line of its own near the beginning or end, or in the dateline of a news agency.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.reading.dates import find_date, without_dates

AGENCIES = {
    "AA": "Anadolu Agency",
    "AFP": "Agence France-Presse",
    "AP": "Associated Press",
    "APS": "Algeria Press Service",
    "ANI": "Asian News International",
    "Bloomberg": "Bloomberg",
    "CNN": "CNN",
    "dpa": "Deutsche Presse-Agentur",
    "DPA": "Deutsche Presse-Agentur",
    "EFE": "EFE",
    "IANS": "Indo-Asian News Service",
    "Interfax": "Interfax",
    "Kyodo": "Kyodo News",
    "MENA": "Middle East News Agency",
    "PTI": "Press Trust of India",
    "RFE/RL": "Radio Free Europe/Radio Liberty",
    "Reuters": "Reuters",
    "SUNA": "Sudan News Agency",
    "TASS": "TASS",
    "UPI": "United Press International",
    "VOA": "Voice of America",
    "WAFA": "WAFA",
    "Xinhua": "Xinhua",
    "Yonhap": "Yonhap",
}
"""How agencies sign, and their names. A name in brackets that stands in none of these may be a place."""

_HEAD_LINES = 10
_TAIL_LINES = 4
_LINE_LENGTH = 100  # characters of a line that can be a source, byline or date
_TITLE_LENGTH = 200

_SOURCE = re.compile(r"(?:Source|Publisher|Published by)\s*:\s*(?P<name>\S.*)", re.IGNORECASE)
_PUBLISHED_IN = re.compile(r"Published in (?P<name>[A-Z][\w .&'’-]*?),\s")
_DATE_WORDS = re.compile(
    r"(?:published|publication|posted|date|dated|first|on|in|at|by|gmt|utc|est|edt|bst|cet|am|pm|(?:mon|tues?|wed(?:nes)?"
    r"|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|min|mins|minutes?|read)",
    re.IGNORECASE,
)
_NAME = (
    r"[A-Z][\w.'’-]*(?: (?:(?:al|el)-)?(?:[A-Z][\w.'’-]*|(?:bin|de|del|della|der|di|du|la|le|van|von)\b))+"
)
_BYLINE = re.compile(
    rf"(?:By|BY|Written by) (?P<names>{_NAME}(?:(?:, (?:and )?| and | & ){_NAME})*)(?P<rest>.*)"
)
_NOBODY = re.compile(
    r"\b(?:agenc(?:y|ies)|correspondents?|desk|editors?|news|our|reporters?|staff|team|web)\b", re.I
)
_AGENCY_NAMES = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
_DATELINE = re.compile(
    r"(?P<place>(?:[A-Z][\w.'’-]*[,/]?\s){0,6}?(?:[A-Z][\w.'’-]*\s)?)"
    r"(?P<date>(?:\d{1,2} [A-Z][a-z]+\.?|[A-Z][a-z]+\.? \d{1,2}),?(?: \d{4})?,? )?"
    r"\((?P<agency>[^()]{2,40})\)\s*[-–—]{1,2}(?:\s|$)"
)
_PLACE_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]+(?:, [A-Z][\w ]+)?[,(] ?(?P<date>[^()–—]{8,24}?)\)?\s*[-–—:]{1,2}\s"
)
_SIGN_OFF = re.compile(rf"[.!?”\"]\s*[-–—]{{1,2}}\s?(?P<agency>{_AGENCY_NAMES})\.?$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells; None or empty where it does not."""

    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


def tell(text: str) -> Told:
    """Headline, publisher, authors and date of publication where the text leaves no doubt."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head, tail = lines[:_HEAD_LINES], lines[_HEAD_LINES:][-_TAIL_LINES:]
    frame = [line for line in (*head, *tail) if len(line) <= _LINE_LENGTH]
    agency, agency_date = _dateline(head)
    return Told(
        title=_title(lines),
        publisher=next(_publishers(frame), None) or agency or _sign_off(lines),
        authors=next(_authors(frame), ()),
        published=next(_dates(frame), None) or agency_date,
    )


def _title(lines: list[str]) -> str | None:
    """The first line, where it is a headline: short, no full sentence, and with more below."""
    if len(lines) < 2 or len(lines[0]) > _TITLE_LENGTH or lines[0][-1] in ".:;,":
        return None
    if _BYLINE.match(lines[0]) or _SOURCE.match(lines[0]) or _DATELINE.match(lines[0]):
        return None
    return lines[0]


def _publishers(frame: list[str]) -> Iterator[str]:
    for line in frame:
        match = _SOURCE.fullmatch(line)
        if match and not match["name"].startswith(("http:", "https:", "www.")) and len(match["name"]) <= 60:
            name = re.sub(r"\s*\([^)]*\)$", "", without_dates(match["name"])).strip(" ,.|-–—")
            if name:
                yield AGENCIES.get(name, name)
        elif (match := _PUBLISHED_IN.match(line)) and find_date(line):
            yield match["name"]


def _authors(frame: list[str]) -> Iterator[tuple[str, ...]]:
    for line in frame:
        match = _BYLINE.fullmatch(line)
        if match and not _NOBODY.search(match["names"]) and _closes(match["rest"]):
            names = re.split(r", and | and | & |, ", match["names"])
            yield tuple(name.rstrip(".,") for name in names)


def _closes(rest: str) -> bool:
    """Whether what follows a byline's names is a place or outlet, not the rest of a sentence."""
    return re.fullmatch(r"\W*|\s*[,|–—-]{1,2} ?[A-Z]\S*(?: [A-Z]\S*){0,3}\W*", rest) is not None


def _dates(frame: list[str]) -> Iterator[str]:
    for line in frame:
        if re.match(r"(?:last )?(?:updated|modified)", line, re.IGNORECASE):
            continue
        found = find_date(line)
        if found and (_only_date(line) or _PUBLISHED_IN.match(line)):
            yield found


def _only_date(line: str) -> bool:
    """Whether the line holds a date, a time and words about them alone; names of places and outlets may
    stand beside it behind a bar or dot."""
    parts = re.split(r"\s[|•·●–—-]\s|,\s+(?=\w+day\b)", line)
    part = next(part for part in parts if find_date(part)) if any(map(find_date, parts)) else line
    words = re.findall(r"[^\W\d]+", without_dates(part))
    return all(_DATE_WORDS.fullmatch(word) for word in words)


def _dateline(head: list[str]) -> tuple[str | None, str | None]:
    """Agency and date of the first dateline: "HAVANA, June 24, 2020 (Reuters) - "."""
    for line in head:
        if match := _DATELINE.match(line):
            published = find_date(match["date"] or "")
            name = match["agency"].strip()
            if name in AGENCIES:
                return AGENCIES[name], published
            if (
                match["place"].strip()
                and match["place"].isupper()
                and re.match(r"[A-Z]", name)
                and not find_date(name)
            ):
                return (None if re.search(r"\d", name) else name), published
        if (match := _PLACE_DATELINE.match(line)) and (published := find_date(match["date"])):
            return None, published
    return None, None


def _sign_off(lines: list[str]) -> str | None:
    """The agency that signs the last paragraph: "... they chanted. – AFP"."""
    match = _SIGN_OFF.search(lines[-1]) if lines else None
    return AGENCIES[match["agency"]] if match else None
