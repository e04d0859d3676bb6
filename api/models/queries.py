"""Shipped queries and their answers."""

from pydantic import Field

from api.models.common import Model


class QueryParameter(Model):
    """A parameter of a query."""

    name: str = Field(description="Its name.", examples=["actor"])
    type: str = Field(description="What it takes: actor, violation, article, claim, relation, date, …")
    description: str = Field(description="What it is for.")
    required: bool = Field(description="Whether it has to be given.")
    many: bool = Field(description="Whether it may be given several times.")
    default: tuple[str, ...] | None = Field(description="What it is where it is not given.")


class QueryItem(Model):
    """A shipped query."""

    name: str = Field(description="Its name.", examples=["supporters-of"])
    title: str = Field(description="What it answers.", examples=["Supporters of an actor"])
    description: str = Field(description="The same in full.")
    parameters: tuple[QueryParameter, ...] = Field(description="What it takes.")
    href: str = Field(description="Its path.", examples=["/queries/supporters-of"])


class Cell(Model):
    """A term of an answer (SPARQL 1.1 Query Results JSON)."""

    type: str = Field(description="uri or literal.", examples=["uri"])
    value: str = Field(description="The IRI, or what the literal says.")
    href: str | None = Field(description="Path on this server, for an IRI that has one.")
    datatype: str | None = Field(description="IRI of a literal's datatype, where it is not a string.")


class QueryAnswer(QueryItem):
    """A shipped query with its text, and its answer where its parameters are given."""

    sparql: str = Field(description="The query, its parameters as they stand in it.")
    given: dict[str, tuple[str, ...]] = Field(description="The parameters given.")
    variables: tuple[str, ...] = Field(description="Names of the columns.")
    solutions: tuple[dict[str, Cell], ...] | None = Field(
        description="The answer; null where a required parameter is missing, as in a description."
    )
