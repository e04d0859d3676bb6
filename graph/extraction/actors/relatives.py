"""Whom a relative pronoun means: X of "X, commander of the 3rd Brigade, who"."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors.scene import Scene
from graph.extraction.document import Actor, Mention

_BETWEEN = frozenset({",", "\u2014", "-", "\u2013", ")", "]", "of", "\u201c", "\u201d", '"'})
"""What may stand between a noun and its relative pronoun."""
_RELATIVE_CLAUSES = frozenset({"acl:relcl", "relcl"})


def antecedent(scene: Scene, token: Token) -> Actor | None:
    """The mention that a relative clause follows or hangs on."""
    doc, mentions = scene.doc, scene.document.mention_of
    if token.lower_ == "that" and token.tag_ not in ("WDT", "WP"):
        return None
    if token.lower_ in ("which", "that", "whom") and token.i and doc[token.i - 1].tag_ in ("IN", "TO"):
        index = token.i - 2
    else:
        index = token.i - 1
    while index >= 0 and doc[index].text in _BETWEEN:
        index -= 1
    joined = token.head.dep_ != "ROOT" and index >= 0 and doc[index].lower_ in ("and", "but")
    former = _relative_before(scene, token) if joined else None
    if former is not None:
        return former.actor
    mention = mentions.get(index)
    if mention is None:
        mention = _hung_on(scene, token)
    elif token.lower_ == "who" and _is_origin(mention, token):
        mention = _hung_on(scene, token) or mention
    elif token.lower_ == "who" and mention.actor.kind not in ("Person", "Source"):
        mention = _titled(scene, mention) or mention
    if (
        mention is None
        or mention.form == "demonym"
        or (mention.actor.kind == "Person" and token.lower_ == "which")
    ):
        return None
    return mention.actor


def _is_origin(mention: Mention, who: Token) -> bool:
    """Whether a name only tells where those are from of whom a clause tells: "students from X, who"."""
    place = mention.head
    origin = mention.form == "name" and any(child.lower_ == "from" for child in place.lefts)
    return origin and place.dep_ == "nmod" and place.head == who.head.head


def teller_of(scene: Scene, token: Token) -> Actor | None:
    """X of "X, who said that he": the person who says in a relative clause what "he" does."""
    clause = token.head
    if not token.dep_.startswith("nsubj"):
        return None
    while clause.dep_ == "conj":
        clause = clause.head
    if clause.dep_ != "ccomp" or clause.head.dep_ not in _RELATIVE_CLAUSES:
        return None
    for child in clause.head.children:
        if child.lower_ == "who" and child.dep_ == "nsubj":
            mention = scene.document.mention_of.get(child.i)
            return mention.actor if mention is not None and mention.actor.kind == "Person" else None
    return None


def _titled(scene: Scene, body: Mention) -> Mention | None:
    """X of "X, commander of the 3rd Brigade, who": the person told by the body that stands last."""
    head = body.head
    while head.dep_ in ("compound", "nmod", "nmod:poss", "appos", "flat") and head.head.i < body.span.start:
        head = head.head
        mention = scene.document.mention_of.get(head.i)
        if mention is not None and mention.actor.kind == "Person":
            return mention
    return None


def _relative_before(scene: Scene, token: Token) -> Mention | None:
    """The pronoun of the relative clause that another is joined to: "X, who leads Y and who is wanted"."""
    for index in range(token.i - 1, token.sent.start, -1):
        if scene.doc[index].lower_ == token.lower_ and scene.doc[index].tag_ == token.tag_:
            return scene.document.mention_of.get(index)
    return None


def _hung_on(scene: Scene, token: Token) -> Mention | None:
    clause = token.head
    for _ in range(4):
        if clause.dep_ in _RELATIVE_CLAUSES:
            return scene.document.mention_of.get(clause.head.i)
        if clause.head.i == clause.i:
            return None
        clause = clause.head
    return None
