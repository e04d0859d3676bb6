"""Query parameters that several lists share, and what they mean as terms."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Self, get_origin
from typing import Literal as OneOf

from fastapi import HTTPException, Path, Request
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError
from pyoxigraph import Literal, NamedNode

from api.links import local_id
from api.records.reader import Reader
from api.records.selection import ClaimFilter
from api.records.withheld import withheld_reader
from api.security import has_key
from graph.errors import ParameterError
from graph.finding import find_article, find_violation
from graph.iris import support_kind, vocabulary
from graph.model import DATE, Stance, Status
from graph.sparql import Term
from graph.vocabulary import relation, support_kinds, violations


def _dated(text: str) -> str:
    if not re.fullmatch(DATE, text, re.ASCII):
        forms = "2019, 2019-09 or 2019-09-18"
        raise PydanticCustomError(
            "date", "write {forms}, not {text}", {"forms": forms, "text": repr(text[:80])}
        )
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise PydanticCustomError("date", "there is no day {text}", {"text": text}) from None
    return text


Date = Annotated[
    str,
    AfterValidator(_dated),
    Field(json_schema_extra={"pattern": f"^{DATE}$"}, examples=["2019-09-18", "2019-09", "2019"]),
]
Text = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00]*$")]
Identifier = Annotated[
    str, Path(description="The id: last part of the IRI.", examples=["khalifa-haftar-0b1c2d3e4f50"])
]
ArticleIdentifier = Annotated[
    str,
    Path(
        description="The article's `id`, percent-encoded, or the last part of its IRI, which is the id where "
        "that is made of letters, digits, dots, hyphens and underscores alone.",
        examples=["libya-tajoura"],
    ),
]

Review = OneOf["standing", "accepted", "rejected", "corrected", "withheld", "unreviewed", "any"]


def check_period(since: str | None, until: str | None) -> None:
    """Raise PydanticCustomError where one ends before it begins."""
    if since and until and since > f"{until}~":
        values = {"since": since, "until": until}
        raise PydanticCustomError("period", "it begins on {since}, after its end on {until}", values)


class Dated(BaseModel):
    """A period."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: Date | None = Field(None, alias="from", description="From this day, month or year on.")
    until: Date | None = Field(None, description="Until this day, month or year, which is included.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_period(self.since, self.until)
        return self


def given_once(request: Request) -> None:
    """Raise RequestValidationError where a parameter that takes one value has several."""
    models = (each.field_info.annotation for each in request.scope["route"].dependant.query_params)
    fields = {
        field.alias or name: field
        for model in models
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name, field in model.model_fields.items()
    }
    for name, field in fields.items():
        if get_origin(field.annotation) is not list and len(request.query_params.getlist(name)) > 1:
            raise RequestValidationError(
                [{"type": "repeated", "loc": ("query", name), "msg": "give it once"}]
            )


class Listed(BaseModel):
    """What every list takes. Unknown parameters are refused, so that a misspelt filter is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = Field(50, ge=1, le=1000, description="How many at most on this page.")
    cursor: str | None = Field(None, max_length=2000, description="Where the page begins: from `next`.")
    format: str | None = Field(None, description="Form of the answer, instead of the Accept header.")


class ClaimParameters(Listed, Dated):
    """Filters of claims. Several values of one filter mean any of them; several filters mean all."""

    actor: Text | None = Field(
        None, description="Subject or object: name, alias, id or IRI.", examples=["Khalifa Haftar"]
    )
    subject: Text | None = Field(None, description="Of whom it is said.")
    object: Text | None = Field(None, description="To whom the relation goes.")
    relation: list[Text] = Field([], description="Only these relations.", examples=[["accusedOf"]])
    violation: list[Text] = Field(
        [], description="Accusations of these codes or narrower ones.", examples=[["warCrimes"]]
    )
    stance: Stance | None = Field(None, description="Only what is asserted, or only what is denied.")
    status: list[Status] = Field([], description="How far it has got in law.")
    support_kind: list[Text] = Field([], description="What support consists of.", examples=[["weapons"]])
    speaker: list[Text] = Field([], description="Said by these actors: name, alias, id or IRI.")
    publisher: list[Text] = Field([], description="In articles of these publishers, as they are named.")
    article: list[Text] = Field([], description="In these articles: id or IRI.")
    place: Text | None = Field(None, description="Places with this in their name, whatever its case.")
    min_articles: int | None = Field(
        None, ge=1, le=10_000, description="Only claims of edges that so many articles assert."
    )
    disputed: bool = Field(False, description="Only claims of edges that some assert and some deny.")
    edge: list[Annotated[str, Field(pattern=r"^[0-9a-f]{24}$")]] = Field(
        [], description="Only claims of these edges, by key."
    )
    review: Review = Field(
        "standing",
        description="By what people decided: standing leaves out what a review set aside; withheld are shown "
        "to holders of a key only, and among no others.",
    )


def claim_filter(reader: Reader, given: ClaimParameters, *, published: bool = True) -> ClaimFilter:
    """The filters as terms, for the reader of `claim_reader`. `published` says that the dates are those of
    articles.

    Raises UnknownActorError, AmbiguousActorError, UnknownTermError, UnknownArticleError, ParameterError.
    """
    values: dict[str, Sequence[Term] | Term] = {}
    for name in ("actor", "subject", "object"):
        if (one := getattr(given, name)) is not None:
            values[name] = [reader.find_actor(one)]
    if given.relation:
        values["relations"] = [vocabulary(relation(name).name) for name in given.relation]
    if given.violation:
        values["violations"] = [
            code for one in given.violation for code in with_narrower(find_violation(one))
        ]
    if given.stance:
        values["stances"] = [vocabulary(given.stance)]
    if given.status:
        values["statuses"] = [vocabulary(status) for status in given.status]
    if given.support_kind:
        values["support_kinds"] = [_support_kind(name) for name in given.support_kind]
    if given.speaker:
        values["speakers"] = [reader.find_actor(name) for name in given.speaker]
    if given.publisher:
        values["publishers"] = [Literal(name) for name in given.publisher]
    if given.article:
        values["articles"] = [find_article(reader.store, name) for name in given.article]
    if given.place:
        values["place"] = Literal(given.place)
    if published and given.since:
        values["from"] = Literal(given.since)
    if published and given.until:
        values["until"] = Literal(given.until)
    if given.min_articles:
        values["min_articles"] = Literal(given.min_articles)
    if given.edge:
        values["edges"] = [Literal(key) for key in given.edge]
    flags = {"disputed"} if given.disputed else set()
    return _reviewed(reader, given.review, values, flags)


def claim_reader(request: Request, reader: Reader, given: ClaimParameters) -> Reader:
    """Who reads the claims asked for. Raises HTTPException 401 for withheld ones without a key."""
    if given.review != "withheld":
        return reader
    if not has_key(request):
        raise HTTPException(
            401, "withheld claims are shown to holders of a key only", {"WWW-Authenticate": "Bearer"}
        )
    return withheld_reader(reader)


def with_narrower(violation: NamedNode) -> list[NamedNode]:
    """A code and all below it."""
    found = [violation]
    for code in found:
        name = local_id(code)
        found += [_violation(each.code) for each in violations().values() if each.broader == name]
    return found


def _violation(code: str) -> NamedNode:
    return vocabulary(f"violation/{code}")


def _support_kind(name: str) -> NamedNode:
    if name not in support_kinds():
        message = f"support_kind is one of {', '.join(support_kinds())}, not {name[:80]!r}"
        raise ParameterError(message, given=name)
    return support_kind(name)


def _reviewed(
    reader: Reader,
    review: Review,
    values: Mapping[str, Sequence[Term] | Term],
    flags: set[str],
) -> ClaimFilter:
    if review == "standing":
        return ClaimFilter(values, frozenset(flags | {"standing"}))
    decisions = reader.decisions
    if review in ("unreviewed", "any"):
        without = list(decisions.reviews) if review == "unreviewed" else []
        return ClaimFilter({**values, "without": without} if without else values, frozenset(flags))
    if review == "withheld":
        wanted = list(filter(decisions.is_withheld, {*decisions.withheld, *decisions.reviews}))
    else:
        wanted = [claim for claim, each in decisions.reviews.items() if each.state == review]
    return ClaimFilter({**values, "claims": wanted}, frozenset(flags), impossible=not wanted)
