"""A store of an earlier version, without graph/edges or graph/order, becomes what a new one is."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from graph.ask import ask
from graph.commands import main
from graph.ingest import LAYOUT, bring_up_to_date, ingest, is_up_to_date
from graph.iris import DECISIONS, EDGES, ORDER
from graph.model import Article
from graph.store import EmbeddedStore, Store, open_store
from graph.texts import TextFolder

LINES = (
    "State:Rwanda; supports; ArmedGroup:M23; asserts; reported; Person:Jo Doe",
    "GovernmentBody:Kigali; supports; ArmedGroup:M23; denies; reported; GovernmentBody:Kigali",
    "ArmedGroup:M23; opposes; State:DRC; asserts; reported",
)


def earlier(store: Store) -> None:
    """Make it one of the first version."""
    store.remove_graph(EDGES)
    store.remove_graph(ORDER)
    store.update(f"DELETE DATA {{ GRAPH {DECISIONS} {{ {LAYOUT} }} }}")


@pytest.fixture
def fill(
    write_article: Callable[..., Article], line_extractor: ModuleType, tmp_path: Path
) -> Callable[[Store], None]:
    def fill(store: Store) -> None:
        article = write_article("a1", *LINES, publisher="The Example", published="2024-05")
        texts = TextFolder(tmp_path / "data" / "texts")
        ingest(store, [article], texts, extractor=line_extractor.extract, extractor_name=line_extractor.NAME)

    return fill


def test_what_is_missing_is_worked_out(
    fill: Callable[[Store], None], dump: Callable[[Store], list[str]]
) -> None:
    with EmbeddedStore() as store:
        assert is_up_to_date(store), "there is nothing in it"
        fill(store)
        assert is_up_to_date(store)
        right = dump(store)
        earlier(store)
        assert not is_up_to_date(store)
        bring_up_to_date(store)
        assert dump(store) == right
        earlier(store)
        fill(store)  # as does who writes next
        assert dump(store) == right


def test_a_command_does_it_first_and_says_so(
    fill: Callable[[Store], None], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with open_store(tmp_path / "data") as store:
        fill(store)
        edges = len(ask(store, "corroboration"))
        assert edges > 1
        earlier(store)
        assert len(ask(store, "corroboration")) == 0
    for said in ("bringing it up to date", ""):
        with pytest.raises(SystemExit) as ended:
            main(["query", "corroboration", "--data", str(tmp_path / "data"), "--format", "csv"])
        assert ended.value.code == 0
        out, err = capfd.readouterr()
        assert len(out.splitlines()) == edges + 1
        assert said in err
        assert said or not err
