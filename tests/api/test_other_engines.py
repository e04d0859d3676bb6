"""The service over an engine elsewhere answers as over its own: every resource and page, and /sparql.

On the samples, with two actors merged, a claim rejected and an article withdrawn.
"""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, parse, parse_query_results

import queries
from graph.deciding import merge_actors, review_claim
from graph.ingest import ingest, initialise, withdraw
from graph.reading import read_articles
from graph.samples import ARTICLES
from graph.store import EmbeddedStore, EndpointStore
from graph.texts import TextFolder

Serve = Callable[..., httpx.Client]
WHO = {"author": "Ada", "reason": "so it is"}
ENGINES = ["oxigraph", pytest.param("virtuoso", marks=pytest.mark.system)]
PREFIXES = """PREFIX onus: <https://w3id.org/onus/>
PREFIX graph: <https://w3id.org/onus/graph/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the samples, and their graph as `graph.nq`."""
    data = tmp_path_factory.mktemp("samples")
    texts = TextFolder(data / "texts")
    with EmbeddedStore(data / "store") as store:
        initialise(store)
        ingest(store, read_articles(ARTICLES), texts)
        people = store.select(
            f"{PREFIXES} SELECT ?p {{ GRAPH graph:actors {{ ?p a onus:Person }} }} ORDER BY ?p"
        )
        (loser,), (winner,) = people.solutions[:2]
        assert isinstance(loser, NamedNode)
        assert isinstance(winner, NamedNode)
        merge_actors(store, loser, winner, **WHO)
        (claim,) = store.select(f"{PREFIXES} SELECT ?c {{ ?c onus:stance onus:asserts }} LIMIT 1").solutions[
            0
        ]
        assert isinstance(claim, NamedNode)
        review_claim(store, claim, "rejected", **WHO)
        withdraw(store, "tigray-axum", texts)
        with (data / "graph.nq").open("wb") as output:
            store.dump(output)
    return data


@pytest.fixture(scope="module")
def own(samples: Path, serve_for_module: Serve) -> httpx.Client:
    """A client of a service over the embedded store."""
    return serve_for_module(data=samples)


@pytest.fixture(scope="module", params=ENGINES)
def other(
    request: pytest.FixtureRequest,
    samples: Path,
    serve_for_module: Serve,
    tmp_path_factory: pytest.TempPathFactory,
) -> httpx.Client:
    """A client of a service over an engine elsewhere, into which the graph was loaded."""
    if request.param == "oxigraph":
        endpoint = request.getfixturevalue("serve_oxigraph_for_module")("--timeout-s", "60")
    else:
        endpoint = request.getfixturevalue("empty_virtuoso_for_module")
    data = tmp_path_factory.mktemp(request.param)
    copytree(samples / "texts", data / "texts")
    with EndpointStore(endpoint) as store:
        store.load(samples / "graph.nq")
    return serve_for_module(data=data, endpoint=endpoint)


LISTS = (
    *("/", "/actors?limit=1000", "/actors?sort=name&kind=State", "/actors?violation=warCrimes&min_claims=2"),
    *("/claims?limit=1000", "/claims?violation=warCrimes&min_articles=1", "/claims?disputed=true&limit=500"),
    *("/claims?relation=supports&stance=denies", "/claims?from=2019&until=2020-06&sort=published"),
    *("/claims?review=rejected", "/claims?place=Tripoli", "/timeline?limit=500", "/timeline?from=2019"),
    *("/violations?limit=500", "/articles?limit=500", "/articles?publisher=Onus samples&from=2018"),
    *("/network?limit=500", "/network?exclude_speaker=Human Rights Watch&min_articles=1"),
    *("/paths?from=Egypt&to=Libyan National Army&max_steps=4", "/search?q=Hifter", "/search?q=court"),
    *("/queries", "/decisions", "/decisions/1", "/ontology"),
    *("/actors/nobody", "/claims/nothing", "/claims?cursor=x"),
)  # fmt: skip
DEEP = {"articles": 100, "actors": 40, "claims": 40, "violations": 40, "sources": 10}
"""How many things of each kind are followed."""
OF_ITSELF = ("/?format=turtle", "/sparql?format=turtle")
"""Addresses where a service tells its own."""
FORMS = ("html", "turtle", "csv", "graphml")


def test_every_resource_is_the_same(own: httpx.Client, other: httpx.Client) -> None:
    differing = []
    paths = dict.fromkeys(LISTS)
    for path in LISTS:
        paths |= dict.fromkeys(hrefs(own.get(path).json()))
    followed = dict.fromkeys(DEEP, 0)
    for path in paths:
        kind = path.split("/")[1].partition("?")[0]
        if path not in LISTS:
            if kind not in followed or followed[kind] >= DEEP[kind]:
                continue
            followed[kind] += 1
        differing += [each for each in views(path) if not same(own, other, each)]
    assert differing == []
    assert min(followed.values()) > 3, followed


def test_every_page_and_form_is_the_same(own: httpx.Client, other: httpx.Client) -> None:
    shown = [*LISTS, "/sparql"]
    for kind in DEEP:
        found = (href for path in LISTS for href in hrefs(own.get(path).json()))
        thing = next(href for href in found if re.fullmatch(f"/{kind}/[^/?]+", href))
        shown += views(thing)
    forms = [f"{path}{'&' if '?' in path else '?'}format={form}" for path in shown for form in FORMS]
    assert [path for path in forms if path not in OF_ITSELF and not same(own, other, path)] == []


def views(path: str) -> list[str]:
    """The addresses at which a thing is looked at."""
    if re.fullmatch(r"/actors/[^/?]+", path):
        return [path, f"{path}/claims", f"{path}/network?depth=2"]
    return [path]


def hrefs(found: Any) -> list[str]:
    """The addresses of everything that an answer in JSON links to."""
    if isinstance(found, dict):
        own = [found["href"]] if isinstance(found.get("href"), str) else []
        return own + [href for value in found.values() for href in hrefs(value)]
    return [href for each in found for href in hrefs(each)] if isinstance(found, list) else []


def same(own: httpx.Client, other: httpx.Client, path: str) -> bool:
    """Whether both services answer alike, but for their own addresses."""
    answers = [client.get(path) for client in (own, other)]
    statuses, bodies = zip(
        *(
            (answer.status_code, answer.text.replace(str(answer.url.host) + f":{answer.url.port}", ""))
            for answer in answers
        ),
        strict=True,
    )
    return len(set(statuses)) == len(set(bodies)) == 1


def test_every_shipped_query_is_the_same(own: httpx.Client, other: httpx.Client) -> None:
    actor = own.get("/search?q=Haftar").json()["items"][0]["iri"]
    article = own.get("/articles").json()["items"][0]["iri"]
    claim = own.get("/claims").json()["items"][0]["iri"]
    values = {"actor": actor, "article": article, "claim": claim, "violation": "warCrimes", "text": "Haftar"}
    for name in queries.names():
        known = queries.read(name).parameters
        given = {each.name: values[each.type] for each in known if each.required}
        given |= {each.name: "1000" for each in known if each.name == "limit"}
        answers = [client.get(f"/queries/{name}", params=given) for client in (own, other)]
        assert answers[0].status_code == 200, answers[0].text
        assert answered(answers[1]) == answered(answers[0]), name


def answered(answer: httpx.Response) -> list[list[tuple[str, ...]]]:
    """The values of every solution, sorted, and so the lines of each: not every order tells equals apart."""
    return sorted(
        [
            (variable, *sorted(term["value"].split("\n")))
            for variable, term in sorted(solution.items())
            if term
        ]
        for solution in answer.json()["solutions"]
    )


SELECT = f"""{PREFIXES} SELECT ?backer ?name (COUNT(*) AS ?n)
{{ ?backer onus:supports ?who ; skos:prefLabel ?name }} GROUP BY ?backer ?name ORDER BY ?name ?backer"""


def ask(client: httpx.Client, query: str, accept: str = "*/*", **parameters: Any) -> httpx.Response:
    return client.post("/sparql", data={"query": query, **parameters}, headers={"accept": accept})


def fault(answer: httpx.Response, status: int) -> str:
    """The detail of a problem with this status."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["detail"])


def test_visitors_get_the_same_solutions_in_every_form(own: httpx.Client, other: httpx.Client) -> None:
    for form in QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.TSV:
        one, two = (ask(client, SELECT, form.media_type) for client in (own, other))
        assert two.headers["content-type"].startswith(form.media_type)
        solutions = [list(map(tuple, parse_query_results(each.content, form))) for each in (one, two)]
        assert solutions[0] == solutions[1]
        assert len(solutions[0]) > 10
    one, two = (ask(client, SELECT, "text/csv") for client in (own, other))
    assert list(csv.reader(one.text.splitlines())) == list(csv.reader(two.text.splitlines()))


def test_visitors_ask_and_construct(own: httpx.Client, other: httpx.Client) -> None:
    for query in f"{PREFIXES} ASK {{ ?a onus:supports ?b }}", f"{PREFIXES} ASK {{ ?a onus:nothing ?b }}":
        one, two = (ask(client, query).json()["boolean"] for client in (own, other))
        assert one == two == ("supports" in query)
    construct = f"{PREFIXES} CONSTRUCT {{ ?b onus:supports ?a }} {{ ?a onus:supports ?b }}"
    describe = f"{PREFIXES} DESCRIBE ?a {{ ?a skos:prefLabel 'Khalifa Haftar' }}"
    for query in construct, describe:
        for form in (
            RdfFormat.TURTLE,
            RdfFormat.N_TRIPLES,
            RdfFormat.JSON_LD,
            RdfFormat.RDF_XML,
            RdfFormat.TRIG,
        ):
            one, two = (
                {quad.triple for quad in parse(ask(client, query, form.media_type).content, form)}
                for client in (own, other)
            )
            assert one == two
            assert one


def test_visitors_choose_graphs(own: httpx.Client, other: httpx.Client) -> None:
    direct, actors = "https://w3id.org/onus/graph/direct", "https://w3id.org/onus/graph/actors"
    count = "SELECT (COUNT(*) AS ?n) {{ {} }}"
    plain, named = count.format("?s ?p ?o"), count.format("GRAPH ?g { ?s ?p ?o }")
    clause = plain.replace("{", f"FROM <{direct}> {{", 1)
    prefixed = PREFIXES + named.replace("{", "FROM graph:direct FROM NAMED graph:actors {", 1)
    for query, parameters in (
        (plain, {}),
        (named, {}),
        (clause, {}),
        (prefixed, {}),
        (plain, {"default-graph-uri": [direct, actors]}),
        (named, {"named-graph-uri": actors}),
        (named, {"default-graph-uri": direct, "named-graph-uri": [actors, direct]}),
        (plain, {"named-graph-uri": actors}),
        (named, {"default-graph-uri": direct}),
        (named.replace("{", f"FROM <{direct}> {{", 1), {}),
        (plain.replace("{", f"FROM NAMED <{direct}> {{", 1), {}),
    ):
        one, two = (ask(client, query, **parameters).json()["results"] for client in (own, other))
        assert one["bindings"][0]["n"]["value"] == two["bindings"][0]["n"]["value"], (query, parameters)
    shown = [
        {
            quad.triple
            for quad in parse(client.get("/graphs", params={"graph": direct}).content, RdfFormat.TURTLE)
        }
        for client in (own, other)
    ]
    assert shown[0] == shown[1]
    assert shown[0]
    assert other.get("/graphs?graph=urn:nothing").status_code == 404


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE and LOAD"),
        ("SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }", "there is no graph <http://127.0.0.1:9/>"),
        ("PREFIX e: <http://127.0.0.1:9/> ASK FROM NAMED e:x {}", "there is no graph e:x"),
        ("SELECT * \\u0046ROM <http://127.0.0.1:9/> { ?s ?p ?o }", "there is no graph"),
    ],
)
def test_nothing_is_fetched_for_visitors(other: httpx.Client, query: str, words: str) -> None:
    assert words in fault(ask(other, query), 403)


def test_visitors_faults_are_told(other: httpx.Client) -> None:
    graph = "http://127.0.0.1:9/"
    assert "no graph" in fault(ask(other, "ASK {}", **{"default-graph-uri": graph}), 403)
    assert "parse at line" in fault(ask(other, "SELECT ?s {\n ?s ?p"), 400)
    assert "form" in fault(ask(other, "CLEAR ALL"), 400)
    assert "articles and decisions" in fault(other.post("/sparql", data={"update": "CLEAR ALL"}), 403)
    assert fault(ask(other, "ASK {}", "text/turtle"), 406)
    assert "SPARQL" in ask(other, "ASK { ?s ?p }").json()["detail"]


ARTICLE = """Rebels shelled hospital, Amnesty says

Amnesty International said on Monday that the Karsu Liberation Army killed 12 civilians in Tarin.
Rwanda supports the Karsu Liberation Army with weapons, the United Nations said.
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_articles_and_decisions_are_taken_in(
    engine: str,
    request: pytest.FixtureRequest,
    serve: Serve,
    fill_data: Callable[..., Path],
    tmp_path: Path,
    key: dict[str, str],
) -> None:
    name = "serve_oxigraph" if engine == "oxigraph" else "empty_virtuoso"
    given = request.getfixturevalue(name)
    endpoint = given if isinstance(given, str) else given()
    clients = (
        serve(data=fill_data(tmp_path / "own")),
        serve(data=fill_data(tmp_path / "other", endpoint), endpoint=endpoint),
    )
    paths = ("/actors", "/claims", "/claims?review=any", "/articles", "/network", "/timeline", "/decisions")

    def change(method: str, path: str, body: dict[str, Any] | None = None) -> None:
        for client in clients:
            answer = client.request(method, path, json=body, headers=key)
            assert answer.is_success, answer.text
        for path in paths:
            one, two = (without_times(client.get(path).json()) for client in clients)
            assert one == two, path

    who = {"author": "Ada", "reason": "so it is"}
    change("POST", "/articles", {"id": "karsu", "text": ARTICLE, "publisher": "Example Times"})
    assert clients[1].get("/articles/karsu").json()["claim_list"]
    claim = clients[0].get("/claims?relation=leads").json()["items"][0]
    change("POST", "/decisions", {"kind": "review", "claim": claim["iri"], "state": "rejected", **who})
    change("POST", "/decisions", {"kind": "merge", "actor": "Anton Bolo", "into": "Khalifa Haftar", **who})
    change("DELETE", "/articles/front-1")
    change("POST", "/decisions", {"kind": "undo", "decision": 2, **who})
    change("DELETE", "/articles/karsu")


def without_times(found: Any) -> Any:
    """An answer in JSON without the moments at which things were done."""
    if isinstance(found, dict):
        return {
            name: without_times(value) for name, value in found.items() if name not in ("time", "retrieved")
        }
    return [without_times(each) for each in found] if isinstance(found, list) else found


@pytest.fixture
def server(serve_oxigraph: Callable[..., str], fill_data: Callable[..., Path], tmp_path: Path) -> str:
    """The address of a server with the invented store."""
    endpoint = serve_oxigraph()
    fill_data(tmp_path / "data", endpoint)
    return endpoint


def product(count: int) -> str:
    """A query that counts 90 to the power of `count` solutions."""
    values = " ".join(map(str, range(90)))
    blocks = " ".join(f"VALUES ?v{number} {{ {values} }}" for number in range(count))
    return f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ {blocks} }} }} }}"


def test_a_query_that_was_given_up_keeps_its_place(server: str, serve: Serve) -> None:
    client = serve(endpoint=server, query_timeout_s=1.5, query_workers=1)
    assert ask(client, product(1)).status_code == 200
    for count in 7, 8:
        assert "longer than 1.5 s" in fault(ask(client, product(count)), 504)
    busy = ask(client, "ASK {}")
    assert "every place is taken" in fault(busy, 503)
    assert int(busy.headers["retry-after"]) > 0
    assert client.get("/actors").status_code == 200
    figures = client.get("/metrics").text
    assert 'onus_queries_total{outcome="timeout"} 2\n' in figures
    assert 'onus_queries_total{outcome="busy"} 1\n' in figures
    assert "onus_queries_in_flight 0\n" in figures


def test_an_answer_that_is_too_large_is_an_error(server: str, serve: Serve) -> None:
    client = serve(endpoint=server, query_result_mb=1)
    rows = product(3).partition("{ SELECT")[2].removesuffix("} }")
    assert "larger than 1 MB" in fault(ask(client, f"SELECT{rows}"), 507)
    assert ask(client, "ASK {}").status_code == 200


def test_an_engine_that_is_gone_is_an_error(
    server: str, serve: Serve, stop_oxigraphs: Callable[[], None]
) -> None:
    client = serve(endpoint=server)
    assert ask(client, "ASK {}").status_code == 200
    stop_oxigraphs()
    assert "cannot be reached" in fault(ask(client, "ASK {}"), 502)
    assert "cannot be reached" in fault(client.get("/claims"), 502)
