"""What a body's name tells it is for, in several words: "Foreign, Commonwealth and Development Office"."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.extraction.actors import lexicon
from graph.extraction.actors.capitals import PERSON


def goes_on(doc: Doc, position: int) -> bool:
    """Whether an "and" with a further field follows ("Foreign, Commonwealth and Development Office")."""
    return (
        position + 2 < len(doc)
        and doc[position + 1].lower_ == "and"
        and doc[position + 2].lower_ in lexicon.words().fields
    )


def joins_fields(doc: Doc, position: int, limit: int) -> bool:
    """Whether "and" stands inside a body's name, right before its head: "Truth and Justice Project"."""
    if position + 2 >= limit:
        return False
    before, after, head = doc[position - 1], doc[position + 1], doc[position + 2]
    if not (before.is_title and after.is_title and head.is_title):
        return False
    if lexicon.words().fields.isdisjoint((before.lower_, after.lower_)):
        return False
    if lexicon.reference(before.lower_) is not None or before.ent_type_ == PERSON:
        return False
    kind = lexicon.body_kind(head.lower_) or lexicon.body_kind(f"{after.lower_} {head.lower_}")
    return kind not in (None, "Place", "Event", "State")
