"""Who is met where a path of a pattern leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.extraction.actors import lexicon
from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.apposed import GROUPINGS, named_beside
from graph.extraction.relations.kinds import ORGANIZATIONS
from graph.extraction.relations.lists import coordinated
from graph.extraction.relations.neighbours import DASHES, QUANTITIES
from graph.extraction.relations.nouns import past_prefix
from graph.extraction.relations.paths import Path, follow
from graph.extraction.relations.shortened import called_short
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

OWNED = words("words", "owned_forces")
"""Described by these alone, with a possessive, they are their owner: "its troops"."""
SERVING = words("words", "service_ranks") | OWNED
"""Described by these and named after a body, they only serve it: "Emirati officers"."""
GOVERNING = words("words", "governing")
"""Described by these, they are who they are named after: "the government of President X"."""
PEOPLE = words("words", "people_of_a_body")
"""Described by these and a body's name, they stand for the body: "Taliban leaders"."""
NAMED_BODY = "NamedBody"
"""The kind, for patterns, of any body of unknown sort that has a name: an acronym, a movement."""
ANY_SORT = frozenset(
    {"alliance", "brotherhood", "clan", "coalition", "group", "movement", "network"}
    | {"organization", "organisation", "tribe"}
)
PLACELIKE = frozenset({"it", "its", "itself", "which", "that", "they", "their", "them"})
"""Pronouns that mean a state or body, too."""
MEN = words("words", "men")
"""Described by these, they are whose they are: "fighters of the X"."""
HELPING = OWNED | MEN | words("words", "services")
SINGLE = frozenset({"NN", "NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Party:
    """Who may stand on one side of a pattern: of which kinds, named at all, not under which descriptions."""

    kinds: frozenset[str] = frozenset()
    named: bool = False
    unnamed: frozenset[str] = frozenset()


def meet(
    paths: tuple[Path, ...], cue: int, document: Document, tree: Tree, wanted: Party
) -> list[tuple[int, Actor]]:
    """The actors, with the word each was met at, of the first path that meets any."""
    beyond = tree.beyond_clause(cue)
    for path in paths:
        found: dict[int, tuple[int, Actor]] = {}
        prefixing = any(step.name == "prefix" for step in path)
        modifying = any(step.name == "modified" for step in path)
        owned = any(step.name == "self" for step in path)
        for met in follow(path, cue, document, tree):
            word = met if prefixing else past_prefix(met, document, tree)
            members = _told_with(word, tree) if modifying or owned else _members(word, tree)
            for index in [*members, *_states_before(word, document, tree)]:
                if index in beyond:
                    continue
                actor = _actor_at(index, document, tree, wanted)
                several = (
                    document.together(document.mention_of[index]) if index in document.mention_of else []
                )
                for each in [m.actor for m in several] if len(several) > 1 else [actor] if actor else []:
                    found.setdefault(id(each), (index, each))
            for index, actor in () if modifying else _listed_with(word, found, document, tree, wanted):
                found.setdefault(id(actor), (index, actor))
        if found:
            return list(found.values())
    return []


def _listed_with(
    word: int, found: dict[int, tuple[int, Actor]], document: Document, tree: Tree, wanted: Party
) -> Iterator[tuple[int, Actor]]:
    """Who is listed behind a party that was met, where the tree breaks the list off: "by X, Y and Z"."""
    mention = document.mention_of.get(word)
    if mention is None or mention.form != "name" or not any(index == word for index, _ in found.values()):
        return
    for other in coordinated(mention, document, tree):
        actor = _actor_at(other.head.i, document, tree, wanted)
        if actor is not None:
            yield other.head.i, actor


def _actor_at(index: int, document: Document, tree: Tree, wanted: Party) -> Actor | None:
    mention = document.mention_of.get(index)
    if mention is None or mention.form == "description":
        named = named_beside(index, document, tree)
        if named is not None:
            mention = named
    if mention is None:
        actor = called_short(index, document, tree)
        return actor if actor is not None and _allows(wanted, actor) else None
    if _are_people(mention, tree):
        return None
    actor = _who(mention, document, tree)
    described = is_described(actor)
    group = _group_named(mention, document, tree) if described and mention.form != "name" else None
    if group is not None:
        actor, described = group, False
    head = mention.head.i
    unnamed = tree.lemma[head] in wanted.unnamed or tree.lower[head] in wanted.unnamed
    if described and mention.form == "description" and unnamed and not _of_a_people(mention, document, tree):
        body = _body_named_in(mention, document, tree)
        if body is None:
            return None
        actor, described = body, False
    if described and wanted.named:
        return None
    return actor if _allows(wanted, actor) else None


def _allows(wanted: Party, actor: Actor) -> bool:
    """Whether a party may be of the kind of an actor."""
    if not wanted.kinds or actor.kind in wanted.kinds or is_described(actor):
        return not wanted.kinds or actor.kind in wanted.kinds
    return (NAMED_BODY in wanted.kinds and _is_obscure(actor)) or (
        "State" in wanted.kinds and is_of_one_word(actor)
    )


def is_of_one_word(actor: Actor) -> bool:
    """Whether a person has one word for a name throughout, as places and bodies misread do."""
    if actor.kind != "Person" or " " in actor.name:
        return False
    return all(
        (mention.form == "name" and len(mention.span) == 1) or mention.span.text.lower() in PLACELIKE
        for mention in actor.mentions
    )


def _members(word: int, tree: Tree) -> list[int]:
    """Those a word takes in; only several have examples: "support to X, including fighters"."""
    if tree.lemma[word] in QUANTITIES:
        counted = tree.marked(word, ("of",), "nmod")
        return [*tree.members(word), *(other for index in counted for other in tree.members(index))]
    return tree.members(word) if tree.tag[word] not in SINGLE else tree.conjuncts(word)


def _told_with(word: int, tree: Tree) -> list[int]:
    """Those told with one: of "the X-backed Y and the Z", "X's unit and the Z" not Z, which begins anew."""
    return [
        other for other in _members(word, tree) if other == word or not tree.kids(other, "det", "nmod:poss")
    ]


def _states_before(word: int, document: Document, tree: Tree) -> list[int]:
    """The US of "US and British warplanes": states that a description takes in and does not begin with."""
    mention = document.mention_of.get(word)
    if mention is None or mention.form != "description":
        return []
    start = mention.span.start
    first = document.mention_of.get(start)
    if first is None or first.actor.kind != "State" or tree.lower[start - 1] not in ("and", ","):
        return []
    beside = [document.mention_of.get(child) for child in tree.kids(word, "compound", "amod")]
    return [m.head.i for m in beside if m and m.span.end < start and m.actor.kind == "State"]


def _is_obscure(actor: Actor) -> bool:
    """Whether a body's name does not tell its sort: "RSF", "Boko Haram", but no "Science College"."""
    if actor.kind not in ORGANIZATIONS:
        return False
    last = actor.name.split()[-1].lower()
    return " " not in actor.name or last in ANY_SORT or not lexicon.body_kind(last)


def _are_people(mention: Mention, tree: Tree) -> bool:
    """Whether nationals are people, not their state: "two Indians", "Britons"; not "the Russians"."""
    head = mention.head.i
    first = tree.first_conjunct(head)
    if mention.form != "demonym" or not tree.tag[first].startswith("NN"):
        return False
    if tree.dep[first] in ("compound", "amod", "nmod:poss"):
        return False
    return not any(tree.lower[child] == "the" for noun in (head, first) for child in tree.children[noun])


def _of_a_people(mention: Mention, document: Document, tree: Tree) -> bool:
    """Whether a people's name tells which they are: "Fulani herders"."""
    start = mention.span.start
    inside = document.mention_of.get(start)
    telling = inside is None or inside is mention or inside.actor.kind not in ("Person", "State")
    return telling and tree.tag[start].startswith("NNP") and tree.tag[mention.head.i] == "NNS"


def _body_named_in(mention: Mention, document: Document, tree: Tree) -> Actor | None:
    """The Taliban of "Taliban leaders": the body that a description of its people names first."""
    inside = document.mention_of.get(mention.span.start)
    if tree.lemma[mention.head.i] not in PEOPLE:
        return None
    if inside and inside is not mention and inside.form == "name" and inside.actor.kind in ORGANIZATIONS:
        return None if is_described(inside.actor) else inside.actor
    return None


def _group_named(mention: Mention, document: Document, tree: Tree) -> Actor | None:
    """X of "fighters of the X", "a newer force, the X", "the X, a group of men who …"."""
    if mention.form == "pronoun":
        told = [m for m in mention.actor.mentions if m.form == "description" and m.head.i < mention.head.i]
        if not told:
            return None
        mention = told[-1]
    head = mention.head.i
    several = tree.tag[head] == "NNS"
    beside = [] if several else tree.kids(head, "appos")
    if several and tree.lemma[head] in MEN:
        beside += tree.marked(head, ("of", "from"), "nmod")
    if "of" in tree.markers(head) and tree.lemma[tree.head[head]] in GROUPINGS:
        beside.append(tree.head[head])
    for index in beside:
        named = document.mention_of.get(index)
        if named and named.actor.kind in ORGANIZATIONS and not is_described(named.actor):
            return named.actor
    return None


def _owners(head: int, document: Document, tree: Tree) -> Iterator[Actor]:
    """Whose a bare "troops" are: "its troops", "X, whose troops …", "troops from X", "X has troops in Y"."""
    verb = tree.head[head]
    words_for: list[int] = []
    for child in tree.kids(head, "nmod:poss"):
        owner = document.mention_of.get(child)
        if owner and owner.form == "pronoun":
            yield owner.actor
        elif tree.lower[child] == "whose" and tree.dep[verb] == "acl:relcl":
            words_for.append(tree.head[verb])
    if tree.dep[head] == "obj" and tree.lemma[verb] == "have":
        words_for += tree.agents(verb)
    words_for += tree.marked(head, ("from",), "nmod")
    for word in tree.marked(head, ("of",), "nmod") if tree.tag[head] == "NNS" else ():  # "the forces of X"
        state = document.mention_of.get(word)
        if state and state.form == "name" and state.actor.kind == "State":
            yield state.actor
    for word in words_for:
        owner = document.mention_of.get(word)
        if owner and owner.form == "name":
            yield owner.actor


def serves(body: Actor, word: int, document: Document, tree: Tree) -> bool:
    """Whether those met at a word only serve a body, whose they are called: "Emirati officers"."""
    mention = document.mention_of.get(word)
    if mention is None or mention.form != "description" or tree.lemma[mention.head.i] not in SERVING:
        return False
    owner = document.mention_of.get(mention.span.start)
    if owner is None or owner is mention or owner.actor is not body or lexicon.is_hanging(mention.span[0]):
        return False  # "Iran- and Russia-backed militias"
    return tree.lower[owner.span.end] not in DASHES  # "X-backed fighters" serve no X


def is_described(actor: Actor) -> bool:
    """Whether an actor has no name of its own: its last word is a common noun."""
    last = actor.name.split()[-1]
    telling = last == actor.name or lexicon.demonym(last.lower()) is not None
    if telling and actor.mentions and all(m.form == "description" for m in actor.mentions):
        return True  # "Supporters", where a sentence begins; "two Russians"
    particle, dash, rest = last.partition("-")
    return (rest if dash and particle in lexicon.words().hyphen_particles else last)[:1].islower()


def _who(mention: Mention, document: Document, tree: Tree) -> Actor:
    """The actor that a mention means: of a bare "its troops" the owner, of "the government of X" X."""
    actor, head = mention.actor, mention.head.i
    if mention.form != "description" or not is_described(actor):
        return actor
    bare = tree.lemma[head] in OWNED and tree.lower[mention.span.start] == tree.lower[head]
    if bare or (tree.lemma[head] in HELPING and tree.lower[mention.span.start - 1] == "whose"):
        for owner in _owners(head, document, tree):
            return owner
    if tree.lemma[head] in GOVERNING:
        for child in tree.marked(head, ("of", "in"), "nmod"):
            named = document.mention_of.get(child)
            if named and named.form == "name" and named.actor.kind in ("Person", "State"):
                return named.actor
    return actor
