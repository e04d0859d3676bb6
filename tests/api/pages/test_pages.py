"""Pages say what REST says and what SPARQL answers, for every kind of resource; failures have pages too."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
import lxml.html
import pytest

Find = Callable[[str], str]
Serve = Callable[..., httpx.Client]
ROOT = Path(__file__).parents[3]
SOURCE = {"Source": "source"}
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def page_of(client: httpx.Client, path: str) -> lxml.html.HtmlElement:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return lxml.html.fromstring(answer.text)


def texts(page: lxml.html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.xpath(selector)]


def hrefs(page: lxml.html.HtmlElement, selector: str = "//main") -> set[str]:
    return {str(href) for href in page.xpath(f"{selector}//a/@href")}


def quotes(page: lxml.html.HtmlElement) -> set[str]:
    return {text.strip("“”") for text in texts(page, "//main//blockquote/bdi")}


def asked(client: httpx.Client, query: str) -> list[Mapping[str, str]]:
    answer = client.get("/sparql", params={"query": f"PREFIX onus: <https://w3id.org/onus/> {query}"})
    answer.raise_for_status()
    bindings: list[dict[str, Any]] = answer.json()["results"]["bindings"]
    return [{name: term["value"] for name, term in binding.items()} for binding in bindings]


def test_a_dossier_shows_each_claim_with_denials_beside(client: httpx.Client, find: Find) -> None:
    path = find("Anton Bolo")
    dossier = client.get(path).json()
    page = page_of(client, path)
    edges = [
        edge
        for section in ("accused", "supported_by", "supports", "led_by", "members", "opposes", "met_with")
        for edge in dossier[section]["edges"]
    ]
    told = {claim["quote"]["exact"] for edge in edges for claim in (*edge["claims"], *edge["denials"])}
    assert quotes(page) == told
    denied = {
        text.strip("“”") for text in texts(page, "//h4[.='Denied']/following-sibling::ol//blockquote/bdi")
    }
    assert denied == {claim["quote"]["exact"] for edge in edges for claim in edge["denials"]} != set()
    backers = asked(client, f"SELECT ?backer {{ ?backer onus:supports <{dossier['iri']}> }}")
    shown = set(page.xpath("//section[@aria-labelledby='supported_by']//h3//a/@href"))
    assert {f"https://w3id.org/onus/actor{href.removeprefix('/actors')}" for href in shown} == {
        each["backer"] for each in backers
    }
    assert "France denies" in " ".join(texts(page, "//main//*[@class='who']"))


@pytest.mark.parametrize(
    "path", ["/actors", "/articles", "/claims", "/timeline", "/violations", "/search?q=Bolo", "/queries"]
)
def test_a_list_links_to_each_of_its_items(client: httpx.Client, path: str) -> None:
    items = client.get(path).json()["items"]
    wanted = {(item.get("claim") or item)["href"] for item in items}
    assert wanted
    assert wanted <= hrefs(page_of(client, path))


@pytest.mark.parametrize("path", ["/actors?limit=2", "/claims?limit=2", "/timeline?limit=2"])
def test_a_long_list_leads_on(client: httpx.Client, path: str) -> None:
    following = client.get(path).json()["next"]
    (link,) = page_of(client, path).xpath("//a[@rel='next']/@href")
    assert link == following


def test_an_article_has_every_quote_marked_and_linked_both_ways(client: httpx.Client) -> None:
    article = client.get("/articles/front-2").json()
    page = page_of(client, "/articles/front-2")
    (text,) = page.xpath("//div[@class='text']")
    for number in text.xpath(".//sup"):
        number.drop_tree()
    assert text.text_content() == article["text"]
    assert {claim["id"] for claim in article["claim_list"]} == {
        row["claim"].rpartition("/")[2]
        for row in asked(
            client,
            "SELECT ?claim { ?claim a onus:Claim ; <http://www.w3.org/ns/prov#wasDerivedFrom> "
            f"<{article['iri']}> }}",
        )
    }
    page = page_of(client, "/articles/front-2")
    for claim in article["claim_list"]:
        marked = page.xpath(f"//mark[contains(@data-claims, '{claim['id']}')]")
        assert "".join(mark.text_content() for mark in marked) == claim["quote"]["exact"]
        assert page.xpath(f"//li[@id='claim-{claim['id']}']//a[@href='#quote-{claim['id']}']")
        assert page.xpath(f"//sup/a[@href='#claim-{claim['id']}']")
        assert page.xpath(f"//span[@id='quote-{claim['id']}']")


def test_without_the_right_to_read_only_quotes_with_a_few_words_are_shown(client: httpx.Client) -> None:
    through_a_proxy = {"x-forwarded-for": "192.0.2.1"}
    article = client.get("/articles/front-1", headers=through_a_proxy).json()
    assert article["text"] is None
    assert article["passages"]
    page = lxml.html.fromstring(client.get("/articles/front-1", headers=BROWSER | through_a_proxy).text)
    assert [text.strip("… ") for text in texts(page, "//div[@class='text']//mark")]
    assert "copyright" in page.text_content()
    for claim in article["claim_list"]:
        assert any(claim["quote"]["exact"] in part["text"] for part in article["passages"])


def test_a_claim_stands_in_its_context_with_its_provenance(client: httpx.Client) -> None:
    for item in client.get("/claims").json()["items"]:
        claim = client.get(item["href"]).json()
        page = page_of(client, item["href"])
        assert texts(page, "//h1") == [" ".join(claim["summary"].split())]
        assert page.xpath("//blockquote/mark")[0].text_content() == claim["quote"]["exact"]
        text = page.text_content()
        assert claim["text_sha256"] in text
        assert claim["extractor"] in text
        assert claim["iri"] in texts(page, "//footer")[0]
        wanted = {each["quote"]["exact"] for each in (*claim["also"], *claim["denials"])}
        assert wanted <= quotes(page)
        (stored,) = asked(client, f"SELECT ?quote {{ <{claim['iri']}> onus:exact ?quote }}")
        assert stored["quote"] == claim["quote"]["exact"]


def test_claims_of_one_edge_stand_beside_its_denials(client: httpx.Client) -> None:
    (denial,) = client.get("/claims?stance=denies&relation=supports").json()["items"]
    path = f"/claims?edge={denial['edge']}"
    page = page_of(client, path)
    assert texts(page, "//h1") == ["France – supports – Anton Bolo"]
    assert not page.xpath("//details[@open]")
    for stance in ("asserts", "denies"):
        wanted = {
            claim["quote"]["exact"] for claim in client.get(path).json()["items"] if claim["stance"] == stance
        }
        shown = texts(page, f"//section[@aria-labelledby='{stance}']//blockquote/bdi")
        assert {text.strip("“”") for text in shown} == wanted != set()
    half = page_of(client, f"{path}&stance=denies")
    (link,) = half.xpath("//section[@aria-labelledby='asserts']//a/@href")
    assert client.get(f"/claims{link}").json()["total"] == 1


def test_a_violation_shows_who_is_accused(client: httpx.Client) -> None:
    code = client.get("/violations/warCrimes").json()
    page = page_of(client, "/violations/warCrimes")
    shown = set(page.xpath("//section[@aria-labelledby='accused']//li/a[1]/@href"))
    assert shown == {each["actor"]["href"] for each in code["accused_actors"]["items"]}
    direct = asked(
        client,
        "SELECT DISTINCT ?who { ?who onus:accusedOf/<http://www.w3.org/2004/02/skos/core#broader>* "
        "<https://w3id.org/onus/violation/warCrimes> }",
    )
    assert {each["actor"]["iri"] for each in code["accused_actors"]["items"]} == {
        each["who"] for each in direct
    }
    assert f"Article {code['notation']}" in page.text_content()


def test_home_counts_what_sparql_counts(client: httpx.Client) -> None:
    page = page_of(client, "/")
    shown = dict(zip(texts(page, "//dl//dt"), texts(page, "//dl//dd"), strict=True))
    (claims,) = asked(client, "SELECT (COUNT(*) AS ?n) { ?claim a onus:Claim }")
    assert shown["claims"] == claims["n"]
    home = client.get("/").json()
    disputed = {
        (each["subject"]["name"], each["relation"], each["object"]["name"]) for each in home["disputed"]
    }
    edges = asked(
        client,
        "SELECT DISTINCT ?edge { ?one onus:edge ?edge ; onus:stance onus:asserts . "
        "?other onus:edge ?edge ; onus:stance onus:denies }",
    )
    assert len(disputed) == len(edges) > 0
    assert {each["href"] for each in home["disputed"]} <= hrefs(page)


def test_a_query_has_a_form_and_an_address_for_its_answer(client: httpx.Client) -> None:
    empty = page_of(client, "/queries/supporters-of")
    assert empty.xpath("//form[@aria-label='Parameters']//input[@name='actor'][@required]")
    path = "/queries/supporters-of?actor=Anton+Bolo"
    answer = client.get(path).json()
    page = page_of(client, path)
    assert len(page.xpath("//section[@aria-labelledby='answer']//tbody/tr")) == len(answer["solutions"]) == 5


def test_an_answer_is_a_chart_or_a_network_where_it_can_be(client: httpx.Client) -> None:
    chart = page_of(client, "/queries/most-accused?view=chart")
    assert len(chart.xpath("//*[local-name()='svg']//*[local-name()='rect']")) == 2
    network = page_of(client, "/queries/corroboration?view=network")
    (image,) = network.xpath("//figure//img/@src")
    drawn = client.get(f"/queries/corroboration{image}")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert "Anton Bolo" in drawn.text
    assert "no network" in page_of(client, "/queries/counts?view=network").text_content()


def test_the_table_of_a_network_leads_to_its_actors(client: httpx.Client) -> None:
    path = "/network?relation=memberOf&relation=leads&relation=supports"
    view = client.get(path).json()
    places = {node["iri"]: node["href"] for node in view["nodes"]}
    page = page_of(client, path)
    rows = page.xpath("//section[@id='facts']//tbody/tr")
    shown = [row.xpath("./td/a/@href")[:2] for row in rows]
    assert shown == [[places[edge["subject"]], places[edge["object"]]] for edge in view["edges"]] != []
    assert texts(page, "//section[@id='facts']//th")[:3] == ["Who", "Alleged relation", "Whom"]


def test_a_network_of_nothing_says_at_its_top_what_to_do(client: httpx.Client, serve: Serve) -> None:
    filtered = page_of(client, "/network?min_articles=50")
    (note,) = filtered.xpath("//p[@class='note']")
    assert note.xpath("a/@href") == ["?"]
    (note,) = page_of(serve(), "/network").xpath("//p[@class='note']")
    assert "onus ingest" in note.text_content()
    assert not filtered.xpath("//*[@id='network'] | //main//img")


def test_kinds_of_actors_are_called_as_the_vocabulary_calls_them(client: httpx.Client, find: Find) -> None:
    called = {
        each["kind"].rpartition("/")[2]: each["label"]
        for each in asked(
            client,
            "SELECT ?kind ?label { ?kind <http://www.w3.org/2000/01/rdf-schema#subClassOf>* onus:Actor ; "
            "<http://www.w3.org/2000/01/rdf-schema#label> ?label }",
        )
    }
    assert texts(page_of(client, find("River Guard")), "//main//p[@class='kicker']") == [called["ArmedGroup"]]
    offered = page_of(client, "/actors").xpath("//select[@name='kind']/option[@value!='']")
    assert {option.get("value"): option.text for option in offered}.items() <= (called | SOURCE).items()
    boxes = page_of(client, "/network").xpath("//input[@name='kind']")
    assert {box.get("value"): box.getnext().text for box in boxes}.items() <= called.items()
    assert f">{called['ArmedGroup']}<" in client.get("/network?format=svg").text
    palette = (ROOT / "web/src/palette.ts").read_text(encoding="utf-8")
    drawn = dict(re.findall(r"^  (\w+): \{ label: \"([^\"]+)\", corners", palette, flags=re.M))
    assert drawn.items() <= called.items()
    assert len(drawn) == len(boxes)


def test_documentation_shows_code_as_code(client: httpx.Client) -> None:
    page = page_of(client, "/docs")
    assert "`" not in page.text_content()
    assert page.xpath("//section//td/code[.='next']")


def test_paths_show_the_claims_on_every_step(client: httpx.Client) -> None:
    asked_for = "/paths?from=Egypt&to=Khalifa+Haftar&max_steps=6"
    paths = client.get(asked_for).json()["paths"]
    page = page_of(client, asked_for)
    assert len(page.xpath("//section[starts-with(@aria-labelledby, 'path-')]")) == len(paths) == 1
    told = {
        claim["quote"]["exact"] for step in paths[0]["steps"] for claim in (*step["claims"], *step["denials"])
    }
    assert quotes(page) == told
    assert page_of(client, "/paths").xpath("//input[@name='from']")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/actors/nobody", 404), ("/nothing", 404), ("/claims?cursor=x", 400), ("/claims?a=1", 422)],
)
def test_failures_are_pages_for_people_and_problems_for_programs(
    client: httpx.Client, path: str, status: int
) -> None:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert lxml.html.fromstring(answer.text).xpath("//header//nav")
    assert client.get(path).headers["content-type"] == "application/problem+json"
    assert client.get(path, headers={"accept": "application/json"}).json()["status"] == status


def test_empty_fields_of_a_form_are_left_out(client: httpx.Client) -> None:
    answer = client.get("/claims?actor=&relation=supports&from=", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, "./claims?relation=supports")
    page = client.get("/claims?actor=&relation=supports&from=", headers=BROWSER, follow_redirects=True)
    assert page.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/actors",
        "/claims",
        "/articles/front-2",
        "/violations/warCrimes",
        "/queries",
        "/paths",
        "/docs",
        "/ontology",
    ],
)
def test_pages_hold_no_inline_code_and_can_be_cited(client: httpx.Client, path: str) -> None:
    page = page_of(client, path)
    assert not page.xpath("//style | //script[not(@src)] | //@style")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert "allegations" in texts(page, "//footer")[0]
    assert "Cite this" in texts(page, "//footer")[0]
    assert len(page.xpath("//h1")) == 1


def test_no_page_speaks_of_guilt(client: httpx.Client) -> None:
    for path in ("/", "/claims", "/violations/warCrimes", "/actors/egypt", "/articles/front-1", "/timeline"):
        said = re.sub(r"nothing of guilt", "", page_of(client, path).text_content(), flags=re.I)
        assert not re.search(r"\bguilty\b|\bperpetrator", said, flags=re.I), path
