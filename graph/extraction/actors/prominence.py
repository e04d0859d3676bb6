"""Whether a description is a party where it stands, or says little: by article, modifiers and place."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.group import Group
from graph.extraction.actors.lexicon import DASHES
from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.actors.scene import first_listed, is_subject
from graph.extraction.voice.tables import reporting_verbs, verb_forms

_SORTS = frozenset(
    {"gang", "crime", "drug", "guerrilla", "militant", "insurgent", "militia", "urban", "union", "party"}
)
"""Before a noun by which a body is called again they tell no other party: "the X gang alliance"."""
_FOREMOST = frozenset({"top", "senior", "highest"})
"""Before "leadership", which stands for the body that it leads."""
_ALLIED = frozenset({"allied", "affiliated", "aligned"})


def is_passing(group: Group) -> bool:
    """Whether a bare noun is hardly a party here: "in force", "the article", "court martial"."""
    if is_prominent(group):
        return False
    table, start = lexicon.groups(), group.span.start
    if group.noun in table.documents:
        return start < 2 or group.head.doc[start - 2].lower_ not in ("in", "by", "from")
    bare = group.article == "none" and not group.counted and group.possessor is None
    return bare and group.head.tag_ == "NN" and group.noun in table.weak_nouns


def is_plain(group: Group) -> bool:
    """Whether a description says little beside whose it is ("LNA fighters")."""
    told = (lexicon.states().backing, lexicon.groups().telling_adjectives, _SORTS, _sides_taken(group))
    idle = _FOREMOST if group.noun == "leadership" else ()
    if any(all(word not in words for words in (*told, idle)) for word in group.own_modifiers):
        return False
    owned = isinstance(group.possessor, Token) and group.noun in ("group", "party", "company")
    return not owned and not _is_ally(group)


def _sides_taken(group: Group) -> set[str]:
    """The words that only tell whom a named body is for or against: "the pro-junta Red Shirts militia"."""
    if not group.names or group.names[-1].span.start <= group.span.start:
        return set()
    before = group.head.doc[group.span.start : group.names[-1].span.start]
    if before[-1].text in DASHES:
        return set()  # "the pro-Hezbollah militia"
    taken = (i for i, token in enumerate(before) if token.lower_ in ("pro", "anti"))
    return {token.lower_ for i in taken for token in before[i : i + 3]}


def told_by_seat_alone(group: Group) -> bool:
    """Whether a description tells nothing, or only where a party sits: "the London-based group"."""
    return not group.modifiers or (group.own_modifiers == ["based"] and group.article == "definite")


def told_by_backer_alone(group: Group) -> bool:
    """Whether a description tells only who backs a party told of before: "the Iran-backed rebels"."""
    rest = group.own_modifiers
    return (
        group.article == "definite"
        and len(group.names) == 1
        and bool(rest)
        and lexicon.states().backing.issuperset(rest)
    )


def is_amount(group: Group) -> bool:
    """Whether only so many of a sort are told, and no party known before: "thousands of fighters"."""
    doc, start = group.head.doc, group.full.start
    counted = start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in _AMOUNTS
    return counted and group.article == "none"


_AMOUNTS = frozenset({"dozens", "scores", "hundreds", "thousands", "tens", "millions", "lots", "numbers"})


def _is_ally(group: Group) -> bool:
    """Whether others beside their ally are meant: "its allied militias", but not "Iran-allied militias"."""
    words = [token for token in group.span if token.lower_ in _ALLIED]
    return any(token.i == 0 or token.nbor(-1).text not in DASHES for token in words)


def stands_alone(group: Group, telling: bool) -> bool:
    """Whether one unnamed person is a party here: a source, a culprit."""
    if group.noun not in lexicon.groups().kinds:
        return group.article == "indefinite" and _takes_part(group)
    return group.article != "definite" or telling or (group.kind == "Source" and is_prominent(group))


def is_prominent(group: Group) -> bool:
    """Whether a description acts or speaks: as subject, behind "by" or "according to"."""
    head, doc, start = group.head, group.head.doc, group.span.start
    if is_subject(head) or head.dep_ == "obl:agent":
        return True
    before = [token.lower_ for token in doc[max(0, start - 4) : start]]
    return "according" in before or (head.i + 1 < len(doc) and doc[head.i + 1].lower_ == "who")


def tells(group: Group) -> bool:
    """Whether a description stands where those do who tell of others: "the group said", "told the group"."""
    head, doc = group.head, group.head.doc
    behind = doc[head.i + 1] if head.i + 1 < len(doc) else head
    if behind.text in POSSESSIVES:
        return True
    before = [token.lower_ for token in doc[max(0, group.span.start - 4) : group.span.start]]
    if not {"according", "told"}.isdisjoint(before):
        return True
    verb = first_listed(head).head
    return is_subject(head) and (verb.lemma_.lower() in reporting_verbs() or verb.lower_ in verb_forms())


def is_others(group: Group) -> bool:
    """Whether a bare plural is told from those named before by who backs it: "forces backed by X"."""
    doc, end = group.head.doc, group.span.end
    bare = group.article == "none" and group.possessor is None and not group.names and not group.modifiers
    if not bare or group.kind != "ArmedGroup" or end + 1 >= len(doc) or doc[end + 1].lower_ != "by":
        return False
    return doc[end].tag_ == "VBN" and doc[end].lower_ in lexicon.groups().tying


def _takes_part(group: Group) -> bool:
    """Whether an unnamed holder of a post does or suffers something: "A former commander shot"."""
    head, start = group.head, group.full.start
    before = head.doc[start - 2].lower_ if start > 1 else ""
    acting = is_subject(head) or head.dep_.startswith(("obj", "obl"))
    predicate = any(child.dep_ == "cop" for child in head.children)
    return acting and not predicate and before not in ("as", "like", "than")
