"""Invents news sentences with marked names, so that names from everywhere are known as names.

The patterns are in ``templates.txt``, what fills them in ``names.toml``; both are this project's own writing.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

_HERE = Path(__file__).parent
_LABELS = {
    "PER": "PER",
    "ORG": "ORG",
    "GROUP": "ORG",
    "ACRONYM": "ORG",
    "MEDIA": "ORG",
    "MINISTRY": "ORG",
    "CITY": "LOC",
    "REGION": "LOC",
    "COUNTRY": "LOC",
}
_SLOT = re.compile(r"\{([A-Z]+)\}")
_DAYS = tuple(calendar.day_name)
_MONTHS = tuple(calendar.month_name)[1:]
_SYLLABLES = (
    *(
        "ka",
        "ba",
        "mu",
        "ndo",
        "ra",
        "shi",
        "ya",
        "go",
        "le",
        "zi",
        "ma",
        "tu",
        "wa",
        "kha",
        "dar",
        "bel",
        "sal",
    ),
    *("nor", "tak", "mo", "vi", "lo", "che", "ber", "dja", "fa", "gu", "ri", "nta"),
)
_LETTERS = "AABCDDEEFFGHIIJKLMMNNOPPQRRSSTTUVWYZ"


class Inventor:
    """Invents examples of sentences with names; the same seed gives the same sentences."""

    def __init__(self, random: Random) -> None:
        self._random = random
        names = tomllib.loads((_HERE / "names.toml").read_text(encoding="utf-8"))
        self._peoples: list[dict[str, Any]] = list(names["people"].values())
        self._places: dict[str, str] = names["places"]
        self._organisations: dict[str, str] = names["organisations"]
        self._titles: dict[str, str] = names["titles"]
        lines = (_HERE / "templates.txt").read_text(encoding="utf-8").splitlines()
        self._templates = [line for line in lines if line and not line.startswith("#")]

    def examples(self, nlp: Language) -> Iterator[Example]:
        """Endless examples of one to three sentences each, with names alone annotated."""
        while True:
            text, spans = self._text(self._random.choice((1, 1, 2, 3)))
            reference = nlp.make_doc(text)
            marked = [reference.char_span(start, end, label) for start, end, label in spans]
            if all(span is not None for span in marked):
                reference.set_ents([span for span in marked if span is not None])
                yield Example(Doc(nlp.vocab, words=_words(reference), spaces=_spaces(reference)), reference)

    def _text(self, sentences: int) -> tuple[str, list[tuple[int, int, str]]]:
        random = self._random
        text = ""
        spans: list[tuple[int, int, str]] = []
        for number in range(sentences):
            if number:
                text += random.choice((" ", " ", "\n\n", "\n"))
            cut = 0
            template = random.choice(self._templates)
            for slot in _SLOT.finditer(template):
                text += template[cut : slot.start()]
                cut = slot.end()
                for part, label in self._filled(slot[1]):
                    if label:
                        spans.append((len(text), len(text) + len(part), label))
                    text += part
            text += template[cut:]
        casing = random.random()
        if casing < 0.06 and len(text.upper()) == len(text):
            text = text.upper()
        elif casing < 0.09 and len(text.lower()) == len(text):
            text = text.lower()
        if random.random() < 0.4:
            text = re.sub(r'"([^"]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019")
        return text, spans

    def _filled(self, slot: str) -> Iterator[tuple[str, str | None]]:
        """The parts that fill a slot, each with its label or None."""
        if slot == "GROUP":
            name = self._organisation()
            yield from _bare(name, "ORG")
            yield " (", None
            initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())
            yield (initials if len(initials) > 1 else self._acronym()), "ORG"
            yield ")", None
        else:
            yield from _bare(self._value(slot), _LABELS.get(slot))

    def _value(self, slot: str) -> str:
        random, places, titles = self._random, self._places, self._titles
        match slot:
            case "PER":
                return self._person()
            case "ORG":
                return self._organisation()
            case "ACRONYM":
                return self._acronym()
            case "MEDIA":
                return self._media()
            case "MINISTRY":
                word = random.choice(self._organisations["ministries"].split("|"))
                return random.choice((f"Ministry of {word}", f"{word.removeprefix('the ')} Ministry"))
            case "CITY":
                return self._town() if random.random() < 0.25 else random.choice(places["cities"].split(", "))
            case "REGION":
                return random.choice(places["regions"].split(", "))
            case "COUNTRY":
                return random.choice(places["countries"].split(", "))
            case "DEM":
                return random.choice(places["demonyms"].split())
            case "TITLE":
                return random.choice(titles["military"].split("|"))
            case "OFFICE":
                return random.choice(titles["civil"].split("|"))
            case "NUMBER":
                return random.choice(
                    (str(random.randint(2, 400)), "two", "three", "seven", "dozens of", "several")
                )
            case "YEAR":
                return str(random.randint(1985, 2025))
            case "DAY":
                return random.choice((*_DAYS, f"{random.randint(1, 30)} {random.choice(_MONTHS)}"))
            case _:
                return random.choice(_MONTHS)

    def _person(self) -> str:
        random = self._random
        people = random.choice(self._peoples)
        separator = ", " if "," in people["given"] else None
        given = [name.strip(",") for name in people["given"].split(separator)]
        family = people["family"].split()
        pattern = random.choice(people["joined"])
        name = re.sub(r"\{(g|f)\}", lambda m: random.choice(given if m[1] == "g" else family), pattern)
        return self._misspelt(name.replace("\u00a0", " "))

    def _misspelt(self, name: str) -> str:
        """Now and then a name nobody has, of the same sounds, so that spelling tells names, not memory."""
        random = self._random
        if random.random() > 0.3:
            return name
        pairs = {
            "a": "aeo",
            "i": "iey",
            "o": "oua",
            "u": "uo",
            "r": "rl",
            "m": "mn",
            "k": "kg",
            "b": "bd",
            "s": "sz",
        }
        return "".join(random.choice(pairs[c]) if c in pairs and random.random() < 0.3 else c for c in name)

    def _organisation(self) -> str:
        random, data = self._random, self._organisations
        kind = random.random()
        if kind < 0.45:
            return random.choice(data["known"].split("|"))
        if kind < 0.55:
            return self._acronym()
        if kind < 0.60:
            return self._media()
        places = self._places
        head = random.choice(data["heads"].split("|"))
        middles = random.sample(data["middles"].split("|"), random.choice((1, 1, 2)))
        first = random.choice(
            (
                random.choice(places["demonyms"].split()),
                random.choice(places["cities"].split(", ")),
                random.choice(places["regions"].split(", ")).removeprefix("the "),
                random.choice(data["lettered"].split()),
                "",
            )
        )
        name = " ".join(filter(None, (first, *middles, head)))
        if random.random() < 0.15:
            name = f"{' '.join((*middles, head))} of {random.choice(places['countries'].split(', '))}"
        if random.random() < 0.08:
            name = f"{random.randint(2, 99)}{random.choice(('th', 'st', 'nd', 'rd'))} {head}"
        return name

    def _acronym(self) -> str:
        random = self._random
        acronym = "".join(random.choice(_LETTERS) for _ in range(random.choice((2, 3, 3, 3, 4, 4, 5))))
        return acronym + random.choice(
            ("", "", "", "", "", "-N", f"-{random.choice(_LETTERS)}", str(random.randint(2, 30)))
        )

    def _media(self) -> str:
        random = self._random
        place = random.choice(self._places["cities"].split(", ") + self._places["demonyms"].split())
        return f"{place} {random.choice(self._organisations['media'].split('|'))}"

    def _town(self) -> str:
        random = self._random
        name = "".join(random.choice(_SYLLABLES) for _ in range(random.choice((2, 3, 3)))).capitalize()
        return random.choice(("", "", "", "", "El ", "Al-", "Um ", "Old ", "Tel ", "Ain ", "Novo")) + name


def _bare(name: str, label: str | None) -> Iterator[tuple[str, str | None]]:
    """A name without its article, which is no part of it."""
    if label and name.startswith(("the ", "The ")) and name != "The Hague":
        yield name[:4], None
        name = name[4:]
    yield name, label


def _words(document: Doc) -> list[str]:
    return [token.text for token in document]


def _spaces(document: Doc) -> list[bool]:
    return [bool(token.whitespace_) for token in document]
