"""The way from the words of an act up its sentence: the words met there, and how each hangs on the act."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Document
from graph.extraction.relations.charges import charging, is_ground, is_oblique, laid_by
from graph.extraction.relations.harmed import befalls_subject
from graph.extraction.relations.nominal import OWNERS, agents_inside
from graph.extraction.relations.parse import OBJECTS, OBLIQUES, PASSIVE_SUBJECTS, SUBJECTS
from graph.extraction.relations.retelling import held_for_telling
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

UPON = frozenset({"after", "amid", "before", "despite", "during", "following"})
"""What stands behind these is not what somebody is guilty of or liable for."""
SETTING = UPON | {"as", "since", "when", "while"}
"""What opens a clause that only tells when: "X shut the border after Y took hostages"."""
HIGHEST = 8
"""How many words up an act's agent is sought."""


def climb(anchor: int, document: Document, tree: Tree) -> Iterator[tuple[int, str, int]]:
    """The words met from an act up its sentence, how each hangs on what leads to it, how many words up."""
    node = anchor
    if tree.lemma[node] in words("accusedOf", "doer"):
        yield from ((word, "doer", 0) for word in _called(node, tree))
    own = is_ground(node, tree) or _shares_passive(node, tree) or _is_verdict(node, tree)
    done = False  # whether somebody did it as the object of their verb: "took hostages"
    explained = False  # whether it is told of to explain who somebody is
    shared = False  # whether the anchor goes on what the node tells of
    for height in range(HIGHEST):
        step = "" if height == 0 else "/up"
        verbal = tree.pos[node] in ("VERB", "AUX", "ADJ")
        if verbal and (height == 0 or shared) and not befalls_subject(node, tree):
            agents = [] if own else tree.agents(node)
            for word in agents:
                yield word, "subject" + step, height
            own = any(word in document.mention_of for word in agents)
        shared = False
        if tree.pos[node] in ("NOUN", "PROPN", "ADJ"):
            inside = _inside(node, document, tree)
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
        if head == node or _is_closed(node, tree):
            return
        if explained and dep != "appos":
            return  # "accused X of backing Y, a group that did it"
        explained = explained or (dep == "acl:relcl" and tree.dep[head] == "appos")
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


def _is_closed(node: int, tree: Tree) -> bool:
    """Whether what a node hangs on tells of nobody who did what is told below the node."""
    head, dep = tree.head[node], tree.dep[node]
    if dep in OBJECTS and tree.pos[node] == "NOUN" and tree.lemma[head] in words("accusedOf", "end"):
        return True  # "X ended the genocide"
    if dep in ("ccomp", "parataxis") and tree.lemma[head] not in words("accusedOf", "accuse"):
        return True
    if dep == "advcl" and "before" in tree.markers(node):
        return True  # "threatened her before she was killed"
    return bool(held_for_telling(node, tree))


def _inside(noun: int, document: Document, tree: Tree) -> list[tuple[int, str]]:
    """Agents inside a noun phrase: none of measures, nor whose captors or killers doers are."""
    if tree.lemma[noun] in words("accusedOf", "measures"):
        return []
    found = agents_inside(noun, tree)
    if tree.lemma[noun] not in words("accusedOf", "doer"):
        return found
    mentions = ((word, how, document.mention_of.get(word)) for word, how in found)
    return [(w, how) for w, how, m in mentions if how not in OWNERS or m is None or m.actor.kind != "Person"]


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
    liable = lemma in words("accusedOf", "liable") and tree.pos[head] in ("ADJ", "NOUN", "VERB", "ADP")
    if liable and UPON.isdisjoint(tree.markers(node)):  # no "found guilty after a show trial"
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
        yield from ((word, "doer-of") for word in _called(head, tree))


def _called(doer: int, tree: Tree) -> Iterator[int]:
    """Who may be called by the noun for a doer: "the killer was X", "the killer, X", "X, a killer of"."""
    yield from tree.conjuncts(doer)
    yield from tree.kids(doer, "nsubj", "appos")
    yield tree.head[doer]


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
    if undergone or befalls_subject(verb, tree):
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
    """Whether a participle is only what a thing is taken for: "saw the trial as rigged"."""
    told = tree.dep[word] in ("advcl", "xcomp") and tree.tag[word] == "VBN" and not tree.kids(word, "nsubj")
    return told and "as" in tree.markers(word)


def _is_clause(word: int, tree: Tree) -> bool:
    """Whether a noun is a verb to the parser: "X's acts amount to genocide"."""
    noun = tree.pos[word] == "NOUN" and tree.lemma[word] in words("accusedOf", "do")
    return noun and bool(tree.kids(word, "nsubj")) and not tree.kids(word, "cop")
