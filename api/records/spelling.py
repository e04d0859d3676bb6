"""Words that are spelt differently and meant alike: names from other scripts, and slips of the pen."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from graph.iris import fold_name

SKELETON_LIKENESS = 0.85
SLIP_LIKENESS = 0.74
PREFIX_LIKENESS = 0.9
ALIKE = 12  # how many words a word is taken for at most

_SOUNDS = (("ph", "f"), ("dh", "d"), ("th", "t"), ("kh", "h"), ("gh", "g"), ("ck", "k"), ("sch", "sh"))
_LETTERS = str.maketrans({"q": "k", "c": "k", "g": "k", "z": "s", "w": "v", "j": "i"})


def words_of(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation."""
    return re.findall(r"\w+", fold_name(text))


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """What transliterations of a name have in common: its consonants, those that vary made one.

    haftar, hifter and heftar are `hftr`; gaddafi, qadhafi and kadafi are `kdf`.
    """
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    word = word.translate(_LETTERS)
    bones = word[:1] + re.sub(r"[aeiouyh]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", bones)


class Vocabulary:
    """The words there are, to find those that a word may be meant for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._by_skeleton: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            if not word.isascii() or len(word) > 3:
                self._by_skeleton[skeleton(word)].append(word)

    def alike(self, word: str) -> dict[str, float]:
        """Words that it may stand for, each with a likeness from 0 to 1 (the word itself)."""
        found: dict[str, float] = {}
        if len(word) > 3 and len(skeleton(word)) > 2:
            found |= dict.fromkeys(self._by_skeleton.get(skeleton(word), ())[:ALIKE], SKELETON_LIKENESS)
        if len(word) > 3:
            near = process.extract(
                word,
                self._words,
                scorer=DamerauLevenshtein.normalized_similarity,
                score_cutoff=SLIP_LIKENESS,
                limit=ALIKE,
            )
            found |= {each: max(score * 0.95, found.get(each, 0.0)) for each, score, _ in near}
        return found | {word: 1.0}
