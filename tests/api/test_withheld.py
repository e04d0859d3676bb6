"""What is withheld is nowhere to be found without a key, and back once that is undone."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest

from graph.deciding import correct_claim, review_claim
from graph.decisions import Review, decisions_triples, withheld_triples
from graph.errors import DataError
from graph.export import EXPORTS, export_nquads
from graph.finding import find_claim
from graph.importing import import_quads
from graph.ingest import LAYOUT, bring_up_to_date
from graph.iris import DECISIONS, claim_iri, revision_iri
from graph.store import EmbeddedStore, Store, open_store
from graph.texts import TextFolder
from graph.writer import Writer

WHO = {"author": "A. Reader", "reason": "names the witness Zerrin"}
BROWSER = {"accept": "text/html"}
ONUS = "PREFIX onus: <https://w3id.org/onus/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
LISTS = (
    "/", "/actors", "/claims?review=any&limit=1000", "/claims?review=corrected", "/claims?review=unreviewed",
    "/violations", "/articles", "/articles/front-1", "/network", "/timeline?review=any", "/decisions",
    "/decisions/1", "/search?q=leads", "/queries/claims", "/queries/article-claims?article=front-1",
)  # fmt: skip


class Case:
    """A claim, and what tells of it: its IRI, its quote and the reason for withholding it."""

    def __init__(self, client: httpx.Client, key: dict[str, str]) -> None:
        self.client, self.key = client, key
        client.headers["x-forwarded-for"] = "192.0.2.1"  # from elsewhere: without articles' texts
        self.claim = client.get("/claims?relation=leads").json()["items"][0]
        self.words = [self.claim["id"], self.claim["quote"]["exact"], "Zerrin"]

    def decide(self, **matter: object) -> int:
        answer = self.client.post("/decisions", json=WHO | matter, headers=self.key)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["number"])

    def withhold(self, claim: str | None = None) -> int:
        return self.decide(kind="review", claim=claim or self.claim["id"], state="withheld")

    def answers(self) -> Iterator[str]:
        """All that the service says to those without a key."""
        for path in LISTS:
            for headers in (BROWSER, {"accept": "application/json"}, {"accept": "text/turtle"}):
                yield self.client.get(path, headers=headers).text
        iri, article = self.claim["iri"], self.claim["article"]["iri"]
        for query in (
            "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }",
            EVERYTHING,
            f"DESCRIBE <{article}> ?claim {{ OPTIONAL {{ ?claim a onus:Claim }} }}",
            "SELECT ?g { GRAPH ?g { } }",
            f"SELECT (STR(?q) AS ?quote) {{ ?c onus:exact ?q FILTER(STRLEN(STR(?c)) = {len(iri)}) }}",
        ):
            yield self.client.post("/sparql", data={"query": ONUS + query}).text
        for graph in (article, DECISIONS.value, f"{DECISIONS.value[:-9]}withheld"):
            yield self.client.get("/graphs", params={"graph": graph}).text
            given = {"query": EVERYTHING, "named-graph-uri": graph, "default-graph-uri": graph}
            yield self.client.post("/sparql", data=given).text

    def check_hidden(self) -> None:
        said = "\n".join(self.answers())
        assert "Karsu Liberation Army" in said, "there is something to look through"
        for word in self.words:
            assert word not in said
        for headers in (BROWSER, {}):
            told = self.client.get(self.claim["href"], headers=headers)
            assert told.status_code == 403
            assert self.words[1] not in told.text
        described = self.client.post(
            "/sparql", data={"query": f"DESCRIBE <{self.claim['iri']}>"}, headers={"accept": "text/turtle"}
        )
        assert "onus" not in described.text


def test_a_withheld_claim_is_nowhere_and_comes_back(own_client: httpx.Client, key: dict[str, str]) -> None:
    case = Case(own_client, key)
    case.words.append(case.claim["summary"])
    before = {path: own_client.get(path).json() for path in LISTS if "decisions" not in path}
    number = case.withhold()
    case.check_hidden()
    own = own_client.get(case.claim["href"], headers=key).json()
    assert own["quote"] == case.claim["quote"]
    assert own["review"]["reason"] == WHO["reason"]
    for path in ("/claims", f"{case.claim['subject']['href']}/claims", "/timeline"):
        listed = own_client.get(path, params={"review": "withheld"}, headers=key).json()
        assert listed["total"] == 1, path
        assert case.claim["id"] in str(listed)
    decided = own_client.get(f"/decisions/{number}", headers=key).json()
    assert (decided["about"]["iri"], decided["reason"]) == (case.claim["iri"], WHO["reason"])
    assert WHO["reason"] in own_client.get("/decisions", headers=key | BROWSER).text
    assert case.claim["id"] in own_client.get("/decisions", headers=key | {"accept": "text/turtle"}).text
    case.decide(kind="undo", decision=number, reason="all is well")
    assert before == {path: own_client.get(path).json() for path in LISTS if "decisions" not in path}
    assert WHO["reason"] not in own_client.get("/decisions").text


def test_to_withhold_a_correction_withholds_what_it_corrects(
    own_client: httpx.Client, key: dict[str, str]
) -> None:
    case = Case(own_client, key)
    before = own_client.get("/claims?review=any").json()
    case.decide(kind="review", claim=case.claim["id"], state="corrected", changes={"place": "Tarin"})
    revision = own_client.get("/claims?place=Tarin").json()["items"][0]
    case.words.append(revision["id"])
    number = case.withhold(revision["id"])
    case.check_hidden()
    assert own_client.get(revision["href"]).status_code == 403
    for href in (revision["href"], case.claim["href"]):
        assert own_client.get(href, headers=key).status_code == 200
    case.decide(kind="undo", decision=1)
    case.check_hidden()  # what is gone was not all that was withheld
    case.decide(kind="undo", decision=number)
    assert own_client.get("/claims?review=any").json() == before


def test_it_stays_so_when_its_article_is_read_again(own_client: httpx.Client, key: dict[str, str]) -> None:
    article = {"id": "told", "text": "Rwanda supports the M23 with weapons, the United Nations said."}
    own_client.post("/articles", json=article, headers=key).raise_for_status()
    claim = own_client.get("/claims?article=told").json()["items"][0]
    review = {"kind": "review", "claim": claim["id"], "state": "withheld"} | WHO
    own_client.post("/decisions", json=review, headers=key).raise_for_status()
    for metadata in ({"title": "Another"}, {}):
        own_client.post("/articles", json=article | metadata, headers=key).raise_for_status()
        assert own_client.get("/claims?article=told&review=any").json()["total"] == 0
        assert own_client.get(claim["href"], headers=key).json()["quote"] == claim["quote"]
    own_client.delete("/articles/told", headers=key).raise_for_status()
    assert own_client.get(claim["href"], headers=key).status_code == 404
    own_client.post("/articles", json=article, headers=key).raise_for_status()
    assert own_client.get(claim["href"]).status_code == 403


def as_before(store: Store) -> None:
    """Make it what an earlier version made of the same articles and decisions."""
    writer = Writer(store)
    shown = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {DECISIONS} {{ ?s ?p ?o }} }}")
    (article,) = writer.withheld_articles()
    told = writer.read(article)
    telling = {*decisions_triples(writer.decisions), *withheld_triples(writer.decisions)}
    writer.decisions = type(writer.decisions)(writer.base)
    store.replace_graph(article, writer.project(*told))
    store.replace_graph(DECISIONS, ({*shown} | telling) - {LAYOUT})
    store.withheld.write(())


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_a_store_of_an_earlier_version_is_mended(
    serve: Callable[..., httpx.Client],
    serve_oxigraph: Callable[..., str],
    fill_data: Callable[..., Path],
    tmp_path: Path,
    key: dict[str, str],
    *,
    is_elsewhere: bool,
) -> None:
    endpoint = serve_oxigraph() if is_elsewhere else None
    data = fill_data(tmp_path / "data", endpoint)
    with open_store(data, endpoint) as store:
        quotes = ONUS + "SELECT ?c { ?c a onus:Claim ; rdf:predicate onus:wantedBy }"
        (found,) = store.select(quotes)
        claim = str(getattr(found["c"], "value", ""))
        review_claim(store, find_claim(store, claim), "withheld", **WHO)
        kept = store.withheld.read()
        as_before(store)
        assert store.ask(f"ASK {{ <{claim}> ?p ?o }}")
        if not is_elsewhere:
            bring_up_to_date(store)
            assert store.withheld.read() == kept
            assert not store.ask(f"ASK {{ <{claim}> ?p ?o }}")
            as_before(store)
    shown = serve(data=data, endpoint=endpoint) if endpoint else serve(data=data)
    path = "/claims/" + claim.rsplit("/", 1)[-1]
    assert shown.get(path).status_code == 403
    everything = shown.post("/sparql", data={"query": EVERYTHING}).text
    assert "The court wants Bolo" not in everything
    assert "Zerrin" not in everything
    assert shown.get(path, headers=key).json()["quote"]["exact"] == "The court wants Bolo"


def test_exports_of_any_version_bring_it_in_unseen(fill_data: Callable[..., Path], tmp_path: Path) -> None:
    with open_store(fill_data(tmp_path / "data")) as store:
        claim = next(iter(store.select(ONUS + "SELECT ?c { ?c a onus:Claim ; rdf:predicate onus:wantedBy }")))
        iri = str(getattr(claim["c"], "value", ""))
        review_claim(store, find_claim(store, iri), "withheld", **WHO)
        kept, right = store.withheld.read(), quads(store)
        for version in ("now", "earlier"):
            if version == "earlier":
                as_before(store)
            exported = tmp_path / f"{version}.nq"
            with exported.open("wb") as file:
                export_nquads(store, file)
            assert iri in exported.read_text()
            with EmbeddedStore() as copy:
                import_quads(copy, exported)
                assert (quads(copy), copy.withheld.read()) == (right, kept)
            with EmbeddedStore(tmp_path / version) as copy:
                import_quads(copy, exported)
                assert (quads(copy), copy.withheld.read()) == (right, kept)
            with EmbeddedStore() as copy:
                copy.load(exported)  # as an engine's own loader does
                bring_up_to_date(copy)
                assert (quads(copy), copy.withheld.read()) == (right, kept)


def test_exports_for_others_lack_it_and_what_it_corrects(
    fill_data: Callable[..., Path], tmp_path: Path
) -> None:
    data = fill_data(tmp_path / "data")
    with open_store(data) as store:
        writer = Writer(store)
        (article,) = (each for each in writer.articles() if each.value.endswith("front-1"))
        _, claims = writer.read(article)
        (wrong,) = (each for each in claims if each.relation == "leads")
        iri = claim_iri(writer.base, wrong)
        taken = correct_claim(store, iri, {"former": "true"}, TextFolder(data / "texts"), **WHO)
        assert isinstance(taken.matter, Review)
        assert taken.matter.correction is not None
        revision = revision_iri(writer.base, iri, taken.matter.correction)
        review_claim(store, revision, "withheld", **WHO)
        for name in ("turtle", "jsonld", "csv"):
            output = BytesIO()
            EXPORTS[name](store, output)
            for secret in (iri.value, revision.value, wrong.quote.exact, "Zerrin"):
                assert secret not in output.getvalue().decode(), name


def quads(store: Store) -> list[str]:
    output = BytesIO()
    store.dump(output)
    return sorted(output.getvalue().decode().splitlines())


def test_where_the_file_is_gone_nothing_is_written(fill_data: Callable[..., Path], tmp_path: Path) -> None:
    """Rather than let a claim back in that nobody knows to be withheld."""
    with open_store(fill_data(tmp_path / "data")) as store:
        claim = next(iter(store.select(ONUS + "SELECT ?c { ?c a onus:Claim }")))["c"]
        review_claim(store, find_claim(store, str(getattr(claim, "value", ""))), "withheld", **WHO)
        store.withheld.write(())
        with pytest.raises(DataError, match=r"withheld\.nt"):
            Writer(store)
