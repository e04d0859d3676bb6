"""Numbers, dates and names as pages write them."""

import pytest

from api.pages.words import counted, day, spaced


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2019-09-18", "18 September 2019"),
        ("2019-09-18T10:00:00+00:00", "18 September 2019"),
        ("2019-09", "September 2019"),
        ("2019", "2019"),
        ("2019-02-30", "2019-02-30"),
        ("last week", "last week"),
        ("0000", "0000"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_date_is_as_precise_as_it_was(written: str | None, told: str) -> None:
    assert day(written) == told


def test_counts_have_their_noun_in_number() -> None:
    assert (counted(1, "article"), counted(0, "article"), counted(12345, "country", "countries")) == (
        "1 article",
        "0 articles",
        "12,345 countries",
    )


def test_names_of_the_vocabulary_come_apart() -> None:
    assert (spaced("sanctionLifted"), spaced("set_aside"), spaced("NGO")) == (
        "sanction lifted",
        "set aside",
        "ngo",
    )
