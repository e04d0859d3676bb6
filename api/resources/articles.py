"""/articles: what the graph was read from; taking in and withdrawing."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import Field, ValidationError
from pyoxigraph import NamedNode, Triple

from api.dependencies import ReaderDep, ServiceDep, TextsDep
from api.dependencies import links as links_of
from api.dependencies import reader as reader_of
from api.models.articles import ArticleDetail, ArticleInput, ArticleItem, ArticleMetadata
from api.models.common import Page
from api.openapi import failures, forms
from api.records.claims import describe_claims
from api.records.cursors import Place, cut
from api.records.passages import excerpts
from api.records.reader import ArticleRow, Reader, nodes, number, text
from api.records.selection import ClaimFilter, select_claims
from api.representation import check_form, respond
from api.resources.lists import list_form, respond_list
from api.resources.parameters import ArticleIdentifier, Dated, Listed, Text
from api.resources.reading import find_kept_text, readable
from api.security import Writer
from graph.errors import ArticleError, UnknownArticleError
from graph.ingest import ingest, withdraw
from graph.iris import article_iri
from graph.model import Article
from graph.nodes import Node, nodes_of
from graph.reading import article_from_record, article_from_text
from graph.reading.decoding import check_head, decode
from graph.reading.markup import html_record, markdown_record
from graph.terms import ADDRESS, ARTICLE, ARTICLE_TEXTS, CREATOR, IDENTIFIER, RETRIEVED
from graph.texts import TextFolder

router = APIRouter(tags=["Articles"])

NOT_KEPT = "the text is not kept here"
NOT_ALLOWED = "texts are other people's copyright, and may hold what is withheld: shown to holders of a key"

MOST_CLAIMS = 10_000
"""Claims of one article that are shown at once: all of any article that is read."""


class ArticleParameters(Listed, Dated):
    """Filters of articles, and their order."""

    publisher: list[Text] = Field([], description="Only of these publishers, as they are named.")
    sort: Literal["-published", "published", "-claims"] = Field(
        "-published", description="Latest first, earliest first, or most claims first."
    )


@router.get(
    "/articles",
    summary="Articles",
    dependencies=[list_form("articles")],
    responses=forms(Page[ArticleItem], "csv"),
)
def list_articles(
    request: Request, reader: ReaderDep, given: Annotated[ArticleParameters, Query()]
) -> Response:
    """What has been read, without its text."""
    counts = _claim_counts(reader)
    rows = [row for row in reader.articles.values() if _matches(row, given)]

    def place(row: ArticleRow) -> Place:
        if given.sort == "-claims":
            return counts.get(row.iri, 0), row.iri
        return row.published, row.iri

    page, cursor = cut(
        rows, place, descending=given.sort != "published", cursor=given.cursor, limit=given.limit
    )
    iris = nodes(row.iri for row in page)
    return respond_list(
        request,
        reader.links,
        article_items(reader, iris),
        model=Page[ArticleItem],
        total=len(rows),
        cursor=cursor,
        page="articles",
        triples=lambda: reader.describe("described-nodes", {"nodes": iris}),
    )


def article_items(reader: Reader, articles: Sequence[NamedNode]) -> list[ArticleItem]:
    """Articles as lists show them, in that order."""
    if not articles:
        return []
    counts = _claim_counts(reader)
    described = nodes_of(reader.describe("described-nodes", {"nodes": articles}))
    return [
        ArticleItem(**_fields(reader, described[iri]), claims=counts.get(iri.value, 0))
        for iri in articles
        if iri in described
    ]


@router.get("/articles/{id:path}", summary="An article", responses=forms(ArticleDetail, failing=(404,)))
def read_article(request: Request, reader: ReaderDep, texts: TextsDep, id: ArticleIdentifier) -> Response:
    """An article with its claims; its text only where reading it is allowed."""
    detail, triples = _detail(request, reader, texts, article_iri(reader.links.base, id), id)
    return respond(request, detail, page="article", triples=lambda: triples)


class TextParameters(ArticleMetadata):
    """What a body of plain text does not tell of itself; a JSON record has fields for it."""

    format: str | None = Field(None, description="Form of the answer, instead of the Accept header.")


_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": ArticleInput.model_json_schema(),
                "example": {
                    "id": "libya-tajoura",
                    "title": "Mercenaries back Haftar, UN says",
                    "publisher": "Example Times",
                    "published": "2019-09-18",
                    "text": "Russia supports Khalifa Haftar with mercenaries, the United Nations said.",
                },
            },
            **{
                media_type: {"schema": {"type": "string", "minLength": 1}}
                for media_type in ("text/plain", "text/markdown", "text/html")
            },
        },
    },
    "security": [{"key": []}],
}


_TAKEN = forms(ArticleDetail, failing=(401, 409, 413, 415, 503), status=201)


@router.post(
    "/articles",
    summary="Take an article in",
    openapi_extra=_BODY,
    status_code=201,
    responses={
        **_TAKEN,
        200: {**_TAKEN[201], "description": "It was there; it is unchanged, or replaced by this."},
    },
    dependencies=[Depends(check_form)],
)
async def ingest_article(
    request: Request,
    service: ServiceDep,
    texts: TextsDep,
    given: Annotated[TextParameters, Query()],
    _: Writer,
) -> Response:
    """Read an article and store its claims, as a whole or not at all.

    The body is a JSON record, or the article itself as plain text, Markdown with front matter, or HTML.
    Sending the same again changes nothing. Under the id of an article that is there, what is sent takes its
    place as a whole: with other words its claims are read anew, and a field that is left out is empty
    then, or what the text tells.
    """
    article = _read_body(request, await request.body(), given)
    report = await service.write(lambda store: ingest(store, [article], texts))
    if report.skipped:
        raise ArticleError(report.skipped[0])
    is_new = bool(report.outcomes["new"])

    def answer() -> Response:
        reader = reader_of(request, service, links_of(request, service))
        stored = article_iri(reader.links.base, article.id)
        detail, triples = _detail(request, reader, texts, stored, article.id)
        headers = {"Location": detail.href or ""} if is_new else {"Content-Location": detail.href or ""}
        return respond(
            request,
            detail,
            page="article",
            triples=lambda: triples,
            status=201 if is_new else 200,
            headers=headers,
        )

    return await run_in_threadpool(answer)


@router.delete(
    "/articles/{id:path}",
    summary="Withdraw an article",
    status_code=204,
    openapi_extra={"security": [{"key": []}]},
    responses=failures(401, 404, 422),
)
async def withdraw_article(
    service: ServiceDep, reader: ReaderDep, texts: TextsDep, id: ArticleIdentifier, _: Writer
) -> Response:
    """Remove an article, its text, its claims and all that rests on them alone."""
    iri = article_iri(reader.links.base, id)
    if not await run_in_threadpool(lambda: iri.value in reader.articles):
        raise UnknownArticleError(f"no article has the id {id[:200]!r}")
    await service.write(lambda store: withdraw(store, iri.value, texts))
    return Response(status_code=204)


def _read_body(request: Request, body: bytes, given: TextParameters) -> Article:
    """The article in a request's body. Raises ArticleError and HTTPException 415."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    told = {name: value for name, value in given.model_dump(exclude={"format"}).items() if value is not None}
    check_head(body[:4096])
    match media_type:
        case "application/json":
            record = _record(decode(body)).model_dump(exclude_none=True)
            return article_from_record({**record, **told}, original=body)
        case "text/plain":
            return article_from_text(decode(body), original=body, **told)
        case "text/markdown" | "text/html":
            read = markdown_record if media_type == "text/markdown" else html_record
            return article_from_record({**read(decode(body)), **told}, media_type=media_type, original=body)
        case _:
            kinds = "application/json, text/plain, text/markdown or text/html"
            raise HTTPException(415, f"send {kinds}, not {media_type or 'an unnamed type'}")


def _record(written: str) -> ArticleInput:
    """The record that a body of JSON is. Raises ArticleError, RequestValidationError for a wrong field."""
    try:
        record = json.loads(written, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"the body is not JSON: {error}") from None
    if not isinstance(record, dict):
        raise ArticleError("the body is no JSON object with the fields of an article")
    try:
        return ArticleInput.model_validate(record)
    except ValidationError as error:
        raise RequestValidationError(
            [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
        ) from None


def _each_once(fields: list[tuple[str, object]]) -> dict[str, object]:
    record: dict[str, object] = {}
    for name, value in fields:
        if name in record:
            raise ArticleError(f"the body has the field {name[:80]!r} more than once")
        record[name] = value
    return record


def _detail(
    request: Request, reader: Reader, texts: TextFolder, iri: NamedNode, identifier: str
) -> tuple[ArticleDetail, list[Triple]]:
    about = reader.describe("described-nodes", {"nodes": [iri]})
    node = nodes_of(about).get(iri)
    if node is None or not node.is_a(ARTICLE):
        raise UnknownArticleError(f"no article has the id {identifier[:200]!r}")
    here = ClaimFilter({"articles": [iri]})
    selected = select_claims(reader, here, newest_first=True, cursor=None, limit=MOST_CLAIMS)
    described = describe_claims(reader, selected.claims)
    aside = list(reader.decisions.set_aside)
    others = ClaimFilter({"articles": [iri], "claims": aside}, frozenset(), impossible=not aside)
    selected_aside = select_claims(reader, others, newest_first=True, cursor=None, limit=MOST_CLAIMS)
    set_aside = describe_claims(reader, selected_aside.claims).claims
    kept = find_kept_text(texts, node.text(ARTICLE_TEXTS["text_sha256"]))
    may_read = readable(request, reader, iri)
    shown = kept if may_read == "all" else None
    around = kept if may_read == "around" else None
    quotes = [claim.quote for claim in (*described.claims, *set_aside)]
    passages = excerpts(around, quotes) if shown is None else ()
    retrieved = node.find_moment(RETRIEVED)
    detail = ArticleDetail(
        **_fields(reader, node),
        claims=selected.total,
        media_type=node.text(ARTICLE_TEXTS["media_type"]),
        text_sha256=node.text(ARTICLE_TEXTS["text_sha256"]),
        original_sha256=node.text(ARTICLE_TEXTS["original_sha256"]),
        extractor=node.text(ARTICLE_TEXTS["extractor"]),
        retrieved=retrieved.isoformat() if retrieved else None,
        retrieved_by=node.find_text(ARTICLE_TEXTS["retrieved_by"]),
        text=shown,
        text_withheld=None if shown is not None else NOT_KEPT if kept is None else NOT_ALLOWED,
        passages=passages,
        claim_list=described.claims,
        set_aside=set_aside,
    )
    return detail, [*about, *described.triples]


def _fields(reader: Reader, node: Node) -> dict[str, Any]:
    return {
        "iri": node.iri.value,
        "href": reader.links.href(node.iri),
        "id": node.text(IDENTIFIER),
        "address": node.find_text(ADDRESS),
        "authors": tuple(sorted(node.texts(CREATOR))),
        **{
            name: node.find_text(ARTICLE_TEXTS[name])
            for name in ("title", "publisher", "published", "language")
        },
    }


def _claim_counts(reader: Reader) -> dict[str, int]:
    return {
        text(solution["article"]): number(solution["claims"])
        for solution in reader.kept("matching-claims", {}, {"standing", "counted"})
        if "article" in solution
    }


def _matches(row: ArticleRow, given: ArticleParameters) -> bool:
    return (
        (not given.publisher or row.publisher in given.publisher)
        and (not given.since or (bool(row.published) and f"{row.published}~" >= given.since))
        and (not given.until or (bool(row.published) and row.published <= f"{given.until}~"))
    )
