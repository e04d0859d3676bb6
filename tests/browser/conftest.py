"""A real `onus serve` over the sample articles and one hostile article, and Debian's Chromium."""

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graph.samples import ARTICLES

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOSTILE = {
    "id": "hostile",
    "title": "</title><script>document.title = 'taken'</script><b>Bold</b> \u202egnp.exe",
    "publisher": '"><img src=x onerror="document.title=1">',
    "published": "2024-01-02",
    "text": f"""\
Russia supports Khalifa Haftar. <script>document.title = "taken"</script> \u202eThis runs backwards.

{"verylongword" * 60}

Egypt arms the Libyan National Army <img src=x onerror="document.title='taken'">, officials said.
""",
}

SOFTWARE = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
)

ONUS = (sys.executable, "-m", "graph")

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service, as it tells it."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "hostile.json").write_text(json.dumps(HOSTILE), encoding="utf-8")
    subprocess.run(
        [*ONUS, "ingest", str(ARTICLES), str(folder / "hostile.json")],
        env=os.environ | {"ONUS_DATA": str(folder / "data")},
        check=True,
        timeout=280,
    )
    with serving(folder / "data") as served:
        yield served


@pytest.fixture(scope="session")
def serve_data() -> Iterator[Callable[[Path], str]]:
    """A function that serves a data directory and gives the service's address."""
    with contextlib.ExitStack() as stack:
        yield lambda data: stack.enter_context(serving(data))


@contextlib.contextmanager
def serving(data: Path) -> Iterator[str]:
    """The address of a service over this data directory."""
    service = subprocess.Popen(
        [*ONUS, "serve", "--port", "0"],
        env=os.environ | {"ONUS_DATA": str(data)},
        stdout=subprocess.DEVNULL,  # a line for each request, which a pipe that nobody reads would stop at
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert service.stderr is not None
        told = ""
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", told)):
            line = service.stderr.readline()
            assert line, f"the service ended: {told}"
            told += line
        yield found[0]
    finally:
        service.terminate()
        service.communicate(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if not CHROMIUM.exists():
        pytest.fail("Chromium is not installed: make system-deps")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def drawing_browser(browser: Browser) -> Iterator[Browser]:
    """Chromium that draws WebGL in software."""
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=list(SOFTWARE))
    yield chromium
    chromium.close()


@pytest.fixture
def new_page(browser: Browser, address: str) -> Iterator[NewPage]:
    """Opens pages: `new_page(java_script_enabled=False)`. No request may leave, no script fail."""
    contexts = []
    strays: list[str] = []

    def open_page(**settings: object) -> Page:
        context = browser.new_context(base_url=address, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("request", lambda request: strays.append(request.url) if _is_stray(request.url) else None)
        page.on("pageerror", lambda error: strays.append(str(error)))
        return page

    def _is_stray(url: str) -> bool:
        return not url.startswith((address, "data:", "blob:"))

    yield open_page
    for context in contexts:
        context.close()
    assert not strays


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One page."""
    return new_page()
