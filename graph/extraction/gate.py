"""The gate: a claim stands in its article's text, in the vocabulary's terms, or it does not pass."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from graph.errors import GroundingError
from graph.iris import fold_name
from graph.model import ACCUSATION, DATE, Article, Claim, Mode, Party, Stance, Status
from graph.vocabulary import relations, support_kinds, violations

STATUSES: Mapping[str, tuple[Status, ...]] = {
    ACCUSATION: ("alleged", "charged", "convicted", "acquitted", "retracted"),
    "sanctionedBy": ("reported", "retracted", "sanctionLifted"),
}
"""The statuses of a claim by its relation."""

OTHER_STATUSES: tuple[Status, ...] = ("reported", "retracted")
"""Those of every other relation."""

_DATE = re.compile(DATE, re.ASCII)


def ground(claim: Claim, article: Article) -> Claim:
    """The claim itself, once each of these holds; GroundingError names the first that does not.

    It belongs to the article; its quote (and caveat) stands verbatim at its offsets; relation,
    violation code, stance, status, support kind and mode are in the vocabulary and fit together; dates
    are dates; everyone it names is mentioned in the text, by name or alias, and no mere source is what
    it is about.
    """
    problem = _problem(claim, article)
    if problem:
        raise GroundingError(f"{article.id}: {claim.relation} claim at {claim.quote.start}: {problem}")
    return claim


def _problem(claim: Claim, article: Article) -> str | None:
    if claim.article != article.id:
        return f"belongs to article {claim.article}"
    for quote in (claim.quote, claim.caveat):
        if quote is not None and not quote.stands_in(article.text):
            return f"quote does not stand at {quote.start}-{quote.end}: {quote.exact!r}"
    if claim.relation not in relations():
        return f"unknown relation {claim.relation!r}"
    if (claim.relation == ACCUSATION) != isinstance(claim.object, str):
        return f"object {claim.object_name!r} does not fit the relation"
    if isinstance(claim.object, str) and claim.object not in violations():
        return f"unknown violation code {claim.object!r}"
    statuses = STATUSES.get(claim.relation, OTHER_STATUSES)
    kinds = support_kinds() if claim.relation == "supports" else ()
    modes = get_args(Mode) if claim.relation == ACCUSATION else ()
    for name, value, choices in (
        ("stance", claim.stance, get_args(Stance)),
        ("status", claim.status, statuses),
        ("support kind", claim.support_kind, (None, *kinds)),
        ("mode", claim.mode, (None, *modes)),
    ):
        if value not in choices:
            listing = ", ".join(filter(None, choices)) or "none"
            return f"{name} {value!r} does not fit the relation, which may have: {listing}"
    for date in (claim.date, claim.date_end):
        if date is not None and not _DATE.fullmatch(date):
            return f"a date is like 2019-09-18, 2019-09 or 2019, not {date!r}"
    if claim.deaths is not None and claim.deaths < 0:
        return f"deaths are {claim.deaths}"
    for party in (claim.subject, claim.object):
        if isinstance(party, Party) and party.kind == "Source":
            return f"{party.name!r} is a source of its article alone, whom no relation is about"
    for party in claim.parties:
        if not _mentioned(party, article.text):
            return f"nobody named {party.name!r} is mentioned"
    return None


@lru_cache(maxsize=2)  # an article's claims come one after another
def _folded(text: str) -> str:
    return f" {fold_name(text)} "


def _mentioned(party: Party, text: str) -> bool:
    return any(_stands(fold_name(name), text) for name in (party.name, *party.aliases))


@lru_cache(maxsize=2000)
def _stands(name: str, text: str) -> bool:
    """Whether a folded name begins at a word of the text."""
    folded = _folded(text)
    found = folded.find(name) if name else -1
    while found >= 0:
        if not (_is_word(folded[found - 1]) and _is_word(name[0])):
            return True
        found = folded.find(name, found + 1)
    return False


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
