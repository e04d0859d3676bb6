"""How plainly the places of a name tell that it is a state's: "X's foreign ministry", "President Y of X"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.lexicon import DASHES, phrase, words_of
from graph.extraction.actors.name import Name
from graph.extraction.actors.runs import POSSESSIVES

MODIFIERS = 3
"""Words between a possessive and what only states have."""
LISTED = 6
"""Words back from a name within which "the states of" may stand."""
TOWNS = frozenset({"capital", "city", "town", "village"})
"""Before the name of one."""
RULING = ("rule", "govern", "invade", "annex")
PARTISAN = frozenset({"deputy", "opposition", "party"})
"""Before "leader", of a party and no state: "the deputy leader of X"."""


def governs(doc: Doc, name: Name, ruled: frozenset[int]) -> int:
    """How plainly a place acts as a state here; `ruled` holds where the names of rulers with titles end."""
    table = lexicon.states()
    start, end = name.span.start, name.span.end
    after = doc[end].lower_ if end < len(doc) else ""
    if name.title is not None or (start and doc[start - 1].lower_ in TOWNS):
        return 0  # "in the capital X"
    if after in POSSESSIVES and _owns(doc, end + 1):
        return 2
    if after in POSSESSIVES and end + 1 < len(doc) and doc[end + 1].lower_ in table.regional:
        return 1
    if len(name.words) == 1 and name.words[0].endswith("stan"):
        return 1
    if after in DASHES and end + 1 < len(doc) and doc[end + 1].lower_ in table.backing:
        return 1
    if start >= 2 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in table.governing:
        return 0 if start > 2 and doc[start - 3].lower_ in PARTISAN else 2
    if start >= 2 and doc[start - 1].lower_ == "of" and start - 1 in ruled:
        return 2
    if start >= 2 and doc[start - 1].lower_ == "from" and doc[start - 2].lower_ in table.senders:
        return 1
    if _is_realm(doc, end) or _has_ruler(doc, end) or _is_listed(doc, start) or _is_abroad(doc, start):
        return 2
    if name.span.root.dep_ in ("obj", "nsubj:pass") and name.span.root.head.lemma_.lower() in RULING:
        return 1 + located(doc, name)
    if start and doc[start - 1].lower_ in ("neighbouring", "neighboring"):
        return int(lexicon.body_kind(after) != "Place")  # no "neighbouring X region"
    if after in table.saying and name.kind == "Place":
        return 1
    if name.kind == "Place" and name.span.root.dep_ in ("nsubj", "obl:agent"):
        return 1
    return 0


def located(doc: Doc, name: Name) -> int:
    """Whether something is told to be in a place, or the recogniser takes it for one."""
    return int(is_locative(doc, name) or any(t.ent_type_ == "LOC" for t in name.span))


def is_locative(doc: Doc, name: Name) -> bool:
    """Whether a preposition of place stands before a name."""
    return name.span.start > 0 and doc[name.span.start - 1].lower_ in lexicon.words().locative


def is_federal(doc: Doc, name: Name) -> bool:
    """Whether a place is told to be one of several states of another: "the southern state of X"."""
    start = name.span.start
    return start > 2 and doc[start - 1].lower_ == "of" and is_part_of_state(doc[start - 2])


def is_part_of_state(noun: Token) -> bool:
    """Whether "state" tells one of several states of another: "the southern state", "the Indian state"."""
    if noun.text != "state" or not noun.i:
        return False
    before = noun.nbor(-1).lower_
    return before.endswith("ern") or before == "central" or lexicon.demonym(before) is not None


def is_governed(doc: Doc, name: Name, governed: frozenset[int]) -> bool:
    """Whether a town or province is named with its governor or mayor, and stands for who governs it."""
    posts, start, end = lexicon.states().local_posts, name.span.start, name.span.end
    owning = end < len(doc) and doc[end].text in POSSESSIVES
    end += owning
    if (owning or name.kind != "Person") and any(
        phrase(words_of(doc[end : end + size])) in posts for size in (1, 2)
    ):
        return True
    before = start - 1
    before -= before > 0 and doc[before].lower_ == "the"
    if before < 1 or doc[before].lower_ != "of":
        return False
    return before in governed or any(
        phrase(words_of(doc[before - size : before])) in posts for size in (1, 2) if size <= before
    )


def _owns(doc: Doc, start: int) -> bool:
    """Whether what follows a possessive is what only states have: "X's new transitional president"."""
    table = lexicon.states()
    if start < len(doc) and doc[start].lower_ in table.national:
        return not is_shared(doc, start)
    for token in doc[start : start + MODIFIERS + 1]:
        if token.lower_ in table.sovereign:
            return True
        if not token.tag_.startswith(("JJ", "NN", "VBN", "HYPH")) or token.text[0].isupper():
            return False
    return False


def is_shared(doc: Doc, start: int) -> bool:
    """Whether what somebody has is no state's alone: a military wing, defence counsel, a foreign editor."""
    shared = lexicon.states().shared
    return any(token.lower_ in shared for token in doc[start : start + 2])


def _has_ruler(doc: Doc, end: int) -> bool:
    """Whether a ruler or capital is told to be a place's: "X, whose president", "the X capital"."""
    table = lexicon.states()
    following = [token.lower_ for token in doc[end : end + 4]] + [""] * 4
    if following[0] == "," and following[1] == "whose":
        return following[2] in table.ruled
    if following[0] == "," and following[1] == "which" and following[2] in ("borders", "bordered"):
        return True
    return following[0] == "capital" or (
        following[0] in ("prime", "foreign", "defence", "defense", "interior") and following[1] == "minister"
    )


def _is_listed(doc: Doc, start: int) -> bool:
    """Whether a place is one of those told together: "the states of X and Y", "the presidents of X and Y"."""
    for index in range(start - 1, max(0, start - LISTED), -1):
        token = doc[index]
        if token.lower_ == "of":
            return doc[index - 1].lower_ in lexicon.states().several
        if token.lower_ not in (",", "and", "the") and not token.text[0].isupper():
            return False
    return False


def _is_abroad(doc: Doc, start: int) -> bool:
    """Whether what stands before a place is had in or with states alone: "the ambassador to X"."""
    if start < 2:
        return False
    return phrase(words_of(doc[start - 2 : start])) in lexicon.states().abroad


def _is_realm(doc: Doc, end: int) -> bool:
    """Whether an apposition calls a place a state ("Karvossia, a distant republic")."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in ("a", "an", "the"):
        return False
    words = {token.lower_ for token in doc[end + 2 : end + 5]}
    return not words.isdisjoint(lexicon.states().realms | {"country", "state", "nation"})


def rulers_end(names: list[Name], *, local: bool = False) -> frozenset[int]:
    """Where the names of those end who rule, are ministers or govern a place by title: "President Y of X"."""
    told = lexicon.states().local_posts if local else lexicon.states().ruling_titles
    return frozenset(
        name.span.end for name in names if name.title is not None and not told.isdisjoint(name.title.split())
    )


def is_told_of(noun: Token) -> bool:
    """Whether an adjective stands before a common noun: "Torvian troops"."""
    return noun.tag_.startswith("NN") and noun.text[:1].islower()
