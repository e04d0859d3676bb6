"""Articles and decisions come to the same on every kind of store."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from graph.deciding import keep_apart, merge_actors, review_claim, undo_decision
from graph.identity import default_actor
from graph.ingest import ingest, initialise, rebuild, withdraw
from graph.iris import DEFAULT_BASE, claim_iri, mention_iri
from graph.model import Article, Party
from graph.store import EmbeddedStore, Store
from graph.texts import TextFolder

BASE = DEFAULT_BASE
BACKS = "State:Rwanda; supports; ArmedGroup:M23; asserts; reported; Person:Jo Doe"
FIGHTS = "ArmedGroup:M23; opposes; State:DRC; asserts; reported"
ACCUSES = "ArmedGroup:March 23 Movement; accusedOf; pillage; asserts; alleged; Source:witnesses"
LEADS = "Person:Hassan Doe; leads; ArmedGroup:March 23 Movement; asserts; reported"
WHO = {"author": "Ada", "reason": "so it is"}


def test_a_history_ends_as_a_fresh_start(
    store: Store,
    tmp_path: Path,
    write_article: Callable[..., Article],
    dump: Callable[[Store], list[str]],
    line_extractor: ModuleType,
) -> None:
    texts = TextFolder(tmp_path / "texts")

    def take_in(store: Store, *articles: Article) -> None:
        ingest(store, articles, texts, extractor=line_extractor.extract, extractor_name=line_extractor.NAME)

    m23, movement, doe = (
        Party(name="M23", kind="ArmedGroup"),
        Party(name="March 23 Movement", kind="ArmedGroup"),
        Party(name="Hassan Doe", kind="Person"),
    )
    first = write_article("a1", BACKS, FIGHTS)
    second = write_article("a2", BACKS, ACCUSES, "It was “reported” \\ in \t two ways.")
    third = write_article("https://news.example/à/3?x=1", LEADS)
    led = claim_iri(BASE, next(line_extractor.extract(third)))

    take_in(store, first, second, third)
    review_claim(store, led, "rejected", **WHO)
    merge = merge_actors(store, default_actor(BASE, "", movement), default_actor(BASE, "", m23), **WHO)
    keep_apart(store, mention_iri(BASE, third.id, doe), default_actor(BASE, "", doe), **WHO)
    take_in(store, write_article("a1", FIGHTS, LEADS), second)
    undo_decision(store, merge.iri(BASE), **WHO)
    withdraw(store, "a2", texts)
    assert rebuild(store) == 0

    with EmbeddedStore() as fresh:
        initialise(fresh)
        take_in(fresh, write_article("a1", FIGHTS, LEADS), third)
        review_claim(fresh, led, "rejected", **WHO)
        keep_apart(fresh, mention_iri(BASE, third.id, doe), default_actor(BASE, "", doe), **WHO)
        assert [line for line in dump(fresh) if "/decisions" not in line] == [
            line for line in dump(store) if "/decisions" not in line
        ]
