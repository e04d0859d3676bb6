"""The index of what is searched, kept in step with the store."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from pyoxigraph import NamedNode

from api.links import Links, local_id
from api.records.memory import Memory
from api.records.reader import Reader, text
from api.records.search import SearchIndex
from graph.deciding import correct_claim, merge_actors, review_claim, undo_decision
from graph.decisions import ReviewState
from graph.finding import find_actor
from graph.iris import DEFAULT_BASE
from graph.sparql import Term
from graph.store import EmbeddedStore, Solutions
from graph.texts import TextFolder

WHO = {"author": "A. Reader", "reason": "a second look"}


class Noting(Reader):
    """A reader that tells of which articles quotes were read."""

    read: list[str]

    def select(
        self, name: str, values: Mapping[str, Term | Sequence[Term]], flags: Collection[str] = ()
    ) -> Solutions:
        if name == "quotes":
            self.read += [local_id(article.value) for article in values["articles"]]  # type: ignore[union-attr]
        return super().select(name, values, flags)


def test_a_decision_has_the_quotes_of_its_own_article_alone_read_again(
    fill_data: Callable[..., Path], tmp_path: Path
) -> None:
    index, memory, version = SearchIndex(), Memory(), 0
    with EmbeddedStore(fill_data(tmp_path) / "store") as store:

        def refresh() -> list[str]:
            nonlocal version
            version += 1
            reader = Noting(store, memory, version, Links(DEFAULT_BASE, ""))
            reader.read = []
            index.refresh(reader)
            return sorted(reader.read)

        def found() -> bool:
            return claim.value in {hit.iri for hit in index.search("Egypt arms Bolo", ["claim"])}

        assert refresh() == ["front-1", "front-2", "front-3"]
        quotes = Reader(store, memory, version, Links(DEFAULT_BASE, "")).select("quotes", {})
        claim = next(
            NamedNode(text(row["claim"])) for row in quotes if text(row["quote"]) == "Egypt arms Bolo"
        )
        assert found()
        states: tuple[ReviewState, ...] = ("rejected", "withheld")
        for state in states:
            review = review_claim(store, claim, state, **WHO)
            assert refresh() == ["front-1"]
            assert not found()
            undo_decision(store, review.iri(DEFAULT_BASE), **WHO)
            assert refresh() == ["front-1"]
            assert found()
        correct_claim(store, claim, {"date": "2020"}, TextFolder(tmp_path / "texts"), **WHO)
        assert refresh() == ["front-1"]
        assert not found()
        assert index.search("Egypt arms Bolo", ["claim"])
        merge_actors(
            store, find_actor(store, "River Guard"), find_actor(store, "Karsu Liberation Army"), **WHO
        )
        assert refresh() == []
