"""What an article's own lines say of publisher, authors and date, and what they leave open."""

import pytest

from graph.reading.dates import find_date, parse_date, parse_instant
from graph.reading.telling import tell

BODY = "\n\nThe army shelled the town on Tuesday, residents said. The army denied it.\n"


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Source: TRT World", "TRT World"),
        ("source: AFP", "Agence France-Presse"),
        ("Source: Reforma (sp)", "Reforma"),
        ("KYIV (AP) — The army shelled the town.", "Associated Press"),
        ("(Reuters) - The army shelled the town.", "Reuters"),
        ("ADEN, Yemen, March 7 (Xinhua) -- The army shelled the town.", "Xinhua"),
        ("TAIPEI (Taiwan News) — The army shelled the town.", "Taiwan News"),
        ("Riyadh (AFP) –", "Agence France-Presse"),
        ("“Long live our May Day struggle,” they chanted. – AFP", "Agence France-Presse"),
        ("Published in Dawn, April 18th, 2022", "Dawn"),
        ("(Beirut) – The authorities have detained two men.", None),
        ("OUM DALIL (18 September) – The army shelled the town.", None),
        ("The Congolese Army (FARDC) – long accused of abuses – shelled the town.", None),
        ("Source: https://example.org/", None),
        ("Sources: two officials said the army shelled the town", None),
        ("The army (FARDC) - its spokesman said - shelled the town.", None),
    ],
)
def test_publisher(line: str, publisher: str | None) -> None:
    assert tell(f"Army shells town\n\n{line}").publisher == publisher
    assert tell(f"Army shells town{BODY}{line}\n").publisher == publisher


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By Jane Doe and John van der Berg", ("Jane Doe", "John van der Berg")),
        ("By Jane Doe, Ahmed al-Hassan and John B. Smith", ("Jane Doe", "Ahmed al-Hassan", "John B. Smith")),
        ("By Kolade Adeyemi, Kano", ("Kolade Adeyemi",)),
        ("By Egufe Yafugborhi – Port Harcourt", ("Egufe Yafugborhi",)),
        ("BY JANE DOE", ("JANE DOE",)),
        ("By Our Staff Reporter", ()),
        ("By Friday", ()),
        ("By Monday Haftar had taken the town", ()),
        ("By Tuesday night Rebel Forces had taken the town", ()),
    ],
)
def test_authors(line: str, authors: tuple[str, ...]) -> None:
    assert tell(f"Army shells town\n{line}{BODY}").authors == authors


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("28 September, 2017", "2017-09-28"),
        ("28th of September 2017", "2017-09-28"),
        ("Sept. 28, 2017", "2017-09-28"),
        ("Published: Thursday, September 28, 2017, 10:30 GMT", "2017-09-28"),
        ("Posted on 2017-09-28 at 10:30", "2017-09-28"),
        ("Reuters | 28 Sep 2017", "2017-09-28"),
        ("TRIPOLI, 28 September 2017 (Reuters) - The army shelled the town.", "2017-09-28"),
        ("TRIPOLI, 28 September 2017 – The army shelled the town.", "2017-09-28"),
        ("Published in Dawn, April 18th, 2022", "2022-04-18"),
        ("Updated: 28 September 2017", None),
        ("28 September", None),
        ("HONG KONG, June 24 (Reuters) - The army shelled the town.", None),
        ("The massacre of 28 September 2009", None),
        ("31 September 2017", None),
        ("1 May 2017 – 3 June 2018", None),
    ],
)
def test_published(line: str, published: str | None) -> None:
    assert tell(f"Army shells town\n{line}{BODY}").published == published


def test_dates_inside_the_story_are_not_its_own() -> None:
    story = "Army shells town\n\n" + "On 3 May 2015 the army shelled the town, residents said.\n\n" * 30
    assert tell(story).published is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Army shells town\n\nThe army shelled the town.", "Army shells town"),
        ("Will they talk?\nThe army shelled the town.", "Will they talk?"),
        ("The army shelled the town on Tuesday.\n\nIt denied it.", None),
        ("By Jane Doe\n\nThe army shelled the town.", None),
        ("Army shells town", None),
        ("", None),
        ("A " * 150 + "\nThe army shelled the town.", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert tell(text).title == title


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2017-09-28", "2017-09-28"),
        ("2017-09-28T23:30:00-05:00", "2017-09-28"),
        ("Thu, 28 Sep 2017 10:00:00 GMT", "2017-09-28"),
        ("2017-09", "2017-09"),
        ("September 2017", "2017-09"),
        ("2017", "2017"),
        ("28/09/2017", "2017-09-28"),
        ("9/28/2017", "2017-09-28"),
        ("03/04/2017", None),
        ("2017-13-01", None),
        ("30 February 2017", None),
        ("yesterday", None),
        ("12017-01-01", None),
        ("1 May 2017 to 3 May 2017", None),
        ("", None),
    ],
)
def test_parse_date(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso


def test_words_that_begin_like_a_month_are_none() -> None:
    assert find_date("3 marching 2017") is None
    assert find_date("decision 3, 2017") is None


def test_instants_have_a_zone() -> None:
    for text in ("2020-05-01T10:00:00", "2020-05-01T10:00:00+02:00", "2020-05-01"):
        instant = parse_instant(text)
        assert instant is not None
        assert instant.tzinfo is not None
    assert parse_instant("May") is None
