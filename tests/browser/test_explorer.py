"""The main questions, walked in a browser, with and without scripts; and what every page has to keep."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

NewPage = Callable[..., Page]

pytestmark = pytest.mark.system

PAGES = (
    "/",
    "/actors",
    "/actors?violation=warCrimes",
    "/actors/russia",
    "/actors/egypt/claims",
    "/claims?stance=denies",
    "/claims?place=nowhere-at-all",
    "/claims?from=March+2019",
    "/claims?actor=Haftr",
    "/network?from=March+2019",
    "/network?min_articles=50",
    "/queries/supporters-of?actor=Haftr",
    "/timeline",
    "/articles",
    "/articles/libya-tripoli-backers",
    "/articles/hostile",
    "/violations",
    "/violations/warCrimes",
    "/search?q=Hifter",
    "/search",
    "/network",
    "/actors/russia/network",
    "/paths?from=Egypt&to=France",
    "/queries",
    "/queries/supporters-of?actor=Khalifa+Haftar",
    "/queries/most-accused?view=chart",
    "/queries/corroboration?view=network",
    "/decisions",
    "/ontology",
    "/supports",
    "/docs",
    "/actors/nobody",
)


def walk(page: Page) -> None:
    """From the search to the words in the article."""
    page.goto("/")
    page.get_by_role("main").get_by_role("searchbox").fill("Hifter")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Khalifa Haftar", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Khalifa Haftar")
    expect(page.get_by_role("heading", name="Accused of")).to_be_visible()
    backers = page.get_by_role("region", name="Said to be supported by")
    expect(backers.get_by_role("heading", name="Egypt")).to_be_visible()
    denied = (
        backers.get_by_role("listitem")
        .filter(has=page.get_by_role("heading", name="France", exact=True))
        .first
    )
    expect(denied).to_contain_text("denied in 1 claim")
    backers.get_by_role("link", name="Claim in context").first.click()
    quote = page.locator("blockquote mark").inner_text()
    expect(page.get_by_text("SHA-256")).to_be_visible()
    page.get_by_role("link", name="Read it in the article").click()
    claim = page.url.rpartition("#quote-")[2]
    marked = page.locator(f"mark[data-claims~='{claim}']")
    assert "".join(marked.all_inner_texts()) == quote
    page.locator(f"sup a[href='#claim-{claim}']").first.click()
    expect(page.locator(f"#claim-{claim}")).to_be_in_viewport()


def test_from_a_search_to_the_words_in_the_article(page: Page) -> None:
    walk(page)


def test_the_same_without_scripts(new_page: NewPage) -> None:
    walk(new_page(java_script_enabled=False))


def test_pointing_at_a_claim_lights_its_quote(page: Page) -> None:
    page.goto("/articles/libya-tripoli-backers")
    claim = page.locator(".said > li").first
    name = claim.get_attribute("data-claims")
    claim.hover()
    expect(page.locator(f"mark[data-claims~='{name}']").first).to_have_class(re.compile(r"\blit\b"))
    page.locator("h1").hover()
    expect(page.locator("mark.lit")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_is_a_form_whose_answer_has_an_address(new_page: NewPage, scripts: bool) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto("/queries")
    page.get_by_role("link", name="Supporters of an actor", exact=True).click()
    page.get_by_label("Actor:").fill("Khalifa Haftar")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("cell", name="Egypt").first).to_be_visible()
    assert page.url.endswith("/queries/supporters-of?actor=Khalifa+Haftar&view=table")
    page.get_by_role("link", name="Egypt", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Egypt")


@pytest.mark.parametrize("scripts", [True, False])
def test_filters_are_a_form_whose_answer_has_an_address(new_page: NewPage, scripts: bool) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto("/claims")
    page.get_by_text("Filters").click()
    page.get_by_label("Relation").select_option("supports")
    page.get_by_label("Stance").select_option("denies")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Rwanda denies").first).to_be_visible()
    assert page.url.rpartition("/")[2] == "claims?relation=supports&stance=denies&sort=-published"


def test_the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/actors")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize(
    "path",
    ["/articles/hostile", "/articles", "/", "/search?q=<script>document.title='taken'</script>", "/claims"],
)
def test_hostile_content_is_only_text(page: Page, path: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(path)
    assert "taken" not in page.title() or "document.title" in page.title()
    assert page.evaluate("document.querySelectorAll('main script, main img[onerror], main b').length") == 0
    assert not refused
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_hostile_text_stays_as_it_is(page: Page) -> None:
    page.goto("/articles/hostile")
    assert '<script>document.title = "taken"</script>' in page.locator(".text").inner_text()
    assert "\u202e" in page.locator("h1").inner_text()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_accessibility(new_page: NewPage, path: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(path)
    found = Axe().run(page).response["violations"]
    grave = {
        fault["id"]: [node["target"] for node in fault["nodes"][:3]]
        for fault in found
        if fault["impact"] in ("serious", "critical")
    }
    assert not grave


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_every_page_without_scrolling_sideways(new_page: NewPage, path: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
