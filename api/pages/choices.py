"""What form fields offer: codes of the vocabulary with their labels."""

from typing import get_args

from api.pages.words import spaced
from graph.model import Status
from graph.vocabulary import kind_labels, relations, support_kinds, violations

Choice = tuple[str, str]

KINDS: tuple[Choice, ...] = tuple(kind_labels().items())

STATUSES: tuple[Choice, ...] = tuple((status, spaced(status)) for status in get_args(Status))

REVIEWS: tuple[Choice, ...] = tuple(
    (name, name) for name in ("accepted", "rejected", "corrected", "unreviewed", "any")
)


def relation_choices() -> list[Choice]:
    """Relations that claims have."""
    return [(name, known.label) for name, known in relations().items()]


def violation_choices() -> list[Choice]:
    """Codes by label."""
    return sorted(((code, known.label) for code, known in violations().items()), key=lambda each: each[1])


def support_choices() -> list[Choice]:
    """Kinds of support."""
    return [(code, known.label) for code, known in support_kinds().items()]
