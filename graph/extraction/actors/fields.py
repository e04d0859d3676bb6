"""What a body's name tells it is of or for: "Ministry of Foreign Affairs", "Truth and Justice Project"."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.extraction.actors import lexicon
from graph.extraction.actors.capitals import PERSON, Capitals, capitals_end
from graph.extraction.actors.dates import is_date
from graph.extraction.actors.lexicon import phrase, words_of

_LED = frozenset({"ArmedGroup", "Organization", "GovernmentBody"})
"""Kinds of bodies that are told by who leads them."""


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


def joins_places(doc: Doc, start: int, position: int, limit: int) -> bool:
    """Whether a name has the places that its body is for: "Hong Kong and Macau Affairs Office"."""
    end = capitals_end(doc, position + 1, limit)
    words = words_of(doc[position + 1 : end])
    if len(words) < 3 or words[-2] != "affairs" or lexicon.body_kind(words[-1]) is None:
        return False
    return lexicon.reference(phrase(words_of(doc[start:position]))) is not None


def field_end(capitals: Capitals, start: int, position: int, limit: int) -> int:
    """Where "of Foreign Affairs" ends behind a body's head; `position` where it is no part of it."""
    doc, words = capitals.doc, lexicon.words()
    for size in (4, 3, 2):
        if (
            position - 1 >= start
            and phrase(words_of(doc[position - 1 : position + size])) in lexicon.titles().all
        ):
            return min(position + size, limit)
    link = doc[position].lower_
    head = phrase(words_of(doc[start:position]))
    kind = lexicon.body_kind(head)
    if link == "against" and doc[position + 1].lower_ == "the":
        return position
    if kind is None and not (link in {"of", "for"} and head.rsplit(" ", 1)[-1] in words.of_heads):
        return position
    numbered = doc[start].text[0].isdigit() or doc[start].tag_ == "JJ"
    if numbered and doc[position + 1].lower_ == "the" and _is_force(doc, position + 2, limit):
        return position  # a unit and what it is of: "the 4th Brigade of the Sudanese Army"
    if not capitals.full_names.keys().isdisjoint((position + 1, position + 2)):
        return position  # "the Sixth Division of the Lowland Army (LA)"
    if link == "in":
        return _branch_end(doc, start, position, limit) if kind else position
    if kind in ("MediaOrganization", "Place") and link != "of":
        return position
    after = position + 1
    if doc[after].lower_ in {"the", "a"} and after + 1 < limit:
        after += 1
    word = doc[after]
    if not word.text[0].isupper() or is_date(word):
        return position
    if link == "of" and kind in _LED and _is_leader(doc, after):
        return position  # "the Desert Army of General X"
    field = word.lower_ in words.fields
    inquiry = doc[position - 1].lower_ in words.inquiries
    if (
        link in {"on", "against"}
        and not field
        and not inquiry
        and kind not in ("GovernmentBody", "NonGovernmentalOrganization")
    ):
        return position
    if link == "for" and not field and lexicon.reference(word.lower_) is not None:
        return position
    return after + 1


def _branch_end(doc: Doc, start: int, position: int, limit: int) -> int:
    """Where a body's name ends with its place: "Islamic State in the Sahel", "Front in Chad (FC)"."""
    if doc[position + 1].lower_ == "exile":
        return position + 2
    place = position + 1 + (doc[position + 1].lower_ == "the")
    end = capitals_end(doc, place, limit)
    branch = place > position + 1 and phrase(words_of(doc[start:position])) in lexicon.words().branching
    given = end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")"
    given = given and doc[end + 1].is_upper and doc[end + 1].text[0] == doc[start].text[0]
    return end if end > place and (branch or given) else position


def _is_force(doc: Doc, start: int, limit: int) -> bool:
    """Whether capitals from here on name a force ("Sulamar Army")."""
    end = capitals_end(doc, start, limit)
    return end > start and lexicon.body_kind(phrase(words_of(doc[start:end]))) == "ArmedGroup"


def _is_leader(doc: Doc, start: int) -> bool:
    """Whether a person's name begins here, with or without a title."""
    first, second = doc[start], doc[min(start + 1, len(doc) - 1)]
    if not second.text[0].isupper():
        return False
    titled = first.lower_.rstrip(".") in lexicon.titles().strong
    return titled or (first.ent_type_ == PERSON and second.ent_type_ == PERSON)
