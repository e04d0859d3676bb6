"""What holds of the whole service: texts, documentation, faults, and other stores."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from api.problems import STATUS
from graph import errors

Serve = Callable[..., httpx.Client]
Fill = Callable[..., Path]


def test_texts_are_for_this_machine_and_holders_of_a_key(client: httpx.Client, key: dict[str, str]) -> None:
    assert client.get("/articles/front-1").json()["text"].startswith("The Front")
    proxied = {"x-forwarded-for": "203.0.113.9"}
    shown = client.get("/articles/front-1", headers=proxied).json()
    assert shown["text"] is None
    assert "copyright" in shown["text_withheld"]
    assert shown["claim_list"]
    assert client.get("/articles/front-1", headers=proxied | key).json()["text"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example"},
        {"host": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_no_site_reads_texts_through_a_visitor_on_this_machine(
    client: httpx.Client, key: dict[str, str], headers: dict[str, str]
) -> None:
    claim = client.get("/claims", params={"article": "front-1"}).json()["items"][0]["href"]
    whole = client.get(claim).json()["context"]
    for _ in range(2):
        shown = client.get("/articles/front-1", headers=headers)
        assert shown.status_code == 200
        assert shown.json()["text"] is None
        assert shown.json()["claim_list"]
        assert "Origin" in shown.headers["vary"]
        assert client.get(claim, headers=headers).json()["context"] != whole
        assert client.get("/articles/front-1").json()["text"]
    assert client.get("/articles/front-1", headers=headers | key).json()["text"]


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
def test_pages_of_the_service_itself_read_texts(client: httpx.Client, name: str) -> None:
    host = f"{name}:{client.base_url.port}"
    for headers in (
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin"},
        {"origin": f"http://{host.lower()}"},
    ):
        assert client.get("/articles/front-1", headers={"host": host, **headers}).json()["text"]


def test_texts_can_be_shown_to_everybody(serve: Serve, fill_data: Fill, tmp_path: Path) -> None:
    client = serve(data=fill_data(tmp_path / "shown"), read_texts=True)
    assert client.get("/articles/front-1", headers={"x-forwarded-for": "203.0.113.9"}).json()["text"]


def test_every_error_has_a_status() -> None:
    kinds = [errors.OnusError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    without = [kind for kind in kinds[1:] if not set(kind.__mro__) & STATUS.keys()]
    assert without == []


def test_the_documentation_loads_nothing_from_elsewhere(client: httpx.Client) -> None:
    page = client.get("/docs").text
    loaded = re.findall(r'(?:src|href|action)="([^"]+)"', page)
    root = str(client.base_url)
    assert loaded
    assert all(address.startswith((root, "/", "?", "#")) for address in loaded)
    specification = client.get("/openapi.json").json()
    for path, methods in specification["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}" in page
            assert operation["summary"], path
            assert operation["description"], path
            for parameter in operation.get("parameters", []):
                assert parameter.get("description"), (path, parameter["name"])


def test_the_documentation_promises_what_is_answered(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert "304" not in paths["/articles"]["post"]["responses"]
    assert "422" not in paths["/ontology/{file}"]["get"]["responses"]
    assert "Location" in paths["/decisions"]["post"]["responses"]["201"]["headers"]
    assert "Link" in paths["/claims"]["get"]["responses"]["200"]["headers"]
    (example,) = (
        each["example"] for each in paths["/sparql"]["get"]["parameters"] if each["name"] == "query"
    )
    assert client.get("/sparql", params={"query": example}).json()["results"]["bindings"]
    for path, filled in (("/claims", ""), ("/", ""), ("/network", ""), ("/actors/{id}", "/actors/egypt")):
        told = [each for each in paths[path]["get"]["parameters"] if each["name"] == "format"]
        for form in told[0]["schema"]["enum"]:
            assert client.get(filled or path, params={"format": form}).status_code == 200, (path, form)


def test_links_keep_the_path_that_the_service_stands_under(
    serve: Serve, fill_data: Fill, tmp_path: Path
) -> None:
    client = serve(data=fill_data(tmp_path / "below"), public_address="https://onus.example/at/")
    page = client.get("/claims?limit=1").json()
    assert page["next"].startswith("/at/claims?limit=1&cursor=")
    assert page["items"][0]["href"].startswith("/at/claims/")
    assert 'href="https://onus.example/at/static/onus.css"' in client.get("/?format=html").text


def test_a_plain_service_has_no_nouns(serve: Serve) -> None:
    client = serve(plain=True)
    assert client.get("/actors").status_code == 404
    assert client.get("/health").json() == {"status": "ok", "plain": True}
    assert client.get("/docs").status_code == 200


def test_a_store_without_articles_answers_everything(serve: Serve) -> None:
    client = serve()
    specification = client.get("/openapi.json").json()
    for path, methods in specification["paths"].items():
        if "get" in methods and "{" not in path:
            status = client.get(path).status_code
            assert status in (200, 400, 422), path  # where a parameter is required


def test_figures_tell_what_the_store_holds(client: httpx.Client) -> None:
    figures = client.get("/metrics").text
    assert 'onus_things{kind="claims"} 13\n' in figures
    assert 'onus_things{kind="articles"} 3\n' in figures
    size = re.search(r"^onus_store_bytes (\d+)$", figures, re.MULTILINE)
    assert size
    assert int(size[1]) > 0
