"""The vocabulary."""

from pydantic import Field

from api.models.common import Link, Model


class Property(Model):
    """What the vocabulary says of a term by one property."""

    property: str = Field(
        description="IRI of the property.", examples=["http://www.w3.org/2004/02/skos/core#definition"]
    )
    values: tuple[str, ...] = Field(description="IRIs and texts.")


class TermItem(Link):
    """A term of the vocabulary."""

    name: str = Field(description="Its local name.", examples=["supports"])
    label: str = Field(description="Its name for people.", examples=["supports"])
    types: tuple[str, ...] = Field(description="IRIs of what it is.")
    definition: str | None = Field(description="What it means.")


class TermDetail(TermItem):
    """A term with all that the vocabulary says of it."""

    properties: tuple[Property, ...] = Field(description="All of it.")


class Vocabulary(Link):
    """The vocabulary as a whole."""

    name: str = Field(description="Its title.")
    definition: str | None = Field(description="What it is for.")
    files: tuple[str, ...] = Field(description="Paths of its files.", examples=[["/ontology/onus.ttl"]])
    terms: tuple[TermItem, ...] = Field(
        description="Classes, properties and other terms; codes have /violations."
    )
