"""Takes out of a clause whom it names only to set others against: Y of "X, not Y, burned it"."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import NOMINAL, VERBAL, labels

_TAKING_IN = frozenset({"only", "just", "merely", "simply", "solely", "alone", "least", "even", "to", "all"})
"""Behind "not" these set nobody apart: "not only X"."""
_BEFORE = frozenset({",", "and", "but", "-", "–", "—"})
_BESIDE = frozenset({"appos", "conj"})


def set_aside(word: Token) -> None:
    """Unties the noun behind "not" or "rather than"; clauses behind it tell of whom it is set against."""
    other = word.head
    if other.pos_ not in NOMINAL or not word.i < other.i or other.head == other or not _sets_apart(word):
        return
    if not VERBAL.isdisjoint(labels(other)) or any(child.lower_ == "but" for child in _joining(other)):
        return
    if other.dep_ in _BESIDE:
        for clause in [child for child in other.rights if child.dep_ == "acl:relcl"]:
            clause.head = other.head
    other.dep_ = "dep"


def _sets_apart(word: Token) -> bool:
    """Whether a word opens what is not meant: "not" behind a comma or "and", "rather than" anywhere."""
    after = word.nbor()
    if word.lower_ == "rather":
        return after.lower_ == "than"
    return bool(word.i) and word.nbor(-1).lower_ in _BEFORE and after.lower_ not in _TAKING_IN


def _joining(noun: Token) -> list[Token]:
    """What joins others behind a noun to it."""
    return [child for other in noun.conjuncts if other.i > noun.i for child in other.children]
