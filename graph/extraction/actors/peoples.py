"""Tells a group that bears the name of a people or family from a man of that name.

"Houthi rebels" and "the Houthis" are no short forms of Abdul-Malik al-Houthi, "Houthi said" is one.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from graph.extraction.actors import lexicon
from graph.extraction.actors.keys import Key
from graph.extraction.actors.lexicon import DASHES
from graph.extraction.actors.name import Name
from graph.iris import fold_name

OFTEN = 2
"""How many times the plural alone tells of a group: one may be a family ("the Assads")."""


def tell_peoples(
    doc: Doc, groups: dict[Key, list[Name]], surnames: frozenset[str], fights: Callable[[Doc, Name], bool]
) -> None:
    """Makes groups, in place, of the names that some man bears as well but that stand for the group here.

    `groups` are the names by their keys, `fights` tells whether fighters are told to be of a name.
    """
    for surname in surnames:
        bare = (name for name in groups.get((surname,), ()) if _is_bare(doc, name, surname))
        before = [name for name in bare if _modifies(doc, name)]
        plural = groups.get((f"{surname}s",), [])
        fighting = [name for name in before if fights(doc, name)]
        if not (len(plural) >= OFTEN or (fighting and (plural or _is_first(fighting[0], surname, groups)))):
            continue
        for name in (*before, *plural):
            name.kind, name.title = "ArmedGroup" if fighting else "Organization", None


def _is_bare(doc: Doc, name: Name, surname: str) -> bool:
    """Whether a name is the one word, without a particle: not "al-Houthi"."""
    start = name.span.start
    particle = (
        start > 1 and doc[start - 1].text in DASHES and doc[start - 2].lower_ in lexicon.words().particles
    )
    return len(name.words) == 1 and fold_name(name.words[0]) == surname and not particle


def _modifies(doc: Doc, name: Name) -> bool:
    """Whether what is named only tells whose something is: "Houthi fighters", "Houthi-held"."""
    if name.span.end >= len(doc):
        return False
    behind = doc[name.span.end]
    return behind.text in DASHES or (behind.text.islower() and behind.tag_.startswith(("NN", "JJ")))


def _is_first(name: Name, surname: str, groups: dict[Key, list[Name]]) -> bool:
    """Whether a name stands before all fuller ones that end with it."""
    fuller = (
        other for key, others in groups.items() if len(key) > 1 and key[-1] == surname for other in others
    )
    return all(name.span.start < other.span.start for other in fuller)
