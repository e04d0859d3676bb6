"""Whom words of accusing lay an act to: verbs of accusing, and the cases and sanctions that are brought."""

from __future__ import annotations

from graph.extraction.document import Document
from graph.extraction.relations.neighbours import before, listed
from graph.extraction.relations.nouns import examples
from graph.extraction.relations.parse import OBJECTS, OBLIQUES, PASSIVE_SUBJECTS
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

MUTUAL = "mutual"
"""How those are met who accuse each other."""
SUSPECTED = words("accusedOf", "charges") | {"a", "suspicion"}
"""What stands between an accusation and its grounds: "on suspicion of"."""


def laid_by(
    node: int, head: int, dep: str, document: Document, tree: Tree, *, tried: bool
) -> list[tuple[int, str]] | None:
    """Whom the verb that a node hangs on lays it to, and how: those accused of it, or against whom a case is
    brought; None where it lays nothing. What is `tried` is a trial, and no ground: "sentenced X after it".
    """
    lemma = tree.lemma[head]
    told = words("accusedOf", "prepositions") & tree.markers(node) | ({dep} & {"xcomp", "ccomp"})
    if tree.lemma[node] in words("accusedOf", "custody"):
        told -= {"in", "under"}  # "held in solitary confinement"
    if tree.pos[head] in ("NOUN", "PROPN"):
        accused = _held_for(node, head, dep, tree)
        return [(word, "accused:" + lemma) for word in accused] or None
    accusing = lemma in words("accusedOf", "accuse") and tree.pos[head] in ("VERB", "ADJ") and not tried
    if accusing and is_oblique(dep) and told:
        accused = accused_by(head, tree)
        if any(tree.lower[word] in ("each", "another") for word in accused):
            return [(word, MUTUAL) for word in tree.agents(head)]
        if not accused and not tree.kids(head, "nsubj"):  # else it accuses: "the court found that"
            accused = before(head, (), document, tree)
    else:
        accused = _aimed_at(head, document, tree) if told or dep.split(":")[0] == "obj" else []
        if not accused:
            return None
    shown = [
        other
        for word in accused
        if _is_counted(word, document, tree)
        for other in examples(word, document, tree)
    ]
    return [(word, "accused:" + lemma) for word in dict.fromkeys([*accused, *shown])]


def _is_counted(word: int, document: Document, tree: Tree) -> bool:
    """Whether a word describes several who may be named behind it: "six men, among them X"."""
    mention = document.mention_of.get(word)
    return tree.tag[word] == "NNS" and (mention is None or mention.form == "description")


def is_oblique(dep: str) -> bool:
    """Whether a word or clause hangs on a verb, or noun, by more than being its subject or object."""
    return dep in OBLIQUES or dep.split(":")[0] in ("obl", "advcl", "xcomp", "ccomp", "nmod")


def charging(node: int, tree: Tree) -> int | None:
    """The verb that an act hangs on by way of the accused: "charged X and Y with fraud"."""
    accused = tree.first_conjunct(tree.head[node])
    verb = tree.head[accused]
    laid = tree.dep[accused] in OBJECTS | PASSIVE_SUBJECTS and tree.lemma[verb] in words("accusedOf", "lay")
    hangs = tree.dep[node] == "nmod" and {"of", "with"} & tree.markers(node)
    return verb if laid and hangs and tree.pos[verb] == "VERB" else None


def _aimed_at(verb: int, document: Document, tree: Tree) -> list[int]:
    """Whom what a verb brings is against: "filed a case against X for", "asked for a warrant for the
    arrest of X for", "the charges against X include", "put X under sanctions for".
    """
    if tree.lemma[verb] in words("accusedOf", "put_under"):
        measures = tree.marked(verb, ("under", "on", "to", "with", "by", "in"), "obl")
        if any(tree.lemma[noun] in words("accusedOf", "measures") for noun in measures):
            return tree.patients(verb)
    told = tree.kids(verb, "obj", "nsubj") + tree.marked(verb, ("for",), "obl")
    brought = [word for word in told if tree.lemma[word] in words("accusedOf", "brought")]
    at_whom = words("accusedOf", "at_whom")
    aimed = [phrase for noun in brought for phrase in tree.marked(noun, at_whom, "nmod")]
    if brought:
        aimed += [phrase for phrase in tree.marked(verb, at_whom, "obl") if phrase not in brought]
    if tree.lemma[verb] in words("accusedOf", "seeking"):
        aimed += tree.kids(verb, "obj")  # "sought his arrest over"
    judged = tree.kids(verb, "obj", "nsubj:pass")  # "upheld the conviction of X", hung on the upholding
    aimed += [word for word in judged if tree.lemma[word] in words("accusedOf", "verdicts")]
    seized = [word for phrase in aimed for word in _seized(phrase, tree)]
    aimed = seized or aimed if brought else seized
    named = [word for phrase in aimed for word in tree.members(phrase)]
    named = [
        word if word in document.mention_of else (tree.kids(word, "appos") or [word])[0] for word in named
    ]
    return listed(named, document, tree)


def _seized(noun: int, tree: Tree) -> list[int]:
    """Whose arrest it is: of "the arrest of X", "his arrest"."""
    if tree.lemma[noun] not in words("accusedOf", "seizure"):
        return []
    return tree.marked(noun, ("of",), "nmod") + tree.kids(noun, "nmod:poss")


def _held_for(node: int, noun: int, dep: str, tree: Tree) -> list[int]:
    """Who is held by a noun that an act hangs on: "X's arrest for murder", "sanctions on X over"."""
    verdict = tree.lemma[noun] in words("accusedOf", "verdicts") and "in" in tree.markers(node)
    if dep != "nmod" or not (verdict or {"for", "over", "on", "of"} & tree.markers(node)):
        return []
    at_whom, brought = words("accusedOf", "at_whom"), words("accusedOf", "brought")
    if "of" not in tree.markers(node) and _seized(noun, tree):
        found = _seized(noun, tree)
    elif tree.lemma[noun] in brought:
        found = [phrase for phrase in tree.marked(noun, at_whom, "nmod") if phrase != node]
        found = [other for phrase in found for other in (_seized(phrase, tree) or [phrase])]
    else:  # "a warrant for X over the killings", hung on X
        accused = tree.first_conjunct(noun)
        aimed = tree.lemma[tree.head[accused]] in brought and at_whom & tree.markers(accused)
        found = [accused] if aimed and {"for", "over"} & tree.markers(node) else []
    return [word for phrase in found for word in tree.conjuncts(phrase)]


def named_before(act: int, document: Document, tree: Tree) -> list[int]:
    """X of "and its chief justice, X, over the killings": named last before the grounds of an accusation."""
    index, low = act, tree.spans[tree.sentence[act]][0]
    while index > max(low, act - 6) and tree.lower[index] not in ("over", "for", "of", "on", "with"):
        index -= 1
    while index > low + 3 and tree.lemma[index - 1] in SUSPECTED:
        index -= 1
    index -= tree.lower[index - 1] in ("on", "with")
    if index < low + 3 or tree.lower[index - 1] != ",":
        return []
    mention = document.mention_of.get(index - 2)
    if mention is None or mention.form != "name" or tree.lower[mention.span.start - 1] != ",":
        return []
    return [mention.head.i] if mention.actor.kind == "Person" else []


def accused_by(verb: int, tree: Tree) -> list[int]:
    """Whom a verb of accusing has as accused, also where it has no auxiliary: "X was held, accused of"."""
    found = tree.patients(verb)
    if found or tree.kids(verb, "nsubj:pass"):
        return found
    if tree.lemma[verb] in words("accusedOf", "face"):
        return tree.agents(verb)
    if tree.lemma[verb] in words("accusedOf", "held") and not tree.kids(verb, "aux", "ccomp"):
        named = tree.kids(verb, "nsubj")  # a headline's "X accused of torture"
        if named:
            return [word for each in named for word in tree.conjuncts(each)]
    head, dep = tree.head[verb], tree.dep[verb]
    if tree.tag[verb] not in ("VBN", "VBD"):
        return []
    if tree.lower[verb - 1] == "," and not tree.kids(verb, "obj", "ccomp"):
        return tree.agents(verb)  # "X, wanted for murder, fled", with "wanted" for the root
    if head == verb or tree.kids(verb, "nsubj", "obj"):
        return []
    if tree.pos[head] in ("VERB", "AUX") and dep in ("advcl", "conj", "parataxis", "xcomp", "dep"):
        return tree.patients(head) if tree.is_passive(head) else tree.agents(head)
    return [head] if tree.pos[head] in ("NOUN", "PROPN") else []


def is_ground(word: int, tree: Tree) -> bool:
    """Whether an act is what somebody is held for: "police arrested two men for kidnapping"."""
    head = tree.head[word]
    return (
        tree.dep[word] == "advcl"
        and not tree.kids(word, "nsubj")
        and tree.pos[head] == "VERB"
        and tree.lemma[head] in words("accusedOf", "accuse")
        and bool(
            words("accusedOf", "prepositions") & tree.markers(word) - {"by", "following", "after", "upon"}
        )
    )
