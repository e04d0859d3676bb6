"""What a search finds."""

from pydantic import Field

from api.models.claims import Claim
from api.models.common import Reference


class SearchHit(Reference):
    """Something whose name, title or quote matches."""

    kind: str = Field(description="actor, violation, article or claim.", examples=["actor"])
    matched: str = Field(description="The name, title or quote that matched.", examples=["Haftar"])
    score: float = Field(description="How well it matches; more is better.")
    claim: Claim | None = Field(description="The claim, where its quote matched.")
