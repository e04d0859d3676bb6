"""The gate: a claim stands in its article's text, in the vocabulary's terms, or it does not pass."""

from functools import lru_cache

from graph.errors import GroundingError
from graph.iris import fold_name
from graph.model import ACCUSATION, Article, Claim, Party
from graph.vocabulary import relations, support_kinds, violations

ACCUSATION_STATUSES = frozenset({"alleged", "charged", "convicted", "acquitted"})


def ground(claim: Claim, article: Article) -> Claim:
    """The claim itself, once each of these holds; GroundingError names the first that does not.

    It belongs to the article; its quote (and caveat) stands verbatim at its offsets; relation,
    violation code and support kind are in the vocabulary; status fits the relation; everyone it
    names is mentioned in the text, by name or alias.
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
    if (claim.status in ACCUSATION_STATUSES) != (claim.relation == ACCUSATION):
        return f"status {claim.status!r} does not fit the relation"
    if claim.support_kind is not None and claim.support_kind not in support_kinds():
        return f"unknown support kind {claim.support_kind!r}"
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
