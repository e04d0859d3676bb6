"""Articles in, claims out: the extractor protocol, and the gate that every claim passes.

An extractor is any callable from an article to claims that keeps no state from one article to the
next. Whatever reads, `extract_claims` lets through only what the article bears out.
"""

from collections.abc import Callable, Iterable

from graph.extraction.gate import ground
from graph.model import Article, Claim

Extractor = Callable[[Article], Iterable[Claim]]


def extract_claims(article: Article, extractor: Extractor | None = None) -> list[Claim]:
    """The claims of an article, in the order of their quotes, each grounded in its text.

    `extractor` defaults to the project's own. Raises GroundingError where an extractor gives a claim
    that its article does not bear out, and LanguageError for a language that it does not read.
    """
    if extractor is None:
        from graph.extraction.english import read_claims  # loads the pipeline: seconds, not at import

        extractor = read_claims
    claims = [ground(claim, article) for claim in extractor(article)]
    return sorted(set(claims), key=lambda claim: (claim.quote.start, claim.quote.end, repr(claim)))
