"""What is read while an article is withdrawn: between whatever queries that falls, no answer is a fault."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from graph.writer import Writer

PATHS = (
    "/",
    "/actors",
    "{actor}",
    "{actor}/claims",
    "{actor}/network",
    "/articles",
    "/articles/front-1",
    "/claims",
    "/claims?sort=published&min_articles=1",
    "{claims[0]}",
    "{claims[1]}",
    "{claims[2]}",
    "/network",
    "/network?min_articles=2",
    "/paths?from=Egypt&to=Karsu+Liberation+Army",
    "/search?q=bolo",
    "/timeline",
    "/timeline?actor=Anton+Bolo",
    "/violations",
    "/violations/attackOnCivilians",
)


@pytest.mark.parametrize("form", ["json", "turtle"])
def test_an_article_may_go_while_it_is_read(
    fill_data: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    asyncio.run(read_all(create_app(Settings(data=fill_data(tmp_path / "own"))), monkeypatch, form))


async def read_all(app: Any, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """Each path again and again: the article goes before its first query, before its second, and so on."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://onus") as client,
    ):
        service = app.state.service
        writer = Writer(service.store)
        article = next(each for each in writer.articles() if each.value.endswith("front-1"))
        stored = writer.read(article)
        left = -1  # queries that are still let through

        def counted(query: Callable[[str], Any]) -> Callable[[str], Any]:
            def asked(text: str) -> Any:
                nonlocal left
                left -= 1
                if left == -1:
                    writer.remove(article)
                return query(text)

            return asked

        supports = (await client.get("/claims?relation=supports")).json()["items"]
        backed = next(each["object"]["href"] for each in supports if each["object"]["name"] == "Anton Bolo")
        claims = [each["href"] for each in supports]
        for name in ("select", "construct", "ask"):
            monkeypatch.setattr(service.store, name, counted(getattr(service.store, name)))
        faults = []
        for path in (each.format(actor=backed, claims=claims) for each in PATHS):
            path += f"{'&' if '?' in path else '?'}format={form}"
            number, is_gone = 0, True
            while is_gone:
                left = number
                answer = await client.get(path)
                is_gone, left = left < 0, -1
                if is_gone:
                    writer.put(*stored)
                service.writes += 1  # so that nothing that is kept is answered with
                number += 1
                if answer.status_code not in (200, 400, 404):
                    faults.append(f"{path}: {answer.status_code} where it goes before query {number}")
            assert number > 1 or answer.status_code == 400, path
        assert faults == []
