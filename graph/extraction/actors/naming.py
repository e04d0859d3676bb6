"""What an actor is called: its fullest form in the article, a state by its own name."""

from __future__ import annotations

from collections import Counter

from graph.extraction.actors import lexicon
from graph.extraction.actors.keys import key_of
from graph.extraction.actors.name import Name
from graph.extraction.document import Actor
from graph.iris import fold_name
from graph.vocabulary import ReferenceActor

USUAL = 3
"""How many times as often the usual form of a name stands in a text as one that is none."""


def call(actor: Actor, names: list[Name]) -> None:
    """Gives an actor its name, its kind and its other forms, from the names that are its."""
    forms = list(
        dict.fromkeys(
            _shown(name) for name in sorted(names, key=lambda n: n.span.start) if not name.adjective
        )
    )
    if actor.kind == "State":
        _call_state(actor, names, forms)
        return
    if forms:
        full = [f for f in forms if not (f.isupper() and len(f) < 8)] or forms
        if actor.kind == "Person":
            full = _usual(full, names)
        measure = _key_size if actor.kind == "Person" else len
        actor.name = max(full, key=lambda form: (not (form.isupper() and " " in form), measure(form)))
    for name in names:
        if (
            name.certain
            and name.kind not in (None, "Organization", "Place", "Event")
            and actor.kind == "Organization"
        ):
            actor.kind = name.kind  # type: ignore[assignment]
    actor.aliases = [form for form in forms if form != actor.name]


def _usual(forms: list[str], names: list[Name]) -> list[str]:
    """The forms without those that another of several words stands for far more often.

    So a word read into a name once ("Free Omar Sadek") does not stay in it.
    """
    counts = Counter(_shown(name) for name in names)
    most = max((counts[form] for form in forms if _key_size(form) > 1), default=0)
    return [form for form in forms if USUAL * counts[form] > most or _key_size(form) == 1]


def _call_state(actor: Actor, names: list[Name], forms: list[str]) -> None:
    reference = state_of(names[0])
    shown = Counter(_shown(name) for name in names if not name.adjective)
    label = reference.label if reference is not None else None
    same = [form for form in forms if label is not None and fold_name(form) == fold_name(label)]
    known = {fold_name(name) for name in reference.names} if reference is not None else set()
    own = [form for form in forms if fold_name(form) in known and form.lower() not in lexicon.seats()]
    if same:
        actor.name = same[0] if not same[0].isupper() else label or same[0]
    elif own or (forms and not (label and any(name.adjective for name in names))):
        actor.name = max(own or forms, key=lambda form: (shown[form], len(form)))
    else:
        actor.name = label or names[0].words[0].title()
    actor.aliases = [
        form
        for form in dict.fromkeys((*forms, *(n.text for n in names if n.adjective and not forms)))
        if form != actor.name
    ]


def state_of(name: Name) -> ReferenceActor | None:
    """The reference state of a state's name, nickname, demonym or capital; None for one no list has."""
    return lexicon.reference(name.phrase) or lexicon.demonym(name.phrase) or lexicon.capital(name.phrase)


def _shown(name: Name) -> str:
    """A name as people are shown it: with a title only where it is part of the name."""
    if name.kind == "Person" and name.title in lexicon.titles().part_of_name and len(name.words) == 1:
        start = name.span.start - len(name.title.split())
        if start >= 0 and name.span.doc[start].text[0].isupper():  # not "his brother Omar"
            return " ".join(name.span.doc[start : name.span.end].text.split())
    return name.text


def _key_size(form: str) -> int:
    return len(key_of(form.lower().split()))
