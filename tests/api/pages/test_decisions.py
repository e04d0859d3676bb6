"""Decisions can be read without opening each: whom and what they are about by name, and what was changed."""

from typing import Any

import httpx
import lxml.html
import pytest

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def page_of(client: httpx.Client, path: str) -> lxml.html.HtmlElement:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return lxml.html.fromstring(answer.text)


def told(page: lxml.html.HtmlElement) -> str:
    return " ".join(page.xpath("//main")[0].text_content().split())


def decide(client: httpx.Client, key: dict[str, str], **matter: object) -> str:
    answer = client.post("/decisions", json={"author": "Ann", "reason": "read", **matter}, headers=key)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["href"])


def find(client: httpx.Client, **filters: object) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/claims", params={"limit": 1, **filters}).json()["items"][0]
    return found


def test_a_corrected_claim_leads_to_what_stands_in_its_place(
    own_client: httpx.Client, key: dict[str, str]
) -> None:
    old = find(own_client, support_kind="weapons")
    changes = {"support_kind": "funding", "place": "Tarin"}
    decision = decide(own_client, key, kind="review", claim=old["id"], state="corrected", changes=changes)
    new = find(own_client, support_kind="funding")
    changed = [
        {"field": "support_kind", "was": "weapons", "now": "funding"},
        {"field": "place", "was": None, "now": "Tarin"},
    ]
    for path, leads_to in ((old["href"], new), (new["href"], old), (decision, old), (decision, new)):
        assert own_client.get(path).json()["changes"] == changed
        page = page_of(own_client, path)
        assert leads_to["href"] in page.xpath("//main//a/@href")
        assert "Kind of support: weapons, funding Where: now Tarin" in told(page)
    (heading,) = page_of(own_client, old["href"]).xpath("//h1")
    assert heading.text_content().startswith("As it was read: ")


@pytest.mark.parametrize("local", [True, False])
def test_a_rejected_claim_leads_to_its_words_in_the_article(
    own_client: httpx.Client, key: dict[str, str], local: bool
) -> None:
    claim = find(own_client, relation="wantedBy")
    decide(own_client, key, kind="review", claim=claim["id"], state="rejected")
    page = page_of(own_client, claim["href"])
    (link,) = page.xpath("//a[.='Read it in the article']/@href")
    path, _, anchor = link.partition("#")
    proxied = {} if local else {"x-forwarded-for": "192.0.2.1"}
    article = lxml.html.fromstring(own_client.get(path, headers=BROWSER | proxied).text)
    (place,) = article.xpath(f"//span[@id='{anchor}']")
    marked = article.xpath(f"//mark[contains(@data-claims, '{claim['id']}')]")
    assert place.getnext() is marked[0]
    assert "".join(each.text_content() for each in marked) == claim["quote"]["exact"]
    assert not article.xpath(f"//*[@id='claim-{claim['id']}']")


def test_the_list_says_in_words_what_was_decided_about_whom(
    own_client: httpx.Client, key: dict[str, str]
) -> None:
    claim = find(own_client, relation="wantedBy")
    front, guard = "Karsu Liberation Army", "River Guard"
    decide(own_client, key, kind="review", claim=claim["id"], state="rejected")
    decide(own_client, key, kind="keep-apart", actor="Egypt", other="France")
    decide(own_client, key, kind="merge", actor=guard, into=front)
    decide(own_client, key, kind="undo", decision=1)
    page = page_of(own_client, "/decisions")
    rows = [" ".join(row.xpath(".//text()")) for row in page.xpath("//tbody/tr")]
    for row, words in zip(
        rows,
        (
            "4. Decision taken back decision 1",
            f"3. Two actors are one {guard} is {front}",
            "2. Two actors are not one Egypt is not France",
            f"1. Claim rejected (taken back) {claim['summary']}",
        ),
        strict=True,
    ):
        assert words in " ".join(row.split())
    assert page.xpath("//table[contains(@class, 'stack')]//td[@data-label='Why']")
    for item in own_client.get("/decisions").json()["items"]:
        shown = told(page_of(own_client, item["href"]))
        assert item["about"]["name"] in shown
        assert item["about"]["iri"] not in shown
        assert item["time"] not in shown


def test_a_withheld_claim_is_not_named(own_client: httpx.Client, key: dict[str, str]) -> None:
    claim = find(own_client, relation="wantedBy")
    decide(own_client, key, kind="review", claim=claim["id"], state="accepted")
    decide(own_client, key, kind="review", claim=claim["id"], state="withheld")
    for path in ("/decisions", "/decisions/1", "/decisions/2"):
        assert claim["summary"] not in own_client.get(path).text
        assert "a withheld claim" in told(page_of(own_client, path))
        assert claim["summary"] in own_client.get(path, headers=BROWSER | key).text


def test_what_a_withheld_correction_changed_is_for_holders_of_a_key(
    own_client: httpx.Client, key: dict[str, str]
) -> None:
    old = find(own_client, support_kind="weapons")
    changes = {"support_kind": "funding"}
    decision = decide(own_client, key, kind="review", claim=old["id"], state="corrected", changes=changes)
    new = find(own_client, support_kind="funding")
    withholding = decide(own_client, key, kind="review", claim=new["id"], state="withheld")
    for path in (decision, withholding, "/decisions"):
        for headers in (BROWSER, {}):
            shown = own_client.get(path, headers=headers).text
            assert "funding" not in shown
            assert old["summary"] not in shown
    told_all = own_client.get(decision, headers=key).json()
    assert told_all["about"]["name"] == old["summary"]
    assert told_all["correction"]["href"] == new["href"]
    for told_one in (told_all, own_client.get(old["href"], headers=key).json()):
        assert told_one["changes"] == [{"field": "support_kind", "was": "weapons", "now": "funding"}]
    assert own_client.get(withholding, headers=key).json()["about"]["name"] == new["summary"]
