"""Which claims a list shows, a page at a time: by their articles, latest first, and there in text order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from api.records.cursors import Place, cut, read_cursor, write_cursor
from api.records.reader import Reader, number, text
from graph.errors import ParameterError
from graph.evidence import date_of, list_iri, moment_of
from graph.sparql import Term
from graph.store import Solutions

ARTICLES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Filters as terms by parameter of `queries/lists`, and the flags among them.

    `impossible` says that nothing can match.
    """

    values: Mapping[str, Sequence[Term] | Term] = field(default_factory=dict)
    flags: frozenset[str] = frozenset({"standing"})
    impossible: bool = False

    @property
    def sole_actor(self) -> NamedNode | None:
        """The actor whose standing claims match, where nothing else is asked."""
        actors = self.values.get("actor", ())
        if self.values.keys() != {"actor"} or self.flags != {"standing"} or not isinstance(actors, Sequence):
            return None
        return actors[0] if len(actors) == 1 and isinstance(actors[0], NamedNode) else None


@dataclass(frozen=True, slots=True)
class Selected:
    """IRIs of the claims on a page, how many match in all, and where the next page begins."""

    claims: tuple[str, ...]
    total: int
    next: str | None


def select_claims(
    reader: Reader, wanted: ClaimFilter, *, newest_first: bool, cursor: str | None, limit: int
) -> Selected:
    """A page of the claims that match. Raises ParameterError for a cursor that is none of this list."""
    if wanted.impossible:
        return Selected((), 0, None)
    matching = {
        text(solution["article"]): number(solution["claims"])
        for solution in reader.kept("matching-claims", wanted.values, wanted.flags | {"counted"})
        if "article" in solution
    }
    known = reader.articles
    places = sorted(
        ((known[article].published, article) for article in matching if article in known),
        reverse=newest_first,
    )
    after = read_cursor(cursor, ("", "", 0, "")) if cursor is not None else None
    if after is not None:
        here = (after[0], after[1])
        places = [place for place in places if (place <= here if newest_first else place >= here)]
    found: list[Place] = []
    while places and len(found) <= limit:
        batch: list[tuple[str, str]] = []
        expected = 0
        while places and expected <= limit - len(found) and len(batch) < ARTICLES_AT_ONCE:
            batch.append(places.pop(0))
            expected += matching[batch[-1][1]]
        found += _in_articles(reader, wanted, batch, after)
        after = None
    page = found[:limit]
    more = len(found) > limit or bool(places)
    return Selected(
        tuple(str(place[3]) for place in page),
        sum(matching.values()),
        write_cursor(page[-1]) if page and more else None,
    )


def select_dated(
    reader: Reader,
    wanted: ClaimFilter,
    *,
    since: str,
    until: str,
    descending: bool,
    cursor: str | None,
    limit: int,
) -> tuple[Sequence[tuple[str, str]], int, str | None]:
    """A page of claims by when the act is said to have been, or to have ended, else by when the article
    appeared: of those that last until `since`, or are later, and have begun by `until`.

    Each as (date, IRI); with their number in all and the cursor of the next page. Those without any date
    are left out.
    """
    if wanted.impossible:
        return (), 0, None
    if (actor := wanted.sole_actor) and not since and not until:
        return _listed(reader, list_iri(reader.links.base, actor), descending, cursor, limit)
    dated = []
    for solution in reader.kept("matching-claims", wanted.values, wanted.flags | {"dated"}):
        article = reader.articles.get(text(solution["article"]))
        end = text(solution.get("end"))
        when = text(solution.get("date")) or end or (article.published if article else "")
        if when and f"{end or when}~" >= since and (not until or when <= f"{until}~"):
            dated.append((when, text(solution["claim"])))
    page, following = cut(dated, lambda item: item, descending=descending, cursor=cursor, limit=limit)
    return page, len(dated), following


def _listed(
    reader: Reader, listed: NamedNode, descending: bool, cursor: str | None, limit: int
) -> tuple[Sequence[tuple[str, str]], int, str | None]:
    """As `select_dated`, the claims of a list of `graph/order`: only what is on the page is read."""
    total = list_sizes(reader, [listed]).get(listed, 0)
    values: dict[str, Term] = {"list": listed, "limit": Literal(limit + 1)}
    if cursor is not None:
        when, claim = read_cursor(cursor, ("", ""))
        values["before" if descending else "after"] = moment_of(str(when), _claim_node(cursor, str(claim)))
    found = [
        (Decimal(text(solution["moment"])), text(solution["claim"]))
        for solution in reader.select("listed-claims", values, {"latest"} if descending else ())
    ]
    ordered = sorted(found, reverse=descending)
    page = [(date_of(str(moment)), claim) for moment, claim in ordered[:limit]]
    return page, total, write_cursor(page[-1]) if len(ordered) > limit else None


def list_sizes(reader: Reader, lists: Sequence[NamedNode]) -> dict[NamedNode, int]:
    """How much each of these lists of `graph/order` holds, those that hold anything."""
    return {
        NamedNode(text(solution["list"])): number(solution["size"])
        for solution in reader.select("list-sizes", {"lists": lists})
        if "list" in solution
    }


def _claim_node(cursor: str, claim: str) -> NamedNode:
    try:
        return NamedNode(claim)
    except ValueError:
        raise ParameterError(f"the cursor {cursor[:80]!r} is none that this list gave") from None


def _in_articles(
    reader: Reader, wanted: ClaimFilter, articles: Sequence[tuple[str, str]], after: Place | None
) -> list[Place]:
    """The claims of these articles that match, after that place, in the order of the articles."""
    order = {article: index for index, (_, article) in enumerate(articles)}
    published = {article: day for day, article in articles}
    found = []
    for solution in _matching(reader, wanted, list(order)):
        article, start, claim = text(solution["article"]), number(solution["start"]), text(solution["claim"])
        if article in order:
            found.append((order[article], (published[article], article, start, claim)))
    found.sort()
    places: list[Place] = [place for _, place in found]
    if after is not None and articles and (after[0], after[1]) == articles[0]:
        places = [place for place in places if (place[0], place[1]) != articles[0] or place[2:] > after[2:]]
    return places


def _matching(reader: Reader, wanted: ClaimFilter, articles: Sequence[str]) -> Solutions:
    """The claims of these articles that match. Where all edges have to be counted first, of all articles."""
    flags = wanted.flags | {"placed"}
    if "min_articles" in wanted.values or "disputed" in wanted.flags:
        return reader.kept("matching-claims", wanted.values, flags)
    values = {**wanted.values, "articles": [NamedNode(article) for article in articles]}
    return reader.select("matching-claims", values, flags)
