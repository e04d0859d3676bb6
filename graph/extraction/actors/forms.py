"""Which short forms, initials and parts fit a full name."""

from __future__ import annotations

from itertools import pairwise

from graph.extraction.actors import lexicon
from graph.extraction.actors.keys import Key, key_of
from graph.extraction.actors.name import Name
from graph.extraction.actors.tables import Gender
from graph.iris import fold_name

LONGEST = 5
"""In letters: longer words with many capitals are names in themselves."""
SMALL_WORDS = frozenset({"of", "the", "for", "and", "on", "in", "to", "&", "de", "du", "des", "'s", "'", "-"})
PROVINCIAL = frozenset({"state", "state government", "provincial government", "regional government"})
"""Behind the name of a part of a state: whoever governs it is meant."""


def without_small_words(key: Key) -> Key:
    return tuple(word for word in key if word not in SMALL_WORDS)


def part_level(part: Key, whole: Key) -> int | None:
    """How well a short form fits a full name: 0 its end, 1 its start, 2 inside; None where it does not."""
    if len(part) >= len(whole):
        return None
    if whole[-len(part) :] == part:
        return 0
    if whole[: len(part)] == part:
        return 1
    rest = iter(whole)
    if all(word in rest for word in part):
        return 0 if part[-1] == whole[-1] else 2
    return None


def patronymics(name: Name) -> list[str]:
    """Words that stand in a name as the father's: "Salman" in "Mohammed bin Salman"."""
    return [fold_name(after) for before, after in pairwise(name.words) if before in ("bin", "ibn", "bint")]


def is_short_form(part: Key, whole: Key) -> bool:
    """Whether words name a body in short: a run of its words, or all of them in another order."""
    words = tuple(_singular(word) for word in _parts(whole) if word not in SMALL_WORDS)
    part = tuple(_singular(word) for word in _parts(part))
    if len(part) > len(words):
        return False
    if sorted(part) == sorted(words):
        return True
    return any(words[i : i + len(part)] == part for i in range(len(words) - len(part) + 1))


def _parts(key: Key) -> list[str]:
    """The words of a name, those that a hyphen joined apart: the Guard Corps-Qods Force has a Qods Force."""
    return " ".join(key).split()


def _singular(word: str) -> str:
    return word.rstrip("s")


def numbers(key: Key) -> list[Key]:
    """A name as it stands, and in the other number ("Huthi", "Huthis"; "Bosnian Serb", "Bosnian Serbs")."""
    *before, word = key
    if len(word) < 5 and not before:
        return [key]
    return [key, (*before, word[:-1] if word.endswith("s") else f"{word}s")]


def is_acronym(text: str) -> bool:
    """Whether a word is written as initials are: "LNA", and "JeM" with its small word."""
    return text.isupper() or (2 < len(text) <= LONGEST and sum(map(str.isupper, text)) * 2 > len(text))


def size_of(name: Name) -> int:
    """How many words a name tells an actor by; the acronym of a body none."""
    size = len(key_of(name.words))
    return 0 if name.kind != "Person" and is_acronym(name.text) and size == 1 else size


def initials(words: list[str]) -> set[str]:
    """The acronyms that a name may have: with and without its small words."""
    plain = [word for word in words if word[0].isalnum()]
    letters = "".join(word[0] for word in plain)
    short = "".join(word[0] for word in plain if word not in SMALL_WORDS)
    own = short[1:] if len(short) > 2 and lexicon.reference(plain[0]) is not None else ""
    return {letters, short, own} - {""}  # "ICE" of "U.S. Immigration and Customs Enforcement"


def gender_of(name: Name) -> Gender | None:
    if name.title is None:
        return None
    table = lexicon.titles().gender
    return table.get(name.title) or table.get(name.title.rsplit(" ", 1)[-1])


def provincial(key: Key) -> list[Key]:
    """By what else a part of a state is named whose government has this name: "Kogi" of "Kogi State"."""
    words = tuple(" ".join(key).split())  # "Cross-River"
    sizes = (size for size in (2, 1) if len(words) > size and " ".join(words[-size:]) in PROVINCIAL)
    bare = next((words[:-size] for size in sizes), words)
    return [form for form in (words, bare) if form != key]
