"""The SPARQL editor: runs, shows, completes, draws; and the form that stands in for it."""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from api.pages.bundle import built

NewPage = Callable[..., Page]
QUERY = "PREFIX onus: <https://w3id.org/onus/> SELECT ?backer WHERE { ?backer onus:supports ?whom } LIMIT 5"
ONLY_BUILT = pytest.mark.skipif(
    not built("editor"), reason="the editor is not built: npm was not reached at set-up"
)

pytestmark = pytest.mark.system


def write(page: Page, query: str) -> None:
    page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", query)


def ask(page: Page, query: str) -> None:
    page.goto("/sparql")
    page.wait_for_selector("#editor[data-ready]")
    write(page, query)
    page.locator(".yasqe_queryButton").first.click()


def complete(page: Page, begun: str) -> list[str]:
    """What is offered for the last word of a query that has been begun."""
    write(page, begun)
    page.evaluate(
        "() => { const editor = document.querySelector('.CodeMirror').CodeMirror;"
        " editor.focus(); editor.setCursor(editor.lineCount(), 0); }"
    )
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hint").first).to_be_visible()
    return page.locator(".CodeMirror-hint").all_inner_texts()


@pytest.fixture
def drawn(drawing_browser: Browser, address: str) -> Iterator[Page]:
    """A page of a browser that can draw with WebGL."""
    context = drawing_browser.new_context(base_url=address)
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


@ONLY_BUILT
@pytest.mark.parametrize(
    ("begun", "types", "begins"),
    [
        ("SELECT * { ?one onus:s", r"(Property|Relation)$", "s"),
        ("SELECT * { ?one onus:accused", r"(Property|Relation)$", "accused"),
        ("SELECT * { ?one a onus:", r"Class$", ""),
    ],
)
def test_words_are_completed_from_the_ontology(
    page: Page, address: str, begun: str, types: str, begins: str
) -> None:
    page.goto("/sparql")
    page.wait_for_selector("#editor[data-ready]")
    offered = complete(page, f"PREFIX onus: <https://w3id.org/onus/>\n{begun}")
    terms = httpx.get(f"{address}/ontology?format=json", timeout=60).json()["terms"]
    known = {
        f"onus:{term['name']}"
        for term in terms
        if term["iri"].startswith(f"https://w3id.org/onus/{begins}")
        and any(re.search(types, each) for each in term["types"])
    }
    assert set(offered) == known != set()
    page.keyboard.press("Enter")
    text = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert text.endswith(offered[0])


@ONLY_BUILT
def test_triples_are_drawn_as_a_network(drawn: Page) -> None:
    ask(
        drawn,
        "PREFIX onus: <https://w3id.org/onus/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "CONSTRUCT { ?backer onus:supports ?who ; skos:prefLabel ?name } "
        "WHERE { ?backer onus:supports ?who ; skos:prefLabel ?name }",
    )
    stage = drawn.locator(".net-result .net-stage[data-ready]")
    expect(stage).to_be_visible()
    blank = drawn.evaluate(
        "() => { const names = document.querySelector('.net-result canvas.sigma-labels');"
        " const ink = names.getContext('2d').getImageData(0, 0, names.width, names.height).data;"
        " return ink.every((value) => value === 0); }"
    )
    assert not blank


@ONLY_BUILT
def test_answers_push_what_follows_down(page: Page) -> None:
    page.goto("/sparql")
    page.wait_for_selector("#editor[data-ready]")
    page.locator(".yasqe_queryButton").first.click()
    table = page.locator(".yasr_results table")
    expect(table).to_be_visible()
    box, footer = table.bounding_box(), page.locator("footer").bounding_box()
    assert box is not None
    assert footer is not None
    assert box["y"] + box["height"] <= footer["y"]


@ONLY_BUILT
def test_a_phone_scrolls_the_answer_not_the_page(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto("/sparql")
    page.wait_for_selector("#editor[data-ready]")
    tools, first = page.locator(".yasqe_buttons").bounding_box(), page.locator(".CodeMirror-line").first
    text = first.locator("span").first.bounding_box()
    assert tools is not None
    assert text is not None
    assert tools["y"] + tools["height"] <= text["y"]
    page.locator(".yasqe_queryButton").first.click()
    expect(page.locator(".yasr_results table")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@ONLY_BUILT
def test_no_view_is_marked_before_an_answer(drawn: Page) -> None:
    drawn.goto("/sparql")
    drawn.wait_for_selector("#editor[data-ready]")
    colour = "each => getComputedStyle(each).borderBottomColor"
    assert drawn.locator(".yasr_btn.select_network").evaluate(colour) == "rgba(0, 0, 0, 0)"


@ONLY_BUILT
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_has_the_paper_of_the_page(new_page: NewPage, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto("/sparql")
    page.wait_for_selector("#editor[data-ready]")
    colours = page.evaluate(
        "[document.body, document.querySelector('.CodeMirror')]"
        ".map((each) => getComputedStyle(each).backgroundColor)"
    )
    assert colours[0] == colours[1]


@ONLY_BUILT
def test_answers_link_to_pages(page: Page) -> None:
    ask(page, QUERY)
    link = page.locator(".yasr_results a.iri").first
    expect(link).to_have_attribute("href", re.compile(r"/actors/"))
    link.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/actors/" in page.url


@ONLY_BUILT
def test_question_of_the_gallery_becomes_a_tab(page: Page) -> None:
    page.goto("/sparql")
    page.wait_for_selector("#editor[data-ready]")
    page.get_by_text("Begin with a question").click()
    page.get_by_role("link", name="Most accused", exact=False).first.click()
    expect(page.locator(".tabsList .tab")).to_have_count(2)


def test_programs_still_get_the_description(address: str) -> None:
    plain = httpx.get(f"{address}/sparql")
    assert plain.headers["content-type"].startswith("text/turtle")
    page = httpx.get(f"{address}/sparql", headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "unsafe" not in page.headers["content-security-policy"]


def test_without_scripts_a_form_asks(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/sparql")
    page.get_by_label("Query").fill(QUERY)
    page.get_by_role("button", name="Ask, answer as JSON").click()
    expect(page.locator("body")).to_contain_text('"backer"')


@ONLY_BUILT
@pytest.mark.parametrize("answered", [False, True], ids=["at first", "with an answer"])
def test_axe_finds_no_serious_fault(page: Page, answered: bool) -> None:
    page.goto("/sparql")
    page.wait_for_selector("#editor[data-ready]")
    if answered:
        page.locator(".yasqe_queryButton").first.click()
        page.wait_for_selector(".yasr_results table")
    found = Axe().run(page).response["violations"]
    serious = [
        each
        for each in found
        if each["impact"] in ("serious", "critical") or each["id"] == "empty-table-header"
    ]
    assert not serious, [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in serious]
