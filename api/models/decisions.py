"""What people decide about claims and actors."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.claims import Change
from api.models.common import Link, Reference

Filled = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"^[^\x00]*\S[^\x00]*$")]


class DecisionItem(Link):
    """One decision: append-only, with who, when and why."""

    number: int = Field(description="Its number in this store.", examples=[3])
    kind: str = Field(description="review, merge, keep-apart or undo.", examples=["review"])
    state: str | None = Field(description="Of a review: accepted, rejected, corrected, withheld.")
    about: Reference | None = Field(
        description="The claim (by its summary), actor, mention or decision that it is about. Which claim is "
        "withheld, and why that was decided or undone, is for holders of a key only."
    )
    other: Reference | None = Field(description="Of an identity decision: the actor compared with.")
    author: str = Field(description="Who decided.", examples=["A. Reader"])
    time: str = Field(description="When, with time zone.", examples=["2026-01-03T10:00:00+00:00"])
    reason: str | None = Field(description="Why.", examples=["the quote is about another general"])
    stands: bool = Field(description="Whether nobody has undone it.")
    correction: Reference | None = Field(
        description="Of a correction that stands: the claim that it put in the place, by its summary."
    )
    changes: tuple[Change, ...] = Field(description="Of a correction: what it changed.")


class _Taken(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    author: Filled = Field(description="Who decides, as they sign.", examples=["A. Reader"])
    reason: Filled = Field(description="Why.", examples=["read in full"])


class ReviewInput(_Taken):
    """A review of a claim. A correction says in `changes` what is different; the quote stays."""

    kind: Literal["review"] = Field(description="A review.")
    claim: Filled = Field(description="The claim's id or IRI.", examples=["0b1c2d3e4f5061728394a5b6"])
    state: Literal["accepted", "rejected", "corrected", "withheld"] = Field(description="What it comes to.")
    changes: dict[str, str] = Field(
        {},
        description="Of a correction: fields and their right values, as `onus decide correct --set` has "
        "them; an empty value for none.",
        examples=[{"stance": "denies", "asserter": "Rwanda"}],
    )


class MergeInput(_Taken):
    """That an actor, or a mention in one article, is another actor, whose name stays."""

    kind: Literal["merge"] = Field(description="A merge.")
    actor: Filled = Field(description="Name, alias, id or IRI; or the IRI of a mention.")
    into: Filled = Field(description="The actor it is.")


class KeepApartInput(_Taken):
    """That an actor, or a mention in one article, is not another actor."""

    kind: Literal["keep-apart"] = Field(description="A separation.")
    actor: Filled = Field(description="Name, alias, id or IRI; or the IRI of a mention.")
    other: Filled = Field(description="The actor it is not.")


class UndoInput(_Taken):
    """That an earlier decision no longer stands."""

    kind: Literal["undo"] = Field(description="An undoing.")
    decision: int = Field(ge=1, le=10**9, description="The number of the decision.", examples=[3])


DecisionInput = Annotated[ReviewInput | MergeInput | KeepApartInput | UndoInput, Field(discriminator="kind")]
