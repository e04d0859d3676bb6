"""Who a clause tells of, by the order of its words: steps of paths that read more than a phrase."""

from __future__ import annotations

from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Document, Mention
from graph.extraction.relations.neighbours import DASHES, REACH, after, before, listed, mention_from
from graph.extraction.relations.tree import RELATIVE, Tree

AROUND = 10
COPULAS = frozenset({"is", "are", "was", "were", "be", "been", "include", "includes", "included"})


def beyond(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    high = min(tree.spans[tree.sentence[word]][1], word + 3 * REACH)
    passed = word
    for index in range(word + 1, high):
        if index <= passed:
            continue
        if tree.lower[index] in prepositions:
            return after(index, (), document, tree)
        opens = tree.tag[index + 1] if index + 1 < high else ""
        if tree.lower[index] == "," and opens in ("VBN", "WP", "WDT"):
            passed = next((i for i in range(index + 2, high) if tree.lower[i] == ","), high)
            continue
        if tree.lower[index - 1] in DASHES:
            continue  # "the Saudi-led coalition"
        if tree.pos[index] in ("VERB", "AUX", "SCONJ") or tree.lower[index] in (";", ","):
            break
    return []


def group(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    low, high = tree.spans[tree.sentence[word]]
    index = word - 1
    while index > low and (tree.pos[index] in ("AUX", "ADV") or tree.lower[index] in RELATIVE):
        index -= 1
    noun = index
    if tree.pos[noun] not in ("NOUN", "PRON") or not (tree.tag[noun] == "NNS" or tree.lower[noun] == "those"):
        return []
    while index > max(low, noun - 8):
        if tree.lower[index] == "among" or (
            tree.lower[index] == "of" and tree.lower[index - 1] in ("one", "some", "two", "three", "several")
        ):
            ends = index - 1 if tree.lower[index] == "among" else index - 2
            if ends < low:
                break
            if tree.lower[ends] in COPULAS:
                return before(ends + 1, (), document, tree)
            return []
        index -= 1
    if tree.lower[noun - 1] in (",", "and") or noun - low > 5:
        return []
    for index in range(word + 1, min(word + 14, high)):
        if tree.lower[index] in COPULAS:
            return listed(after(index, (), document, tree), document, tree)
    return []


def between(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
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
                second = _party_from(other, document, tree)
                if second or tree.pos[other] in ("ADP", "VERB", "PUNCT"):
                    break
            return [first.head.i, second.head.i] if first and second else []
        first = first or _party_from(index, document, tree)
        if tree.lower[index] in (".", ";", "between"):
            break
    return []


def _party_from(index: int, document: Document, tree: Tree) -> Mention | None:
    """The mention that starts at a word, but for whose something is: "Yemen's Houthis"."""
    mention = mention_from(index, document)
    owns = mention and mention.span.end < tree.end and tree.lower[mention.span.end] in POSSESSIVES
    return None if owns else mention


def main(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    low, high = tree.spans[tree.sentence[word]]
    if word - low > REACH - 1 or any(tree.pos[i] in ("VERB", "AUX") for i in range(low, word)):
        return []
    for index in range(word + 1, min(word + 3 * REACH, high)):
        if tree.lower[index] == ",":
            found = after(index, (), document, tree)
            if found:
                return found
        elif tree.pos[index] in ("VERB", "AUX"):
            break
    return []


def around(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    start, end = tree.spans[tree.sentence[word]]
    return [i for i in range(max(start, word - AROUND), min(end, word + AROUND + 1)) if i != word]
