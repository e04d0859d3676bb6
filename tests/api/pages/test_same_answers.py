"""The same question has the same answer on a page, over REST and in SPARQL, for every kind of resource."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import lxml.html
import pytest

Find = Callable[[str], str]
BASE = "https://w3id.org/onus/data"
PREFIXES = """
PREFIX onus: <https://w3id.org/onus/>
PREFIX graph: <https://w3id.org/onus/graph/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
RELATED = "(onus:supports|onus:leads|onus:memberOf|onus:opposes)"
EITHER_WAY = f"({RELATED}|^{RELATED})"


def page_of(client: httpx.Client, path: str) -> lxml.html.HtmlElement:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return lxml.html.fromstring(answer.text)


def rest(client: httpx.Client, path: str) -> Any:
    answer = client.get(path)
    answer.raise_for_status()
    return answer.json()


def asked(client: httpx.Client, query: str) -> list[Mapping[str, str]]:
    """Solutions of a query, as a visitor is given them."""
    answer = client.get("/sparql", params={"query": PREFIXES + query})
    answer.raise_for_status()
    bindings = answer.json()["results"]["bindings"]
    return [{name: term["value"] for name, term in binding.items()} for binding in bindings]


def cells(page: lxml.html.HtmlElement, *columns: int) -> list[tuple[str, ...]]:
    """What these columns (from 1) of the page's table say."""
    rows = page.xpath("//main//tbody/tr")
    return [tuple(" ".join(row[at - 1].text_content().split()) for at in columns) for row in rows]


def links(page: lxml.html.HtmlElement, words: str) -> list[str]:
    """Where the links of these words lead."""
    return [str(href) for href in page.xpath(f"//main//a[normalize-space()='{words}']/@href")]


def test_actors(client: httpx.Client) -> None:
    shown = cells(page_of(client, "/actors"), 1, 3)
    told = [(each["name"], str(each["claims"])) for each in rest(client, "/actors")["items"]]
    assert shown == told
    counted = asked(
        client,
        "SELECT ?name (COUNT(DISTINCT ?claim) AS ?claims) { ?actor skos:prefLabel ?name . "
        "?claim a onus:Claim ; rdf:subject|rdf:object ?actor . GRAPH graph:actors { ?actor ?any ?thing } } "
        "GROUP BY ?actor ?name",
    )
    assert {(each["name"], each["claims"]) for each in counted} == {
        (name, claims) for name, claims in told if claims != "0"
    }


def test_articles(client: httpx.Client) -> None:
    shown = cells(page_of(client, "/articles"), 1, 4)
    told = [(each["title"], str(each["claims"])) for each in rest(client, "/articles")["items"]]
    assert shown == told
    counted = asked(
        client,
        "SELECT ?title (COUNT(?claim) AS ?claims) { ?article dcterms:title ?title . "
        "?claim prov:wasDerivedFrom ?article ; a onus:Claim } GROUP BY ?article ?title",
    )
    assert {(each["title"], each["claims"]) for each in counted} == set(told)


@pytest.mark.parametrize(
    ("filters", "pattern"),
    [
        ("", ""),
        ("relation=supports", "?claim rdf:predicate onus:supports ."),
        ("stance=denies", "?claim onus:stance onus:denies ."),
        ("speaker=France", "?claim onus:asserter/skos:prefLabel 'France' ."),
        ("place=tarin", "?claim onus:place 'Tarin' ."),
        (
            "violation=warCrimes",
            "?claim rdf:object/skos:broader* <https://w3id.org/onus/violation/warCrimes> .",
        ),
        ("publisher=Evening+Star", "?claim prov:wasDerivedFrom/onus:publisher 'Evening Star' ."),
    ],
)
def test_claims(client: httpx.Client, filters: str, pattern: str) -> None:
    shown = links(page_of(client, f"/claims?{filters}"), "Claim in context")
    told = [each["href"] for each in rest(client, f"/claims?{filters}")["items"]]
    assert shown == told
    found = asked(client, f"SELECT DISTINCT ?claim {{ ?claim a onus:Claim . {pattern} }}")
    assert {each["claim"] for each in found} == {f"{BASE}{href}" for href in told} != set()


def test_timeline(client: httpx.Client) -> None:
    page = page_of(client, "/timeline")
    moments = rest(client, "/timeline")["items"]
    assert page.xpath("//main//time/@datetime") == [each["when"] for each in moments]
    assert links(page, "Claim in context") == [each["claim"]["href"] for each in moments]
    dated = asked(
        client,
        "SELECT ?claim ?when { ?claim a onus:Claim ; prov:wasDerivedFrom ?article . "
        "OPTIONAL { ?claim onus:date ?date } OPTIONAL { ?claim onus:dateEnd ?end } "
        "OPTIONAL { ?article dcterms:issued ?issued } "
        "BIND(COALESCE(?date, ?end, ?issued) AS ?when) FILTER(BOUND(?when)) }",
    )
    assert {(each["claim"], each["when"]) for each in dated} == {
        (each["claim"]["iri"], each["when"]) for each in moments
    }


@pytest.mark.parametrize("around", [None, "Anton Bolo"])
def test_networks(client: httpx.Client, find: Find, around: str | None) -> None:
    path = f"{find(around)}/network" if around else "/network"
    edges = rest(client, path)["edges"]
    told = {(each["subject_name"], each["relation_label"], each["object_name"]) for each in edges}
    assert set(cells(page_of(client, path), 1, 2, 3)) == told
    named = f"FILTER('{around}' IN (?one, ?other))" if around else ""
    direct = asked(
        client,
        "SELECT ?one ?label ?other { "
        "VALUES ?relation { onus:supports onus:leads onus:memberOf onus:opposes } "
        "?subject ?relation ?object . ?relation rdfs:label ?label . "
        f"?subject skos:prefLabel ?one . ?object skos:prefLabel ?other {named} }}",
    )
    both_ways = {each["relation_label"] for each in edges if each["symmetric"]}
    turned = {(other, label, one) for one, label, other in told if label in both_ways}
    assert {(each["one"], each["label"], each["other"]) for each in direct} == told | turned


def test_paths(client: httpx.Client) -> None:
    path = "/paths?from=Egypt&to=France"
    found = rest(client, path)["paths"]
    told = {each["steps"][0]["end"]["name"] for each in found}
    assert {len(each["steps"]) for each in found} == {2}
    chains = [
        " ".join(each.text_content().split()) for each in page_of(client, path).xpath("//*[@class='chain']")
    ]
    assert len(chains) == len(found)
    assert all(any(name in chain for name in told) for chain in chains)
    between = asked(
        client,
        "SELECT DISTINCT ?name { ?from skos:prefLabel 'Egypt' . ?to skos:prefLabel 'France' . "
        f"?from {EITHER_WAY} ?between . ?between {EITHER_WAY} ?to ; skos:prefLabel ?name }}",
    )
    assert {each["name"] for each in between} == told != set()


def test_violations(client: httpx.Client) -> None:
    told = {each["code"]: each["accused"] for each in rest(client, "/violations")["items"]}
    page = page_of(client, "/violations")
    hrefs = set(page.xpath("//main//a/@href"))
    assert {f"/violations/{code}" for code in told} <= hrefs
    counted = asked(
        client,
        "SELECT ?code (COUNT(DISTINCT ?who) AS ?accused) "
        "{ ?who onus:accusedOf/skos:broader* ?code } GROUP BY ?code",
    )
    assert {each["code"].rpartition("/")[2]: int(each["accused"]) for each in counted} == {
        code: accused for code, accused in told.items() if accused
    }


def test_search(client: httpx.Client) -> None:
    told = [each["href"] for each in rest(client, "/search?q=Bolo&kind=actor")["items"]]
    shown = [
        str(href) for href in page_of(client, "/search?q=Bolo&kind=actor").xpath("//a[@class='hit']/@href")
    ]
    assert shown == told
    named = asked(
        client,
        "SELECT DISTINCT ?actor { ?actor skos:prefLabel|skos:altLabel ?name "
        "FILTER(CONTAINS(?name, 'Bolo')) GRAPH graph:actors { ?actor ?any ?thing } }",
    )
    assert {each["actor"] for each in named} == {f"{BASE}{href}" for href in told} != set()


def test_sources(client: httpx.Client) -> None:
    claims = rest(client, "/claims")["items"]
    speakers = [each["speaker"]["actor"] for each in claims if each["speaker"]["actor"]]
    source = next(each for each in speakers if each["kinds"] == ["Source"])
    said = rest(client, source["href"])["claims"]
    assert links(page_of(client, source["href"]), "Claim in context") == [each["href"] for each in said]
    found = asked(client, f"SELECT ?claim {{ ?claim onus:asserter <{source['iri']}> }}")
    assert {each["claim"] for each in found} == {each["iri"] for each in said} != set()


def test_vocabulary(client: httpx.Client) -> None:
    terms = rest(client, "/ontology")["terms"]
    hrefs = set(page_of(client, "/ontology").xpath("//main//a/@href"))
    assert {each["href"] for each in terms} <= hrefs
    for term in terms:
        if not term["definition"]:
            continue
        page = page_of(client, term["href"])
        assert " ".join(term["definition"].split()) in " ".join(page.text_content().split())
        defined = asked(client, f"SELECT ?text {{ <{term['iri']}> skos:definition|rdfs:comment ?text }}")
        assert term["definition"] in {each["text"] for each in defined}


def test_decisions(own_client: httpx.Client, key: dict[str, str]) -> None:
    claims = rest(own_client, "/claims")["items"]
    for claim, state in zip(claims[:2], ("accepted", "rejected"), strict=True):
        review = {
            "kind": "review",
            "claim": claim["id"],
            "state": state,
            "author": "A. Reader",
            "reason": state,
        }
        own_client.post("/decisions", json=review, headers=key).raise_for_status()
    told = {(each["author"], each["reason"]) for each in rest(own_client, "/decisions")["items"]}
    text = page_of(own_client, "/decisions").text_content()
    assert all(author in text and reason in text for author, reason in told)
    stored = asked(
        own_client, "SELECT ?author ?reason { ?each onus:decidedBy ?author ; onus:reason ?reason }"
    )
    assert {(each["author"], each["reason"]) for each in stored} == told
    assert len(told) == 2


def test_questions(client: httpx.Client) -> None:
    told = [each["href"] for each in rest(client, "/queries")["items"]]
    assert [str(href) for href in page_of(client, "/queries").xpath("//main//h2/a/@href")] == told
    path = "/queries/supporters-of?actor=Anton+Bolo"
    answer = rest(client, path)
    backers = [each["backerName"]["value"] for each in answer["solutions"]]
    assert [name for (name,) in cells(page_of(client, path), 1)] == backers
    found = asked(
        client,
        "SELECT ?claim ?name { ?claim rdf:predicate onus:supports ; rdf:object/skos:prefLabel 'Anton Bolo' ; "
        "rdf:subject/skos:prefLabel ?name }",
    )
    assert sorted(each["name"] for each in found) == sorted(backers)
