"""Equal requests share one answer, and nobody gets one that was made for somebody else or before a write."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

BROWSER = {"accept": "text/html"}
PATHS = (
    "/",
    "/actors",
    "/claims?relation=supports",
    "/articles/front-1",
    "/network",
    "/queries/most-accused",
)


@pytest.mark.parametrize("path", PATHS)
def test_forms_do_not_mix_however_they_are_asked_for(client: httpx.Client, path: str) -> None:
    accepted = ["text/html", "application/json"] * 6
    with ThreadPoolExecutor(12) as visitors:
        answers = list(visitors.map(lambda each: client.get(path, headers={"accept": each}), accepted))
    for accept, answer in zip(accepted, answers, strict=True):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(accept)
    assert len({answer.content for answer in answers}) == 2


def test_a_write_is_seen_at_once(own_client: httpx.Client, key: dict[str, str]) -> None:
    before = own_client.get("/claims?relation=supports").json()
    page = own_client.get("/claims?relation=supports", headers=BROWSER).text
    review = {"kind": "review", "state": "rejected", "author": "A. Reader", "reason": "misread"}
    for claim in before["items"][:2]:
        own_client.post("/decisions", json=review | {"claim": claim["id"]}, headers=key).raise_for_status()
        after = own_client.get("/claims?relation=supports").json()
        assert claim["id"] not in [each["id"] for each in after["items"]]
    assert after["total"] == before["total"] - 2
    assert own_client.get("/claims?relation=supports", headers=BROWSER).text != page


def test_texts_go_to_those_who_may_read_them(client: httpx.Client, key: dict[str, str]) -> None:
    elsewhere = {"x-forwarded-for": "192.0.2.1"}
    for _ in range(2):
        assert client.get("/articles/front-1").json()["text"]
        assert client.get("/articles/front-1", headers=elsewhere).json()["text"] is None
        assert client.get("/articles/front-1", headers=elsewhere | key).json()["text"]


def test_withheld_claims_are_shown_to_holders_of_a_key_alone(
    own_client: httpx.Client, key: dict[str, str]
) -> None:
    claim = own_client.get("/claims").json()["items"][0]
    review = {"kind": "review", "state": "withheld", "author": "A. Reader", "reason": "a risk to a witness"}
    own_client.post("/decisions", json=review | {"claim": claim["id"]}, headers=key).raise_for_status()
    for _ in range(2):
        assert own_client.get(claim["href"], headers=key).status_code == 200
        assert own_client.get(claim["href"]).status_code == 403


def test_what_a_client_has_already_is_not_sent_again(client: httpx.Client) -> None:
    for _ in range(2):
        first = client.get("/actors", headers=BROWSER)
        again = client.get("/actors", headers=BROWSER | {"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["vary"] == first.headers["vary"]
        other = client.get("/actors", headers=BROWSER | {"if-none-match": '"another"'})
        assert (other.status_code, other.content) == (200, first.content)


def test_head_has_the_headers_of_get(client: httpx.Client) -> None:
    for _ in range(2):
        asked, got = client.head("/actors"), client.get("/actors")
        assert asked.content == b""
        assert asked.headers["etag"] == got.headers["etag"]


def test_links_follow_the_name_that_the_client_used(client: httpx.Client) -> None:
    names = ("one.example", "other.example")
    pages = [client.get("/", headers=BROWSER | {"host": name}).text for name in (*names, *names)]
    for name, page in zip((*names, *names), pages, strict=True):
        assert f"http://{name}/" in page
        assert not any(f"http://{other}/" in page for other in names if other != name)


def test_each_request_is_counted(serve: Callable[..., httpx.Client]) -> None:
    service = serve()
    for _ in range(3):
        service.get("/actors").raise_for_status()
    counted = [line for line in service.get("/metrics").text.splitlines() if 'route="/actors"' in line]
    assert any(line.startswith("onus_requests_total") and line.endswith(" 3") for line in counted)


def test_faults_are_told_each_time(client: httpx.Client) -> None:
    for _ in range(2):
        assert client.get("/actors/nobody").status_code == 404
        assert client.get("/claims?cursor=x").status_code == 400
