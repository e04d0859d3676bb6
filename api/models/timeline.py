"""Claims in time."""

from pydantic import Field

from api.models.claims import Claim
from api.models.common import Model


class Moment(Model):
    """A claim and when what it says is said to have happened."""

    when: str = Field(description="ISO 8601, as precise as the article.", examples=["2019-07-02"])
    dated: bool = Field(description="Whether the article dates the act; else it is the day of publication.")
    claim: Claim = Field(description="The claim.")
