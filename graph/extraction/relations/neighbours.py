"""Who stands where around a word, by the order of words: steps of paths for where trees are wrong."""

from __future__ import annotations

from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Document, Mention
from graph.extraction.relations.lists import names_listed
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import RELATIVE, Tree

DASHES = frozenset({"-", "–", "‑"})
REACH = 6
"""Words between a cue and the party before or behind it."""
COORDINATING = frozenset({"and", "or"})
HAVING = frozenset({"have", "has", "had", "having"})
SKIPPED = frozenset({"AUX", "ADV", "PART", "DET", "ADJ", "NUM"})
OWNED = words("words", "assets")
"""What is hit, sent or frozen in its owner's stead: "X's positions", "X drones"."""
QUANTITIES = words("words", "quantities")
HELD = words("words", "held")
DAYS = words("words", "days")
BEFORE_DAYS = words("words", "before_days")
SAYING = words("words", "saying")


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


def tells_holder(mention: Mention, tree: Tree) -> bool:
    """Whether a mention only tells who holds or made what is named: "X-held towns", "X-made drones"."""
    end = mention.span.end
    return end + 1 < tree.end and tree.lower[end] in DASHES and tree.lower[end + 1] in HELD


def is_finite(participle: int, document: Document, tree: Tree) -> bool:
    """Whether what the tree takes for an attribute is the verb: "X fired missiles", "X has hired gunmen"."""
    if not participle or tree.head[participle] < participle:
        return False
    last = participle - 1
    if tree.tag[participle] == "VBG":
        return tree.pos[last] in ("ADP", "SCONJ")
    if tree.tag[participle] not in ("VBD", "VBN"):
        return False
    while last and (tree.pos[last] in ("ADV", "NUM") or _is_date(last, tree)):
        last -= 1
    if tree.lower[last] in HAVING:
        return True
    mention = document.mention_of.get(last)
    return mention is not None and mention.span.end <= participle and tree.lower[last] not in POSSESSIVES


def _is_date(index: int, tree: Tree) -> bool:
    """Whether a word belongs to "on Thursday", "late on 5 May"."""
    if tree.lower[index] in DAYS:
        return True
    return tree.lower[index] in BEFORE_DAYS and any(
        tree.lower[later] in DAYS for later in range(index + 1, min(index + 3, tree.end))
    )


def before(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
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
            first = tree.first_conjunct(mention.head.i)
            starts = {m.span.start for m in (mention, document.mention_of.get(first)) if m}
            led = any(start > low and _is_led(start - 1, low, tree) for start in starts)
            joined = [] if owns or led else tree.conjuncts(first)
            return [other for other in joined if other < word]
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


def _is_led(index: int, low: int, tree: Tree) -> bool:
    """Whether a preposition leads to what stands behind a word: "controlled by the"."""
    index -= tree.pos[index] == "DET" and index > low
    return tree.pos[index] == "ADP"


def doer(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    last = tree.lemma[word - 1] if word else ""
    finite = tree.dep[word] == "amod" and is_finite(word, document, tree)
    if (tree.is_passive(word) and not finite) or last == "," or (last == "be" and tree.tag[word] != "VBG"):
        return []
    return before(word, prepositions, document, tree)


def of_attribute(word: int, document: Document, tree: Tree) -> list[int]:
    """Who does what the tree takes for an attribute: the X of "X imposed sanctions"."""
    finite = tree.dep[word] == "amod" and is_finite(word, document, tree)
    return before(word, (), document, tree) if finite else []


def after(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    mention = _behind(word, prepositions, document, tree)
    if mention is None:
        return []
    head = mention.head.i
    if mention.form == "pronoun" and tree.dep[head] == "nmod:poss":
        return _titled(mention.span.end, document, tree)
    if _belongs(mention, document, tree):
        return _titled(mention.span.end, document, tree) if tree.lower[mention.span.end] != "-" else []
    return [other for other in tree.conjuncts(head) if other > word]


def owner(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    mention = _behind(word, prepositions, document, tree)
    if mention is None:
        return []
    if tree.lemma[mention.head.i] in OWNED and mention.form == "description":
        inside = document.mention_of.get(mention.span.start)
        if inside is None or inside is mention or inside.form == "pronoun":
            return []
        return (
            [] if tree.lower[inside.span.end] in DASHES else [inside.head.i]
        )  # of "Chad-made drones" nobody
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
        if not adjective and tree.dep[index] not in ("nmod:desc", "compound", "amod"):
            return None
    return None


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


def left(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    low = tree.spans[tree.sentence[word]][0]
    found: list[int] = []
    index = word - 1
    while index >= low and word - index < 2 * REACH:
        mention = document.mention_of.get(index)
        if mention and mention.span.start <= word < mention.span.end:
            mention = None
        if mention and mention.form == "pronoun":
            break  # "X and its allies"
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


def paired(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    second = document.mention_of.get(word - 1)
    start = second.span.start if second else 0
    if second is None or start < 2 or tree.lower[start - 1] not in DASHES:
        return []
    first = document.mention_of.get(start - 2)
    return [first.head.i, second.head.i] if first else []


def listed(words: list[int], document: Document, tree: Tree) -> list[int]:
    """The words, and the heads of the names that go on the list that the first name among them opens."""
    named = (document.mention_of.get(word) for word in words)
    first = next((mention for mention in named if mention and mention.form == "name"), None)
    if first is None:
        return words
    return list(dict.fromkeys([*words, *(m.head.i for m in names_listed(first, document, tree))]))


def _belongs(mention: Mention, document: Document, tree: Tree) -> bool:
    """Whether a mention only tells whose something is: "X's arrest", "his lawyer", "the X crackdown"."""
    end, head = mention.span.end, mention.head.i
    if (end < tree.end and tree.lower[end] in POSSESSIVES) or tree.dep[head] == "nmod:poss":
        return True
    above = tree.head[head]
    if tree.dep[head] not in ("compound", "amod") or above in document.mention_of:
        return False
    return not tree.tag[above].startswith("VB") and "," not in tree.lower[end:above]
