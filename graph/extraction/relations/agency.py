"""Whose act it is said to be: from the words of an act up the sentence to those who may have done it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graph.extraction.document import Document, Mention
from graph.extraction.relations.behalf import bodies_of, chiefs_of
from graph.extraction.relations.besides import agents_besides
from graph.extraction.relations.charges import (
    charging,
    held_for_telling,
    is_ground,
    is_oblique,
    laid_by,
    named_before,
)
from graph.extraction.relations.doers import by_hand
from graph.extraction.relations.kinds import GROUPS
from graph.extraction.relations.nominal import HARMED, OWNERS, agents_inside
from graph.extraction.relations.nouns import examples
from graph.extraction.relations.parse import OBJECTS, OBLIQUES, PASSIVE_SUBJECTS, SUBJECTS
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

DOING = frozenset({"subject", "by", "possessor", "acl", "doer", "accused"})
ACTING = DOING | {"behind", "does", "liable", "means", "blamed"}
"""Ways of being met of people whose body is told of too."""
BODY = "body"
"""How the body is met whose people are said to have done an act, beside these: "X men", "officers of X"."""
MEMBERS = words("words", "people_of_a_body") | words("words", "service_ranks")
ONE_MEMBER = MEMBERS - {"leadership", "delegation"}
"""Nouns that are one person of a body in the singular."""
PEOPLE = MEMBERS | words("words", "owned_forces") | words("words", "quantities")
"""Who acts for a body where only the body is named: "members of X", "X's men"."""
UPON = frozenset({"after", "amid", "before", "despite", "during", "following"})
"""What stands behind these is not what somebody is guilty of or liable for."""
SETTING = UPON | {"as", "since", "when", "while"}
"""What opens a clause that only tells when: "X shut the border after Y took hostages"."""
HIGHEST = 8
"""How many words up an act's agent is sought."""


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody who may have done an act: the word met, how it hangs on the act, how many words up."""

    at: int
    mention: Mention
    how: str
    height: int


def way_of(how: str) -> str:
    """The first of how somebody hangs on an act, without the words on the way: "verb" of "verb:obj/kill"."""
    return how.split(":")[0].split("/")[0]


def find_agents(anchor: int, document: Document, tree: Tree) -> list[Link]:
    """Those who may have done the act that the word names, the nearest first, each once."""
    links: dict[int, Link] = {}

    def meet(word: int, how: str, height: int) -> bool:
        mention = _named(word, document, tree)
        if mention and not (mention.head.i == anchor and how != "doer"):
            known = links.get(id(mention))
            if known is None or (known.how.startswith("verb") and how.startswith("accused")):
                links[id(mention)] = Link(word, mention, how, height)
        return mention is not None

    for word, how, height in _climb(anchor, document, tree):
        if not meet(word, how, height):
            for other in _stood_for(word, tree):
                meet(other, how, height)
    for word in by_hand(anchor, document, tree):
        meet(word, "behind", 0)
    if not any(link.how in DOING for link in links.values()):
        for word, how in agents_besides(anchor, document, tree):
            meet(word, how, 0)
    for link in list(links.values()):
        several = link.mention.form == "description" and link.mention.actor.kind != "Person"
        if several and link.how.split(":")[0] in ACTING:
            for body in bodies_of(link.mention.head.i, document, tree):
                known = document.mention_of.get(body)
                if known is None or known.actor is not link.mention.actor:
                    meet(body, f"{BODY}:{link.how}", link.height)
            for example in examples(link.mention.head.i, document, tree):
                meet(example, f"{BODY}:{link.how}", link.height)
            for chief in chiefs_of(link.mention.head.i, tree):
                meet(chief, "under", link.height)
            for first in tree.kids(link.mention.head.i, "appos"):
                for name in tree.conjuncts(first):
                    meet(name, link.how, link.height)
    if any(link.how.startswith("accused") for link in links.values()):
        for word in named_before(anchor, document, tree):
            meet(word, "accused:listed", 0)
    return [link for link in links.values() if not _owns_doer(link, links.values())]


def _named(word: int, document: Document, tree: Tree) -> Mention | None:
    """Who is met at a word: of "a police officer, X," the one who is named."""
    mention = document.mention_of.get(word)
    if mention is not None and mention.form == "description" and tree.tag[mention.head.i] == "NN":
        for child in tree.kids(mention.head.i, "appos"):
            named = document.mention_of.get(child)
            if named is not None and named.names_person:
                return named
    return mention


def _owns_doer(link: Link, links: Collection[Link]) -> bool:
    """Whether a state is only whose group acts: Lebanon of "Lebanon's Hezbollah attacks"."""
    if not link.how.startswith("possessor") or link.mention.actor.kind != "State":
        return False
    end = link.mention.span.end
    return any(
        other.how.startswith("compound")
        and other.mention.actor.kind in GROUPS
        and end <= other.mention.span.start <= end + 2
        for other in links
    )


def _stood_for(word: int, tree: Tree) -> list[int]:
    """Who a noun that is nobody's name stands for: "members of X", "X, a monk", "X's actions"."""
    if tree.pos[word] not in ("NOUN", "PROPN", "NUM"):
        return tree.marked(word, ("of",), "nmod") if tree.lemma[word] in PEOPLE else []  # "some of them"
    found = [name for first in tree.kids(word, "appos") for name in tree.conjuncts(first)]
    if tree.pos[word] == "NUM":
        found += tree.marked(word, ("of",), "nmod", "obl")  # "three of them"
    if tree.lemma[word] in PEOPLE and not is_one_member(word, tree):
        found += tree.marked(word, ("of", "from"), "nmod") + tree.kids(word, "nmod:poss", "compound")
    if tree.kids(word, "cop"):
        found += tree.kids(word, "nsubj")
    if tree.dep[word] == "appos":
        found.append(tree.head[word])
    if tree.lemma[word] in words("accusedOf", "deed"):
        found += [doer for doer, how in agents_inside(word, tree) if how in (*OWNERS, "compound", "acl")]
    return found


def is_one_member(word: int, tree: Tree) -> bool:
    """Whether a noun is one person of a body, for whose acts the body is not accused: "Libya's commander"."""
    return tree.tag[word] in ("NN", "NNP") and tree.lemma[word] in ONE_MEMBER


def find_harmed(anchor: int, tree: Tree) -> list[int]:
    """The words for those an act is done to: "killed X", "abduction of X", "X's death", "X suffered it"."""
    if tree.pos[anchor] in ("VERB", "AUX"):
        return tree.patients(anchor)
    if _befalls_subject(anchor, tree):
        return tree.agents(anchor)
    found = [word for phrase in tree.marked(anchor, HARMED, "nmod", "obl") for word in tree.conjuncts(phrase)]
    if tree.lemma[anchor] in words("accusedOf", "befall"):
        found += tree.kids(anchor, "nmod:poss")
    node = tree.first_conjunct(anchor)
    head, dep = tree.head[node], tree.dep[node]
    if head == node:
        return found
    if tree.lemma[head] in words("accusedOf", "undergo") and dep in OBJECTS and not tree.is_passive(head):
        found += tree.agents(head)
    elif tree.lemma[head] == "subject" and dep in OBLIQUES:
        found += tree.patients(head)
    elif tree.lemma[head] in ("victim", "survivor") and dep == "nmod":
        found += [*tree.kids(head, "nsubj", "appos"), tree.head[head]]
    return found


def _climb(anchor: int, document: Document, tree: Tree) -> Iterator[tuple[int, str, int]]:
    """The words met from an act up its sentence, how each hangs on what leads to it, how many words up."""
    node = anchor
    if tree.lemma[node] in words("accusedOf", "doer"):
        for word in (*tree.conjuncts(node), *tree.kids(node, "nsubj", "appos"), tree.head[node]):
            yield word, "doer", 0
    own = is_ground(node, tree) or _shares_passive(node, tree) or _is_verdict(node, tree)
    done = False  # whether somebody did it as the object of their verb: "took hostages"
    explained = False  # whether it is told of to explain who somebody is
    shared = False  # whether the anchor goes on what the node tells of
    for height in range(HIGHEST):
        step = "" if height == 0 else "/up"
        verbal = tree.pos[node] in ("VERB", "AUX", "ADJ")
        if verbal and (height == 0 or shared) and not _befalls_subject(node, tree):
            agents = [] if own else tree.agents(node)
            for word in agents:
                yield word, "subject" + step, height
            own = any(word in document.mention_of for word in agents)
        shared = False
        if tree.pos[node] in ("NOUN", "PROPN", "ADJ"):
            inside = [] if tree.lemma[node] in words("accusedOf", "measures") else agents_inside(node, tree)
            if tree.lemma[node] in words("accusedOf", "doer"):  # "his captors", "X's killers"
                inside = [
                    (word, how) for word, how in inside if not (how in OWNERS and _is_person(word, document))
                ]
            yield from ((word, how + step, height) for word, how in inside)
            if node == tree.first_conjunct(anchor):
                yield from ((word, how, height) for word, how in _predicated(node, tree))
            owners = {how for _, how in inside} & {*OWNERS, "accuser"}
            if tree.lemma[node] in words("accusedOf", "part") and tree.dep[node] == "obl":
                owners.discard("possessor")  # "charged X and Y for their part in it"
            if owners and not (owners == {"possessor"} and tree.lemma[node] in words("accusedOf", "befall")):
                if node == tree.first_conjunct(anchor):  # "blacklisted X over killings by his guards"
                    laid = laid_by(node, tree.head[node], tree.dep[node], document, tree, tried=False)
                    yield from ((word, how, height + 1) for word, how in laid or ())
                return
        if tree.lemma[node] in words("accusedOf", "traces") and node != anchor:
            return  # "found dead with marks of torture"
        head, dep = tree.head[node], tree.dep[node]
        if head == node or (explained and dep != "appos") or held_for_telling(node, tree):
            return  # "accused X of backing Y, a group that did it"
        explained = explained or (dep == "acl:relcl" and tree.dep[head] == "appos")
        if dep in OBJECTS and tree.pos[node] == "NOUN" and tree.lemma[head] in words("accusedOf", "end"):
            return  # "X ended the genocide"
        charge = charging(node, tree)
        if charge is not None:
            head, dep = charge, "obl"
        told = tree.head[head]
        including = dep in OBJECTS and tree.lemma[head] == "include" and tree.dep[head] == "acl:relcl"
        if including and tree.lemma[told] in words("accusedOf", "charges"):
            node = told  # "on charges that include the act"
            continue
        if dep == "conj":
            shared = tree.pos[head] == "VERB" and node == anchor and tree.tag[anchor] not in ("NNS", "VBN")
            node = head
            continue
        if dep in ("ccomp", "parataxis") and tree.lemma[head] not in words("accusedOf", "accuse"):
            return
        if dep == "advcl" and "before" in tree.markers(node):
            return  # "threatened her before she was killed"
        apart = own or (done and not SETTING.isdisjoint(tree.markers(node)))
        if dep == "advcl" and apart and tree.kids(node, "nsubj"):
            return  # "X stood by as Y did it"
        laid = laid_by(node, head, dep, document, tree, tried=node == anchor and tree.lemma[node] == "trial")
        if laid is not None:
            yield from ((word, how, height + 1) for word, how in laid)
            return
        tied = list(_tied_by(node, head, dep, tree, act=node == anchor))
        done = done or any(word in document.mention_of for word, how in tied if how.startswith("verb:obj"))
        yield from ((word, how, height + 1) for word, how in tied)
        node = head
        if own and height > 1:
            return


def _is_person(word: int, document: Document) -> bool:
    mention = document.mention_of.get(word)
    return mention is not None and mention.actor.kind == "Person"


def _predicated(noun: int, tree: Tree) -> Iterator[tuple[int, str]]:
    """Of whom, or whose deeds, an act is the predicate: "X was behind it", "X's raids were war crimes"."""
    if not tree.kids(noun, "cop"):
        return
    behind = not tree.markers(noun).isdisjoint(("behind", "in"))
    for subject in tree.kids(noun, "nsubj"):
        for word in tree.conjuncts(subject):
            if behind or tree.lemma[word] in words("accusedOf", "deed"):
                yield word, "liable" if behind else "predicate"


def _tied_by(node: int, head: int, dep: str, tree: Tree, *, act: bool) -> Iterator[tuple[int, str]]:
    """Whom the word that a node hangs on ties to it; `act` tells whether the node is the act itself."""
    lemma = tree.lemma[head]
    if lemma in words("accusedOf", "legal") and tree.kids(head, "cop"):
        yield from ((word, "accused:" + lemma) for word in tree.agents(head))  # "X is on trial for the act"
    beside = not UPON.isdisjoint(tree.markers(node))  # "found guilty after a show trial"
    if (
        lemma in words("accusedOf", "liable")
        and tree.pos[head] in ("ADJ", "NOUN", "VERB", "ADP")
        and not beside
    ):
        told = tree.kids(head, "nsubj") + ([tree.head[head]] if tree.dep[head] in ("amod", "acl") else [])
        yield from ((each, "liable") for word in told for each in tree.conjuncts(word))
        yield from ((word, "liable") for word in tree.agents(head))
    elif tree.pos[head] in ("VERB", "AUX", "ADJ") or _is_clause(head, tree):
        if dep in OBJECTS or dep in PASSIVE_SUBJECTS or is_oblique(dep):
            yield from _done_by(node, head, dep, tree, act=act)
        elif dep in SUBJECTS and lemma in words("accusedOf", "blame"):
            for word in tree.marked(head, ("on", "with"), "obl"):  # "responsibility for it lies with X"
                yield word, "accused:" + lemma
        elif dep in SUBJECTS:
            yield from ((word, "predicate") for word in tree.marked(head, ("by", "on", "to"), "obl"))
    if lemma in words("accusedOf", "doer") and dep == "nmod":
        for word in (*tree.conjuncts(head), *tree.kids(head, "nsubj", "appos"), tree.head[head]):
            yield word, "doer-of"


def is_called_so(node: int, tree: Tree) -> bool:
    """Whether a noun is only what a verb calls something: "X called it a war crime"."""
    verb, dep = tree.head[node], tree.dep[node]
    naming = verb != node and tree.lemma[verb] in words("accusedOf", "name")
    return naming and (dep in ("xcomp", "ccomp") or "as" in tree.markers(node))


def _done_by(node: int, verb: int, dep: str, tree: Tree, *, act: bool) -> Iterator[tuple[int, str]]:
    """Who does, suffers or faces what a verb has as its object: "X ordered it", "X faces charges"."""
    lemma = tree.lemma[verb]
    if is_called_so(node, tree):
        return
    broken = "in" in tree.markers(node) and tree.lemma[node] in words("accusedOf", "breach")
    how = "does:" if broken or lemma in words("accusedOf", "do") else "verb:"
    undergone = lemma in words("accusedOf", "undergo") and not tree.is_passive(verb)
    if undergone or _befalls_subject(verb, tree):
        how = "suffers:"
    if not act and tree.lemma[node] in words("accusedOf", "legal"):
        faced = lemma in words("accusedOf", "face") and not tree.is_passive(verb)
        how = f"accused:{lemma}/" if faced else how
    if lemma in words("accusedOf", "blame") and dep.split(":")[0] in ("obj", "nsubj"):
        for word in tree.marked(verb, ("on", "to", "upon", "at"), "obl"):
            yield word, "accused:" + lemma
    yield from ((word, how + dep.split(":")[0]) for word in tree.agents(verb))
    if lemma in words("accusedOf", "do") and (dep in OBLIQUES or dep in SUBJECTS):
        yield from ((word, "done-to") for word in tree.patients(verb))


def _shares_passive(word: int, tree: Tree) -> bool:
    """Whether a verb without an object goes on a passive, taggers aside: "was beaten and tortured"."""
    return (
        tree.dep[word] == "conj"
        and tree.tag[word] in ("VBD", "VB")
        and tree.is_passive(tree.head[word])
        and not tree.kids(word, "nsubj", "obj", "aux", "ccomp", "xcomp")
    )


def _is_verdict(word: int, tree: Tree) -> bool:
    """Whether a participle is only what a thing is taken for: "rejected it as politically motivated"."""
    told = tree.dep[word] in ("advcl", "xcomp") and tree.tag[word] == "VBN" and not tree.kids(word, "nsubj")
    return told and "as" in tree.markers(word)


def _is_clause(word: int, tree: Tree) -> bool:
    """Whether a noun is a verb to the parser: "X's acts amount to genocide"."""
    noun = tree.pos[word] == "NOUN" and tree.lemma[word] in words("accusedOf", "do")
    return noun and bool(tree.kids(word, "nsubj")) and not tree.kids(word, "cop")


def _befalls_subject(word: int, tree: Tree) -> bool:
    """Whether an act is done to its grammatical subject: "they are subject to torture"."""
    return tree.pos[word] == "ADJ" and tree.lemma[word] == "subject"
