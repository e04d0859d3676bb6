"""Whom a pronoun means: the most salient actor that agrees in number, gender and kind, or nobody."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.others import doers_beside, is_bare_participle, joined_to, judges_of
from graph.extraction.actors.owners import (
    blamed,
    done_to_alike,
    kinds_of_owner,
    listed_before,
    owner_before,
    reflected,
    told_to,
)
from graph.extraction.actors.relatives import antecedent, teller_of
from graph.extraction.actors.scene import Scene, Seen, first_listed, is_subject, is_venue
from graph.extraction.actors.tables import Gender
from graph.extraction.actors.together import NUMBERS
from graph.extraction.document import Actor
from graph.model import ActorKind

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
SINGULAR = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves", "mine", "ours"})
PRONOUNS = MALE | FEMALE | SINGULAR | PLURAL | RELATIVE
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
        return antecedent(scene, token)
    if word in MALE:
        return _person(scene, token, "male")
    if word in FEMALE:
        return _person(scene, token, "female")
    if word in SINGULAR:
        return None if word == "it" and _is_impersonal(token) else _body(scene, token)
    return _several(scene, token)


def meant_together(scene: Scene, token: Token) -> list[Actor]:
    """The people of a list that "they", "both" or "the two" means here; none where it means no list."""
    number = NUMBERS.get(token.lower_)
    if number is not None:
        return _counted(scene, token, number)
    last = scene.lists.latest(scene.sentence_of[token.i], 1) if token.lower_ in PLURAL else None
    if last is None:
        return []
    rivals = [seen for seen in scene.back() if seen.sentence >= last.sentence and seen.plural]
    leading = is_subject(last.head)
    return last.actors if all(leading and not seen.subject for seen in rivals) else []


def _counted(scene: Scene, token: Token, number: int) -> list[Actor]:
    """So many of those named before, where a number stands alone: "the two", "both denied it"."""
    before, after = token.i - 1, token.i + 1
    if after < len(scene.doc) and scene.doc[after].tag_.startswith(("N", "J", "CD", "HYPH")):
        return []
    both = token.lower_ == "both"
    pointing = both or (before >= 0 and scene.doc[before].lower_ in ("all", "the", "these", "those"))
    joining = token.dep_.startswith("cc")  # "both in Chad and abroad"
    listed = scene.lists.counted(number, scene.sentence_of[token.i]) if pointing and not joining else []
    if listed or not (both and token.dep_.startswith("nsubj")):
        return listed
    return scene.bodies_before(token, within=1) or scene.named_right_before(token) or scene.pair_before(token)


def _person(scene: Scene, token: Token, gender: Gender) -> Actor | None:
    own = reflected(scene, token) if token.lower_.endswith("self") else None
    own = own or teller_of(scene, token)
    if own is not None and scene.gender.get(own, gender) == gender:
        scene.gender.setdefault(own, gender)
        return own
    others = doers_beside(scene, token) | judges_of(scene, token) | _speaking(scene, token)
    told = scene.quoted.told_by(token)

    def agrees(seen: Seen) -> bool:
        if seen.actor in others or seen.mention.head.i in told:
            return False
        return seen.actor.kind == "Person" and scene.gender.get(seen.actor, gender) == gender

    known = {actor for actor, told in scene.gender.items() if told == gender}
    actor = scene.salient(token, agrees, REACH, known)
    if actor is not None:
        scene.gender.setdefault(actor, gender)
    return actor


def _body(scene: Scene, token: Token) -> Actor | None:
    kinds = None
    if token.lower_ == "its":
        kinds = kinds_of_owner(token)
        owner = listed_before(scene, token) or owner_before(scene, token, kinds)
        owner = owner or told_to(scene, token, kinds) or blamed(scene, token, kinds)
        if owner is not None:
            return owner
    alike = done_to_alike(scene, token)
    if alike is not None:
        return alike
    others = doers_beside(scene, token) | _speaking(scene, token)
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
    if token.head.lower_ in _GOING_ON and token.dep_ == "nsubj":
        speaker = scene.salient(token, lambda seen: agrees(seen) and _speaks(seen.mention.head), REACH - 1)
        if speaker is not None:
            return speaker
    accused = token.dep_ == "obj" and is_bare_participle(token.head)
    here = scene.salient(token, agrees, 0) if accused else None
    return here or scene.salient(token, agrees, REACH - 1)


def _speaks(word: Token) -> bool:
    """Whether a word is the subject of a verb of saying."""
    return word.dep_ == "nsubj" and word.head.lower_ in lexicon.states().saying


def _speaking(scene: Scene, token: Token) -> set[Actor]:
    """Who says the words that a pronoun is one of, and so would be "I" or "we"."""
    speaker = scene.quoted.speaker_of(token)
    return set() if speaker is None else {speaker}


def _is_one_of_several(scene: Scene, head: Token) -> bool:
    """Whether a name is joined to another: of "X and Y", "it" means neither."""
    first = first_listed(head)
    others = (scene.document.mention_of.get(other.i) for other in (first, *joined_to(first)) if other != head)
    return any(other is not None and other.form == "name" for other in others)


def _judges(token: Token) -> bool:
    """Whether "it" does what courts do: "it issued a warrant"."""
    done = (child for child in token.head.children if child.dep_ == "obj")
    return token.dep_ == "nsubj" and any(child.lemma_.lower() in _JUDICIAL for child in done)


def _several(scene: Scene, token: Token) -> Actor | None:
    others = doers_beside(scene, token) | _speaking(scene, token)
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


def _is_impersonal(token: Token) -> bool:
    """ "It is feared that", "it was not clear": nobody is meant."""
    if token.dep_ == "expl":
        return True
    following = [word.lower_ for word in token.doc[token.i + 1 : token.i + 5]]
    return bool(following) and following[0] in _LINKING and not _SHIFTED.isdisjoint(following[1:])


_LISTING = frozenset(
    {"sanction", "proscribe", "outlaw", "ban", "blacklist", "designate", "list", "label", "brand", "classify"}
)
_LISTED: frozenset[ActorKind] = frozenset({"ArmedGroup", "Organization", "NonGovernmentalOrganization"})
"""Bodies that are sanctioned, rather than those who sanction."""
_JUDICIAL = frozenset({"indictment", "judgment", "ruling", "sentence", "verdict", "warrant", "warrants"})
_GOING_ON = frozenset({"added", "adds", "continued", "said", "says"})
"""What the one who spoke does next: "it added"."""
_LINKING = frozenset(
    {"is", "was", "'s", "\u2019s", "remains", "seems", "appears", "has", "would", "will", "became", "may"}
)
_SHIFTED = frozenset(
    {"that", "whether", "not", "clear", "unclear", "possible", "likely", "unlikely", "time", "important"}
    | {"difficult", "hard", "believed", "feared", "alleged", "reported", "thought", "known", "understood"}
    | {"said", "emerged"}
)
