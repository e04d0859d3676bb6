"""Paths from a cue to those who take part in what it tells of: by the tree, else by the words' order.

A path is a row of steps; each leads from words to words:

    agent, patient     who does what the cue tells of, whom it is done to (any voice, relative, controlled)
    accused            X of "accused X of arming Y", from the gerund
    holder, body       who is what the cue names ("the LNA commander, X"), and of what
    examples           those named as instances of it: "backers, including X and Y", "backers such as X"
    instances          the same of a description alone: "arms rebel groups, including X"
    relayed            X of "X, which experts say is backed by Y"
    prefix, modified   "X-backed Y": X and Y
    aimed              Y of "anti-Y", "pro-Y"
    before, after      the party that stands right before or behind the cue, whatever the tree says;
                       after(by|with) behind one of the prepositions
    beyond(against)    the party behind the first such preposition further on in the clause
    left               the parties right before a noun: "EU and US sanctions", "the ICC's arrest warrant"
    owner              the party behind the cue that owns what is met: "struck X's positions", "X camps";
                       owner(by|with) behind one of the prepositions: "aided by X drones"
    doer               the party right before an active verb
    between            the two parties of "between X and Y"
    paired             both of "the X-Y war"
    group              those named as of the group that a clause tells of: "X is among the states arming Y",
                       "the men sanctioned by Y include X"
    clause             who does what the clause around tells of: "With X's help, Y took the town"
    main               who the clause behind an opening phrase is about: "After talks with X, Y …"
    around             the words near the cue (for conditions)
    nsubj, obj, …      children with that label, subtypes included; conjuncts always come along
    obl(by|from)       the same, if one of the prepositions introduces them
    <obj, <obl(with)   the head, if the word has that label (and preposition)
    self               the word itself
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.extraction.document import Document, Mention
from graph.extraction.relations.lists import names_listed
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import RELATIVE, Tree

STEP = re.compile(r"(<?)([\w:]+)(?:\(([^)]*)\))?$")
DASHES = frozenset({"-", "–", "‑"})
BESIDE = ("appos", "nmod:desc", "flat", "compound", "amod", "nmod:unmarked", "list", "parataxis")
REACH = 6
"""Words between a cue and the party before or behind it."""
AROUND = 10
OPENING_EXAMPLES = frozenset({("such", "as"), ("among", "them"), ("among", "whom")})
COORDINATING = frozenset({"and", "or"})
HAVING = frozenset({"have", "has", "had", "having"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
SKIPPED = frozenset({"AUX", "ADV", "PART", "DET", "ADJ", "NUM"})
OWNED = words("words", "assets")
"""What is hit, sent or frozen in its owner's stead: "X's positions", "X drones"."""
QUANTITIES = words("words", "quantities")
DAYS = words("words", "days")
BEFORE_DAYS = words("words", "before_days")
SAYING = words("words", "saying")
COPULAS = frozenset({"is", "are", "was", "were", "be", "been", "include", "includes", "included"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path."""

    up: bool
    name: str
    prepositions: tuple[str, ...]


Path = tuple[Step, ...]


def parse_path(text: str) -> Path:
    """The path that a table writes as text; ValueError where a step is none."""
    steps = []
    for word in text.split():
        match = STEP.match(word)
        if match is None:
            raise ValueError(f"no path step: {word!r}")
        up, name, prepositions = match.groups()
        steps.append(Step(bool(up), name, tuple(prepositions.split("|")) if prepositions else ()))
    return tuple(steps)


def follow(path: Path, cue: int, document: Document, tree: Tree) -> list[int]:
    """The words that a path leads to from a cue."""
    words = [cue]
    for step in path:
        reached: dict[int, None] = {}
        for word in words:
            reached.update(dict.fromkeys(_step(step, word, document, tree)))
        words = list(reached)
    return words


def _step(step: Step, word: int, document: Document, tree: Tree) -> list[int]:
    special = SPECIAL.get(step.name)
    if special and not step.up:
        return special(word, step.prepositions, document, tree)
    if step.up:
        if tree.dep[word] == "conj":
            word = tree.first_conjunct(word)
        head, dep = tree.head[word], tree.dep[word]
        if step.name == "obj" and dep != "obj":
            verbs = [child for child in tree.kids(word, "amod") if _is_finite(child, document, tree)]
            if verbs:
                return verbs
        if head == word or step.name not in (dep, dep.split(":")[0], "any"):
            return []
        if step.prepositions and not set(step.prepositions) & tree.markers(word):
            return []
        return [head]
    if step.prepositions:
        return tree.marked(word, step.prepositions, step.name)
    found = tree.kids(word, step.name)
    if step.name == "obj" and not found and tree.dep[word] == "amod" and _is_finite(word, document, tree):
        return [tree.head[word]]
    return found


def _is_finite(participle: int, document: Document, tree: Tree) -> bool:
    """Whether what the tree takes for an attribute is the verb: "X fired missiles", "X has hired gunmen"."""
    if not participle or tree.head[participle] < participle:
        return False
    before = participle - 1
    if tree.tag[participle] == "VBG":
        return tree.pos[before] in ("ADP", "SCONJ")
    if tree.tag[participle] not in ("VBD", "VBN"):
        return False
    while before and (tree.pos[before] in ("ADV", "NUM") or _is_date(before, tree)):
        before -= 1
    if tree.lower[before] in HAVING:
        return True
    mention = document.mention_of.get(before)
    return mention is not None and mention.span.end <= participle and tree.lower[before] not in POSSESSIVES


def _is_date(index: int, tree: Tree) -> bool:
    """Whether a word belongs to "on Thursday", "late on 5 May"."""
    if tree.lower[index] in DAYS:
        return True
    return tree.lower[index] in BEFORE_DAYS and any(
        tree.lower[later] in DAYS for later in range(index + 1, min(index + 3, tree.end))
    )


def _accused(word: int, document: Document, tree: Tree) -> list[int]:
    low = tree.spans[tree.sentence[word]][0]
    if tree.tag[word] != "VBG" or word == low or tree.lower[word - 1] not in ("of", "and", "with"):
        return []
    for index in range(word - 2, max(low, word - 4 * REACH) - 1, -1):
        if tree.lemma[index] in ("accuse", "suspect"):
            return tree.patients(index)
    return []


def _before_comma(word: int, document: Document, tree: Tree) -> list[int]:
    """X of "X, the main backer of Y," where the tree has put X elsewhere."""
    low = tree.spans[tree.sentence[word]][0]
    for index in range(word - 1, max(low, word - REACH), -1):
        if tree.lower[index] == ",":
            mention = document.mention_of.get(index - 1)
            return [mention.head.i] if mention and mention.form == "name" else []
        mention = document.mention_of.get(index)
        phrase = tree.pos[index] in ("DET", "ADJ", "ADV", "NOUN", "NUM", "PRON", "PART")
        if not phrase and not (mention and tree.head[mention.head.i] == word):
            break
    return []


def holders(word: int, document: Document, tree: Tree) -> list[int]:
    """Who is what a noun names: "X, the leader of …", "X is its leader", "President X"."""
    found = [child for child in tree.children[word] if tree.dep[child] in ("nsubj", "appos", "flat")]
    head, dep = tree.head[word], tree.dep[word]
    if head != word:
        if dep in BESIDE:
            found.append(head)
        if dep in ("obl", "obl:arg", "xcomp") and ("as" in tree.markers(word) or dep == "xcomp"):
            found.extend(
                tree.patients(head) if tree.is_passive(head) or tree.kids(head, "obj") else tree.agents(head)
            )
        if dep == "conj":
            first = tree.first_conjunct(word)
            if tree.pos[first] in ("NOUN", "PROPN") and first not in document.mention_of:
                found.extend(holders(first, document, tree))
    inside = document.mention_of.get(word)
    if inside and inside.actor.kind == "Person" and inside.head.i != word:
        found.append(inside.head.i)
    follows = document.mention_of.get(word + 1)
    if follows and follows.span.start == word + 1 and follows.form == "name":
        found.append(follows.head.i)
    if not found:
        found = _beside_comma(word, document, tree)
    own = document.mention_of.get(word)
    if not found and own and own.head.i == word:
        found.append(word)
    return list(dict.fromkeys(found))


def _beside_comma(word: int, document: Document, tree: Tree) -> list[int]:
    """X of "its main backers, X and Y," where the tree has put X elsewhere; titles before X are passed."""
    comma = word + 1
    end = tree.spans[tree.sentence[word]][1]
    if comma >= end or tree.lower[comma] not in (",", ":", "—", "–", "("):
        return []
    for index in range(comma + 1, min(comma + 5, end)):
        mention = mention_from(index, document)
        if mention:
            return [mention.head.i] if mention.form == "name" else []
        if tree.dep[index] not in ("nmod:desc", "det", "compound", "amod"):
            break
    return []


def bodies(word: int, document: Document, tree: Tree) -> list[int]:
    """What somebody is leader, member … of: "of the LNA", "the LNA's", "LNA commander", "its"."""
    found = tree.marked(word, ("of", "for", "to"), "nmod")
    found += [
        child
        for child in tree.children[word]
        if tree.dep[child] in ("nmod:poss", "compound", "amod", "nmod:desc")
    ]
    for index in (word - 1, word - 2):
        mention = document.mention_of.get(index)
        if (
            mention
            and mention.form != "pronoun"
            and index >= 0
            and mention.head.i != word
            and tree.sentence[index] == tree.sentence[word]
            and (index == word - 1 or tree.pos[word - 1] in ("NOUN", "ADJ", "PROPN", "PART"))
        ):
            found.append(index)
    return list(dict.fromkeys(found)) or tree.marked(word, ("in", "at", "with", "from"), "nmod")


def _examples(word: int, document: Document, tree: Tree) -> list[int]:
    plain = set(tree.conjuncts(word))
    found = [index for index in tree.members(word) if index not in plain]
    end = tree.spans[tree.sentence[word]][1]
    for index in range(word + 1, min(word + 12, end)):
        text = tree.lower[index]
        pair = (text, tree.lower[index + 1]) if index + 1 < end else (text, "")
        if text in ("including", "notably", "namely", "like") or pair in OPENING_EXAMPLES:
            return found + _listed(
                _after(index + (pair in OPENING_EXAMPLES), (), document, tree), document, tree
            )
        if tree.pos[index] in ("VERB", "AUX"):
            break
    return found


def _listed(words: list[int], document: Document, tree: Tree) -> list[int]:
    """The words, and the heads of the names that go on the list that the first of them opens."""
    first = document.mention_of.get(words[0]) if words else None
    if first is None or first.form != "name":
        return words
    return list(dict.fromkeys([*words, *(m.head.i for m in names_listed(first, document, tree))]))


def _instances(word: int, document: Document, tree: Tree) -> list[int]:
    mention = document.mention_of.get(word)
    return _examples(word, document, tree) if mention and mention.form == "description" else []


def _relayed(word: int, document: Document, tree: Tree) -> list[int]:
    says = tree.head[word]
    if tree.dep[word] != "ccomp" or tree.dep[says] != "acl:relcl" or not tree.is_passive(word):
        return []
    return [tree.head[says]] if tree.lower[says] in SAYING and not tree.kids(word, "nsubj") else []


def _prefix(word: int, document: Document, tree: Tree) -> list[int]:
    """X of "X-backed"."""
    if word >= 2 and tree.lower[word - 1] in DASHES and word - 2 in document.mention_of:
        return [word - 2]
    return []


def _modified(word: int, document: Document, tree: Tree) -> list[int]:
    """Y of "X-backed Y": the first name behind it in its noun phrase, else the phrase's mention."""
    described = None
    for index in range(word + 1, min(word + 8, tree.spans[tree.sentence[word]][1])):
        mention = document.mention_of.get(index)
        if mention and mention.span.start > word:
            longest = mention_from(index, document)
            return [longest.head.i if longest else index]
        if mention and described is None:
            described = index
        if tree.pos[index] in ("VERB", "PUNCT", "AUX", "ADP", "CCONJ"):
            break
    if described is not None:
        return [document.mention_of[described].head.i]
    head = tree.head[word]
    return [head] if head > word and head in document.mention_of else []


def _aimed(word: int, document: Document, tree: Tree) -> list[int]:
    """Y of "anti-Y"."""
    index = word + 2
    if index < tree.end and tree.lower[word + 1] in DASHES and index in document.mention_of:
        return [index]
    return []


def past_prefix(word: int, document: Document, tree: Tree) -> int:
    """The party itself where a word only belongs to its prefix: the Houthis of "Iran-backed Houthis"."""
    mention = document.mention_of.get(word)
    if mention is None or mention.span.end + 1 >= tree.end or tree.lower[mention.span.end] not in DASHES:
        return word
    participle = mention.span.end + 1
    if not tree.lower[participle].endswith(("ed", "led", "run")) or mention.head.i >= participle:
        return word
    behind = _modified(participle, document, tree)
    return behind[0] if behind else word


def mention_from(index: int, document: Document) -> Mention | None:
    """The longest mention that starts at a word."""
    found = None
    for word in range(index, index + REACH):
        mention = document.mention_of.get(word)
        if mention is None or mention.span.start > index:
            break
        if mention.span.start == index:
            found = mention
    return found


def _before(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    low = tree.spans[tree.sentence[word]][0]
    passed = {word}
    reach = REACH
    for index in range(word - 1, max(low, word - 3 * REACH) - 1, -1):
        if word - index > reach:
            break
        mention = document.mention_of.get(index)
        if index in passed or _is_date(index, tree):
            continue
        if tree.lower[index] in SAYING and reach == REACH:  # "X, which experts say is backed by Y"
            reach = 3 * REACH
            relative = next((i for i in range(index - 1, low, -1) if tree.lower[i] in RELATIVE), low)
            passed.update(range(relative, index))
            continue
        if mention:
            owns = tree.lower[index] in POSSESSIVES
            start = mention.span.start
            led = start > low and tree.pos[start - 1] == "ADP"
            return [] if owns or led else tree.conjuncts(tree.first_conjunct(mention.head.i))
        if tree.lower[index] in (",", ")"):
            if index != word - 1 and tree.lower[index + 1] not in RELATIVE and index + 1 not in passed:
                return []
        elif tree.lower[index] in COORDINATING and index > low and _is_verbal(index - 1, tree):
            passed.update((index, index - 1))
        elif (
            tree.pos[index] not in ("AUX", "ADV", "PART", "SPACE")
            and tree.lower[index] not in RELATIVE
            and tree.lower[index] not in HAVING
        ):
            return []
    return []


def _doer(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    last = tree.lemma[word - 1] if word else ""
    finite = tree.dep[word] == "amod" and _is_finite(word, document, tree)
    if (tree.is_passive(word) and not finite) or last == "," or (last == "be" and tree.tag[word] != "VBG"):
        return []
    return _before(word, prepositions, document, tree)


def _after(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    mention = _behind(word, prepositions, document, tree)
    if mention is None:
        return []
    head = mention.head.i
    if mention.form == "pronoun" and tree.dep[head] == "nmod:poss":
        return _titled(mention.span.end, document, tree)
    if _belongs(mention, document, tree):
        return _titled(mention.span.end, document, tree) if tree.lower[mention.span.end] != "-" else []
    return tree.conjuncts(head)


def _owner(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    mention = _behind(word, prepositions, document, tree)
    if mention is None:
        return []
    if tree.lemma[mention.head.i] in OWNED and mention.form == "description":
        inside = document.mention_of.get(mention.span.start)
        return [inside.head.i] if inside and inside is not mention and inside.form != "pronoun" else []
    end = tree.spans[tree.sentence[word]][1]
    for index in range(mention.span.end, min(mention.span.end + 4, end)):
        if tree.lemma[index] in OWNED:
            return [mention.head.i]
        if tree.lower[index] not in POSSESSIVES and tree.pos[index] not in ("ADJ", "NOUN", "NUM"):
            return []
    return []


def _behind(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> Mention | None:
    """The first mention behind a word (behind one of the prepositions, if any), with little between."""
    high = min(tree.spans[tree.sentence[word]][1], word + REACH + 1)
    wanted = set(prepositions)
    passed = word
    for index in range(word + 1, high):
        if index <= passed:
            continue
        if wanted and tree.lower[index] in wanted:
            wanted.clear()
            continue
        if not wanted:
            mention = mention_from(index, document)
            if mention and mention.span.end + 1 < high and tree.lower[mention.span.end] in DASHES:
                passed = mention.span.end + 1  # the prefix of "Iran-backed Houthis"
                continue
            if mention:
                return mention
        if index + 1 < high and (
            (
                tree.lower[index] in COORDINATING
                and (_is_verbal(index + 1, tree) or tree.head[index + 1] == word)
            )
            or (tree.lemma[index] in QUANTITIES and tree.lower[index + 1] == "of")
        ):
            passed = index + 1
            continue
        adjective = tree.pos[index] in SKIPPED or tree.lower[index] in ("neighbouring", "neighboring")
        if not adjective and tree.dep[index] not in ("nmod:desc", "compound"):
            return None
    return None


def _beyond(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    high = min(tree.spans[tree.sentence[word]][1], word + 3 * REACH)
    passed = word
    for index in range(word + 1, high):
        if index <= passed:
            continue
        if tree.lower[index] in prepositions:
            return _after(index, (), document, tree)
        if tree.lower[index] == "," and index + 1 < high and tree.tag[index + 1] == "VBN":
            passed = next((i for i in range(index + 2, high) if tree.lower[i] == ","), high)
            continue
        if tree.pos[index] in ("VERB", "AUX", "SCONJ") or tree.lower[index] in (";", ","):
            break
    return []


def _is_verbal(index: int, tree: Tree) -> bool:
    """Whether a word is a verb, or looks like the participle of one: "armed and trained"."""
    return tree.pos[index] == "VERB" or (tree.common[index] and tree.lower[index].endswith(("ed", "ing")))


def _titled(start: int, document: Document, tree: Tree) -> list[int]:
    """X of "its leader X", "the M23 leader X": the person named soon behind who owns a title."""
    start += start < tree.end and tree.lower[start] in POSSESSIVES
    for index in range(start, min(start + 5, tree.end)):
        mention = mention_from(index, document)
        if mention and mention.form == "name":
            return [mention.head.i] if mention.actor.kind == "Person" else []
        if tree.pos[index] not in ("NOUN", "ADJ", "PROPN"):
            return []
    return []


def _left(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    low = tree.spans[tree.sentence[word]][0]
    found: list[int] = []
    index = word - 1
    while index >= low and word - index < 2 * REACH:
        mention = document.mention_of.get(index)
        if mention and mention.span.start <= word < mention.span.end:
            mention = None
        if mention and tree.lower[index] not in POSSESSIVES:
            found.append(mention.head.i)
            index = mention.span.start - 1
            if tree.lower[index] == "the":
                index -= 1
            if index < low or tree.lower[index] not in (",", "and", "or"):
                break
        elif found:
            if tree.lower[index] not in (",", "and", "or", "the", "both"):
                break
        elif tree.lower[index] not in POSSESSIVES and (
            tree.pos[index] not in ("NOUN", "ADJ", "VERB", "NUM") or word - index > REACH - 1
        ):
            break
        index -= 1
    return found[::-1]


def _paired(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    second = document.mention_of.get(word - 1)
    start = second.span.start if second else 0
    if second is None or start < 2 or tree.lower[start - 1] not in DASHES:
        return []
    first = document.mention_of.get(start - 2)
    return [first.head.i, second.head.i] if first else []


def _group(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    low, high = tree.spans[tree.sentence[word]]
    index = word - 1
    while index > low and (tree.pos[index] in ("AUX", "ADV") or tree.lower[index] in RELATIVE):
        index -= 1
    noun = index
    if tree.pos[noun] not in ("NOUN", "PRON") or not (tree.tag[noun] == "NNS" or tree.lower[noun] == "those"):
        return []
    while index > max(low, noun - 4):
        if tree.lower[index] == "among" or (
            tree.lower[index] == "of" and tree.lower[index - 1] in ("one", "some", "two", "three", "several")
        ):
            before = index - 1 if tree.lower[index] == "among" else index - 2
            if before < low:
                break
            if tree.lower[before] in COPULAS:
                return _before(before + 1, (), document, tree)
            return []
        index -= 1
    if tree.lower[noun - 1] in (",", "and") or noun - low > 5:
        return []
    for index in range(word + 1, min(word + 14, high)):
        if tree.lower[index] in COPULAS:
            return _listed(_after(index, (), document, tree), document, tree)
    return []


def _belongs(mention: Mention, document: Document, tree: Tree) -> bool:
    """Whether a mention only tells whose something is: "X's arrest", "his lawyer", "the X crackdown"."""
    end, head = mention.span.end, mention.head.i
    if (end < tree.end and tree.lower[end] in POSSESSIVES) or tree.dep[head] == "nmod:poss":
        return True
    return tree.dep[head] in ("compound", "amod") and tree.head[head] not in document.mention_of


def _between(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    """Both of "between X and Y": the last party before "and", the first behind it."""
    end = min(tree.spans[tree.sentence[word]][1], word + 40)
    start = next((i for i in range(word + 1, min(word + 12, end)) if tree.lower[i] == "between"), None)
    if start is None:
        return []
    first: Mention | None = None
    for index in range(start + 1, end):
        if tree.lower[index] == "and":
            second = None
            for other in range(index + 1, min(index + 6, end)):
                second = mention_from(other, document)
                if second or tree.pos[other] in ("ADP", "VERB", "PUNCT"):
                    break
            return [first.head.i, second.head.i] if first and second else []
        first = first or mention_from(index, document)
        if tree.lower[index] in (".", ";", "between"):
            break
    return []


def _clause(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    for above in tree.ancestors(word):
        if tree.pos[above] in ("VERB", "AUX"):
            return tree.patients(above) if tree.is_passive(above) else tree.agents(above)
    return []


def _main(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    low, high = tree.spans[tree.sentence[word]]
    if word - low > REACH - 1 or any(tree.pos[i] in ("VERB", "AUX") for i in range(low, word)):
        return []
    for index in range(word + 1, min(word + 3 * REACH, high)):
        if tree.lower[index] == ",":
            found = _after(index, (), document, tree)
            if found:
                return found
        elif tree.pos[index] in ("VERB", "AUX"):
            break
    return []


def _around(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    start, end = tree.spans[tree.sentence[word]]
    return [i for i in range(max(start, word - AROUND), min(end, word + AROUND + 1)) if i != word]


Special = Callable[[int, tuple[str, ...], Document, Tree], list[int]]
SPECIAL: dict[str, Special] = {
    "agent": lambda word, prepositions, document, tree: tree.agents(word),
    "patient": lambda word, prepositions, document, tree: tree.patients(word),
    "holder": lambda word, prepositions, document, tree: (
        holders(word, document, tree) or _before_comma(word, document, tree)
    ),
    "body": lambda word, prepositions, document, tree: bodies(word, document, tree),
    "accused": lambda word, prepositions, document, tree: _accused(word, document, tree),
    "examples": lambda word, prepositions, document, tree: _examples(word, document, tree),
    "instances": lambda word, prepositions, document, tree: _instances(word, document, tree),
    "relayed": lambda word, prepositions, document, tree: _relayed(word, document, tree),
    "prefix": lambda word, prepositions, document, tree: _prefix(word, document, tree),
    "modified": lambda word, prepositions, document, tree: _modified(word, document, tree),
    "aimed": lambda word, prepositions, document, tree: _aimed(word, document, tree),
    "self": lambda word, prepositions, document, tree: [word],
    "before": _before,
    "doer": _doer,
    "after": _after,
    "beyond": _beyond,
    "left": _left,
    "owner": _owner,
    "paired": _paired,
    "group": _group,
    "between": _between,
    "clause": _clause,
    "main": _main,
    "around": _around,
}
