"""The one writer of a claims store: each change is one atomic update that leaves every graph in step.

It works out what an article's graph gains and loses, which direct triples and actors gain their first or
lose their last claim, what edges rest on now, and sends the difference. What is withheld is on disk before
the graph loses it, and goes from there once the graph has it again. Two writers at once on one store are
not allowed for.
"""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

import queries
from graph.changes import NOTHING, Change, Triples, as_update, change
from graph.decisions import SET_ASIDE_BY, TELLING, Decisions, decisions_triples, read_decisions
from graph.errors import StoreError, UnknownArticleError
from graph.evidence import Statement, borne_out, edge_triples, order_triples, statements
from graph.iris import ACTORS, DECISIONS, DIRECT, EDGES, ORDER, article_iri, edge_iri
from graph.judgements import read_judgements
from graph.model import ArticleRecord, Claim
from graph.nodes import nodes_of
from graph.projection import Facts, actor_triples, projected_facts, together
from graph.quads import article_quads, article_triples, find_fault, read_article
from graph.sparql import bind
from graph.store import Store
from graph.stored import triples_of
from graph.survival import all_facts, all_statements, denoted_actors, statements_about, surviving_facts
from graph.terms import ARTICLE_TEXTS, RETRIEVED, RETRIEVED_BY
from graph.vocabulary import kinds_by_term, reference_actors
from graph.withholding import Held, held_triples, hold, part

Told = Mapping[NamedNode, tuple[ArticleRecord, Sequence[Claim]]]  # by article, as extracted


def find_data_base(store: Store) -> str | None:
    """The data base that the store was created with; None for a store that is not a claims store."""
    for solution in store.select(queries.text("store", "data-base")):
        base = solution["base"]
        return base.value if isinstance(base, Literal) else None
    return None


class Writer:
    """Changes a claims store. Raises StoreError where the store is none (`ingest.initialise` makes one)."""

    def __init__(self, store: Store) -> None:
        base = find_data_base(store)
        if base is None:
            raise StoreError("the store holds no claims yet: it has no data base")
        self.store = store
        self.base = base
        self.decisions, self._held = read_judgements(store, base)

    def graph(self, graph_name: NamedNode) -> Triples:
        """All that the graph of that name holds."""
        return triples_of(self.store, graph_name)

    def articles(self) -> list[NamedNode]:
        """The IRIs of all articles, in order."""
        return sorted(self._nodes(queries.text("store", "all-articles")), key=lambda article: article.value)

    def stored_record(self, article: NamedNode) -> Triples:
        """What the store says of the article itself; nothing where it is not stored."""
        return self._described(article, [article])

    def stored_text(self, article: NamedNode) -> str | None:
        """The hash of the article's text; None where it is not stored."""
        record = nodes_of(self.stored_record(article))
        return record[article].text(ARTICLE_TEXTS["text_sha256"]) if record else None

    def is_used(self, text_sha256: str) -> bool:
        """Whether an article has the text of that hash."""
        return self.store.ask(bind(queries.text("store", "text-used"), {"digest": [Literal(text_sha256)]}))

    def articles_of(self, claim: NamedNode) -> list[NamedNode]:
        """The article that holds the claim, withheld or not, or none."""
        if (held := self._held.get(self.decisions.original(claim))) is not None:
            return [article_iri(self.base, held.article)]
        return self._nodes(bind(queries.text("store", "claim-articles"), {"claim": [claim]}))

    def withheld_articles(self) -> list[NamedNode]:
        """The articles with withheld claims, in order."""
        held = {article_iri(self.base, claim.article) for claim in self._held.values()}
        return sorted(held, key=lambda article: article.value)

    def read(self, article: NamedNode) -> tuple[ArticleRecord, list[Claim]]:
        """What the store has of the article, as it was extracted, with what is withheld."""
        return self.read_graph(self.graph(article))

    def read_graph(self, triples: Triples) -> tuple[ArticleRecord, list[Claim]]:
        """As `read`, of an article's graph."""
        record, claims = read_article(triples)
        return record, claims + [claim for claim in self._held.values() if claim.article == record.id]

    def is_up_to_date(self, record: ArticleRecord) -> bool:
        """Whether the article is stored with that text and metadata, read by that extractor.

        When and how it was fetched plays no part.
        """
        told = {RETRIEVED, RETRIEVED_BY}
        stored = {
            triple
            for triple in self.stored_record(article_iri(self.base, record.id))
            if triple.predicate not in told
        }
        new = {triple for triple in article_triples(record, self.base) if triple.predicate not in told}
        return stored == new

    def put(self, record: ArticleRecord, claims: Iterable[Claim]) -> None:
        """Make the store hold the article with these claims, in place of what it held of it."""
        self._put({article_iri(self.base, record.id): (record, list(claims))}, self.decisions)

    def remove(self, article: NamedNode) -> None:
        """Remove the article and all that rests on it alone. Raises UnknownArticleError."""
        if not self.stored_record(article):
            raise UnknownArticleError(f"no article {article.value} is stored")
        self._change({article: NOTHING}, self.decisions, {})

    def decide(self, after: Decisions, actors: Collection[NamedNode], articles: Iterable[NamedNode]) -> None:
        """Add the last of the decisions, and redo the articles it touches: these, and those naming actors.

        Raises IdentityError where decisions contradict each other on one of them; nothing is decided then.
        """
        touched = dict.fromkeys(article for article in articles if self.stored_record(article))
        if actors:
            query = bind(queries.text("store", "denoting-articles"), {"actor": list(actors)})
            touched |= dict.fromkeys(self._nodes(query))
        self._put({article: self.read(article) for article in touched}, after)

    def project(
        self, record: ArticleRecord, claims: Iterable[Claim], decisions: Decisions | None = None
    ) -> Triples:
        """What the article's graph holds under these decisions, else the store's; not what is withheld."""
        decisions = decisions or self.decisions
        quads = article_quads(
            record,
            part(claims, decisions)[0],
            base=self.base,
            resolve=decisions.identity.resolve,
            corrections=decisions.corrections(record.id),
        )
        return frozenset(quad.triple for quad in quads)

    def rebuild(self) -> int:
        """Make all that follows from claims and decisions what it is; how many triples that changed."""
        changed = self.withhold()
        changed += self.rebuild_edges()
        facts = all_facts(self.store).items()
        actors = NOTHING.union(*(actor_triples(self.base, actor, shown) for actor, shown in facts))
        return changed + self._update({ACTORS: change(self.graph(ACTORS), actors)})

    def withhold(self) -> int:
        """Take out of graphs what is withheld; how many triples that changed.

        What follows from the claims that are left is still to be worked out then.
        """
        claims = list(self.decisions.withheld)
        asked = bind(queries.text("store", "claim-articles"), {"claim": claims})
        found = self._nodes(asked) if claims else ()
        articles = {article: self.read(article) for article in found}
        self._held = {**self._held, **hold(articles.values(), self.decisions)}
        self.store.withheld.write(held_triples(self._held, self.decisions))
        right = frozenset(decisions_triples(self.decisions))
        stored, following = self.graph(DECISIONS), {SET_ASIDE_BY, *TELLING}
        lost = frozenset(triple for triple in stored if triple.predicate in following) - right
        changes = {DECISIONS: (lost, right - stored)}
        for article, (record, told) in articles.items():
            changes[article] = change(self.graph(article), self.project(record, told))
        return self._update(changes)

    def rebuild_edges(self) -> int:
        """Make direct triples, what they rest on and their order what the claims say, some edges at a time.

        The order is made anew, not atomically.
        """
        changed = 0
        stale = set(self._nodes(queries.text("store", "all-edges")))
        direct: set[Triple] = set()
        numbers = self._count(ORDER)
        self.store.remove_graph(ORDER)
        for batch in all_statements(self.store):
            self._load(ORDER, self._order_graph(batch))
            right = self._edges_graph(batch)
            edges = [edge_iri(self.base, key) for key in batch]
            stored = self._described(EDGES, [edge for edge in edges if edge in stale])
            if stored:
                changed += self._update({EDGES: change(stored, right)})
            else:
                changed += self._load(EDGES, right)
            stale -= {triple.subject for triple in right}
            direct |= borne_out(batch)
        changed += self._update({EDGES: (self._described(EDGES, stale), NOTHING)})
        changed += abs(self._count(ORDER) - numbers)
        return changed + self._update({DIRECT: change(self.graph(DIRECT), frozenset(direct))})

    def _put(self, articles: Told, decisions: Decisions) -> None:
        """Make the store hold articles with these claims under these decisions."""
        graphs = {article: self.project(*told, decisions) for article, told in articles.items()}
        self._change(graphs, decisions, hold(articles.values(), decisions))

    def _change(self, graphs: Mapping[NamedNode, Triples], decisions: Decisions, held: Held) -> None:
        """Make articles' graphs hold these triples under these decisions, with all that follows; `held` is
        what is withheld of them.

        Raises DataError where one that could be read no longer could, or a decision could not; nothing is
        changed then. What cannot be read already may stay so, or nothing could mend it step by step.
        """
        before = {article: self.graph(article) for article in graphs}
        for article, triples in graphs.items():
            fault = find_fault(triples) if triples else None
            if fault and not (before[article] and find_fault(before[article])):
                raise fault
        changed = {article: change(before[article], triples) for article, triples in graphs.items()}
        told = _by_edge(before.values(), self.decisions)
        telling = _by_edge(graphs.values(), decisions)
        changed |= self._edges_change(told, telling, graphs)
        changed[ACTORS] = self._actors_change(before, graphs)
        known = self._held.items()
        others = {iri: each for iri, each in known if article_iri(self.base, each.article) not in graphs}
        withheld = {*held_triples({**others, **held}, decisions)}
        if decisions is not self.decisions:
            stored, right = (frozenset(decisions_triples(known)) for known in (self.decisions, decisions))
            read_decisions(right.union(withheld), self.base)
            changed[DECISIONS] = change(stored, right)
        self.store.withheld.write(withheld.union(held_triples({**self._held, **held}, self.decisions)))
        self._update(changed)
        self.store.withheld.write(withheld)
        self.decisions, self._held = decisions, {**others, **held}

    def _edges_change(
        self,
        told: defaultdict[str, list[Statement]],
        telling: defaultdict[str, list[Statement]],
        articles: Collection[NamedNode],
    ) -> dict[NamedNode, Change]:
        """How direct triples, what they rest on and their order change where these articles say otherwise."""
        touched = {key for key in told.keys() | telling.keys() if Counter(told[key]) != Counter(telling[key])}
        others = statements_about(self.store, touched, articles)
        were = {key: others[key] + told[key] for key in touched}
        are = {key: others[key] + telling[key] for key in touched}
        stored = self._described(EDGES, [edge_iri(self.base, key) for key in touched])
        return {
            DIRECT: change(borne_out(were), borne_out(are)),
            EDGES: change(stored, self._edges_graph(are)),
            ORDER: change(self._order_graph(were), self._order_graph(are)),
        }

    def _edges_graph(self, about: Mapping[str, list[Statement]]) -> Triples:
        return NOTHING.union(*(edge_triples(self.base, each) for each in about.values()))

    def _order_graph(self, about: Mapping[str, list[Statement]]) -> Triples:
        return NOTHING.union(*(order_triples(self.base, each) for each in about.values()))

    def _actors_change(
        self, before: Mapping[NamedNode, Triples], after: Mapping[NamedNode, Triples]
    ) -> Change:
        shown, showing = together(before.values()), together(after.values())
        affected = [
            actor for actor in dict.fromkeys((*shown, *showing)) if shown.get(actor) != showing.get(actor)
        ]
        if not affected:
            return NOTHING, NOTHING
        stored = self._described(ACTORS, affected)
        projected = projected_facts(stored)
        named = denoted_actors(self.store, affected, list(after))
        lost = {
            actor: shown[actor] - showing.get(actor, Facts())
            for actor in affected
            if actor in shown and (actor in named or actor in showing)
        }
        standing = self._without(projected, lost, list(after))
        right: set[Triple] = set()
        for actor in affected:
            if actor in named or actor in showing:
                facts = standing.get(actor, Facts()) | showing.get(actor, Facts())
                right |= actor_triples(self.base, actor, facts)
        return change(stored, frozenset(right))

    def _without(
        self, projected: Mapping[NamedNode, Facts], lost: Mapping[NamedNode, Facts], articles: list[NamedNode]
    ) -> dict[NamedNode, Facts]:
        """Actors' facts without those lost with these articles that no other article shows."""
        surviving = surviving_facts(self.store, lost, articles)
        gone = {actor: facts - surviving[actor] for actor, facts in lost.items()}
        every = Facts(kinds=frozenset(kinds_by_term().values()))  # the projection may leave one out
        unsure = {
            actor: every for actor, facts in gone.items() if facts.kinds and actor not in reference_actors()
        }
        kinds = surviving_facts(self.store, unsure, articles)
        standing = dict(projected)
        for actor, facts in gone.items():
            known = projected.get(actor, Facts())
            kept = kinds[actor].kinds if actor in kinds else known.kinds
            standing[actor] = Facts(known.labels - facts.labels, kept)
        return standing

    def _described(self, graph_name: NamedNode, nodes: Collection[NamedNode]) -> Triples:
        """What the graph of that name holds of these nodes."""
        if not nodes:
            return NOTHING
        query = bind(queries.text("store", "node-triples"), {"graph": graph_name, "node": list(nodes)})
        return frozenset(self.store.construct(query))

    def _count(self, graph_name: NamedNode) -> int:
        """How many triples the graph holds."""
        query = bind(queries.text("store", "graph-size"), {"graph": [graph_name]})
        return sum(
            int(term.value) for (term,) in self.store.select(query).solutions if isinstance(term, Literal)
        )

    def _nodes(self, query: str) -> list[NamedNode]:
        """The IRIs that a query for one variable finds."""
        found = (term for (term,) in self.store.select(query).solutions)
        return [node for node in found if isinstance(node, NamedNode)]

    def _load(self, graph_name: NamedNode, triples: Triples) -> int:
        """Add triples that the graph lacks in bulk, not atomically; how many that is."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "triples.nq"
            quads = (Quad(each.subject, each.predicate, each.object, graph_name) for each in triples)
            serialize(quads, path, RdfFormat.N_QUADS)
            self.store.load(path)
        return len(triples)

    def _update(self, changes: Mapping[NamedNode, Change]) -> int:
        """Send what graphs lose and gain as one update, if they do; how many triples that is."""
        if update := as_update(changes):
            self.store.update(update)
        return sum(len(lost) + len(gained) for lost, gained in changes.values())


def _by_edge(graphs: Iterable[Triples], decisions: Decisions) -> defaultdict[str, list[Statement]]:
    """What the standing claims of these articles count for, by the keys of their edges."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for triples in graphs:
        for each in statements(triples, decisions.set_aside):
            found[each.key].append(each)
    return found
