"""Days and months among the capitals of a text: which are dates, and which part of a name."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.capitals import PERSON
from graph.extraction.actors.lexicon import DASHES


def is_date(token: Token) -> bool:
    """Whether a word is a day's or month's name that no hyphen joins to another capital."""
    word = token.lower_.rstrip(".")
    named = word in lexicon.words().dates or (word == "may" and _number_follows(token))
    return named and not goes_on_joined(token)


def goes_on_joined(token: Token) -> bool:
    """Whether a name goes on behind a hyphen: "Jan-Albert Lane", and no "Jan-March"."""
    behind = token.doc[token.i + 1 : token.i + 3]
    return (
        len(behind) == 2
        and behind[0].text in DASHES
        and not (token.whitespace_ or behind[0].whitespace_)
        and behind[1].text[0].isupper()
        and behind[1].lower_.rstrip(".") not in lexicon.words().dates
    )


def is_surname(token: Token) -> bool:
    """Whether a month's name is a person's ("Dulcie September")."""
    before = token.doc[token.i - 1]
    person = token.ent_type_ == before.ent_type_ == PERSON
    return person and not token.lower_.endswith("day") and not _number_follows(token)


def _number_follows(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].text[0].isdigit()
