"""Claims in time."""

from pydantic import Field

from api.models.claims import Claim
from api.models.common import Model


class Moment(Model):
    """A claim and when what it says is said to have happened."""

    when: str = Field(description="ISO 8601, as precise as the article.", examples=["2019-07-02"])
    dated: bool = Field(
        description="Whether the article dates the act or its end; else it is the day of publication."
    )
    claim: Claim = Field(description="The claim.")

    @classmethod
    def of(cls, when: str, claim: Claim) -> "Moment":
        """That claim with when it is shown."""
        return cls(when=when, dated=(claim.date or claim.date_end) is not None, claim=claim)
