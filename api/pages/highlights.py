"""A text cut where quotes begin and end, so that quotes that overlap can each be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.models.claims import Claim
from api.models.common import Passage


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text with the claims that quote it, and those of them that begin or end with it."""

    text: str
    claims: tuple[Claim, ...]
    begins: tuple[Claim, ...]
    ends: tuple[Claim, ...]


def highlighted(passage: Passage, claims: Sequence[Claim]) -> list[Segment]:
    """The passage as segments, in order; their texts put together are the passage."""
    inside = [
        claim for claim in claims if passage.start <= claim.quote.start < claim.quote.end <= passage.end
    ]
    cuts = {passage.start, passage.end}
    for claim in inside:
        cuts |= {claim.quote.start, claim.quote.end}
    places = sorted(cuts)
    return [
        Segment(
            passage.text[start - passage.start : end - passage.start],
            tuple(claim for claim in inside if claim.quote.start <= start and end <= claim.quote.end),
            tuple(claim for claim in inside if claim.quote.start == start),
            tuple(claim for claim in inside if claim.quote.end == end),
        )
        for start, end in pairwise(places)
    ]


def whole(text: str) -> Passage:
    """A whole text as one passage."""
    return Passage(start=0, end=len(text), text=text)
