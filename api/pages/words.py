"""Numbers, dates and names of the vocabulary as a page writes them."""

import re
from datetime import date

from markupsafe import Markup

from graph.vocabulary import kind_labels

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


DECISIONS = {
    "accepted": "Claim accepted",
    "rejected": "Claim rejected",
    "corrected": "Claim corrected",
    "withheld": "Claim withheld",
    "merge": "Two actors are one",
    "keep-apart": "Two actors are not one",
    "undo": "Decision taken back",
}
"""What was decided, by the state of a review or the kind of another decision."""

CLAIM_FIELDS = {
    "subject": "Of whom",
    "object": "To whom or of what",
    "relay": "Passed on by",
    "support_kind": "Kind of support",
    "mode": "Alleged part in it",
    "victims": "Against whom",
    "place": "Where",
    "date": "When",
    "date_end": "Until when",
    "deaths": "Reported killed",
}
"""Fields of a claim as its page names them, where that is not their name."""


def spaced(name: str) -> str:
    """A name of the vocabulary in words: "sanctionLifted" is "sanction lifted"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()


def kind(name: str) -> str:
    """A kind of actor as the vocabulary calls it ("armed force"); any other term of it in words."""
    return kind_labels().get(name) or spaced(name)


def number(value: int) -> str:
    """A count with its thousands apart."""
    return f"{value:,}"


def counted(value: int, one: str, many: str | None = None) -> str:
    """A count of things: "1 article", "2,000 articles"."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def is_dated(value: str) -> bool:
    """Whether it is an ISO 8601 date of a month or a day: "2019-09-18"."""
    return re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value) is not None


def day(value: str | None) -> str:
    """An ISO 8601 date, as precise as it is: "18 September 2019", "September 2019", "2019".

    What is no such date stays as it is.
    """
    parts = (value or "")[:10].split("-")
    try:
        year, month, number_of_day = (int(part) for part in (*parts, *["1"] * (3 - len(parts))))
        date(year, month, number_of_day)
    except ValueError:
        return value or ""
    written = [str(number_of_day)] if len(parts) > 2 else []
    written += [_MONTHS[month - 1]] if len(parts) > 1 else []
    return " ".join((*written, str(year)))


def coded(text: str) -> Markup:
    """Text with what stands between back-ticks as code."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else part for index, part in enumerate(parts)
    )


def local_name(iri: str) -> str:
    """The last part of an IRI: "prefLabel"."""
    return iri.rsplit("#", 1)[-1].rstrip("/").rsplit("/", 1)[-1]
