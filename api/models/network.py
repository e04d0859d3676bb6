"""Networks of alleged relations, and paths in them."""

from pydantic import Field

from api.models.claims import Claim, Code
from api.models.common import Link, Model, Reference


class NetworkNode(Reference):
    """An actor of the network."""

    weight: int = Field(description="Sum of the weights of its edges here.")


class NetworkEdge(Model):
    """An alleged relation, with what it rests on under the filters asked for."""

    subject: str = Field(description="IRI of the subject.")
    subject_name: str = Field(description="What the subject is called.", examples=["Egypt"])
    relation: str = Field(description="The relation.", examples=["supports"])
    relation_label: str = Field(description="The relation for people.", examples=["supports"])
    object: str = Field(description="IRI of the object.")
    object_name: str = Field(description="What the object is called.", examples=["Khalifa Haftar"])
    symmetric: bool = Field(description="Whether it holds both ways.")
    articles: int = Field(description="Articles that assert it.")
    assertions: int = Field(description="Claims that assert it.")
    denials: int = Field(description="Claims that deny it.")
    speakers: tuple[str, ...] = Field(
        description="Who says so, as named; at most 20 of them.",
        examples=[["Berdal Aral", "TRT World reports"]],
    )
    speaker_count: int = Field(description="How many distinct speakers say so.")
    publishers: tuple[str, ...] = Field(
        description="Publishers of the articles that assert it; at most 20 of them."
    )
    publisher_count: int = Field(description="How many publishers there are.")
    support_kinds: tuple[Code, ...] = Field(description="What support is said to consist of.")
    first: str | None = Field(
        description="Day of the first article that asserts it.", examples=["2019-09-18"]
    )
    last: str | None = Field(description="Day of the latest.", examples=["2020-01-03"])
    weight: int = Field(description="Articles and distinct speakers, added up.")
    edge: str = Field(description="Its key, equal for all claims of it.")
    href: str = Field(description="Path of all its claims.", examples=["/claims?edge=0b1c"])


class NetworkView(Model):
    """A network of alleged relations. An edge says that somebody says so."""

    nodes: tuple[NetworkNode, ...] = Field(description="Its actors, best connected first.")
    edges: tuple[NetworkEdge, ...] = Field(description="Its edges, heaviest first.")
    left_out: int = Field(description="How many further actors the filters would show but for the limit.")
    considered: int | None = Field(
        description="Of how many edges it was made, the best corroborated, where there are more; else null."
    )
    centre: tuple[Link, ...] = Field(description="The actors that it was asked around; empty for the whole.")


class PathStep(Model):
    """One step of a path, with the claims it rests on."""

    start: Reference = Field(description="Where the step begins.")
    end: Reference = Field(description="Where it ends.")
    edge: NetworkEdge = Field(description="The edge taken.")
    reversed: bool = Field(description="Whether the step goes from object to subject.")
    claims: tuple[Claim, ...] = Field(description="Newest claims that assert it.")
    denials: tuple[Claim, ...] = Field(description="Newest claims that deny it.")


class EvidencePath(Model):
    """A chain of alleged relations. The longer, the less it says."""

    steps: tuple[PathStep, ...] = Field(description="From the first actor to the second.")


class Paths(Model):
    """Shortest chains of alleged relations between two actors, best borne out first."""

    start: Reference | None = Field(description="The first actor; null where none was asked for.")
    end: Reference | None = Field(description="The second.")
    paths: tuple[EvidencePath, ...] = Field(description="The paths; none where they are too far apart.")
