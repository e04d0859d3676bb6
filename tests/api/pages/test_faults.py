"""What was typed into a form and cannot be answered: the form comes back, and says so at the field."""

import httpx
import lxml.html
import pytest

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def page_of(client: httpx.Client, path: str, status: int) -> lxml.html.HtmlElement:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == status
    return lxml.html.fromstring(answer.text)


def told(page: lxml.html.HtmlElement, name: str) -> str:
    """What is said of a field, by what describes it."""
    (field,) = page.xpath(f"//main//*[@name='{name}'][@aria-invalid]")
    return str(page.get_element_by_id(field.get("aria-describedby")).text_content())


@pytest.mark.parametrize(
    "path", ["/claims", "/articles", "/timeline", "/network", "/actors/egypt/claims", "/actors/egypt/network"]
)
def test_a_date_in_words_comes_back_with_how_to_write_it(client: httpx.Client, path: str) -> None:
    page = page_of(client, f"{path}?from=March+2019", 422)
    assert page.xpath("//input[@name='from']/@value") == ["March 2019"]
    assert told(page, "from") == "write 2019, 2019-09 or 2019-09-18, not 'March 2019'"
    assert not page.xpath("//main//*[@class='empty']")
    (field,) = page.xpath("//input[@name='from']")
    assert field.get("pattern")
    assert "2019-09-18" in field.get("title")
    problem = client.get(f"{path}?from=March+2019").json()
    assert problem["detail"] == "from: write 2019, 2019-09 or 2019-09-18, not 'March 2019'"


def test_other_faults_are_told_in_plain_words(client: httpx.Client) -> None:
    assert told(page_of(client, "/network?min_articles=0", 422), "min_articles") == "write 1 or more"
    assert told(page_of(client, "/claims?stance=perhaps", 422), "stance") == "write 'asserts' or 'denies'"
    assert told(page_of(client, "/queries/timeline?from=x", 400), "from").endswith("2019-09 or 2019, not 'x'")
    unknown = client.get("/claims?actr=Egypt").json()
    assert unknown["detail"] == "actr: there is no such parameter"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/claims?speaker=Egipt&relation=supports", "speaker"),
        ("/paths?from=Russia&to=Egipt", "to"),
        ("/queries/supporters-of?actor=Egipt", "actor"),
    ],
)
def test_an_unknown_name_leads_to_what_may_be_meant(client: httpx.Client, path: str, name: str) -> None:
    page = page_of(client, path, 404)
    assert page.xpath(f"//input[@name='{name}']/@value") == ["Egipt"]
    assert told(page, name) == "no actor is known as 'Egipt'"
    (link,) = page.xpath("//*[@role='alert']//a[.='Egypt']/@href")
    assert link == "?" + path.replace("Egipt", "Egypt").partition("?")[2]
    assert client.get(path.partition("?")[0] + link).status_code == 200
    assert client.get(path).json()["detail"] == "no actor is known as 'Egipt'; did you mean Egypt?"


def test_a_thing_that_is_not_there_has_no_form(client: httpx.Client) -> None:
    for path in ("/actors/nobody/claims", "/actors/nobody/network", "/queries/nothing"):
        assert not page_of(client, path, 404).xpath("//main//form")
