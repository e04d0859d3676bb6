"""Whatever happened to a store, it is what its articles and decisions make it, to the last quad."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graph.deciding import keep_apart, merge_actors, review_claim, undo_decision
from graph.errors import OnusError
from graph.ingest import ingest, initialise, rebuild, withdraw
from graph.iris import DECISIONS, DEFAULT_BASE, decision_iri
from graph.model import Article
from graph.store import EmbeddedStore, Store
from graph.texts import TextFolder

LINES = [
    "State:Rwanda; supports; ArmedGroup:M23; asserts; reported; Person:Jo Doe",
    "GovernmentBody:Kigali; supports; ArmedGroup:M23; denies; reported; GovernmentBody:Kigali",
    "ArmedGroup:M23; opposes; State:DRC; asserts; reported",
    "State:DRC; opposes; Organization:M23:March 23; asserts; reported",
    "Person:Hassan; leads; ArmedGroup:M23; asserts; reported; Source:experts",
    "Person:Hassan Doe; leads; Organization:Front of Zenda; asserts; reported",
    "ArmedGroup:FRONT OF ZENDA; accusedOf; pillage; asserts; alleged; Person:Hassan Doe:Doe",
    "ArmedGroup:Front of Zenda; accusedOf; pillage; asserts; acquitted",
    "Person:Hassan Doe; metWith; Person:Jo Doe:Doe; asserts; reported; Source:experts",
    "Person:Jo Doe; metWith; Person:Hassan Doe; denies; reported; Person:Jo Doe",
]
WHO = {"author": "Ada", "reason": "so it is"}

identifiers = st.sampled_from(["a", "b", "c"])
choice = st.integers(0, 50)
lines = st.integers(0, 2 ** len(LINES) - 1).map(  # any of the lines, as the bits have it
    lambda bits: [line for place, line in enumerate(LINES) if bits >> place & 1]
)
puts = st.tuples(st.just("put"), identifiers, lines)
steps = st.one_of(
    puts,
    puts,
    st.tuples(st.just("withdraw"), identifiers),
    st.tuples(st.just("review"), choice, st.sampled_from(["accepted", "rejected", "withheld"])),
    st.tuples(st.just("merge"), choice, choice),
    st.tuples(st.just("apart"), choice, choice),
    st.tuples(st.just("undo"), choice),
)

Write = Callable[..., Article]
Dump = Callable[[Store], list[str]]


def nodes(store: Store, *kinds: str) -> list[NamedNode]:
    """Claims, or actors and mentions, in an order of their own."""
    types = " ".join(f"<https://w3id.org/onus/{kind}>" for kind in kinds)
    found = store.select(f"SELECT DISTINCT ?node {{ VALUES ?kind {{ {types} }} ?node a ?kind }}")
    iris = [one["node"] for one in found]
    return sorted((iri for iri in iris if isinstance(iri, NamedNode)), key=lambda iri: iri.value)


class Run:
    """A store, and the articles that should be in it."""

    def __init__(self, folder: Path, write_article: Write, lines: ModuleType) -> None:
        self.store = EmbeddedStore()
        self.texts = TextFolder(folder)
        self.articles: dict[str, Article] = {}
        self._write, self._lines = write_article, lines
        initialise(self.store)

    def ingest(self, store: Store, articles: list[Article]) -> None:
        lines = self._lines
        ingest(store, articles, self.texts, extractor=lines.extract, extractor_name=lines.NAME)

    def step(self, action: str, *arguments: object) -> None:
        match action, arguments:
            case "put", (str(identifier), list(lines)):
                self.articles[identifier] = self._write(identifier, *lines)
                self.ingest(self.store, [self.articles[identifier]])
            case "withdraw", (str(identifier),):
                withdraw(self.store, identifier, self.texts)
                del self.articles[identifier]
            case "review", (int(place), state):
                if claims := nodes(self.store, "Claim"):
                    review_claim(self.store, claims[place % len(claims)], state, **WHO)  # type: ignore[arg-type]
            case (("merge" | "apart"), (int(first), int(second))):
                if actors := nodes(self.store, "Actor"):
                    known = nodes(self.store, "Actor", "Mention")
                    decide = merge_actors if action == "merge" else keep_apart
                    decide(self.store, known[first % len(known)], actors[second % len(actors)], **WHO)
            case "undo", (int(number),):
                undo_decision(self.store, decision_iri(DEFAULT_BASE, number % 5 + 1), **WHO)
            case _:
                raise ValueError(action)


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, min_size=4, max_size=12))
def test_any_history_ends_as_a_fresh_start_with_the_same_articles_and_decisions(
    write_article: Write, line_extractor: ModuleType, dump: Dump, history: list[tuple[str, object]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder), write_article, line_extractor)
        for step in history:
            before = dump(run.store), run.store.withheld.read()
            try:
                run.step(*step)
            except OnusError:
                kept = dump(run.store), run.store.withheld.read()
                assert kept == before, "what is refused changes nothing"
            assert rebuild(run.store) == 0
        after = dump(run.store)
        with EmbeddedStore() as fresh:
            initialise(fresh)
            decided = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{DECISIONS.value}> {{ ?s ?p ?o }} }}"
            fresh.replace_graph(DECISIONS, run.store.construct(decided))
            fresh.withheld.write(run.store.withheld.read())
            run.ingest(fresh, sorted(run.articles.values(), key=lambda article: article.id, reverse=True))
            assert dump(fresh) == after
            assert fresh.withheld.read() == run.store.withheld.read()
        assert set(run.texts) == {article.text_sha256 for article in run.articles.values()}


@settings(max_examples=20, deadline=None)
@given(st.lists(puts, min_size=1, max_size=5), st.tuples(st.just("merge"), choice, choice))
def test_undoing_restores_every_graph_but_the_decisions(
    write_article: Write,
    line_extractor: ModuleType,
    dump: Dump,
    history: list[tuple[str, object]],
    decision: tuple[str, object],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder), write_article, line_extractor)
        for step in history:
            run.step(*step)
        before = dump(run.store)
        try:
            run.step(*decision)
        except OnusError:
            return
        if dump(run.store) != before:
            undo_decision(run.store, decision_iri(DEFAULT_BASE, 1), **WHO)
        decided = f"<{DECISIONS.value}> ."
        assert [line for line in dump(run.store) if not line.endswith(decided)] == [
            line for line in before if not line.endswith(decided)
        ]
