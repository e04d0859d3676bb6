"""What all who mend a parse ask of it: labels and tags by what they mean, and who takes whose place."""

from __future__ import annotations

from spacy.tokens import Token

CLAUSES = frozenset({"ROOT", "ccomp"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
VERBAL = frozenset({"aux", "aux:pass", "cop", "nsubj", "nsubj:pass"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
PAST = frozenset({"VBD", "VBN"})
TENSED = FINITE | PAST
NOMINAL = frozenset({"NOUN", "PROPN"})
OPENING = frozenset({"after", "as", "because", "before", "once", "since", "until", "while"})
"""What opens a clause, where a parser may take it for a preposition."""
QUOTES = frozenset('"\u201c\u201d')
LONG_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
"""What sets asides and datelines off."""


def labels(token: Token) -> set[str]:
    return {child.dep_ for child in token.children}


def put_in_place(word: Token, other: Token, label: str) -> None:
    """Hangs a word where another hangs, by that label, or makes it the root that the other was."""
    word.head, word.dep_ = (word, "ROOT") if other.head == other else (other.head, label)


def make_verb(word: Token, tag: str) -> None:
    """Makes a word a verb of that tag, if it is taken for something else."""
    if word.pos_ != "VERB":
        word.pos_, word.lemma_ = "VERB", word.lower_
    word.tag_ = tag


def make_auxiliary(have: Token, participle: Token) -> None:
    """Makes "have" an auxiliary of the participle that hung on it, which then stands where it stood."""
    put_in_place(participle, have, have.dep_)
    for child in list(have.children):
        if child != participle:
            child.head = participle
    have.head, have.dep_, have.pos_ = participle, "aux", "AUX"


def is_behind_comma(word: Token) -> bool:
    """Whether a phrase begins behind a comma, whether or not the comma hangs on it."""
    first = word.left_edge
    return first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")
