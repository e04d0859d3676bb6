"""How many dead the clause of a killing or attack reports."""

from __future__ import annotations

from collections.abc import Iterable

from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.tables import table, words
from graph.extraction.relations.tree import Tree

_REACH = 12  # words between an act and the deaths that are its own
_NUMBERS: dict[str, int] = table("words")["numbers"]
_SCALES: dict[str, int] = table("words")["scales"]


def deaths_of(candidate: Candidate, tree: Tree) -> int | None:
    """The number of dead told nearest the act, as the text counts them: no age, calibre or number of shots.

    >>> "killed two dozen civilians"  # 24
    """
    start, end = tree.spans[candidate.sentence]
    near = range(max(start, candidate.anchor - _REACH), min(end, candidate.anchor + _REACH))
    told = [word for word in near if tree.lemma[word] in words("words", "death")]
    for word in sorted(told, key=lambda word: abs(word - candidate.anchor)):
        dead = _dead(word, tree)
        counts = [_count(one, tree) for one in dead if one == dead[0] or not _is_bare(one, tree)]
        if counts and all(counts):
            return sum(count for count in counts if count)
    return None


def _dead(word: int, tree: Tree) -> list[int]:
    """Those who died by a word for killing or death: "killed 9", "9 died", "9 dead", "the death of 9"."""
    if tree.pos[word] == "VERB":
        return tree.agents(word) if tree.lemma[word] in words("words", "dying") else tree.patients(word)
    phrases = tree.marked(word, ("of",), "nmod")
    if phrases:
        return [dead for phrase in phrases for dead in tree.conjuncts(phrase)]
    if tree.pos[word] == "ADJ" and not tree.kids(word, "nummod", "nsubj", "obl"):
        head, dep = tree.head[word], tree.dep[word]  # "left 9 people dead", "9 dead civilians"
        return tree.patients(head) if dep == "xcomp" else [head]
    return tree.kids(word, "nsubj") if tree.pos[word] == "ADJ" and tree.kids(word, "nsubj") else [word]


def _count(dead: int, tree: Tree) -> int | None:
    """How many the words say they are: "9 people", "120"; None where they count nobody."""
    number = dead if _counts(dead, tree) else next(iter(tree.kids(dead, "nummod")), None)
    if number is None:
        return None
    first = last = number
    while first > 0 and _counts(first - 1, tree):
        first -= 1
    while last + 1 < tree.end and _counts(last + 1, tree):
        last += 1
    return _value(word for word in tree.lower[first : last + 1])


def _is_bare(dead: int, tree: Tree) -> bool:
    """Whether those listed behind others are of the same number: "8,000 men and boys"."""
    return tree.tag[dead] == "NNS" and not tree.kids(dead, "det", "nummod", "nmod")


def _counts(word: int, tree: Tree) -> bool:
    """Whether a word is a numeral, or joins two: "one hundred and twenty", "twenty-five", "20 to 30"."""
    if tree.lower[word] in ("and", "-", "–", "to", "or"):
        return 0 < word < tree.end - 1 and all(tree.pos[beside] == "NUM" for beside in (word - 1, word + 1))
    return tree.pos[word] == "NUM" or tree.lower[word] in _SCALES


def _value(numerals: Iterable[str]) -> int | None:
    """The number that words spell: "2 million", "one hundred and twenty"; None for ranges."""
    total = part = 0
    least = 0  # below which the next numeral must stay: "twenty five", but no "20 - 30"
    for word in numerals:
        plain = word.replace(",", "")
        digits = plain.isascii() and plain.isdigit() and len(plain) < 8
        if word in ("and", "-"):
            continue
        if word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, part = total + part, 0
            least = _SCALES[word]
            continue
        number = int(plain) if digits else _NUMBERS.get(word)
        if number is None or (least and number >= least):
            return None
        part += number
        least = 1 if digits or number % 10 else 10
    return total + part or None
