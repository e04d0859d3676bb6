"""Makes the screenshots in docs/ from the sample articles.

    python docs/screenshots.py ADDRESS

ADDRESS is a running service over them (`onus demo`). It needs Debian's Chromium (`make system-deps`); text
is in the fonts of the machine.
"""

import sys
from pathlib import Path

import httpx
from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parent
PICTURES = {
    "dossier": ("Khalifa Haftar", "light", 1180, 1000),
    "article": ("/articles/libya-tripoli-backers", "light", 1180, 860),
    "claim": ("/claims?stance=denies&limit=1", "dark", 1180, 860),
}
"""Each picture: an actor, a path, or a list whose first item is meant; colours; width and height."""


def main(address: str) -> None:
    """Write every picture."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (what, scheme, width, height) in PICTURES.items():
            page = chromium.new_page(
                color_scheme="dark" if scheme == "dark" else "light",
                viewport={"width": width, "height": height},
            )
            page.goto(address.rstrip("/") + path_of(address, what))
            page.wait_for_load_state("networkidle")
            page.screenshot(path=DOCS / f"{name}.png")
        chromium.close()


def path_of(address: str, what: str) -> str:
    """The path that is meant."""
    with httpx.Client(base_url=address) as client:
        if not what.startswith("/"):
            return str(client.get("/search", params={"q": what, "kind": "actor"}).json()["items"][0]["href"])
        if "limit=1" in what:
            return str(client.get(what).json()["items"][0]["href"])
        return what


if __name__ == "__main__":
    main(sys.argv[1])
