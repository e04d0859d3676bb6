"""Names, quotes, titles, publishers, reviews and questions that hold markup: only text, on every page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, Page
from pyoxigraph import NamedNode

from api.pages.bundle import built
from graph.deciding import review_claim
from graph.ingest import initialise
from graph.model import ArticleRecord, Claim, Party, Quote
from graph.store import open_store
from graph.texts import TextFolder
from graph.writer import Writer

pytestmark = pytest.mark.system

SCRIPT = "<script>document.title='taken'</script>"
IMAGE = '"><img src=x onerror="document.title=\'taken\'">'
LONG = "Donaudampfschifffahrtsgesellschaft" * 8
BACKWARDS = "\u202egnp.exe \u2066"
TEMPLATE = "{{ 7 * 7 }} ${7 * 7} </title></textarea>"

GENERAL = Party(name=f"General {SCRIPT} {BACKWARDS}", kind="Person", aliases=(f"{IMAGE} alias",))
BRIGADE = Party(name=f"{IMAGE} Brigade", kind="ArmedGroup")
LEAGUE = Party(name=f"League {LONG}", kind="Organization")
STATE = Party(name=f"State of {TEMPLATE}", kind="State")
WITNESS = Party(name=f"a witness {SCRIPT}", kind="Source")
TEXT = f"{SCRIPT} said {IMAGE} of {BACKWARDS} and {LONG}. A caveat {SCRIPT}. {TEMPLATE}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, serve_data: Callable[[Path], str]) -> str:
    """The address of a service whose every text is hostile."""
    data = tmp_path_factory.mktemp("hostile") / "data"
    with open_store(data) as store:
        initialise(store)
        digest = TextFolder(data / "texts").write(TEXT)
        record = ArticleRecord(
            id="hostile",
            text_sha256=digest,
            original_sha256=digest,
            media_type="text/plain",
            extractor="invented/1",
            title=f"Title {SCRIPT} {IMAGE}",
            publisher=f"Paper {IMAGE}",
            authors=(f"Author {SCRIPT}",),
            published="2020-02-02",
            address="https://example.org/?q=%22%3E%3Cscript%3E",
        )
        Writer(store).put(record, list(claims()))
        found = store.select("SELECT ?claim { ?claim a <https://w3id.org/onus/Claim> } ORDER BY ?claim")
        (first, *_) = [solution["claim"] for solution in found]
        assert isinstance(first, NamedNode)
        review_claim(store, first, "accepted", author=f"A. {SCRIPT}", reason=f"{IMAGE} {TEMPLATE}")
    return serve_data(data)


def claims() -> Iterator[Claim]:
    """Every relation between them, said and denied."""

    def passage(exact: str) -> Quote:
        start = TEXT.index(exact)
        return Quote(exact=exact, start=start, end=start + len(exact))

    for subject, relation, target, stance in (
        (STATE, "supports", GENERAL, "asserts"),
        (STATE, "supports", GENERAL, "denies"),
        (LEAGUE, "supports", GENERAL, "asserts"),
        (GENERAL, "leads", BRIGADE, "asserts"),
        (GENERAL, "accusedOf", "warCrimes", "asserts"),
        (GENERAL, "accusedOf", "warCrimes", "denies"),
        (BRIGADE, "opposes", LEAGUE, "asserts"),
        (GENERAL, "wantedBy", LEAGUE, "asserts"),
    ):
        yield Claim(
            article="hostile",
            subject=subject,
            relation=relation,
            object=target,
            stance=stance,  # type: ignore[arg-type]
            status="alleged" if relation == "accusedOf" else "reported",
            quote=passage(TEXT[:-1] if relation == "leads" else f"{SCRIPT} said {IMAGE} of {BACKWARDS}"),
            caveat=passage(f"A caveat {SCRIPT}"),
            asserter=BRIGADE if stance == "denies" else WITNESS,
            extractor="invented/1",
            victims=f"{IMAGE} villagers" if relation == "accusedOf" else None,
            place=f"{SCRIPT}ville" if relation == "accusedOf" else None,
            date="2020-01-01",
        )


@pytest.fixture(scope="module")
def pages(hostile: str) -> list[str]:
    """Every page that shows what others wrote."""
    with httpx.Client(base_url=hostile, timeout=60) as client:
        actors = client.get("/actors").json()["items"]
        general = next(each for each in actors if each["name"].startswith("General"))
        said = client.get("/claims").json()["items"]
        speakers = [claim["speaker"]["actor"] for claim in said]
        witness = next(speaker for speaker in speakers if "Source" in speaker["kinds"])
    evil = quote(f"{SCRIPT}{IMAGE}{BACKWARDS}{LONG}")
    name = quote(general["name"])
    return [
        "/",
        *(actor["href"] for actor in actors),
        *(claim["href"] for claim in said[:3]),
        "/actors",
        f"{general['href']}/claims",
        f"{general['href']}/network",
        "/network",
        f"/network?exclude_speaker={name}",
        witness["href"],
        "/articles",
        "/articles/hostile",
        "/claims",
        f"/claims?actor={name}&publisher={evil}",
        "/timeline",
        "/violations/warCrimes",
        f"/paths?from={quote(STATE.name)}&to={quote(BRIGADE.name)}",
        f"/paths?exclude_publisher={evil}&exclude_publisher=b&exclude_speaker={name}",
        f"/search?q={evil}",
        "/search?q=General",
        f"/queries/supporters-of?actor={name}",
        f"/queries/supporters-of?actor={evil}",
        "/queries/most-accused?view=chart",
        "/queries/corroboration?view=network",
        "/decisions",
        f"/actors/{evil}",
        f"/claims?{evil}={evil}",
        f"/{evil}",
    ]


@pytest.fixture
def watched(drawing_browser: Browser, hostile: str) -> Iterator[tuple[Page, list[str]]]:
    """A page on a phone, and what went wrong on it: scripts run or refused, strays, dialogs."""
    context = drawing_browser.new_context(base_url=hostile, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    ours = (hostile, "data:", "blob:")

    def refused(text: str) -> None:
        if "Failed to load resource" not in text:  # a page that tells of a fault has its status
            wrong.append(text)

    page.on("console", lambda message: refused(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("request", lambda asked: wrong.extend([] if asked.url.startswith(ours) else [asked.url]))
    yield page, wrong
    context.close()


def test_what_others_wrote_is_text_on_every_page(
    watched: tuple[Page, list[str]], pages: list[str], hostile: str
) -> None:
    page, wrong = watched
    shown = 0
    for path in pages:
        page.goto(path)
        if "network" in path.partition("?")[0] and built("network"):
            page.wait_for_selector(".net-stage[data-ready]")
        assert page.title() != "taken", path
        assert page.locator("script:not([src]), [onerror], img[src=x]").count() == 0, path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert not wrong, (path, wrong)
        shown += "<script>" in page.locator("body").inner_text()
    assert shown > len(pages) / 2  # else they show nothing of it


def test_forms_keep_what_was_filled_in(watched: tuple[Page, list[str]]) -> None:
    page, wrong = watched
    page.goto(f"/search?q={quote(IMAGE + TEMPLATE)}")
    assert page.get_by_role("main").get_by_role("searchbox").input_value() == IMAGE + TEMPLATE
    page.goto(f"/claims?publisher={quote(IMAGE)}")
    assert page.get_by_label("Publisher").input_value() == IMAGE
    assert not wrong


@pytest.mark.parametrize("what", ["?name", "(STR(?name) AS ?text)"])
def test_answers_in_the_editor_are_text(watched: tuple[Page, list[str]], what: str) -> None:
    if not built("editor"):
        pytest.skip("the editor is not built: npm was not reached at set-up")
    page, wrong = watched
    page.goto("/sparql")
    page.wait_for_selector("#editor[data-ready]")
    query = f"SELECT ?actor {what} {{ ?actor <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"
    page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", query)
    page.locator(".yasqe_queryButton").first.click()
    page.wait_for_selector(".yasr_results table")
    assert page.title() != "taken"
    assert page.locator(".yasr_results img, .yasr_results script").count() == 0
    assert "<script>" in page.locator(".yasr_results").inner_text()
    # The editor's sanitiser parses texts apart from the page, where the policy refuses what is in them.
    assert not [each for each in wrong if "Content Security Policy" not in each]
