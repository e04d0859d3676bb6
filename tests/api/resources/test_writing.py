"""Taking articles in, withdrawing them, and people's decisions, over HTTP."""

import json
from urllib.parse import quote

import httpx
import pytest

ARTICLE = """Rebels shelled hospital, Amnesty says

3 May 2021
Source: Example Times

Amnesty International said on Monday that the Karsu Liberation Army killed 12 civilians in Tarin.
Rwanda supports the Karsu Liberation Army with weapons, the United Nations said.
"""


def first(client: httpx.Client, **filters: str) -> dict[str, object]:
    item: dict[str, object] = client.get("/claims", params=filters).json()["items"][0]
    return item


def test_an_article_is_taken_in_once_and_withdrawn(serve: object, key: dict[str, str]) -> None:
    client: httpx.Client = serve()  # type: ignore[operator]
    assert client.get("/claims").json()["total"] == 0
    record = {
        "id": "karsu",
        "text": ARTICLE,
        "publisher": "Example Times",
        "address": "https://news.example/1",
    }
    created = client.post("/articles", json=record, headers=key)
    assert created.status_code == 201, created.text
    article = created.json()
    assert created.headers["location"] == article["href"] == "/articles/karsu"
    assert article["text"] == ARTICLE
    backers = client.get("/queries/supporters-of", params={"actor": "Karsu Liberation Army"}).json()
    assert "Rwanda" in {solution["backerName"]["value"] for solution in backers["solutions"]}
    assert client.get("/actors/rwanda").json()["supports"]["total"] == 1
    for claim in article["claim_list"]:
        assert ARTICLE[claim["quote"]["start"] : claim["quote"]["end"]] == claim["quote"]["exact"]
    again = client.post("/articles", json=record, headers=key)
    assert (again.status_code, again.json()["claim_list"]) == (200, article["claim_list"])
    assert client.delete("/articles/karsu", headers=key).status_code == 204
    assert client.get("/articles/karsu").status_code == 404
    assert client.get("/actors").json()["total"] == 0
    assert client.delete("/articles/karsu", headers=key).status_code == 404


@pytest.mark.parametrize(
    ("media_type", "body", "expected"),
    [
        ("text/plain", ARTICLE, {"publisher": "Example Times", "published": "2021-05-03"}),
        (
            "text/markdown",
            f"---\ntitle: Told\npublisher: Star\n---\n{ARTICLE}",
            {"title": "Told", "publisher": "Star"},
        ),
        (
            "text/html",
            "<html><head><title>Told</title></head><body><article><h1>Told</h1>"
            + "".join(f"<p>{line * 3}</p>" for line in ARTICLE.splitlines() if line)
            + "</article></body></html>",
            {"media_type": "text/html"},
        ),
    ],
)
def test_articles_come_in_several_forms(
    own_client: httpx.Client, key: dict[str, str], media_type: str, body: str, expected: dict[str, str]
) -> None:
    headers = key | {"content-type": f"{media_type}; charset=utf-8"}
    answer = own_client.post("/articles?id=told", content=body.encode(), headers=headers)
    assert answer.status_code == 201, answer.text
    assert {name: answer.json()[name] for name in expected} == expected
    assert answer.json()["id"] == "told"


@pytest.mark.parametrize(
    ("media_type", "body", "status"),
    [
        ("application/json", b"[]", 422),
        ("application/json", b"{", 422),
        ("application/json", b'{"title": "no text"}', 422),
        ("text/plain", b"  \n ", 422),
        ("text/plain", b"\xff\xfe\xfa", 422),
        ("text/plain", b"\x00\x01\x02", 422),
        ("application/pdf", b"%PDF", 415),
        ("text/plain", b"x" * 6_000_000, 413),
    ],
)
def test_what_is_no_article_is_refused(
    own_client: httpx.Client, key: dict[str, str], media_type: str, body: bytes, status: int
) -> None:
    before = own_client.get("/articles").content
    answer = own_client.post("/articles", content=body, headers=key | {"content-type": media_type})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert own_client.get("/articles").content == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "1"),
        ("text", '"a \\u0000 b"'),
        ("text", '"a \\ud800 b"'),
        ("tilte", '"Told"'),
        ("published", '"yesterday"'),
        ("published", '"2024-02-31"'),
        ("address", '"javascript:alert(1)"'),
        ("language", '"!!"'),
        ("id", f'"{"x" * 3000}"'),
        ("authors", '"Jane Doe"'),
        ("title", '"One", "title": "Other"'),
    ],
)
def test_a_field_that_cannot_be_stored_is_named(
    own_client: httpx.Client, key: dict[str, str], field: str, value: str
) -> None:
    before = own_client.get("/articles").content
    text = "" if field == "text" else '"text": "Told.", '
    body = f'{{{text}"{field}": {value}}}'
    headers = key | {"content-type": "application/json"}
    answer = own_client.post("/articles", content=body, headers=headers)
    assert answer.status_code == 422, answer.text
    assert field in answer.json()["detail"]
    assert own_client.get("/articles").content == before


@pytest.mark.parametrize(
    ("field", "value"), [("published", "2024-02-31"), ("address", "ftp://x"), ("language", "!!")]
)
def test_what_goes_with_a_plain_text_is_checked_as_a_record(
    own_client: httpx.Client, key: dict[str, str], field: str, value: str
) -> None:
    headers = key | {"content-type": "text/plain"}
    answer = own_client.post("/articles", params={field: value}, content="Told.", headers=headers)
    assert answer.status_code == 422, answer.text
    assert field in answer.json()["detail"]


@pytest.mark.parametrize(
    ("parameters", "accept", "status"), [({"format": "csv"}, "*/*", 400), ({}, "image/png", 406)]
)
def test_where_no_form_can_be_answered_nothing_is_written(
    own_client: httpx.Client, key: dict[str, str], parameters: dict[str, str], accept: str, status: int
) -> None:
    client, headers = own_client, key | {"accept": accept}
    record = {"id": "told", "text": ARTICLE}
    assert client.post("/articles", json=record, params=parameters, headers=headers).status_code == status
    assert client.get("/articles/told").status_code == 404
    review = {
        "kind": "review",
        "claim": first(client)["id"],
        "state": "rejected",
        "author": "A",
        "reason": "B",
    }
    assert client.post("/decisions", json=review, params=parameters, headers=headers).status_code == status
    assert client.get("/decisions").json()["total"] == 0


@pytest.mark.parametrize("identifier", ["a/b c<>", "https://news.example/1?a=b#c", "Überfall", "../x"])
def test_an_article_is_found_by_any_id(
    own_client: httpx.Client, key: dict[str, str], identifier: str
) -> None:
    client, path = own_client, f"/articles/{quote(identifier, safe='')}"
    created = client.post("/articles", json={"id": identifier, "text": ARTICLE}, headers=key).json()
    assert created["id"] == identifier
    assert client.get(path).json() == client.get(created["href"]).json() == created
    assert client.delete(path, headers=key).status_code == 204
    assert client.get(created["href"]).status_code == 404


def test_a_decision_outlives_the_article_of_its_claim(own_client: httpx.Client, key: dict[str, str]) -> None:
    client = own_client
    claim = first(client, article="front-1")
    review = {"kind": "review", "claim": claim["id"], "state": "rejected", "author": "A", "reason": "misread"}
    about = client.post("/decisions", json=review, headers=key).json()["about"]["href"]
    assert client.get("/").json()["counts"]["set_aside"] == 1
    client.delete("/articles/front-1", headers=key).raise_for_status()
    gone = client.get(about)
    assert (gone.status_code, "article was withdrawn" in gone.json()["detail"]) == (404, True)
    assert client.get("/").json()["counts"]["set_aside"] == 0
    assert client.get("/claims", params={"review": "rejected"}).json()["total"] == 0
    assert client.get("/decisions").json()["total"] == 1


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/articles"), ("DELETE", "/articles/front-1"), ("POST", "/decisions")]
)
@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"x-api-key": "wrong"}])
def test_writing_needs_a_key(client: httpx.Client, method: str, path: str, headers: dict[str, str]) -> None:
    body = {"kind": "undo", "decision": 1, "author": "x", "reason": "y"}
    answer = client.request(method, path, headers=headers, json=body)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert client.get("/articles/front-1").status_code == 200


def test_a_rejected_claim_loses_its_edge_until_that_is_undone(
    own_client: httpx.Client, key: dict[str, str]
) -> None:
    client = own_client
    before = client.get("/actors/france").json()
    claim = first(client, subject="France", stance="asserts")
    review = {"kind": "review", "claim": claim["id"], "state": "rejected", "author": "A", "reason": "misread"}
    taken = client.post("/decisions", json=review, headers=key)
    assert taken.status_code == 201, taken.text
    assert taken.headers["location"] == taken.json()["href"] == "/decisions/1"
    assert client.get("/actors/france").json()["supports"]["total"] == 0
    assert claim["id"] not in {each["id"] for each in client.get("/claims").json()["items"]}
    (rejected,) = client.get("/claims", params={"review": "rejected"}).json()["items"]
    assert (rejected["id"], rejected["review"]["reason"]) == (claim["id"], "misread")
    assert client.get("/claims", params={"review": "unreviewed"}).json()["total"] == 12
    assert client.get("/claims", params={"review": "any"}).json()["total"] == 13
    undo = {"kind": "undo", "decision": 1, "author": "A", "reason": "read again"}
    assert client.post("/decisions", json=undo, headers=key).status_code == 201
    assert client.get("/actors/france").json() == before
    assert [each["stands"] for each in client.get("/decisions").json()["items"]] == [True, False]
    assert client.post("/decisions", json=undo, headers=key).status_code == 404


def test_a_withheld_claim_is_for_holders_of_a_key(own_client: httpx.Client, key: dict[str, str]) -> None:
    client = own_client
    claim = first(client, relation="leads")
    review = {"kind": "review", "claim": claim["iri"], "state": "withheld", "author": "A", "reason": "risk"}
    client.post("/decisions", json=review, headers=key).raise_for_status()
    path, quote = str(claim["href"]), "leads the Karsu Liberation Army"
    assert client.get(path).status_code == 403
    assert quote not in client.get(path).text
    assert quote not in client.get("/claims", params={"review": "any"}).text
    assert quote not in client.get("/search", params={"q": "leads", "kind": "claim"}).text
    article = client.get("/articles/front-1").json()
    assert quote not in str(article["claim_list"])
    assert client.get(path, headers=key).json()["quote"]["exact"].endswith(quote)
    assert client.get("/claims", params={"review": "withheld"}, headers=key).json()["total"] == 1


def test_a_correction_stands_in_the_place_of_a_claim(own_client: httpx.Client, key: dict[str, str]) -> None:
    client = own_client
    claim = first(client, support_kind="weapons")
    review = {
        "kind": "review", "claim": claim["id"], "state": "corrected", "author": "A", "reason": "it says so",
        "changes": {"support_kind": "materiel", "asserter": "Lake Watch"},
    }  # fmt: skip
    taken = client.post("/decisions", json=review, headers=key)
    assert taken.status_code == 201, taken.text
    corrected = first(client, support_kind="materiel")
    assert corrected["revision_of"] == {"iri": claim["iri"], "href": claim["href"]}
    assert corrected["speaker"]["name"] == "Lake Watch"  # type: ignore[index]
    assert client.get("/claims", params={"support_kind": "weapons"}).json()["total"] == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": ""},
        {"stance": ""},
        {"status": "foo"},
        {"status": "sanctionLifted"},
        {"date": "banana"},
        {"mode": "xx"},
        {"place": "\ud800"},
        {"nonsense": "1"},
        {"asserter": "Nobody At All"},
    ],
)
def test_a_correction_that_does_not_fit_is_refused(
    client: httpx.Client, key: dict[str, str], changes: dict[str, str]
) -> None:
    review = {
        "kind": "review", "claim": first(client, support_kind="weapons")["id"], "state": "corrected",
        "author": "A", "reason": "B", "changes": changes,
    }  # fmt: skip
    answer = client.post("/decisions", content=json.dumps(review), headers=key)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/decisions").json()["total"] == 0


def test_a_mention_can_be_kept_apart(own_client: httpx.Client, key: dict[str, str]) -> None:
    query = "SELECT ?m { ?m <https://w3id.org/onus/name> 'Anton Bolo' } LIMIT 1"
    answer = own_client.get("/sparql", params={"query": query}, headers={"accept": "text/csv"})
    mention = answer.text.split()[1]
    apart = {"kind": "keep-apart", "actor": mention, "other": "Anton Bolo", "author": "A", "reason": "B"}
    taken = own_client.post("/decisions", json=apart, headers=key)
    assert (taken.status_code, taken.json()["about"]["iri"]) == (201, mention)


def test_merged_actors_are_one_until_that_is_undone(own_client: httpx.Client, key: dict[str, str]) -> None:
    client = own_client
    before = client.get("/actors").json()
    merge = {
        "kind": "merge",
        "actor": "Anton Bolo",
        "into": "Khalifa Haftar",
        "author": "A",
        "reason": "one man",
    }
    assert client.post("/decisions", json=merge, headers=key).status_code == 201
    assert "Anton Bolo" not in {item["name"] for item in client.get("/actors").json()["items"]}
    apart = {"kind": "keep-apart", "actor": "Bolo", "other": "Egypt", "author": "A", "reason": "nonsense"}
    assert (
        client.post("/decisions", json=apart | {"actor": "Egypt", "other": "Egypt"}, headers=key).status_code
        == 409
    )
    undo = {"kind": "undo", "decision": 1, "author": "A", "reason": "two men"}
    assert client.post("/decisions", json=undo, headers=key).status_code == 201
    assert client.get("/actors").json() == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "review", "claim": "nothing", "state": "accepted"}, 404),
        ({"kind": "review", "claim": "nothing", "state": "doubted"}, 422),
        ({"kind": "merge", "actor": "Nobody", "into": "Egypt"}, 404),
        ({"kind": "merge", "actor": "Anton Bolo", "into": "Egypt"}, 409),
        ({"kind": "undo", "decision": 9}, 404),
        ({"kind": "guess"}, 422),
        ({"kind": "undo", "decision": 1, "author": " "}, 422),
    ],
)
def test_what_cannot_be_decided_is_told(
    client: httpx.Client, key: dict[str, str], body: dict[str, object], status: int
) -> None:
    answer = client.post("/decisions", json={"author": "A", "reason": "B"} | body, headers=key)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
