"""The kind of a body that the words beside its name tell: "the advocacy group X", "two gangs, X and Y"."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.bynames import told_before
from graph.extraction.actors.capitals import OPENING
from graph.extraction.actors.lexicon import phrase, words_of
from graph.extraction.actors.runs import CLOSING, POSSESSIVES
from graph.extraction.actors.tables import NameKind
from graph.extraction.actors.together import NUMBERS

LISTED = 6
"""Names of a list before the one whose kind is asked for."""
_BEHIND_COMMA = frozenset({"a", "an", "the", *NUMBERS})
_OWNED = ("'s", "’s")
_OPENING = frozenset({"a", "an", "another", "his", "her", "its", "their", *_OWNED})
_TRADING = frozenset(
    {"manufacturer", "airline", "carrier", "website", "retailer", "refinery", "shipyard", "bank", "exchange"}
    | {"brokerage", "outfit", "portal", "agency", "startup", "maker", "app", "platform", "syndicate", "house"}
)
"""Before the name of a firm that is called so."""
_LISTING = frozenset({",", "and", ":", "the", "such", "as", "including", *OPENING, *CLOSING})
"""What stands between the names of a list, and before its first: "groups such as X and Y"."""
_CALLED = frozenset(
    {"newspaper", "broadcaster", "magazine", "ngo", "charity", "watchdog", "outlet", "site", "website"}
    | {"portal", "channel", "station", "union", "association"}
)
"""As the collective nouns, before the name of a body that is called so."""


def called_before(doc: Doc, start: int) -> NameKind | None:
    """The kind of the body that a name is directly called ("the advocacy group Kapatid")."""
    table = lexicon.groups()
    if start > 2 and doc[start - 1].text == "," and doc[start - 2].tag_ in ("NN", "NNS"):
        low = start - 2
        while low and doc[low].tag_.startswith(("NN", "JJ", "HYPH")) and doc[low].text.islower():
            low -= 1
        one = doc[start - 2].tag_ == "NN" or (low > 1 and doc[low - 2].lower_ == "one")
        if doc[low].lower_ in _OPENING and one and not _has_post_before(doc, low):
            start -= 1  # "an airline, X", "his militia, X", "one of its factions, X"
    if start > 1 and doc[start - 1].lower_ in ("called", "named") and doc[start - 2].tag_ == "NN":
        start -= 1  # "an agency called X"
    byname = told_before(doc, start)  # "fighters known as the X"
    start = byname + 1 or start
    for size in (3, 2, 1):
        if start >= size:
            noun = phrase(words_of(doc[start - size : start]))
            kind = table.kinds.get(noun)
            several = byname >= 0 and kind == "ArmedGroup" and doc[byname].tag_ == "NNS"
            if several or (kind not in (None, "Person", "Source", "Court") and _is_body(noun.split(" ")[-1])):
                return kind
    firm = bool(start) and doc[start - 1].lower_ in _TRADING and doc[start - 1].tag_ == "NN"
    return "Organization" if firm else None


def _is_body(noun: str) -> bool:
    """Whether a noun, in singular or plural, is that of one body: "militia", "websites"."""
    collective, single = lexicon.groups().collective, noun.removesuffix("s")
    return noun in collective or single in collective or noun in _CALLED or single in _CALLED


def _has_post_before(doc: Doc, opening: int) -> bool:
    """Whether a body that a possessive opens is what a post is of: "the head of his militia, X"."""
    index = opening - 1
    while index > 0 and doc[opening].text in POSSESSIVES and doc[index].is_title:
        index -= 1
    return index > 0 and doc[index].lower_ == "of" and doc[index - 1].lower_ in lexicon.titles().all


def called_behind(doc: Doc, end: int) -> NameKind | None:
    """The kind of the body that a name is told to be: "Castellan, a security firm", "X is a charity"."""
    if end + 2 >= len(doc):
        return None
    if doc[end + 1].lower_ not in _BEHIND_COMMA and doc[end + 2].lower_ not in _OWNED:
        return None  # else "X is Chad's first newspaper"
    listed = doc[end].text == ","
    if not listed and doc[end].lower_ not in ("is", "was"):
        return None
    table = lexicon.groups()
    if doc[end + 1].lower_ in NUMBERS and listed:
        nouns = takewhile(lambda token: token.tag_.startswith(("JJ", "NN")), doc[end + 2 : end + 6])
        return next((kind for token in nouns if (kind := _several_of(token))), None)
    for token in doc[end + 2 : end + 14]:
        if token.tag_.startswith("NN") and token.head.i <= token.i:
            kind = table.kinds.get(token.lower_)
            return kind if _is_body(token.lower_) and kind not in ("Person", "Source") else None
        if not token.tag_.startswith(("NN", "JJ", "VB", "CD", "HYPH", "RB")) and token.text not in _OWNED:
            return None
    return None


def called_in_list(doc: Doc, start: int) -> NameKind | None:
    """The kind of the bodies that a name is listed with: "two gangs, X and Y", "the companies X and Y"."""
    index = start
    for _ in range(LISTED):
        before = index - 1
        while before > 0 and doc[before].lower_ in _LISTING:
            before -= 1
        if before <= 0 or doc[before].is_space:
            return None
        if doc[before].tag_ == "NNS" and doc[before].text.islower():
            counted = any(token.lower_ in NUMBERS for token in doc[max(0, before - 5) : before])
            leading = before == index - 1 or doc[before + 1].lower_ in ("such", "including")
            return _several_of(doc[before]) if counted or leading else None
        index = before + 1
        while index > 0 and doc[index - 1].text[0].isupper():
            index -= 1
        if index > before or before == start - 1:
            return None
    return None


def _several_of(noun: Token) -> NameKind | None:
    """The kind of the bodies that a plural tells of: "gangs", "companies"."""
    table, lower = lexicon.groups(), noun.lower_
    single = f"{lower[:-3]}y" if lower.endswith("ies") else lower[:-1]
    if noun.tag_ != "NNS" or single not in table.collective:
        return None
    kind = table.kinds.get(single)
    return None if kind in ("Person", "Source", "Court") else kind
