"""Whom a pronoun means: the most salient actor that agrees in number, gender and kind, or nobody."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors.lexicon import Gender
from graph.extraction.actors.owners import (
    blamed,
    done_to_alike,
    kinds_of_owner,
    listed_before,
    owner_before,
    reflected,
    subjects_of,
)
from graph.extraction.actors.scene import Scene, Seen, first_listed, is_subject, is_venue
from graph.extraction.actors.together import NUMBERS
from graph.extraction.document import Actor, Mention
from graph.model import ActorKind

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
SINGULAR = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves", "mine", "ours"})
PRONOUNS = MALE | FEMALE | SINGULAR | PLURAL | RELATIVE
_BETWEEN = frozenset({",", "\u2014", "-", "\u2013", ")", "]", "of", "\u201c", "\u201d", '"'})
"""What may stand between a noun and its relative pronoun."""
REACH = 3
"""Sentences back in which a person is looked for; bodies are looked for in one less."""


def is_first_person(token: Token) -> bool:
    """Whether a word means its speaker: no "mine" that is dug, no "US", no "World War I"."""
    if token.lower_ not in FIRST_PERSON or not token.tag_.startswith("PRP"):
        return False
    return token.i == 0 or token.nbor(-1).pos_ != "PROPN"


def meant_by(scene: Scene, token: Token) -> Actor | None:
    """The actor that a pronoun of `PRONOUNS` means here."""
    word = token.lower_
    if word in RELATIVE:
        return _antecedent(scene, token)
    if word in MALE:
        return _person(scene, token, "male")
    if word in FEMALE:
        return _person(scene, token, "female")
    if word in SINGULAR:
        return None if word == "it" and _is_impersonal(token) else _body(scene, token)
    return _several(scene, token)


def meant_together(scene: Scene, token: Token) -> list[Actor]:
    """The people of a list that "they", "both" or "the two" means here; none where it means no list."""
    sentence, number = scene.sentence_of[token.i], NUMBERS.get(token.lower_)
    if number is not None:
        before, after = token.i - 1, token.i + 1
        alone = after >= len(scene.doc) or not scene.doc[after].tag_.startswith(("N", "J", "CD", "HYPH"))
        pointing = token.lower_ == "both" or (
            before >= 0 and scene.doc[before].lower_ in ("all", "the", "these", "those")
        )
        return scene.lists.counted(number, sentence) if alone and pointing else []
    listed = scene.lists.latest(sentence, 1) if token.lower_ in PLURAL else None
    if listed is None:
        return []
    rivals = [seen for seen in scene.back() if seen.sentence >= listed.sentence and seen.plural]
    leading = is_subject(listed.head)
    return listed.actors if all(leading and not seen.subject for seen in rivals) else []


def _antecedent(scene: Scene, token: Token) -> Actor | None:
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
    elif token.lower_ == "who" and mention.actor.kind not in ("Person", "Source"):
        mention = _titled(scene, mention) or mention
    if (
        mention is None
        or mention.form == "demonym"
        or (mention.actor.kind == "Person" and token.lower_ == "which")
    ):
        return None
    return mention.actor


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
        if clause.dep_ in ("acl:relcl", "relcl"):
            return scene.document.mention_of.get(clause.head.i)
        if clause.head.i == clause.i:
            return None
        clause = clause.head
    return None


def _doers_beside(scene: Scene, token: Token) -> set[Actor]:
    """The subjects of the verb that a pronoun is an object of, which would be "himself": "X received him"."""
    verb: Token | None = token.head
    if token.lower_ == "its" and token.dep_ == "nmod:poss":
        verb = _harming(token.head)
    elif token.dep_ == "nmod:poss" and token.head.lower_ in _JUDGED and token.head.dep_ == "obj":
        verb = token.head.head  # "the judge found her guilty", read as "her guilt"
    elif token.dep_ not in ("obj", "iobj") or token.lower_.endswith(("self", "selves")):
        return set()
    if verb is None:
        return set()
    while verb.head.pos_ == "VERB" and not subjects_of(verb):
        if verb.dep_ != "conj" and not _is_bare_participle(verb):
            break
        verb = verb.head  # "X funded and armed it", "X sued Y, accusing it"
    doers = [each for first in subjects_of(verb) for each in (first, *_joined(first))]
    if verb != token.head and any(subject.dep_ == "nsubj:pass" for subject in doers):
        doers = _by_whom(verb, token)  # "X was sued by Y, accusing him"
    found = (scene.document.mention_of.get(doer.i) for doer in doers)
    return {mention.actor for mention in found if mention is not None}


def _judges_of(scene: Scene, token: Token) -> set[Actor]:
    """The judge who finds what is told of somebody else: "Judge X ruled that he had lied"."""
    clause = token.head
    while clause.dep_ == "conj" and clause.head.i < clause.i:
        clause = clause.head
    if not is_subject(token) or clause.dep_ != "ccomp" or clause.head.lemma_ not in _RULING:
        return set()
    found = (scene.document.mention_of.get(subject.i) for subject in subjects_of(clause.head))
    judges = (m for m in found if m is not None and m.actor.kind == "Person")
    return {m.actor for m in judges if not _JUDGES.isdisjoint(_words_before(scene, m))}


def _words_before(scene: Scene, mention: Mention) -> set[str]:
    start = mention.span.start
    return {token.lower_ for token in scene.doc[max(0, start - 3) : start]}


def _by_whom(verb: Token, end: Token) -> list[Token]:
    """Those by whom something is told to be done before a word, with their names beside them."""
    before = verb.doc[verb.i : end.i]
    agents = [word for word in before if any(case.lower_ == "by" for case in word.children)]
    return [*agents, *(child for agent in agents for child in agent.children if child.dep_ == "appos")]


def _joined(first: Token) -> list[Token]:
    return [child for child in first.children if child.dep_ == "conj"]


def _harming(suffering: Token) -> Token | None:
    """The verb by which others harm somebody: "killed its leader", "imposed sanctions on its chief"."""
    for _ in range(4):
        if suffering.dep_ not in ("obj", "obl", "nmod", "conj", "appos"):
            return None
        suffering = suffering.head
        if suffering.lemma_.lower() in _HARMING or suffering.lower_ in _HARMING:
            while suffering.pos_ == "NOUN" and suffering.dep_ in ("obj", "obl", "nmod"):
                suffering = suffering.head  # "imposed sanctions on", "issued a warrant for"
            return suffering if suffering.pos_ == "VERB" else None
    return None


def _is_bare_participle(verb: Token) -> bool:
    """Whether a participle tells what a clause's subject does besides: "X sued Y, accusing it"."""
    led = any(child.dep_ in ("mark", "case") for child in verb.children)
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and not led


def _person(scene: Scene, token: Token, gender: Gender) -> Actor | None:
    own = reflected(scene, token) if token.lower_.endswith("self") else None
    if own is not None:
        return own
    others = _doers_beside(scene, token) | _judges_of(scene, token)

    def agrees(seen: Seen) -> bool:
        if seen.actor in others:
            return False
        return seen.actor.kind == "Person" and scene.gender.get(seen.actor, gender) == gender

    known = {actor for actor, told in scene.gender.items() if told == gender}
    actor = scene.salient(token, agrees, REACH, known)
    if actor is not None:
        scene.gender.setdefault(actor, gender)
    return actor


def _body(scene: Scene, token: Token) -> Actor | None:
    kinds = kinds_of_owner(token) if token.lower_ == "its" else None
    beside = listed_before(scene, token) if token.lower_ == "its" else None
    others = _doers_beside(scene, token)
    if beside is not None:
        return beside
    if token.lower_ == "its":
        again = owner_before(scene, token, kinds) or blamed(scene, token, kinds)
        if again is not None:
            return again
    alike = done_to_alike(scene, token)
    if alike is not None:
        return alike
    if _judges(token):
        court = scene.salient(token, lambda seen: seen.actor.kind == "Court", REACH - 1)
        if court is not None:
            return court

    def agrees(seen: Seen) -> bool:
        if seen.actor.kind in ("Person", "Source") or seen.plural or seen.mention.form == "demonym":
            return False
        if seen.actor in others:
            return False
        if token.lower_ != "its" and _is_one_of_several(scene, seen.mention.head):
            return False
        if token.dep_ == "obj" and seen.actor.kind == "Court" and is_venue(seen.mention.head):
            return False
        return kinds is None or seen.actor.kind in kinds

    if token.dep_ == "obj" and token.head.lemma_.lower() in _LISTING:
        listed = scene.salient(token, lambda seen: agrees(seen) and seen.actor.kind in _LISTED, REACH - 1)
        if listed is not None:
            return listed
    accused = token.dep_ == "obj" and _is_bare_participle(token.head)
    here = scene.salient(token, agrees, 0) if accused else None
    return here or scene.salient(token, agrees, REACH - 1)


def _is_one_of_several(scene: Scene, head: Token) -> bool:
    """Whether a name is joined to another: of "X and Y", "it" means neither."""
    first = first_listed(head)
    others = (scene.document.mention_of.get(other.i) for other in (first, *_joined(first)) if other != head)
    return any(other is not None and other.form == "name" for other in others)


def _judges(token: Token) -> bool:
    """Whether "it" does what courts do: "it issued a warrant"."""
    done = (child for child in token.head.children if child.dep_ == "obj")
    return token.dep_ == "nsubj" and any(child.lemma_.lower() in _JUDICIAL for child in done)


def _several(scene: Scene, token: Token) -> Actor | None:
    others = _doers_beside(scene, token)
    owners = kinds_of_owner(token) if token.lower_ == "their" else None
    actor = scene.salient(
        token,
        lambda seen: seen.plural and seen.actor.kind != "Source" and seen.actor not in others,
        REACH - 1,
    )
    if actor is not None:
        return actor
    return scene.salient(
        token,
        lambda seen: (
            seen.actor not in others
            and (owners is None or seen.actor.kind in owners)
            and (
                seen.actor.kind in ("ArmedGroup", "GovernmentBody")
                or (seen.actor.kind == "Organization" and seen.subject and seen.actor in scene.topics)
            )
        ),
        1,
    )


_HARMING = frozenset(
    {"arrest", "assassinate", "blacklist", "bounty", "capture", "designate", "indict", "kill", "murder"}
    | {"sanction", "sanctions", "target", "warrant", "warrants", "wound"}
)
"""What nobody does to its own leader."""
_JUDGES = frozenset({"coroner", "judge", "justice", "magistrate"})
_RULING = frozenset({"conclude", "determine", "find", "hold", "rule"})
_JUDGED = frozenset({"guilty", "innocent", "liable", "responsible"})
_LISTING = frozenset(
    {"sanction", "proscribe", "outlaw", "ban", "blacklist", "designate", "list", "label", "brand", "classify"}
)
_LISTED: frozenset[ActorKind] = frozenset({"ArmedGroup", "Organization", "NonGovernmentalOrganization"})
"""Bodies that are sanctioned, rather than those who sanction."""
_JUDICIAL = frozenset({"indictment", "judgment", "ruling", "sentence", "verdict", "warrant", "warrants"})


def _is_impersonal(token: Token) -> bool:
    """ "It is feared that", "it was not clear": nobody is meant."""
    if token.dep_ == "expl":
        return True
    following = [word.lower_ for word in token.doc[token.i + 1 : token.i + 5]]
    return bool(following) and following[0] in _LINKING and not _SHIFTED.isdisjoint(following[1:])


_LINKING = frozenset(
    {"is", "was", "'s", "\u2019s", "remains", "seems", "appears", "has", "would", "will", "became", "may"}
)
_SHIFTED = frozenset(
    [
        "that",
        "clear",
        "unclear",
        "possible",
        "likely",
        "unlikely",
        "time",
        "important",
        "difficult",
        "hard",
        "believed",
        "feared",
        "alleged",
        "reported",
        "thought",
        "known",
        "understood",
        "said",
        "emerged",
        "whether",
        "not",
    ]
)
