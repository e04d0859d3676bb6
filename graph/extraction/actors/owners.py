"""Whose "its" is, and who "himself", where grammar tells: "X and its leader", "X, himself a general"."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.lexicon import DASHES
from graph.extraction.actors.scene import Scene
from graph.extraction.document import Actor
from graph.model import ActorKind

_AGAINST = frozenset({"to", "with", "on", "against", "for"})


def subjects_of(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]


def reflected(scene: Scene, token: Token) -> Actor | None:
    """Who stands right before "himself", or does what he does to himself: "X, himself a", "X is himself"."""
    index = token.i - 1
    while index > token.sent.start and (scene.doc[index].text == "," or scene.doc[index].pos_ == "AUX"):
        index -= 1
    verb = token.head if token.dep_ in ("obj", "obl") else None
    for place in (index, *(subject.i for subject in (subjects_of(verb) if verb is not None else ()))):
        mention = scene.document.mention_of.get(place)
        if mention is not None and mention.actor.kind == "Person":
            return mention.actor
    return None


def kinds_of_owner(token: Token) -> frozenset[ActorKind] | None:
    """The kinds of those who have what follows a possessive ("its troops", "its foreign minister")."""
    for word in token.doc[token.i + 1 : token.i + 5]:
        if word.i > token.head.i > token.i:  # "its ally killed rebels"
            break
        if not (word.is_alpha or word.text in DASHES) or word.tag_ in ("IN", "CC"):
            break
        kinds = lexicon.owner_kinds().get(word.lower_)
        if kinds is not None:
            return kinds
    return None


def listed_before(scene: Scene, token: Token) -> Actor | None:
    """X of "X and its leader", "against X, its head and …": the body that a list names right before."""
    doc, before = scene.doc, token.i - 1
    if before > 1 and token.head.dep_ == "conj" and doc[before].lower_ in _AGAINST:
        before -= 1  # "against X and against its leader"
    if before > 2 and doc[before].lower_ == "with" and doc[before - 1].lower_ in ("along", "together"):
        before -= 1 + (doc[before - 2].text == ",")
        same = scene.document.mention_of.get(before - 1)  # "listed it, along with its brigade"
        listed = same is not None and (same.form == "name" or same.span.text.lower() == "it")
        return same.actor if same is not None and listed and same.actor.kind != "Person" else None
    through = before > 1 and doc[before].lower_ == "through" and doc[before - 1].text == ","
    before -= through  # "the union (LU), through its leader, …"
    if before < 1 or doc[before].lower_ not in ("and", ",") or doc[before - 1].is_space:
        return None
    if doc[before].text == "," and token.head.dep_ not in ("conj", "appos") and not through:
        return None
    closing = doc[before - 1].text in (")", "]")
    mention = scene.document.mention_of.get(before - (2 if closing else 1))
    if mention is None and doc[before].lower_ == "and" and token.head.dep_ == "conj":
        mention = scene.document.mention_of.get(token.head.head.i)  # "X, a band of thieves, and its leader"
    if mention is None or mention.actor.kind in ("Person", "Source"):
        return None
    joined = token.head.dep_ == "conj" and token.head.head == mention.head
    owned = any(child.dep_ == "nmod:poss" for child in mention.head.children)
    return mention.actor if mention.form == "name" or (joined and not owned) else None


def owner_before(scene: Scene, token: Token, kinds: frozenset[ActorKind] | None) -> Actor | None:
    """Whom "Its" opened the sentence before with: "Its leader fled. Its founder was jailed."""
    start = token.sent.start
    if token.i != start or not start:
        return None
    first = token.doc[start - 1].sent[0]
    mention = scene.document.mention_of.get(first.i) if first.lower_ == "its" else None
    fits = mention is not None and (kinds is None or mention.actor.kind in kinds)
    return mention.actor if mention is not None and fits else None


def done_to_alike(scene: Scene, token: Token) -> Actor | None:
    """X of "Y arms X, and Z trains it": whom the clause before does something to, where another goes on."""
    verb = token.head
    if token.dep_ not in ("obj", "iobj") or verb.dep_ != "conj" or not subjects_of(verb):
        return None
    done = [child for child in verb.head.children if child.dep_ in ("obj", "iobj")]
    return next((actor for child in done if (actor := _body_at(scene, child, None)) is not None), None)


def told_to(scene: Scene, token: Token, kinds: frozenset[ActorKind] | None) -> Actor | None:
    """Y of "X urged Y to end its support for Z", "X called on Y to": who is to do something to its own."""
    deed = token.head.head
    if token.head.dep_ != "obj" or deed.tag_ != "VB":
        return None
    before = [child for child in deed.head.children if child.i < deed.i]
    told: list[Token] = []
    if deed.dep_ in ("xcomp", "ccomp"):
        told = subjects_of(deed) or [child for child in before if child.dep_ in ("obj", "iobj")]
    elif deed.dep_ == "advcl" and deed.head.lemma_ == "call":
        told = [child for child in before if any(case.lower_ in ("on", "upon") for case in child.lefts)]
    return _body_at(scene, told[0], kinds) if told else None


def _body_at(scene: Scene, word: Token, kinds: frozenset[ActorKind] | None) -> Actor | None:
    """The body of these kinds, or of any, that is met at a word."""
    mention = scene.document.mention_of.get(word.i)
    if mention is None or mention.head != word or mention.actor.kind in ("Person", "Source"):
        return None
    return mention.actor if kinds is None or mention.actor.kind in kinds else None


def blamed(scene: Scene, token: Token, kinds: frozenset[ActorKind] | None) -> Actor | None:
    """Y of "X sanctioned Y over its help for Z", "X cut aid to Y over its help"."""
    noun = token.head
    verb = noun.head
    why = next((case.lower_ for case in noun.children if case.dep_ == "case"), None)
    if why not in ("over", "for") or verb.pos_ != "VERB" or not subjects_of(verb):
        return None
    done = [child for child in verb.children if child.dep_ == "obj" and child.i < token.i]
    if any(subject.dep_ == "nsubj:pass" for subject in subjects_of(verb)) or not done:
        return None
    behind = [] if why == "for" else [*verb.children, *done[0].children]
    told = [child for child in behind if child.dep_ in ("obl", "nmod") and done[0].i < child.i < token.i]
    told = [child for child in told if any(case.lower_ in _AGAINST for case in child.children)]
    for word in (*reversed(told), *done):
        mention = scene.document.mention_of.get(word.i)
        if mention is not None and mention.head == word and mention.form != "demonym":
            actor = mention.actor
            person = actor.kind in ("Person", "Source")
            return None if person or (kinds is not None and actor.kind not in kinds) else actor
    return None
