import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from graph.deciding import merge_actors, review_claim
from graph.errors import DataError, UsageError
from graph.export import COLUMNS, EXPORTS
from graph.identity import default_actor
from graph.importing import import_quads
from graph.ingest import ingest, initialise, rebuild
from graph.iris import DEFAULT_BASE, article_iri, claim_iri
from graph.model import Article, Claim, Party
from graph.store import EmbeddedStore, Store, open_store
from graph.texts import TextFolder

BASE = DEFAULT_BASE
BACKS = "State:Rwanda; supports; ArmedGroup:M23; asserts; reported; Person:Jo Doe"
DENIES = "GovernmentBody:Kigali; supports; ArmedGroup:M23; denies; reported; GovernmentBody:Kigali"
ACCUSES = "ArmedGroup:M23; accusedOf; pillage; asserts; alleged; Source:a nurse"
TELLS = "ArmedGroup:March 23 Movement; accusedOf; torture; asserts; alleged; Person:Hassan Doe"

Dump = Callable[[Store], list[str]]


@pytest.fixture
def articles(write_article: Callable[..., Article]) -> list[Article]:
    return [
        write_article("a1", BACKS, DENIES, publisher="The Example", published="2024-05-01"),
        write_article('https://news.example/à?x="2"', ACCUSES, TELLS, title="=1+1", authors=("B", "A")),
        write_article("empty", "Nothing is claimed."),
    ]


@pytest.fixture
def store(tmp_path: Path, articles: list[Article], line_extractor: ModuleType) -> Iterator[Store]:
    with EmbeddedStore(tmp_path / "store") as opened:
        texts = TextFolder(tmp_path / "texts")
        ingest(opened, articles, texts, extractor=line_extractor.extract, extractor_name=line_extractor.NAME)
        yield opened


def export(store: Store, data_format: str) -> str:
    output = io.BytesIO()
    EXPORTS[data_format](store, output)
    assert not output.closed
    return output.getvalue().decode()


@pytest.fixture
def risky(articles: list[Article], line_extractor: ModuleType) -> Claim:
    """The claim of a person whom nothing else names."""
    *_, told = line_extractor.extract(articles[1])
    claim: Claim = told
    return claim


def withhold(store: Store, claim: Claim) -> None:
    review_claim(store, claim_iri(BASE, claim), "withheld", author="Ada", reason="threats to Hassan Doe")


def test_turtle_holds_every_triple_once(store: Store, dump: Dump) -> None:
    triples = Counter(str(quad.triple) for quad in parse(export(store, "turtle"), RdfFormat.TURTLE))
    assert set(triples.values()) == {1}
    stored = {str(quad.triple) for quad in parse("\n".join(dump(store)), RdfFormat.N_QUADS)}
    assert triples.keys() == stored


def test_jsonld_gives_the_same_graphs_back(store: Store) -> None:
    document = export(store, "jsonld")
    assert sorted(map(str, parse(document, RdfFormat.JSON_LD))) == sorted(
        map(str, parse(export(store, "nquads"), RdfFormat.N_QUADS))
    )
    plain = json.loads(document)
    (claims,) = (
        [node for node in graph["@graph"] if node.get("type") == "Claim"]
        for graph in plain["@graph"]
        if graph["id"].endswith("/a1")
    )
    assert claims[0]["predicate"] == "supports"


def test_csv_has_a_line_a_claim_and_no_formula(store: Store) -> None:
    lines = list(csv.DictReader(io.StringIO(export(store, "csv"))))
    assert len(lines) == 4
    assert tuple(lines[0]) == COLUMNS
    (denial,) = (line for line in lines if line["stance"] == "denies")
    assert denial["subject"] == "https://w3id.org/onus/actor/rwanda"
    assert denial["subject_name"] == "Kigali"
    assert denial["publisher"] == "The Example"
    assert denial["quote"] == DENIES
    assert {line["title"] for line in lines} == {"", "'=1+1"}


@pytest.mark.parametrize("data_format", ["turtle", "jsonld", "csv"])
def test_what_is_withheld_is_not_passed_on(store: Store, risky: Claim, data_format: str) -> None:
    withhold(store, risky)
    exported = export(store, data_format)
    assert "Hassan" not in exported
    assert claim_iri(BASE, risky).value not in exported
    assert "a nurse" in exported


def test_rejected_claims_are_passed_on_as_such(
    store: Store, articles: list[Article], line_extractor: ModuleType
) -> None:
    wrong = claim_iri(BASE, next(line_extractor.extract(articles[0])))
    review_claim(store, wrong, "rejected", author="Ada", reason="misread")
    lines = {line["claim"]: line["set_aside"] for line in csv.DictReader(io.StringIO(export(store, "csv")))}
    assert lines.pop(wrong.value) == "rejected"
    assert set(lines.values()) == {""}


def test_nquads_make_the_same_store_again(store: Store, risky: Claim, dump: Dump, tmp_path: Path) -> None:
    def actor(name: str) -> NamedNode:
        return default_actor(BASE, "", Party(name=name, kind="ArmedGroup"))

    merge_actors(store, actor("March 23 Movement"), actor("M23"), author="Ada", reason="one group")
    withhold(store, risky)
    path = tmp_path / "export.nq"
    path.write_text(export(store, "nquads"), encoding="utf-8")
    with EmbeddedStore() as copy:
        assert import_quads(copy, path).outcomes == Counter(new=3)
        assert dump(copy) == dump(store)
        assert import_quads(copy, path).outcomes == Counter(unchanged=3)
        assert dump(copy) == dump(store)
        assert copy.withheld.read() == store.withheld.read() != frozenset()
        assert rebuild(copy) == 0


def test_articles_join_a_store_that_has_others(
    store: Store,
    write_article: Callable[..., Article],
    line_extractor: ModuleType,
    tmp_path: Path,
    dump: Dump,
) -> None:
    path, texts = tmp_path / "export.nq", TextFolder(tmp_path / "more")
    path.write_text(export(store, "nquads"), encoding="utf-8")
    more = [write_article("a1", ACCUSES), write_article("a9", BACKS)]
    with EmbeddedStore() as other:
        ingest(other, more, texts, extractor=line_extractor.extract, extractor_name=line_extractor.NAME)
        assert import_quads(other, path).outcomes == Counter(new=2, replaced=1)
        ingest(store, more[1:], texts, extractor=line_extractor.extract, extractor_name=line_extractor.NAME)
        assert dump(other) == dump(store)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Rwanda"', '"France"', "IRI is not that"),
        ("https://w3id.org/onus/supports>", "https://w3id.org/onus/adores>", "not that"),
        (
            "<https://w3id.org/onus/graph/direct>",
            "<https://w3id.org/onus/graph/mine>",
            "no graph of a claims store",
        ),
        ("dataBase", "database", "no data base"),
        (" .\n", " \n", r"export\.nq, line 2: "),
    ],
)
def test_a_file_that_does_not_fit_changes_nothing(
    store: Store, dump: Dump, tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = tmp_path / "export.nq"
    path.write_text(export(store, "nquads").replace(old, new), encoding="utf-8")
    with EmbeddedStore() as copy:
        with pytest.raises(DataError, match=told):
            import_quads(copy, path)
        assert dump(copy) == []


def test_another_data_base_is_refused(store: Store, tmp_path: Path, dump: Dump) -> None:
    path = tmp_path / "export.nq"
    path.write_text(export(store, "nquads"), encoding="utf-8")
    with EmbeddedStore() as other:
        initialise(other, "https://claims.example.org/")
        before = dump(other)
        with pytest.raises(UsageError, match="data base"):
            import_quads(other, path)
        assert dump(other) == before
        assert article_iri(BASE, "a1").value not in "".join(before)


@pytest.fixture
def exported(store: Store, tmp_path: Path) -> Path:
    path = tmp_path / "export.nq"
    path.write_text(export(store, "nquads"), encoding="utf-8")
    return path


@pytest.mark.parametrize("is_new", [True, False])
def test_a_store_on_disk_is_made_in_bulk(
    store: Store, risky: Claim, dump: Dump, tmp_path: Path, is_new: bool
) -> None:
    def actor(name: str) -> NamedNode:
        return default_actor(BASE, "", Party(name=name, kind="ArmedGroup"))

    merge_actors(store, actor("March 23 Movement"), actor("M23"), author="Ada", reason="one group")
    withhold(store, risky)
    path = tmp_path / "export.nq"
    path.write_text(export(store, "nquads"), encoding="utf-8")
    stages: list[str] = []

    @contextmanager
    def watch(stage: str, total: int | None) -> Iterator[Callable[[int], None]]:
        done: list[int] = []
        yield done.append
        assert total in (None, sum(done))
        stages.append(stage)

    with open_store(tmp_path / "data") as copy:
        if not is_new:
            initialise(copy, BASE)
        assert import_quads(copy, path, watch=watch).outcomes == Counter(new=3)
        assert dump(copy) == dump(store)
        assert copy.withheld.read() == store.withheld.read() != frozenset()
        assert rebuild(copy) == 0
    assert stages == ["bytes loaded", "articles checked", "working out what follows", "compacting"]
    with open_store(tmp_path / "data") as copy:
        assert dump(copy) == dump(store)
        assert import_quads(copy, path).outcomes == Counter(unchanged=3)
    assert [each.name for each in (tmp_path / "data").iterdir()] == ["store"]


def test_what_follows_is_worked_out_anew(store: Store, exported: Path, dump: Dump, tmp_path: Path) -> None:
    """Direct triples that no claim bears out and names that no mention has do not come in with a file."""
    lines = exported.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if "/graph/direct>" not in line]
    rwanda, supports = "<https://w3id.org/onus/actor/rwanda>", "<https://w3id.org/onus/supports>"
    kept += [f"{rwanda} {supports} {rwanda} <https://w3id.org/onus/graph/direct> ."]
    kept += [f'{rwanda} <u:extra> "x" <https://w3id.org/onus/graph/actors> .']
    exported.write_text("\n".join([*kept, ""]), encoding="utf-8")
    with EmbeddedStore(tmp_path / "copy") as copy:
        import_quads(copy, exported)
        assert dump(copy) == dump(store)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Rwanda"', '"France"', "IRI is not that"),
        ("https://w3id.org/onus/graph/direct>", "https://w3id.org/onus/graph/mine>", "no graph of a claims"),
        (" .\n", " \n", r"export\.nq, line 2: "),
    ],
)
def test_a_file_that_does_not_fit_leaves_a_store_on_disk_alone(
    exported: Path, tmp_path: Path, old: str, new: str, told: str
) -> None:
    exported.write_text(exported.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with open_store(tmp_path / "data") as copy:
        with pytest.raises(DataError, match=told):
            import_quads(copy, exported)
        assert not copy.ask("ASK { ?s ?p ?o }")
    assert [each.name for each in (tmp_path / "data").iterdir()] == ["store"]
