"""Settles what sort of thing each name names, by what its words and all its places in the text tell.

The recogniser's label is one witness among several: a place for it that "said" something, or whom "who"
follows, is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.capitals import OPENING, PERSON
from graph.extraction.actors.keys import Key, key_of
from graph.extraction.actors.lexicon import DASHES, NameKind
from graph.extraction.actors.name import Name
from graph.extraction.actors.peoples import tell_peoples
from graph.extraction.actors.runs import CLOSING, POSSESSIVES
from graph.extraction.actors.statehood import TOWNS
from graph.extraction.actors.states import promote_states
from graph.extraction.actors.told import called_before, called_behind, called_in_list

NER_KINDS: dict[str, NameKind] = {
    "PER": "Person",
    "ORG": "Organization",
    "LOC": "Place",
}


def settle_kinds(doc: Doc, names: list[Name]) -> None:
    """Gives every name a kind, in place; "Place", "Event" and None are no actors."""
    groups: dict[Key, list[Name]] = defaultdict(list)
    for name in names:
        groups[key_of(name.words)].append(name)
    surnames = _surnames(doc, groups)
    wholes = _described(groups)
    for key, group in groups.items():
        kind = _kind(doc, key, group, surnames)
        if kind is None and len(key) == 1 and (f"{key[0]}s",) in groups:  # "Houthi", "the Houthis"
            kind = _kind(doc, (f"{key[0]}s",), groups[(f"{key[0]}s",)], surnames)
        if kind in (None, "Person") and key in wholes and not any(name.title for name in group):
            kind = wholes[key]
        armed = kind == "Organization" and any(_fights(doc, name) for name in group)
        for name in group:
            if armed and name.kind in (None, "Organization"):
                name.kind = "ArmedGroup"
            elif not name.certain or name.kind == "Event":
                name.kind = kind
    _tell_firms(groups, surnames)
    tell_peoples(doc, groups, surnames, _fights)
    promote_states(doc, names, surnames)


def _tell_firms(groups: dict[Key, list[Name]], surnames: frozenset[str]) -> None:
    """Takes what a firm's name begins with for the firm, not for a person: "Wagner" of "Wagner Group"."""
    for key in [key for key in groups if len(key) > 1 and key[-1] in _FIRMS]:
        kind = groups[key][0].kind
        for name in groups.get(key[:1], ()) if key[0] not in surnames else ():
            if kind in _FIRM_KINDS and name.title is None and not (name.certain or name.adjective):
                name.kind = kind


def _surnames(doc: Doc, groups: dict[Key, list[Name]]) -> frozenset[str]:
    """Words of the longer names that look like persons'."""
    words: set[str] = set()
    for key, group in groups.items():
        if len(key) > 1 and _kind(doc, key, group, frozenset()) == "Person":
            words.update((key[0], key[-1]))
    return frozenset(words)


def _described(groups: dict[Key, list[Name]]) -> dict[Key, NameKind]:
    """What the words are that another name adds a sort of body to: "Wagner" beside "Wagner Group"."""
    found: dict[Key, NameKind] = {}
    for key, group in groups.items():
        told = next((name.kind for name in group if name.certain), None)
        if len(key) > 1 and key[-1] in lexicon.words().descriptors and told not in (None, "Person"):
            found[key[:-1]] = told
    return found


def _kind(doc: Doc, key: Key, group: list[Name], surnames: frozenset[str]) -> NameKind | None:
    certain = Counter(name.kind for name in group if name.certain)
    if certain:
        kind = certain.most_common(1)[0][0]
        told = (called_behind(doc, name.span.end) for name in group if kind == "Event")
        return next((other for other in told if other is not None), kind)
    if any(c.isdigit() for c in group[0].text) and all(_is_weapon(doc, name) for name in group):
        return None
    own = next((name.kind for name in group if name.kind is not None), None)
    if own is not None and not (
        own in ("Place", "Event", "Person") or (len(key) == 1 and key[0] in surnames)
    ):
        return own
    if len(key) == 1 and key[0] in surnames and not group[0].text.isupper():
        return "Person"
    scores: defaultdict[NameKind, float] = defaultdict(float)
    if own is not None:
        scores[own] += 1.5
    for name in group:
        for kind, points in _evidence(doc, name).items():
            scores[kind] += points
    first = group[0]
    letters = [word for word in first.words if word not in DASHES]
    if (first.text.isupper() and len(first.text) > 1 and (len(letters) == 1 or "-" in first.text)) or (
        any(c.isupper() for c in first.text[1:]) and len(letters) == 1 and "-" not in first.text
    ):
        scores["Organization"] += 4
    elif 2 <= len(letters) <= 4 and all(word[0].isalpha() for word in letters):
        scores["Person"] += 1
    if len(letters) > 5:
        scores["Organization"] += 3
    best = max(sorted(scores), key=lambda kind: scores[kind], default=None)
    if best is None or scores[best] <= 0:
        return "Organization" if len(letters) == 1 and len(group) > 1 else None
    return best


def _evidence(doc: Doc, name: Name) -> Counter[NameKind]:
    """What one place in the text tells of a name's kind, in points."""
    scores: Counter[NameKind] = Counter()
    labels = Counter(token.ent_type_ for token in name.span if token.ent_type_)
    if labels:
        label = NER_KINDS.get(max(sorted(labels), key=lambda key: (labels[key], key == PERSON)))
        if label is not None:
            scores[label] += 1 if label == "Place" else 2
    start, end = name.span.start, name.span.end
    before = doc[start - 1].lower_ if start else ""
    following = [token.lower_ for token in doc[end : end + 3]] + ["", "", ""]
    if name.title is not None:
        scores["Person"] += 3
    if "-e-" in name.text or "-i-" in name.text:
        scores["Organization"] += 8  # "Harakat-e-Bahar"
    if any(token.text in OPENING for token in name.span[1:]):
        scores["Person"] += 6  # a nickname inside
    if before in ("in", "at", "near", "around", "outside", "across"):
        scores["Place"] += 3
    elif before in ("from", "to", "into", "through", "towards", "via"):
        scores["Place"] += 1
    elif before in ("the", "a", "an") and following[0] not in lexicon.groups().members:
        scores["Organization"] += 2
        scores["Person"] -= 3
    if name.title is None and _is_of_place(doc, start, end):
        scores["Place"] += 3
        scores["Person"] -= 4
    if before in TOWNS or _seats(doc, end):
        scores["Place"] += 6
    if start >= 2 and before == "," and doc[start - 2].ent_type_ == "LOC" and following[0] in (",", "."):
        scores["Place"] += 1
    if _whose(doc, end) in lexicon.groups().posts:
        scores["Organization"] += 5
        scores["Person"] -= 3
    elif (
        following[0] in lexicon.states().saying
        or (following[0] == "," and following[1] in ("who", "whose"))
        or following[0] in ("who", "whose")
        or (following[0] == "," and following[1].isdigit() and len(following[1]) == 2)
    ):
        scores["Person"] += 2
        scores["Place"] -= 2
    if before == "," and following[0] in (",", "and") and end + 1 < len(doc):
        scores["Person"] += 2 * (doc[start - 2].ent_type_ == PERSON and doc[end + 1].ent_type_ == PERSON)
    if before in lexicon.states().saying and len(name.span) > 1 and following[0] in (".", ","):
        scores["Person"] += 2  # "…, said Amina Diallo."
    if _is_led(doc, name):
        scores["Organization"] += 5
        scores["Person"] -= 3
    if _holds_post(doc, start, end):
        scores["Person"] += 3
    elif _has_posts(doc, start, end):
        scores["Organization"] += 3
        scores["Person"] -= 3
    if start and before in OPENING and end < len(doc) and doc[end].text in CLOSING:
        scores["Organization"] += 1
        scores["Person"] -= 2  # of “Endless Struggle”
        following = [token.lower_ for token in doc[end + 1 : end + 4]] + ["", "", ""]
    told = called_before(doc, start) or called_behind(doc, end) or called_in_list(doc, start)
    if told is not None:
        scores[told] += 5
    if before in _WORKS:
        scores["Event"] += 5  # "the film Hotel Rwanda"
    if following[0] in lexicon.states().fighters or _fights(doc, name):
        scores["ArmedGroup"] += 4
    if following[0] in PRESIDENTIAL and labels and label != "Place":
        scores["Person"] += 6  # "the Rukota administration"
    if following[0] in ("newspaper", "channel", "website"):
        scores["MediaOrganization"] += 4
    if following[0] in ("party", "movement", "coalition", "company", "corporation", "foundation"):
        scores["Organization"] += 4
    if end < len(doc) and doc[end].tag_.startswith(("VBD", "VBZ", "MD")):
        scores["Place"] -= 1
        scores["Person"] += 1
    if name.span.root.dep_ in ("conj",) and doc[name.span.root.head.i].ent_type_ == PERSON:
        scores["Person"] += 1
    return scores


def _is_of_place(doc: Doc, start: int, end: int) -> bool:
    """Whether a name stands with what it is a place of: "the city of X", "the X mountains"."""
    if start >= 2 and doc[start - 1].lower_ == "of" and doc[start - 2].tag_ == "NN":
        return doc[start - 2].lower_ != "state" and lexicon.body_kind(doc[start - 2].lower_) == "Place"
    return (
        end < len(doc)
        and doc[end].is_lower
        and doc[end].tag_ in ("NN", "NNS")
        and doc[end].lower_ != "state"
        and doc[end - 1].whitespace_ != ""
        and lexicon.body_kind(doc[end].lower_) == "Place"
    )


def _seats(doc: Doc, end: int) -> bool:
    """Whether a name tells only where somebody sits or is born: "the New York-based group"."""
    return end + 1 < len(doc) and doc[end].text in DASHES and doc[end + 1].lower_ in ("based", "born")


def _fights(doc: Doc, name: Name) -> bool:
    """Whether fighters are told to be of what is named: "fighters of X", "X militants"."""
    fighters, start, end = lexicon.states().fighters - {"group"}, name.span.start, name.span.end
    if end < len(doc) and doc[end].lower_ in fighters:
        return True
    start -= start > 0 and doc[start - 1].lower_ == "the"
    return start > 1 and doc[start - 1].lower_ in ("of", "from") and doc[start - 2].lower_ in fighters


def _is_weapon(doc: Doc, name: Name) -> bool:
    """Whether a name is that of a weapon's make: "Kh-101 cruise missiles"."""
    return any(token.lower_ in _WEAPONS for token in doc[name.span.end : name.span.end + 2])


def _holds_post(doc: Doc, start: int, end: int) -> bool:
    """Whether a name stands beside a person's post: "X, the chair of …", "The minister of works, X,"."""
    table = lexicon.titles()
    if end + 1 < len(doc) and doc[end].text == ",":
        for token in doc[end + 1 : end + 6]:
            if token.lower_ in table.roles and token.tag_ in ("NN", "NNP"):
                return token.i + 1 < len(doc) and doc[token.i + 1].lower_ in _BEHIND_POST
            if token.tag_ == "NN" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "who":
                return True  # "X, a former teacher who"
            if not (token.tag_.startswith(("JJ", "NN", "RB", "HYPH", "DT", "VBN")) or token.lower_ == "'s"):
                break
    if start < 4 or doc[start - 1].text != "," or end >= len(doc) or doc[end].text not in (",", "."):
        return False
    low = doc[start - 1].sent.start
    for index in range(start - 2, max(low, start - 10) - 1, -1):
        token = doc[index]
        if token.text == ",":
            return False
        if token.lower_ in table.roles and token.tag_ in ("NN", "NNP"):
            first = index - 1
            while first > low and doc[first].tag_.startswith(("JJ", "VBN")):
                first -= 1
            return index == low or doc[first].lower_ in ("the", "its", "his", "their", "our", "'s", "’s")
    return False


def _has_posts(doc: Doc, start: int, end: int) -> bool:
    """Whether people hold posts of what is named: "a member of X", "the X chairman"."""
    nouns = lexicon.groups().posts
    index = start - 1
    while index > 0 and doc[index].lower_ in ("the", "a", "an", *OPENING):
        index -= 1
    if index > 0 and doc[index].lower_ in ("of", "for", "with", "at") and doc[index - 1].lower_ in nouns:
        return end >= len(doc) or doc[end].lower_ not in lexicon.groups().members
    if end >= len(doc) or doc[end].lower_ not in nouns or doc[end - 1].whitespace_ == "":
        return False
    return end + 1 == len(doc) or doc[end + 1].lower_ != "of"  # "made X director of Y"


def _whose(doc: Doc, end: int) -> str:
    """What is told to be somebody's behind the name: the "spokesman" of "X, whose spokesman"."""
    behind = [token.lower_ for token in doc[end : end + 6]]
    if "whose" not in behind[:2] or (behind[0] not in (",", "whose")):
        return ""
    start = end + behind.index("whose") + 1
    return next((token.lower_ for token in doc[start : start + 3] if token.tag_.startswith("NN")), "")


def _is_led(doc: Doc, name: Name) -> bool:
    """Whether what is named has a head or owner: "X's coordinator", "owned by Y", "the owner of X"."""
    table, start, end, root = lexicon.groups(), name.span.start, name.span.end, name.span.root
    if end + 1 < len(doc) and doc[end].text in POSSESSIVES:
        return doc[end + 1].lower_ in table.heads
    if start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in table.heads:
        return True
    participles = (child for child in root.children if child.dep_ == "acl" and child.tag_ == "VBN")
    heading = next(participles, root.head)
    if heading == root or table.heading.isdisjoint((heading.lemma_.lower(), heading.lower_)):
        return False
    personal = all(token.ent_type_ == PERSON for token in name.span)
    if personal and heading.lemma_.lower() == "lead" and _is_led_away(heading):
        return False
    if heading.head == root or root.dep_ == "nsubj:pass":
        return any(child.dep_ == "obl:agent" for child in heading.children)
    return root.dep_ == "obj" and not personal


def _is_led_away(verb: Token) -> bool:
    """Whether somebody is led somewhere: "X was led away by guards", not "X is led by Y"."""
    if any(child.dep_ in ("advmod", "compound:prt", "obl", "xcomp") for child in verb.children):
        return True
    agents = [child for child in verb.children if child.dep_ == "obl:agent"]
    return not any(agent.ent_type_ == PERSON for agent in agents)


_WEAPONS = frozenset(
    word + ending
    for word in ("missile", "drone", "rocket", "jet", "helicopter", "tank", "howitzer", "rifle", "bomber")
    for ending in ("", "s")
)


_FIRMS = frozenset({"company", "corporation", "group", "holding", "holdings"})
_FIRM_KINDS: tuple[NameKind, ...] = ("ArmedGroup", "Organization")
_WORKS = frozenset({"album", "book", "documentary", "film", "memoir", "movie", "novel", "poem", "song"})
"""What a title stands behind that names nobody."""
PRESIDENTIAL = frozenset({"administration", "presidency"})
"""Bodies that are named after who presides."""
_BEHIND_POST = frozenset({"of", "for", "at", "in", "with", ",", ".", ";", ")", "and", "who", "whose"})
