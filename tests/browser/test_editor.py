"""The SPARQL editor: runs, shows, completes, draws; and the form that stands in for it."""

import re
from collections.abc import Callable

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

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
def test_axe_finds_no_serious_fault_of_ours(page: Page) -> None:
    page.goto("/sparql")
    page.wait_for_selector("#editor[data-ready]")
    found = Axe().run(page, context={"exclude": [["#editor"]]}).response["violations"]
    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    assert not serious, [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in serious]
