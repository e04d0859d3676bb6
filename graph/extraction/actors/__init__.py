"""Who is in an article: mentions found, typed and resolved to its actors."""

from __future__ import annotations

from graph.extraction.actors.clusters import cluster_names
from graph.extraction.actors.groups import find_groups
from graph.extraction.actors.kinds import settle_kinds
from graph.extraction.actors.names import find_names
from graph.extraction.actors.pronouns import is_first_person
from graph.extraction.actors.resolution import resolve
from graph.extraction.document import Document, Mention

__all__ = ["read_actors", "resolve_first_person"]


def read_actors(document: Document) -> None:
    """Fills `actors`, `mentions` and `mention_of` of a parsed document, in the order of the text."""
    names = find_names(document.doc)
    settle_kinds(document.doc, names)
    actors = cluster_names(document.doc, names)
    groups = find_groups(document.doc, [name for name in names if name in actors or name.kind == "Place"])
    resolve(document, names, actors, groups)


def resolve_first_person(document: Document) -> None:
    """Adds mentions for "I", "we", "our" inside quoted speech: they mean its speaker.

    To be called once `document.speeches` is filled.
    """
    for speech in document.speeches:
        if speech.speaker is None:
            continue
        for span in speech.content:
            for token in span:
                if is_first_person(token) and token.i not in document.mention_of:
                    place = document.doc[token.i : token.i + 1]
                    document.add_mention(Mention(place, token, "pronoun", speech.speaker))
