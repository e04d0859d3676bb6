"""Actors and their dossiers."""

from pydantic import Field

from api.models.claims import Claim, Code
from api.models.common import Corroboration, Link, Model, Page, Reference
from api.models.timeline import Moment

MOST_EDGES = 100
"""How many edges of one kind a dossier shows at most."""


class ActorItem(Reference):
    """An actor in a list."""

    id: str = Field(description="Last part of the IRI.", examples=["khalifa-haftar-0b1c2d3e4f50"])
    claims: int = Field(description="Standing claims about it, as subject or object.")
    accusations: int = Field(description="Those that accuse it, or deny an accusation.")


class Edge(Model):
    """One alleged relation of the actor, with the claims it rests on."""

    other: Reference = Field(description="The other actor, or the alleged violation.")
    relation: str = Field(description="The relation.", examples=["supports"])
    corroboration: Corroboration = Field(description="What it rests on.")
    statuses: dict[str, int] = Field(
        description="How many claims that assert it have each status.",
        examples=[{"alleged": 3, "charged": 1}],
    )
    support_kinds: tuple[Code, ...] = Field(description="What support is said to consist of, in any claim.")
    claims: tuple[Claim, ...] = Field(
        description="The newest claims that assert it; none after the first edges of a section (`quoted`)."
    )
    denials: tuple[Claim, ...] = Field(description="The newest claims that deny it, as these.")
    href: str = Field(description="Path of all its claims.", examples=["/claims?edge=0b1c"])


class Section(Model):
    """Edges of one kind, best corroborated first."""

    title: str = Field(description="What the edges have in common.", examples=["Alleged supporters"])
    edges: tuple[Edge, ...] = Field(description="The first of them.")
    total: int = Field(description="How many there are.")
    href: str = Field(
        description="Path of all claims of them.", examples=["/actors/x/claims?relation=supports"]
    )


class Dossier(ActorItem):
    """Everything that is said about an actor, with who says it. Nothing here is a finding of guilt."""

    names: tuple[str, ...] = Field(description="Other names.", examples=[["Haftar", "Field Marshal Haftar"]])
    same_as: tuple[str, ...] = Field(description="IRIs of the same actor elsewhere.")
    posts: Section = Field(description="What it is said to lead or to belong to, with dates.")
    accused: Section = Field(description="Of what it is accused, one edge a violation.")
    supported_by: Section = Field(description="Who is said to support it.")
    supports: Section = Field(description="Whom it is said to support.")
    led_by: Section = Field(description="Who is said to command or lead it.")
    members: Section = Field(description="Who is said to belong to it.")
    opposes: Section = Field(description="Whom it is said to oppose, either way.")
    met_with: Section = Field(description="Whom it is said to have met.")
    wanted_by: Section = Field(description="Who is said to seek it.")
    sanctioned_by: Section = Field(description="Who is said to have sanctioned it.")
    seeks: Section = Field(description="Whom it is said to seek.")
    has_sanctioned: Section = Field(description="Whom it is said to have sanctioned.")
    timeline: Page[Moment] = Field(description="What is said of it in time, latest first.")
    links: dict[str, str] = Field(
        description="Paths of more about it: claims, network, timeline, said.",
        examples=[{"network": "/actors/x/network"}],
    )


class SourceDetail(Link):
    """A speaker that one article alone cites."""

    id: str = Field(description="Last part of the IRI.")
    name: str = Field(description="What the article calls it.", examples=["a witness"])
    claims: tuple[Claim, ...] = Field(description="What it says there.")


class Accused(Model):
    """An actor accused of a violation."""

    actor: Reference = Field(description="The accused.")
    violation: Reference = Field(description="The code, which may be narrower than the one asked for.")
    corroboration: Corroboration = Field(description="What the accusation rests on.")
    href: str = Field(description="Path of its claims.")
