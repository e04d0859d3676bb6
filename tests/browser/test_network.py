"""The drawing of the network: filtered, followed to its evidence, expanded, saved and shared."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from api.pages.bundle import USUAL_RELATIONS, built
from api.resources.network import NetworkParameters

NewPage = Callable[..., Page]

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(
        not built("network"), reason="the drawing is not built: npm was not reached at set-up"
    ),
]


@pytest.fixture
def drawn(drawing_browser: Browser, address: str) -> Iterator[Callable[[str], Page]]:
    """Opens a page and waits until its network is drawn. No request may leave, no script may fail."""
    context = drawing_browser.new_context(base_url=address, viewport={"width": 1400, "height": 1000})
    strays: list[str] = []

    def is_stray(url: str) -> bool:
        return not url.startswith((address, "data:", "blob:", "about:"))

    def open_page(path: str) -> Page:
        page.goto("about:blank")  # so that an address that differs after its # only is opened anew
        page.goto(path, wait_until="commit")  # drawn below, however long the processor takes
        page.wait_for_selector(".net-stage[data-ready]")
        return page

    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("request", lambda request: strays.append(request.url) if is_stray(request.url) else None)
    page.on("pageerror", lambda error: strays.append(str(error)))
    yield open_page
    context.close()
    assert not strays


def counts(page: Page) -> tuple[int, int]:
    """How many actors and relations the drawing tells of."""
    told = page.locator(".net-status")
    expect(told).to_contain_text("alleged relation")
    found = re.search(r"([\d,]+) actors? · ([\d,]+) alleged", told.inner_text())
    assert found
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def choose(page: Page, name: str) -> None:
    page.get_by_label("Find an actor").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary").get_by_role("heading", name=name)).to_be_visible()


def test_usual_relations_are_those_of_rest() -> None:
    assert tuple(NetworkParameters().relation) == USUAL_RELATIONS


def test_drawing_shows_what_rest_says(drawn: Callable[[str], Page], address: str) -> None:
    view = httpx.get(f"{address}/network?format=json", timeout=60).json()
    assert counts(drawn("/network")) == (len(view["nodes"]), len(view["edges"]))


def test_filter_narrows_drawing_address_and_table(drawn: Callable[[str], Page], address: str) -> None:
    page = drawn("/network")
    before = counts(page)
    page.get_by_role("checkbox", name="leads", exact=True).uncheck()
    page.wait_for_url(re.compile(r"relation=supports"))
    view = httpx.get(page.url.partition("#")[0] + "&format=json", timeout=60).json()
    expect(page.locator("#facts tbody tr")).to_have_count(len(view["edges"]))
    after = counts(page)
    assert after == (len(view["nodes"]), len(view["edges"])) != before
    page.get_by_role("slider", name="Published from").fill(str(2022 * 12))
    page.wait_for_url(re.compile(r"from=2022-01"))
    expect(page.locator("#facts tbody tr")).not_to_have_count(len(view["edges"]))
    assert counts(page)[1] < after[1]


def test_edge_shows_its_claims_with_denials(drawn: Callable[[str], Page], address: str) -> None:
    view = httpx.get(f"{address}/network?format=json", timeout=60).json()
    disputed = next(edge for edge in view["edges"] if edge["denials"] and not edge["symmetric"])
    page = drawn(f"/network#edge={disputed['edge']}")
    panel = page.get_by_role("complementary")
    expect(panel.get_by_role("heading", name="Who denies it")).to_be_visible()
    claims = httpx.get(f"{address}{disputed['href']}&format=json").json()["items"]
    expect(panel.locator(".claim")).to_have_count(len(claims))
    for claim in claims:
        expect(panel).to_contain_text(claim["quote"]["exact"])
        expect(panel).to_contain_text(claim["speaker"]["name"])
        expect(panel.locator(f'a[href="{claim["href"]}"]')).to_have_count(1)


def test_expanding_adds_neighbours_and_the_address_restores_them(drawn: Callable[[str], Page]) -> None:
    page = drawn("/network?limit=5")
    before = counts(page)
    choose(page, "Khalifa Haftar")
    page.get_by_role("button", name="Add neighbours").click()
    expect(page.locator(".net-status")).to_contain_text("added")
    after = counts(page)
    assert after[0] > before[0]
    page.get_by_role("button", name="Hold in place").click()
    assert "expand=khalifa-haftar" in page.url
    assert "pin=" in page.url
    again = drawn(page.url)
    assert counts(again) == after
    expect(again.get_by_role("button", name="Let go")).to_be_visible()


def test_going_back_undoes_a_choice_and_a_filter(drawn: Callable[[str], Page]) -> None:
    page = drawn("/network")
    before = counts(page)
    choose(page, "Khalifa Haftar")
    page.get_by_role("checkbox", name="leads", exact=True).uncheck()
    page.wait_for_url(re.compile(r"relation=supports"))
    page.go_back()
    expect(page.get_by_role("checkbox", name="leads", exact=True)).to_be_checked()
    expect(page.locator(".net-status")).to_contain_text(f"{before[1]} alleged")
    panel = page.get_by_role("complementary")
    expect(panel.get_by_role("heading", name="Khalifa Haftar")).to_be_visible()
    page.go_back()
    expect(panel.get_by_role("heading", name="Evidence")).to_be_visible()
    assert page.url.endswith("/network")


def test_filters_that_nothing_meets_can_be_cleared(drawn: Callable[[str], Page]) -> None:
    page = drawn("/network")
    page.get_by_label("Articles that say so").fill("50")
    page.keyboard.press("Tab")
    page.wait_for_url(re.compile("min_articles=50"))
    expect(page.get_by_text("Nothing here meets the filters.")).to_be_visible()
    page.get_by_role("button", name="Clear the filters").click()
    assert counts(page)[1] > 0
    assert page.url.endswith("/network")


def test_a_phone_brings_the_evidence_up(drawn: Callable[[str], Page], address: str) -> None:
    edge = httpx.get(f"{address}/network?format=json", timeout=60).json()["edges"][0]
    page = drawn("/network")
    page.set_viewport_size({"width": 390, "height": 844})
    page = drawn(f"/network#edge={edge['edge']}")
    expect(page.locator(".net-panel .claim .quote").first).to_be_in_viewport()


def test_chain_between_two_with_evidence(drawn: Callable[[str], Page]) -> None:
    page = drawn("/network")
    page.get_by_text("Chain between two").click()
    page.get_by_label("From actor").fill("Egypt")
    page.get_by_label("To actor").fill("France")
    page.get_by_role("button", name="Find chain").click()
    panel = page.get_by_role("complementary")
    expect(panel.get_by_role("heading", level=2)).to_have_text("From Egypt to France")
    expect(panel.locator(".net-path[open] li .quote").first).to_be_visible()
    expect(panel.locator(".net-path[open] > ol > li")).to_have_count(2)
    assert "from=egypt" in page.url


def test_saves_svg_and_png(drawn: Callable[[str], Page], tmp_path: Path) -> None:
    page = drawn("/network")
    for name, begin in (("SVG", b"<svg "), ("PNG", b"\x89PNG")):
        page.get_by_text("Save picture").click()
        with page.expect_download() as saved:
            page.get_by_role("button", name=name, exact=True).click()
        saved.value.save_as(tmp_path / name)
        data = (tmp_path / name).read_bytes()
        assert data.startswith(begin)
        assert len(data) > 10_000
    assert "Not findings" in (tmp_path / "SVG").read_text(encoding="utf-8")


def test_groups_are_named_and_kept_in_the_address(drawn: Callable[[str], Page]) -> None:
    page = drawn("/network")
    page.get_by_role("button", name="Groups").click()
    expect(page.locator(".net-groups li").first).to_be_visible()
    expect(drawn(page.url).locator(".net-groups li").first).to_be_visible()


def test_keys_move_the_drawing(drawn: Callable[[str], Page]) -> None:
    page = drawn("/network")
    stage = page.get_by_role("group", name=re.compile("Drawing of the network"))
    before = stage.screenshot()
    stage.focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(500)
    assert stage.screenshot() != before


@pytest.mark.parametrize(
    "path", ["/network", "/actors/russia/network?depth=2", f"/network#{quote('edge=<b>')}"]
)
def test_axe_finds_no_serious_fault(drawn: Callable[[str], Page], path: str) -> None:
    found = Axe().run(drawn(path)).response["violations"]
    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    assert not serious, [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in serious]


def test_without_scripts_a_picture_and_a_table(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/network?relation=supports")
    expect(page.get_by_role("img", name=re.compile("as a picture"))).to_be_visible()
    expect(page.locator("#facts tbody tr").first).to_be_visible()
    page.get_by_role("checkbox", name="opposes").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("checkbox", name="opposes")).to_be_checked()


def test_hostile_publisher_is_text(drawn: Callable[[str], Page]) -> None:
    page = drawn("/network")
    assert page.locator(".net-publishers").get_by_text("onerror=").count() >= 1
    choose(page, "Libyan National Army")
    assert page.title() != "taken"
    assert page.locator("img[src=x], #network script, #facts script").count() == 0


def test_page_read_again_keeps_its_policy(address: str) -> None:
    page = httpx.get(f"{address}/network", headers={"Accept": "text/html"})
    again = httpx.get(
        f"{address}/network", headers={"Accept": "text/html", "If-None-Match": page.headers["etag"]}
    )
    assert again.status_code == 304
    assert "content-security-policy" not in again.headers  # else it takes the place of the page's own


def test_a_large_network_moves_as_drawn_and_is_drawn_anew_at_rest(
    drawn: Callable[[str], Page], address: str
) -> None:
    page = drawn("/network")
    page.route("**/network?**format=json**", lambda route: route.fulfill(json=_crowd(address)))
    page.reload()
    page.wait_for_selector(".net-stage[data-ready]")
    assert counts(page) == (600, 3000)
    page.wait_for_timeout(1000)
    stage, picture = page.locator(".net-stage"), page.locator(".net-picture")
    expect(picture).to_have_class(re.compile("copied"))
    box = stage.bounding_box()
    assert box is not None
    before = stage.screenshot()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 95, box["y"] + 65)
    expect(picture).to_have_attribute("style", re.compile(r"matrix\(1, 0, 0, 1, 90, 60\)"))
    assert stage.screenshot() != before
    page.mouse.up()
    expect(picture).not_to_have_attribute("style", re.compile("matrix"))


def _crowd(address: str) -> dict[str, object]:
    """The network that REST tells of, with invented actors and alleged relations until it is large."""
    view = httpx.get(f"{address}/network?format=json", timeout=60).json()
    node, edge = view["nodes"][0], view["edges"][0]
    names = [f"Invented Actor {number}" for number in range(600)]
    nodes = [node | {"name": name, "iri": f"{node['iri']}-{at}"} for at, name in enumerate(names)]
    edges = []
    for at in range(3000):
        one, other = nodes[at % 600], nodes[(at % 600 + 1 + at // 600) % 600]
        ends = {"subject": one["iri"], "subject_name": one["name"]}
        ends |= {"object": other["iri"], "object_name": other["name"]}
        edges.append(edge | ends | {"edge": f"{at:024x}"})
    return view | {"nodes": nodes, "edges": edges}
