"""Claims over HTTP: filters, pages, and what stands beside a claim."""

from collections.abc import Callable

import httpx
import pytest

Find = Callable[[str], str]


def quotes(client: httpx.Client, **filters: object) -> set[str]:
    answer = client.get("/claims", params={name.rstrip("_"): value for name, value in filters.items()})
    assert answer.status_code == 200, answer.text
    page = answer.json()
    assert page["total"] == len(page["items"])
    return {item["quote"]["exact"] for item in page["items"]}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"relation": "leads"}, {"Anton Bolo leads the Karsu Liberation Army"}),
        (
            {"relation": ["leads", "wantedBy"]},
            {"Anton Bolo leads the Karsu Liberation Army", "The court wants Bolo"},
        ),
        ({"violation": "attackOnCivilians"}, {"the Front shelled a market", "Bolo denies it"}),
        (
            {"violation": "war crimes"},
            {"the Front shelled a market", "Bolo denies it", "wants Bolo for war crimes"},
        ),
        ({"stance": "denies"}, {"Bolo denies it", "France denies that it backs him"}),
        ({"status": "charged"}, {"wants Bolo for war crimes"}),
        ({"support_kind": "weapons"}, {"Egypt arms Bolo"}),
        ({"speaker": "Lake Watch"}, {"the Front shelled a market"}),
        ({"publisher": "Evening Star", "relation": "wantedBy"}, {"The court wants Bolo"}),
        ({"article": "front-3", "subject": "Egypt"}, {"Egypt supports Anton Bolo with training"}),
        ({"place": "tarin"}, {"the Front shelled a market"}),
        ({"from": "2019-06", "relation": "wantedBy"}, {"The court wants Bolo"}),
        ({"until": "2019-05", "relation": "supports"}, {"Egypt arms Bolo"}),
        (
            {"min_articles": 2},
            {
                "Egypt arms Bolo",
                "Egypt and France back Anton Bolo",
                "Egypt supports Anton Bolo with training",
            },
        ),
        (
            {"disputed": True, "relation": "supports"},
            {"Egypt and France back Anton Bolo", "France denies that it backs him"},
        ),
        (
            {"object": "Karsu Liberation Army", "relation": "opposes"},
            {"which opposes the Karsu Liberation Army"},
        ),
        ({"review": "accepted"}, set()),
    ],
)
def test_filters(client: httpx.Client, filters: dict[str, object], expected: set[str]) -> None:
    assert quotes(client, **filters) == expected


def test_an_alias_an_id_and_an_iri_are_one_actor(client: httpx.Client, find: Find) -> None:
    path = find("Anton Bolo")
    iri = client.get(path).json()["iri"]
    answers = [
        quotes(client, actor=name) for name in ("General Bolo", "anton bolo", path.rsplit("/")[-1], iri)
    ]
    assert len(answers[0]) == 7
    assert all(answer == answers[0] for answer in answers)


def test_every_claim_says_who_says_so(client: httpx.Client) -> None:
    items = client.get("/claims").json()["items"]
    said = {item["quote"]["exact"]: item["speaker"]["name"] for item in items}
    assert said["the Front shelled a market"] == "Lake Watch"
    assert said["Egypt arms Bolo"] == "Lakeside Post reports"
    assert said["France denies that it backs him"] == "France"
    market = next(item for item in items if item["quote"]["exact"] == "the Front shelled a market")
    assert market["summary"].startswith("Lake Watch alleges: Karsu Liberation Army – accused of – ")
    assert market["caveat"]["exact"] == "The claim could not be verified."
    assert (market["place"], market["date"], market["deaths"]) == ("Tarin", "2019-05-03", 12)
    assert market["article"]["publisher"] == "Lakeside Post"


@pytest.mark.parametrize("sort", ["-published", "published"])
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 12, 13, 50])
def test_pages_hold_every_claim_once_in_order(client: httpx.Client, sort: str, limit: int) -> None:
    whole = client.get("/claims", params={"sort": sort}).json()
    paged = []
    path: str | None = f"/claims?sort={sort}&limit={limit}"
    while path:
        page = client.get(path).json()
        assert len(page["items"]) <= limit
        assert page["total"] == whole["total"] == 13
        paged += page["items"]
        path = page["next"]
    assert paged == whole["items"]


def test_a_claim_stands_beside_its_denials(client: httpx.Client) -> None:
    items = client.get("/claims").json()["items"]
    market = next(item for item in items if item["quote"]["exact"] == "the Front shelled a market")
    claim = client.get(market["href"]).json()
    assert [denial["quote"]["exact"] for denial in claim["denials"]] == ["Bolo denies it"]
    assert claim["also"] == []
    assert claim["corroboration"] == {
        "articles": 1, "publishers": 1, "speakers": 1, "assertions": 1, "denials": 1,
        "first": "2019-05-06", "last": "2019-05-06",
    }  # fmt: skip
    both = client.get(claim["same_edge"]).json()["items"]
    assert {item["stance"] for item in both} == {"asserts", "denies"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claims/none", 404),
        ("/claims/%00", 404),
        ("/claims?cursor=abc", 400),
        ("/claims?cursor=WzFd", 400),
        ("/claims?cursor=%F0%9F%98%80", 400),
        ("/claims?actor=Nobody", 404),
        ("/claims?violation=nothing", 404),
        ("/claims?relation=hates", 404),
        ("/claims?support_kind=love", 400),
        ("/claims?from=yesterday", 422),
        ("/claims?from=1994-02-30", 422),
        ("/claims?from=2020&until=2019-12-31", 422),
        ("/network?from=2020-02&until=2020-01", 422),
        ("/claims?limit=1&limit=2", 422),
        ("/paths?from=Egypt", 422),
        ("/claims?limit=0", 422),
        ("/claims?misspelt=1", 422),
        ("/claims?review=withheld", 401),
        ("/claims?format=docx", 400),
    ],
)
def test_what_is_wrong_is_told_as_a_problem(client: httpx.Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail"}


def test_a_period_may_end_within_what_it_begins_with(client: httpx.Client) -> None:
    assert client.get("/claims?from=2019-05&until=2019").json()["total"] > 0
    assert client.get("/claims?from=2019&until=2019-05-06").json()["total"] > 0
    assert client.get("/paths?from=Egypt&format=html").status_code == 200
