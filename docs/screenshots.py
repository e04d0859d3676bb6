"""Makes the pictures in docs/ from the sample articles.

    python docs/screenshots.py ADDRESS [NAME …]

ADDRESS is a running service over them (`onus demo --serve`), NAME one of the pictures; without, all are made.
It needs Debian's Chromium and fonts (`make system-deps`) and the bundle of `web/` (`make install`); WebGL is
drawn in software, so that pictures do not depend on the machine.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import httpx
from playwright.sync_api import Page, sync_playwright

DOCS = Path(__file__).parent
SOFTWARE = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
)


@dataclass(frozen=True)
class Picture:
    """What is shown: a path, found by asking the service; its colours and size; what is done before."""

    path: Callable[[httpx.Client], str]
    height: int
    scheme: Literal["light", "dark"] = "light"
    prepare: Callable[[Page], None] = lambda _: None


def actor(client: httpx.Client, name: str, below: str = "") -> str:
    """The path of the actor of that name, or of something below it."""
    (found, *_) = client.get("/search", params={"q": name, "kind": "actor"}).json()["items"]
    return f"{found['href']}{below}"


def disputed_edge(client: httpx.Client) -> str:
    """The network around an actor, with a line of it chosen that some assert and some deny."""
    path = actor(client, "Khalifa Haftar", "/network")
    edges = client.get(path).json()["edges"]
    chosen = next(edge for edge in edges if edge["denials"])
    return f"{path}#edge={quote(chosen['edge'])}"


def drawn(page: Page) -> None:
    """Wait until the network stands, then show it from the top of its tools."""
    page.wait_for_selector(".net-stage[data-ready]")
    page.wait_for_selector(".net-panel .claim")
    page.locator(".net-tools").evaluate("each => scrollTo(0, each.getBoundingClientRect().top - 24)")


def answered(page: Page) -> None:
    """Ask the editor's first question, and wait for its answer."""
    page.wait_for_selector("#editor[data-ready]")
    page.locator(".yasqe_queryButton").first.click()
    page.wait_for_selector(".yasr_results table")


PICTURES = {
    "dossier": Picture(lambda client: actor(client, "Khalifa Haftar"), 1000),
    "article": Picture(lambda _: "/articles/libya-tripoli-backers", 860),
    "network": Picture(disputed_edge, 860, prepare=drawn),
    "editor": Picture(lambda _: "/sparql", 1080, "dark", answered),
}
WIDTH = 1180


def main(address: str, *names: str) -> None:
    """Write the pictures."""
    with sync_playwright() as playwright, httpx.Client(base_url=address, timeout=120) as client:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(SOFTWARE))
        for name in names or PICTURES:
            picture = PICTURES[name]
            page = chromium.new_page(
                base_url=address,
                color_scheme=picture.scheme,
                viewport={"width": WIDTH, "height": picture.height},
                reduced_motion="reduce",
            )
            page.set_default_timeout(120_000)
            page.goto(picture.path(client))
            page.wait_for_load_state("networkidle")
            picture.prepare(page)
            page.wait_for_timeout(1000)  # what fades in has done so
            page.screenshot(path=DOCS / f"{name}.png")
        chromium.close()
        if not names:
            backers = actor(client, "Khalifa Haftar", "/network")
            asked: dict[str, str | int] = {"relation": "supports", "depth": 2, "format": "svg"}
            (DOCS / "haftar.svg").write_text(client.get(backers, params=asked).text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
