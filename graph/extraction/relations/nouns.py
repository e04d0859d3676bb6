"""Who is named by the noun phrases that a word belongs to: its holders, bodies, examples, prefixes."""

from __future__ import annotations

from collections.abc import Collection

from graph.extraction.document import Document, Mention
from graph.extraction.relations.neighbours import DASHES, REACH, SAYING, after, listed, mention_from
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

BESIDE = ("appos", "nmod:desc", "flat", "compound", "amod", "nmod:unmarked", "list", "parataxis")
OPENING_EXAMPLES = frozenset({("such", "as"), ("among", "them"), ("among", "whom")})


def accused(word: int, document: Document, tree: Tree) -> list[int]:
    """X of "accused X of arming Y", "listed X for having armed and financed Y"."""
    low = tree.spans[tree.sentence[word]][0]
    if tree.tag[word] != "VBG" or word == low or tree.lower[word - 1] not in ("of", "and", "with"):
        return listed_for(word, tree)
    return _charged(word, ("accuse", "suspect"), tree)


def listed_for(word: int, tree: Tree) -> list[int]:
    """X of "listed X for arming Y", "sanctioned X for having armed and financed Y"."""
    first = word
    while tree.dep[first] in ("conj", "xcomp") and tree.pos[tree.head[first]] in ("VERB", "AUX"):
        if tree.tag[first] == "VBG" and tree.lower[first - 1] == "for":
            break
        first = tree.head[first]
    aux = [child for child in tree.kids(first, "aux") if tree.tag[child] == "VBG"]
    opening = min([first, *aux])
    if tree.tag[opening] != "VBG" or opening == tree.spans[tree.sentence[word]][0]:
        return []
    index = opening - 1
    while index and tree.pos[index] == "ADV":
        index -= 1
    return _charged(index, words("words", "listing"), tree) if tree.lower[index] == "for" else []


def _charged(word: int, verbs: Collection[str], tree: Tree) -> list[int]:
    """Whom the nearest of such verbs before a word is done to."""
    low = tree.spans[tree.sentence[word]][0]
    for index in range(word - 1, max(low, word - 4 * REACH) - 1, -1):
        if tree.lemma[index] in verbs:
            return tree.patients(index)
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
            elif tree.pos[first] == "VERB" and tree.kids(word, "cop"):  # "who fled and is a member of"
                found.extend(tree.patients(first) if tree.is_passive(first) else tree.agents(first))
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
        found = before_comma(word, document, tree) or [word]
    return list(dict.fromkeys(found))


def holder(word: int, document: Document, tree: Tree) -> list[int]:
    """The holders by the tree, with the name before the comma where these are nobody."""
    found = holders(word, document, tree)
    if any(index in document.mention_of for index in found):
        return found
    return found + before_comma(word, document, tree)


def before_comma(word: int, document: Document, tree: Tree) -> list[int]:
    """X of "X, the main backer of Y," where the tree has put X elsewhere."""
    low = tree.spans[tree.sentence[word]][0]
    for index in range(word - 1, max(low, word - REACH), -1):
        if tree.lower[index] == ",":
            closed = tree.lower[index - 1] == ")"  # "X (Y), an umbrella of …"
            mention = document.mention_of.get(index - 1 - closed)
            return [mention.head.i] if mention and mention.form == "name" else []
        mention = document.mention_of.get(index)
        phrase = tree.pos[index] in ("DET", "ADJ", "ADV", "NOUN", "NUM", "PRON", "PART")
        if not phrase and not (mention and tree.head[mention.head.i] == word):
            break
    return []


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
        and not _is_within(child, word, document)  # nor "main" of "Ukraine's main backers"
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
    if any(tree.dep[index] == "nmod:poss" for index in found):  # no Lebanon in "Iran's Lebanese ally"
        found = [i for i in found if i not in document.mention_of or document.mention_of[i].form != "demonym"]
    return list(dict.fromkeys(found)) or tree.marked(word, ("in", "at", "with", "from"), "nmod")


def _is_within(word: int, head: int, document: Document) -> bool:
    """Whether a word names nobody by itself, only together with the head of its phrase."""
    mention = document.mention_of.get(word)
    return mention is not None and mention.head.i == head


def examples(word: int, document: Document, tree: Tree) -> list[int]:
    plain = set(tree.conjuncts(word))
    found = [index for index in tree.members(word) if index not in plain]
    end = tree.spans[tree.sentence[word]][1]
    for index in range(word + 1, min(word + 12, end)):
        text = tree.lower[index]
        pair = (text, tree.lower[index + 1]) if index + 1 < end else (text, "")
        if text in ("including", "notably", "namely", "like") or pair in OPENING_EXAMPLES:
            return found + listed(
                after(index + (pair in OPENING_EXAMPLES), (), document, tree), document, tree
            )
        if tree.pos[index] in ("VERB", "AUX"):
            break
    return found


def instances(word: int, document: Document, tree: Tree) -> list[int]:
    mention = document.mention_of.get(word)
    if mention is None or mention.form != "description":
        return []
    return examples(word, document, tree) or _names_beside(word, document, tree)


def _names_beside(word: int, document: Document, tree: Tree) -> list[int]:
    """X and Y of "two rebel groups, X and Y"."""
    if tree.tag[word] != "NNS":
        return []
    beside = [document.mention_of.get(child) for child in tree.kids(word, "appos")]
    names = [m.head.i for m in beside if m and m.form == "name" and m.span.start > word]
    return listed(names, document, tree) if names else []


def relayed(word: int, document: Document, tree: Tree) -> list[int]:
    says = tree.head[word]
    if tree.dep[word] != "ccomp" or tree.dep[says] != "acl:relcl" or not tree.is_passive(word):
        return []
    return [tree.head[says]] if tree.lower[says] in SAYING and not tree.kids(word, "nsubj") else []


def prefix(word: int, document: Document, tree: Tree) -> list[int]:
    """X of "X-backed", X and Y of "X- and Y-backed"."""
    if word < 2 or tree.lower[word - 1] not in DASHES:
        return []
    if word - 2 not in document.mention_of:
        told = tree.lower[word - 2] in words("posts", "governing") and word - 3 in document.mention_of
        return [word - 3] if told else []  # "US government-funded"
    found, before = [word - 2], document.mention_of[word - 2].span.start - 2
    while before >= 0 and tree.lower[before + 1] in ("and", ",", "or") and before in document.mention_of:
        if tree.lower[before][-1] not in DASHES:
            break
        found.append(before)
        before = document.mention_of[before].span.start - 2
    return found


def modified(word: int, document: Document, tree: Tree) -> list[int]:
    """Y of "X-backed Y": the first name behind it in its noun phrase, else the phrase's mention."""
    described = None
    for index in range(word + 1, min(word + 8, tree.spans[tree.sentence[word]][1])):
        mention = document.mention_of.get(index)
        if mention and mention.form == "pronoun":
            break  # "the X-led government it backed"
        if mention and mention.span.start > word:
            longest = mention_from(index, document) or mention
            if longest.form != "demonym":
                return [_named_further(longest, document, tree).head.i]
        if mention and described is None:
            described = index
        if tree.pos[index] in ("VERB", "PUNCT", "AUX", "ADP", "CCONJ"):
            break
    if described is not None:
        return [document.mention_of[described].head.i]
    head = tree.head[word]
    return [head] if head > word and head in document.mention_of else []


def _named_further(mention: Mention, document: Document, tree: Tree) -> Mention:
    """Y of "the Sudanese TV channel Y", where what stands before its sort passes for a name of its own."""
    index = mention.span.end
    while index < tree.end and tree.tag[index] == "NN" and index not in document.mention_of:
        index += 1
    named = document.mention_of.get(index) if index > mention.span.end else None
    if named is None or named.form != "name" or named.actor.kind in ("Person", "State"):
        return mention
    return named


def aimed(word: int, document: Document, tree: Tree) -> list[int]:
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
    behind = modified(participle, document, tree)
    return behind[0] if behind else word


def clause(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    for above in tree.ancestors(word):
        if tree.pos[above] in ("VERB", "AUX"):
            return tree.patients(above) if tree.is_passive(above) else tree.agents(above)
    return []
