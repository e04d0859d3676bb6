"""Words for alleged violations in a text, by the labels of the violation scheme.

Labels "with victims" name a violation only together with one of its victim words; how an act is worded tells
which of the two it is (`Strength` in victims.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.extraction.document import Document
from graph.extraction.relations.grounds import CORRUPTION, ENABLING, OTHER, enabled_acts, other_grounds
from graph.extraction.relations.idioms import IDIOM, told_by_idiom
from graph.extraction.relations.labels import Label, labels_by_word, match, verb_forms
from graph.extraction.relations.tables import words as words_of
from graph.extraction.relations.tree import Tree
from graph.extraction.relations.victims import TOLD_BY_VICTIM, Strength, told_victim

AGAINST = frozenset({"anti", "counter", "non"})
"""In front of an act these name what is done against it: "anti-kidnapping unit"."""
FOUGHT, FIGHTERS = words_of("accusedOf", "fought"), words_of("accusedOf", "fighters")
BREACHED = {"armsEmbargoViolation": "embargoes", "ceasefireViolation": "truces"}
"""The words for what some acts breach, of which the article must tell."""
PENALTY = 10
"""Words back from a penalty to the word of sentencing."""
PENALTIES = frozenset({"enslavement", "unlawfulKilling"})
"""What people may be sentenced to: forced labour, death."""
COMPLICITY, MERCENARIES, INTIMIDATION = "complicity", "useOfMercenaries", "intimidation"
DONE_ALONE = frozenset({COMPLICITY, CORRUPTION, OTHER})
"""Acts in which nobody is said to have a hand: "instigated illegal protests", "allowed bribery"."""


@dataclass(frozen=True, slots=True)
class Act:
    """One place that tells of an act: its words, the anchor first, and the code it speaks for."""

    words: tuple[int, ...]
    code: str
    strength: Strength
    verbal: bool
    label: str


def find_acts(document: Document, tree: Tree) -> list[Act]:
    """Every act named in the text, one for each place and code, the strongest label for it."""
    untold = _untold(tree)
    best: dict[tuple[int, str], Act] = {}
    for start, label in _labels_met(tree):
        if label.with_victims and label.code in untold:
            continue
        words = match(label, start, tree)
        if words is None:
            continue
        anchor = _verb(words, tree) if label.verbal else _head(words, tree)
        if _tells_none(label, words, anchor, document, tree):
            continue
        strength: Strength = "named"
        if label.with_victims or _has_target(anchor, tree):
            strength = told_victim(label.code, anchor, document, tree)
            if strength != "victim" and _needs_victim(label, strength):
                continue
        told = (anchor, *(word for word in words if word != anchor))
        act = Act(told, label.code, strength, label.verbal, " ".join(label.words))
        known = best.get((anchor, label.code))
        if known is None or _rank(act) > _rank(known):
            best[anchor, label.code] = act
    for verb in enabled_acts([anchor for anchor, code in best if code not in DONE_ALONE], tree):
        best.setdefault((verb, COMPLICITY), Act((verb,), COMPLICITY, "named", True, ENABLING))
    for ground, code, kind in other_grounds(best, tree):
        best[ground, code] = Act((ground,), code, "named", tree.pos[ground] == "VERB", kind)
    for place, code in list(told_by_idiom(best, tree)):
        best[place, code] = Act((place,), code, "victim", tree.pos[place] == "VERB", IDIOM)
    return [best[key] for key in sorted(best)]


def _labels_met(tree: Tree) -> Iterator[tuple[int, Label]]:
    """The places of a text at which a word stands that labels begin with, with each of these."""
    index, lower = labels_by_word(), tree.lower
    for start in range(tree.end):
        if start and lower[start - 1] in AGAINST:
            continue
        if start > 1 and lower[start - 1] == "-" and lower[start - 2] in AGAINST:
            continue
        words = {tree.lemma[start], lower[start]}
        if tree.pos[start] in ("VERB", "ADJ"):
            words.add(verb_forms().get(lower[start], lower[start]))
        for word in sorted(words):
            yield from ((start, label) for label in index.get(word, ()))


def _untold(tree: Tree) -> set[str]:
    """The codes whose labels with victims tell nothing here: "sent guns", with no word of an embargo."""
    lemmas = {*tree.lemma, *tree.lower}
    return {code for code, breached in BREACHED.items() if lemmas.isdisjoint(words_of("accusedOf", breached))}


def _tells_none(label: Label, words: tuple[int, ...], anchor: int, document: Document, tree: Tree) -> bool:
    """Whether the words of a label tell of no act where they stand."""
    if _names_another(max(words), tree) or _is_told_of_kin(anchor, tree) or _is_rebuttal(anchor, tree):
        return True
    if label.words in (("execute",), ("execution",)) and _is_carried_out(anchor, tree):
        return True
    if label.code == CORRUPTION and tree.lemma[tree.head[anchor]] in words_of("accusedOf", "polls"):
        return True  # a "fraudulent election" is rigged
    if label.code != INTIMIDATION and _is_threatened(anchor, tree):
        return True
    if label.code == MERCENARIES and not label.verbal and _is_called(anchor, document, tree):
        return True
    return label.code in PENALTIES and _is_penalty(min(words), tree)


def _needs_victim(label: Label, strength: Strength) -> bool:
    """Whether a label tells of nothing by itself, nor by a victim that only stands near."""
    if strength == "bare" and label.code in TOLD_BY_VICTIM:
        return True
    first, *more = label.words
    vague = not more and first in words_of("accusedOf", "vague")
    return vague or (len(more) == 1 and first in words_of("accusedOf", "moved"))


def _is_called(noun: int, document: Document, tree: Tree) -> bool:
    """Whether a noun only tells what a named body is: "the private military contractor known as X"."""
    mention = document.mention_of.get(noun)
    if mention is None or mention.form != "description" or tree.tag[noun] == "NNS":
        return False
    return any(other.form == "name" for other in mention.actor.mentions)


def _is_carried_out(act: int, tree: Tree) -> bool:
    """Whether what is executed is nobody: "execute its mission", "the planning and execution of attacks"."""
    if tree.pos[act] == "NOUN":
        done = [*tree.marked(act, ("of",), "nmod"), *tree.marked(tree.first_conjunct(act), ("of",), "nmod")]
    else:
        done = tree.patients(act)
    return any(tree.lemma[noun] in words_of("accusedOf", "executed") for noun in done)


def _is_told_of_kin(noun: int, tree: Tree) -> bool:
    """Whether a noun only tells whose families are meant: "threatened relatives of the disappeared"."""
    if tree.lower[noun] != "disappeared" or tree.dep[noun] != "nmod":
        return False
    return tree.lemma[tree.head[noun]] in words_of("accusedOf", "kin")


def _is_threatened(noun: int, tree: Tree) -> bool:
    """Whether death or an act is only threatened: "charged with threatening death"."""
    verb = noun - 1 if noun and tree.tag[noun - 1].startswith("V") else tree.head[noun]
    done = tree.dep[noun] == "obj" or verb == noun - 1
    return tree.pos[noun] == "NOUN" and done and tree.lemma[verb] == "threaten"


def _is_rebuttal(word: int, tree: Tree) -> bool:
    """Whether an adjective only tells what a report is called: "rejected it as politically motivated"."""
    if "as" not in tree.markers(word):
        return False
    verbs = (verb for verb in tree.ancestors(word) if tree.lemma[verb] in words_of("accusedOf", "rebut"))
    told = (noun for verb in verbs for noun in tree.patients(verb))
    return any(tree.lemma[noun] in words_of("accusedOf", "reports") for noun in told)


def _is_penalty(start: int, tree: Tree) -> bool:
    """Whether an act is what somebody is sentenced to: "ten years of forced labour"."""
    before = range(max(start - PENALTY, tree.spans[tree.sentence[start]][0]), start)
    judged = next((i for i in reversed(before) if tree.lemma[i] in ("sentence", "condemn")), -1)
    return judged >= 0 and "to" in tree.lower[judged + 1 : start] and "for" not in tree.lower[judged:start]


def _has_target(noun: int, tree: Tree) -> bool:
    """Whether a noun tells what it tells of by its target alone: "assault on Kyiv"."""
    aimed = tree.lemma[noun] in words_of("accusedOf", "aimed")
    return aimed and bool(tree.marked(noun, ("on", "against"), "nmod"))


def _names_another(last: int, tree: Tree) -> bool:
    """Whether the noun of an act only names what stands behind it: "riot police", "detention centre"."""
    if tree.pos[last] == "VERB" or last + 1 >= tree.end:
        return False
    if tree.lower[last] == "corruption" and tree.lower[last + 1 : last + 3] == ["on", "earth"]:
        return True  # as Iran calls what it hangs people for
    if tree.lower[last] == "detention" and tree.dep[last] == "compound":
        return tree.lemma[last + 1] in words_of("accusedOf", "custody")
    if tree.lower[last] not in FOUGHT:
        return False
    return tree.lemma[last + 1] in FIGHTERS or tree.lower[last + 1] in FIGHTERS


def _verb(words: tuple[int, ...], tree: Tree) -> int:
    """The word that the others hang on: the verb of "arbitrarily detained"."""
    return words[1] if len(words) > 1 and tree.pos[words[0]] == "ADV" else words[0]


def _head(words: tuple[int, ...], tree: Tree) -> int:
    """The noun that the others hang on: "attacks" of "attacks on civilians", "crimes" of "war crimes"."""
    preposition = next((place for place, word in enumerate(words) if tree.pos[word] == "ADP"), 0)
    first = words[: preposition or len(words)]
    nouns = [word for word in first if tree.pos[word] in ("NOUN", "PROPN")] or words
    return min(nouns, key=lambda word: (sum(1 for _ in tree.ancestors(word)), -word))


def _rank(act: Act) -> tuple[int, int, str]:
    return (("bare", "near", "victim", "named").index(act.strength), len(act.words), act.label)
