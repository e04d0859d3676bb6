"""Parts that several resources share."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")


class Model(BaseModel):
    """Base of all models: fixed once made, with every field in the answer."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Link(Model):
    """Something of the graph and where it is."""

    iri: str = Field(
        description="Its IRI, the same on every server.",
        examples=["https://w3id.org/onus/data/actors/khalifa-haftar-0b1c2d3e4f50"],
    )
    href: str | None = Field(
        description="Its path on this server; null where it has none.",
        examples=["/actors/khalifa-haftar-0b1c2d3e4f50"],
    )


class Reference(Link):
    """An actor, source or violation by name."""

    name: str = Field(description="What it is called.", examples=["Khalifa Haftar"])
    kinds: tuple[str, ...] = Field(
        default=(),
        description="What kind of actor it is; `Violation` for a code, `Source` for an unnamed speaker.",
        examples=[["Person"]],
    )
    named: str | None = Field(
        default=None, description="What the article calls it, in a claim.", examples=["General Haftar"]
    )


class Quote(Model):
    """A verbatim passage: `text[start:end] == exact`, counted in Unicode code points from 0."""

    exact: str = Field(
        description="The passage, letter for letter.", examples=["Haftar's backers, France and Russia"]
    )
    start: int = Field(description="Offset of its first character in the article's text.", ge=0)
    end: int = Field(description="Offset of the character after its last.", ge=0)


class Passage(Model):
    """A part of an article's text."""

    start: int = Field(description="Offset of its first character.", ge=0)
    end: int = Field(description="Offset of the character after its last.", ge=0)
    text: str = Field(description="The part, letter for letter.")


class Context(Model):
    """What stands around a quote."""

    before: str = Field(description="The words before it.", examples=["The panel found that "])
    after: str = Field(description="The words after it.", examples=[", which both deny."])


class Corroboration(Model):
    """What an edge rests on; claims that a review set aside do not count."""

    articles: int = Field(description="Articles that assert it.")
    publishers: int = Field(description="Publishers of these articles.")
    speakers: int = Field(
        description="Distinct speakers: named actors, publishers in their own voice, and sources that one "
        "article alone cites."
    )
    assertions: int = Field(description="Claims that assert it.")
    denials: int = Field(description="Claims that deny it.")
    first: str | None = Field(
        description="Day of the first article that asserts it.", examples=["2019-09-18"]
    )
    last: str | None = Field(description="Day of the latest.", examples=["2020-01-03"])


class Page(Model, Generic[Item]):
    """One page of a list."""

    items: tuple[Item, ...] = Field(description="What is on this page, in order.")
    total: int = Field(description="How many match in all.")
    next: str | None = Field(
        description="Path of the next page; null on the last. Its cursor stays valid when things are added.",
        examples=["/claims?limit=50&cursor=WyIyMDE5LTA5LTE4Il0"],
    )
