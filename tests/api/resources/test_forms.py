"""Every resource in every form: the same facts as JSON, page, CSV and linked data, and as SPARQL has them."""

import csv
import io
import json
import re
from collections.abc import Callable

import httpx
import pyoxigraph
import pytest
from rdflib.compare import isomorphic

from graph.convert import rdflib_graph

Find = Callable[[str], str]

LISTS = (
    "/actors",
    "/claims",
    "/timeline",
    "/articles",
    "/violations",
    "/search?q=Bolo",
    "/decisions",
    "/queries",
)
RESOURCES = (
    "/",
    "/actors/egypt",
    "/actors/egypt/claims",
    "/actors/egypt/network",
    "/articles/front-1",
    "/violations/warCrimes",
    "/network",
    "/paths?from=Egypt&to=Khalifa Haftar&max_steps=6",
    "/ontology",
    "/supports",
    "/queries/supporters-of?actor=Anton Bolo",
)


def solutions(client: httpx.Client, query: str) -> list[dict[str, str]]:
    answer = client.get("/sparql", params={"query": f"PREFIX onus: <https://w3id.org/onus/> {query}"})
    answer.raise_for_status()
    bindings = answer.json()["results"]["bindings"]
    return [{name: term["value"] for name, term in binding.items()} for binding in bindings]


@pytest.mark.parametrize("path", [*LISTS, *RESOURCES])
def test_a_page_and_json_at_one_address(client: httpx.Client, path: str) -> None:
    page = client.get(path, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "<script>alert" not in page.text
    assert "allegations" in page.text
    program = client.get(path)
    assert program.headers["content-type"] == "application/json"
    assert program.json()


@pytest.mark.parametrize("path", [path for path in (*LISTS, *RESOURCES) if not path.startswith("/queries")])
def test_turtle_json_ld_and_n_triples_are_one_graph(client: httpx.Client, path: str) -> None:
    graphs = []
    for media_type in ("text/turtle", "application/ld+json", "application/n-triples"):
        answer = client.get(path, headers={"accept": media_type})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].partition(";")[0] == media_type
        quads = pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.from_media_type(media_type))
        graphs.append(rdflib_graph(quad.triple for quad in quads))
    turtle, json_ld, n_triples = graphs
    assert isomorphic(turtle, n_triples)
    assert isomorphic(turtle, json_ld)


@pytest.mark.parametrize("path", ["/claims", "/articles/front-1", "/actors/egypt", "/decisions"])
def test_what_linked_data_says_stands_in_the_graph(client: httpx.Client, path: str) -> None:
    told = client.get(path, headers={"accept": "application/n-triples"}).text.splitlines()
    stored = client.get(
        "/sparql",
        params={"query": "CONSTRUCT WHERE { ?s ?p ?o }"},
        headers={"accept": "application/n-triples"},
    )
    assert set(told) <= set(stored.text.splitlines())


@pytest.mark.parametrize("path", LISTS)
def test_csv_has_a_line_for_each_item(client: httpx.Client, path: str) -> None:
    items = client.get(path).json()["items"]
    answer = client.get(path, headers={"accept": "text/csv"})
    assert answer.headers["content-type"].partition(";")[0] == "text/csv"
    header, *lines = csv.reader(io.StringIO(answer.text, newline=""))
    assert len(lines) == len(items)
    assert len(header) == len(set(header)) > 3
    if items and "iri" in items[0]:
        assert [line[header.index("iri")] for line in lines] == [item["iri"] for item in items]


def test_no_cell_is_a_formula(own_client: httpx.Client, key: dict[str, str]) -> None:
    harmful = {"kind": "review", "state": "accepted", "author": "=cmd()", "reason": "+1"}
    claim = own_client.get("/claims?limit=1").json()["items"][0]["id"]
    own_client.post("/decisions", json=harmful | {"claim": claim}, headers=key).raise_for_status()
    (line,) = csv.DictReader(io.StringIO(own_client.get("/decisions?format=csv").text))
    assert (line["author"], line["reason"]) == ("'=cmd()", "'+1")


def test_actors_are_those_of_sparql(client: httpx.Client) -> None:
    listed = {item["iri"]: item["name"] for item in client.get("/actors").json()["items"]}
    asked = solutions(
        client,
        "SELECT ?actor ?name { ?actor a onus:Actor ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }",
    )
    assert listed == {each["actor"]: each["name"] for each in asked}


def test_claims_are_those_of_sparql(client: httpx.Client) -> None:
    listed = {
        item["iri"]: (item["subject"]["iri"], item["quote"]["exact"], item["stance"])
        for item in client.get("/claims").json()["items"]
    }
    asked = solutions(
        client,
        """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?claim ?subject ?quote ?stance {
          ?claim a onus:Claim ; rdf:subject ?subject ; onus:exact ?quote ; onus:stance ?stance }""",
    )
    assert listed == {
        each["claim"]: (each["subject"], each["quote"], each["stance"].rpartition("/")[2]) for each in asked
    }


def test_a_dossier_has_the_direct_triples(client: httpx.Client, find: Find) -> None:
    dossier = client.get(find("Anton Bolo")).json()
    asked = solutions(client, f"SELECT ?backer {{ ?backer onus:supports <{dossier['iri']}> }}")
    assert {edge["other"]["iri"] for edge in dossier["supported_by"]["edges"]} == {
        each["backer"] for each in asked
    }
    accused = solutions(client, f"SELECT ?violation {{ <{dossier['iri']}> onus:accusedOf ?violation }}")
    assert {edge["other"]["iri"] for edge in dossier["accused"]["edges"]} == {
        each["violation"] for each in accused
    }


def test_articles_are_those_of_sparql(client: httpx.Client) -> None:
    listed = {item["iri"]: item["claims"] for item in client.get("/articles").json()["items"]}
    asked = solutions(
        client,
        """PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?article (COUNT(?claim) AS ?claims) { ?claim prov:wasDerivedFrom ?article }
        GROUP BY ?article""",
    )
    assert listed == {each["article"]: int(each["claims"]) for each in asked}


def test_violations_count_the_accused_of_narrower_codes_too(client: httpx.Client) -> None:
    listed = {item["iri"]: item["accused"] for item in client.get("/violations?limit=100").json()["items"]}
    asked = solutions(
        client,
        """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?code (COUNT(DISTINCT ?actor) AS ?accused) {
          ?code skos:inScheme onus:violations . OPTIONAL { ?actor onus:accusedOf/skos:broader* ?code }
        } GROUP BY ?code""",
    )
    assert listed == {each["code"]: int(each["accused"]) for each in asked}


def test_a_shipped_query_answers_as_its_text_does(client: httpx.Client, find: Find) -> None:
    answer = client.get("/queries/supporters-of", params={"actor": "General Bolo"}).json()
    iri = client.get(find("Anton Bolo")).json()["iri"]
    text = re.sub(r"\$actor\b", f"<{iri}>", answer["sparql"]).replace("$limit", "1000")
    asked = solutions(client, text)
    told = [{name: cell["value"] for name, cell in solution.items()} for solution in answer["solutions"]]
    assert told == asked
    assert len(asked) == 5


def test_network_edges_are_the_direct_triples(client: httpx.Client) -> None:
    network = client.get("/network").json()
    asked = solutions(
        client,
        "SELECT ?s ?p ?o { VALUES ?p { onus:supports onus:leads onus:memberOf onus:opposes } ?s ?p ?o }",
    )
    direct = {(each["s"], each["p"].rpartition("/")[2], each["o"]) for each in asked}
    edges = {(edge["subject"], edge["relation"], edge["object"]) for edge in network["edges"]}
    both_ways = {(o, p, s) for s, p, o in edges if p == "opposes"}
    assert edges | both_ways == direct


@pytest.mark.parametrize("path", [*LISTS, "/actors/egypt", "/network?format=svg", "/ontology/onus.ttl"])
def test_what_a_client_has_is_not_sent_again(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    for given in (tag, f'W/{tag}, "other"', "*"):
        again = client.get(path, headers={"if-none-match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"if-none-match": '"other"'}).content == first.content


@pytest.mark.parametrize("path", [*LISTS, *RESOURCES, "/docs", "/health", "/static/onus.css"])
def test_head_is_get_without_a_body(client: httpx.Client, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "etag"):
        assert head.headers.get(name) == get.headers.get(name)


def test_an_unacceptable_form_is_told(client: httpx.Client) -> None:
    told = client.get("/actors", headers={"accept": "image/png"})
    assert (told.status_code, "Accept" in told.headers["vary"]) == (406, True)


@pytest.mark.parametrize("path", ["/actors", "/sparql", "/sparql?query=DESCRIBE+<x:y>", "/graphs?default"])
def test_what_is_chosen_by_accept_says_so(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"accept": "TEXT/TURTLE;Q=0.9", "origin": "https://example.org"})
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("method", "path", "status", "allowed"),
    [
        ("OPTIONS", "/articles", 204, "GET HEAD POST"),
        ("PUT", "/articles", 405, "GET HEAD POST"),
        ("OPTIONS", "/articles/front-1", 204, "GET HEAD DELETE"),
        ("PUT", "/sparql", 405, "GET HEAD POST"),
        ("PROPFIND", "/sparql", 405, "GET HEAD POST"),
        ("POST", "/supports", 405, "GET HEAD"),
        ("OPTIONS", "/", 204, "GET HEAD"),
        ("DELETE", "/openapi.json", 405, "GET HEAD"),
        ("POST", "/nope", 404, ""),
        ("OPTIONS", "/nope", 404, ""),
    ],
)
def test_a_path_tells_all_its_methods(
    client: httpx.Client, method: str, path: str, status: int, allowed: str
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status, answer.text
    told = answer.headers.get("allow", "")
    assert set(told.split(", ")) == ({*allowed.split(), "OPTIONS"} if allowed else {""})


@pytest.mark.parametrize("form", ["graphml", "gexf", "svg"])
def test_networks_for_other_programs(client: httpx.Client, form: str) -> None:
    from xml.etree import ElementTree

    answer = client.get("/network", params={"format": form})
    assert answer.status_code == 200
    assert "sandbox" in answer.headers["content-security-policy"]
    root = ElementTree.fromstring(answer.text)  # noqa: S314  # of our own making
    assert root.tag.endswith({"graphml": "graphml", "gexf": "gexf", "svg": "svg"}[form])
    assert "Anton Bolo" in answer.text


def test_every_iri_of_ours_leads_back_to_its_resource(client: httpx.Client) -> None:
    def links(value: object) -> set[tuple[str, str]]:
        if isinstance(value, dict):
            own = {(value["iri"], value["href"])} if value.get("href") and value.get("iri") else set()
            return own.union(*map(links, value.values()))
        return set().union(*map(links, value)) if isinstance(value, list) else set()

    found = links(
        [client.get(path).json() for path in ("/claims", "/actors/egypt", "/violations", "/ontology")]
    )
    assert len(found) > 100
    for iri, href in found:
        answer = client.get(href)
        assert answer.status_code == 200, href
        assert answer.json().get("iri", iri) == iri


@pytest.mark.parametrize("path", ["violation/warCrimes", "actor/egypt", "data/articles/front-1"])
def test_iris_under_the_vocabulary_lead_to_their_nouns(client: httpx.Client, path: str) -> None:
    answer = client.get(f"/{path}", follow_redirects=True)
    assert answer.status_code == 200
    assert answer.json()["iri"] == f"https://w3id.org/onus/{path}"


def test_files_of_the_vocabulary_parse(client: httpx.Client) -> None:
    for path in client.get("/ontology").json()["files"]:
        answer = client.get(path)
        assert answer.status_code == 200
        if path.endswith(".ttl"):
            assert list(pyoxigraph.parse(answer.text, pyoxigraph.RdfFormat.TURTLE))
        else:
            assert json.loads(answer.text)["@context"]
