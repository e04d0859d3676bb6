"""Walks a text once, from its start, and settles whom each name, description and pronoun means."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.descriptions import Descriptions
from graph.extraction.actors.group import Group
from graph.extraction.actors.heads import Heads
from graph.extraction.actors.name import Name
from graph.extraction.actors.nationals import is_national
from graph.extraction.actors.pronouns import PRONOUNS, meant_by, meant_together
from graph.extraction.actors.quoted import Quoted
from graph.extraction.actors.scan import places
from graph.extraction.actors.scene import Scene
from graph.extraction.actors.together import NUMBERS
from graph.extraction.document import Actor, Document

POINTING = PRONOUNS | NUMBERS.keys()


def resolve(document: Document, names: list[Name], actors: dict[Name, Actor], groups: list[Group]) -> None:
    """Adds the mentions of a document, in the order of the text, and the actors that they mean.

    `actors` gives the actor of each name that has one; `groups` are the descriptions found.
    """
    scene = Scene(document, actors, Quoted(document, actors))
    descriptions = Descriptions(scene, names, actors, groups)
    named = (name for name in names if name in actors and not is_national(name))
    items: list[tuple[int, int, Name | Group | Token]] = [(name.span.start, 0, name) for name in named]
    items.extend((group.head.i, 1, group) for group in groups)
    items.extend((i, 2, document.doc[i]) for i in places(document.doc, "LOWER", POINTING.__contains__))
    heads, described = Heads(document.doc, actors), {group.head.i for group in groups}
    items.extend((token.i, 2, token) for token in heads.places() if token.i not in described)
    for _, _, item in sorted(items, key=lambda entry: entry[:2]):
        if isinstance(item, Name):
            _read_name(scene, item, actors[item])
        elif isinstance(item, Group):
            descriptions.read(item)
        else:
            _read_word(scene, heads, item)
    descriptions.later.settle()
    descriptions.described.name_fully()
    for actor in document.actors:
        _shorten(actor)


def _shorten(actor: Actor) -> None:
    """Takes off a noun that stands once before a described actor's own: "in the case police opened"."""
    mentions = [mention for mention in actor.mentions if mention.form == "description"]
    forms = Counter(mention.span.text.lower() for mention in mentions)
    word, _, rest = actor.name.partition(" ")
    stray = word.islower() and word not in lexicon.groups().telling_adjectives
    if stray and forms[actor.name] == 1 and forms[rest] > 1:
        first = next(mention.span for mention in mentions if mention.span.text == actor.name)
        if first[0].tag_ == "NN" and all(mention.form != "name" for mention in actor.mentions):
            actor.aliases = [actor.name, *(other for other in actor.aliases if other.lower() != rest)]
            actor.name = rest


def _read_word(scene: Scene, heads: Heads, word: Token) -> None:
    """Reads a body's head noun alone, or a pronoun."""
    span = scene.doc[word.i : word.i + 1]
    if word.lower_ in heads.bearers:
        body = heads.meant_by(scene, word)
        if body is not None:
            scene.add(span, word, "description", body)
        return
    if word.i in heads.inside:
        return  # "He" of "He Yulan"
    several = meant_together(scene, word)
    actor = meant_by(scene, word) if not several and word.lower_ in PRONOUNS else None
    if several:
        scene.add_together(span, word, "pronoun", several)
    elif actor is not None:
        scene.add(span, word, "pronoun", actor)


def _read_name(scene: Scene, name: Name, actor: Actor) -> None:
    if name.title:
        scene.call(actor, name.title)
        last = name.title.rsplit(" ", 1)[-1].rstrip(".")
        last = _IN_FULL.get(last, last)
        scene.call(actor, last)
        low = max(0, name.span.start - len(name.title.split()) - 2)  # "ex" of "ex-president X" among them
        scene.terms.note(actor, last, (token.lower_ for token in scene.doc[low : name.span.start]))
    scene.add(name.span, name.span.root, "demonym" if name.adjective else "name", actor)


_IN_FULL = {
    "gen": "general",
    "col": "colonel",
    "maj": "major",
    "capt": "captain",
    "brig": "brigadier",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "gov": "governor",
    "sen": "senator",
    "adm": "admiral",
}
"""Titles as they stand before names, as descriptions have them: "Gen. X", "the general"."""
