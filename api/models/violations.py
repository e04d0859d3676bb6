"""Codes of alleged violations."""

from pydantic import Field

from api.models.actors import Accused
from api.models.common import Link, Page


class ViolationItem(Link):
    """A code in the list."""

    code: str = Field(description="The code.", examples=["warCrimes"])
    name: str = Field(description="Its name.", examples=["war crimes"])
    definition: str = Field(description="What it means here.")
    notation: str | None = Field(description="Article of the Rome Statute.", examples=["8"])
    broader: str | None = Field(description="The code above it.", examples=["humanRightsViolations"])
    accused: int = Field(description="How many actors are accused of it or of a narrower code.")


class ViolationDetail(ViolationItem):
    """A code with its place in the scheme and who is accused."""

    names: tuple[str, ...] = Field(description="Words news uses for it.", examples=[["war crime"]])
    ancestors: tuple[ViolationItem, ...] = Field(description="Codes above it, nearest first.")
    narrower: tuple[ViolationItem, ...] = Field(description="Codes directly below it.")
    accused_actors: Page[Accused] = Field(description="Who is accused of it, best corroborated first.")
    claims: str = Field(description="Path of all claims of it.", examples=["/claims?violation=warCrimes"])
