"""What one place in a text tells of the kind of a name, in points: by label, neighbours and clause.

The recogniser's label is one witness among several: a place for it that "said" something, or whom "who"
follows, is none.
"""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.capitals import OPENING, PERSON
from graph.extraction.actors.lexicon import DASHES
from graph.extraction.actors.name import Name
from graph.extraction.actors.rulers import REGIMES, states_ruled
from graph.extraction.actors.runs import CLOSING, POSSESSIVES
from graph.extraction.actors.statehood import TOWNS
from graph.extraction.actors.tables import NameKind
from graph.extraction.actors.told import called_before, called_behind, called_in_list

Scores = Counter[NameKind]
NER_KINDS: dict[str, NameKind] = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
_WORKS = frozenset({"album", "book", "documentary", "film", "memoir", "movie", "novel", "poem", "song"})
"""What a title stands behind that names nobody."""
PRESIDENTIAL = frozenset({"administration", "presidency"})
"""Bodies that are named after who presides."""
_BEHIND_POST = frozenset({"of", "for", "at", "in", "with", ",", ".", ";", ")", "and", "who", "whose"})


def evidence(doc: Doc, name: Name) -> Scores:
    """What one place in the text tells of a name's kind, in points."""
    scores: Scores = Counter()
    label = _label(name)
    if label is not None:
        scores[label] += 1 if label == "Place" else 2
    _read_form(scores, name)
    _read_place(scores, doc, name)
    _read_part(scores, doc, name)
    _read_sort(scores, doc, name, label)
    return scores


def _label(name: Name) -> NameKind | None:
    """What the recogniser takes a name for."""
    labels = Counter(token.ent_type_ for token in name.span if token.ent_type_)
    most = max(sorted(labels), key=lambda key: (labels[key], key == PERSON), default="")
    return NER_KINDS.get(most)


def _read_form(scores: Scores, name: Name) -> None:
    if name.title is not None:
        scores["Person"] += 3
    if "-e-" in name.text or "-i-" in name.text:
        scores["Organization"] += 8  # "Harakat-e-Bahar"
    if any(token.text in OPENING for token in name.span[1:]):
        scores["Person"] += 6  # a nickname inside


def _read_place(scores: Scores, doc: Doc, name: Name) -> None:
    """By whether something is told to be in or near what is named."""
    start, end = name.span.start, name.span.end
    before, (behind, *_) = _before(doc, start), _following(doc, end)
    if before in ("in", "at", "near", "around", "outside", "across"):
        scores["Place"] += 3
    elif before in ("from", "to", "into", "through", "towards", "via"):
        scores["Place"] += 1
    elif before in ("the", "a", "an") and behind not in lexicon.groups().members:
        scores["Organization"] += 2
        scores["Person"] -= 3
    if name.title is None and _is_of_place(doc, start, end):
        scores["Place"] += 3
        scores["Person"] -= 4
    if before in TOWNS or _seats(doc, end):
        scores["Place"] += 6
    if start >= 2 and before == "," and doc[start - 2].ent_type_ == "LOC" and behind in (",", "."):
        scores["Place"] += 1


def _read_part(scores: Scores, doc: Doc, name: Name) -> None:
    """By what somebody named does or is: speaks, holds a post, is led."""
    start, end = name.span.start, name.span.end
    before, (behind, second, *_) = _before(doc, start), _following(doc, end)
    saying = lexicon.states().saying
    if _whose(doc, end) in lexicon.groups().posts:
        scores["Organization"] += 5
        scores["Person"] -= 3
    elif (
        behind in saying
        or behind in ("who", "whose")
        or (behind == "," and (second in ("who", "whose") or (second.isdigit() and len(second) == 2)))
    ):
        scores["Person"] += 2
        scores["Place"] -= 2
    if before == "," and behind in (",", "and") and end + 1 < len(doc):
        scores["Person"] += 2 * (doc[start - 2].ent_type_ == PERSON and doc[end + 1].ent_type_ == PERSON)
    if before in saying and len(name.span) > 1 and behind in (".", ","):
        scores["Person"] += 2  # "…, said Amina Diallo."
    if _has_holder(doc, end):
        scores["Person"] -= 5
    if _is_led(doc, name):
        scores["Organization"] += 5
        scores["Person"] -= 3
    if _holds_post(doc, start, end):
        scores["Person"] += 3
    elif _has_posts(doc, start, end):
        scores["Organization"] += 3
        scores["Person"] -= 3
    if end < len(doc) and doc[end].tag_.startswith(("VBD", "VBZ", "MD")):
        scores["Place"] -= 1
        scores["Person"] += 1
    if name.span.root.dep_ == "conj" and name.span.root.head.ent_type_ == PERSON:
        scores["Person"] += 1


def _read_sort(scores: Scores, doc: Doc, name: Name, label: NameKind | None) -> None:
    """By the nouns beside a name that tell its sort: "the film X", "X fighters", "the X party"."""
    start, end = name.span.start, name.span.end
    before, (behind, *_) = _before(doc, start), _following(doc, end)
    if start and before in OPENING and end < len(doc) and doc[end].text in CLOSING:
        scores["Organization"] += 1
        scores["Person"] -= 2  # of “Endless Struggle”
        behind = _following(doc, end + 1)[0]
    told = called_before(doc, start) or called_behind(doc, end) or called_in_list(doc, start)
    if told is not None:
        scores[told] += 5
    if before in _WORKS:
        scores["Event"] += 5  # "the film Hotel Rwanda"
    if behind in lexicon.states().fighters or fights(doc, name):
        scores["ArmedGroup"] += 4
    if behind in PRESIDENTIAL and label != "Place" and any(token.ent_type_ for token in name.span):
        scores["Person"] += 6  # "the Rukota administration"
    if behind in REGIMES and name.title is None and states_ruled(name.text):
        scores["Person"] += 6  # "the Pinochet dictatorship"
    if behind in ("newspaper", "channel", "website"):
        scores["MediaOrganization"] += 4
    if behind in ("party", "movement", "coalition", "company", "corporation", "foundation"):
        scores["Organization"] += 4


def _before(doc: Doc, start: int) -> str:
    return doc[start - 1].lower_ if start else ""


def _following(doc: Doc, end: int) -> list[str]:
    return [token.lower_ for token in doc[end : end + 2]] + ["", ""]


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


def fights(doc: Doc, name: Name) -> bool:
    """Whether fighters are told to be of what is named: "fighters of X", "X militants"."""
    start, end = name.span.start, name.span.end
    if end < len(doc) and _is_fighter(doc[end]):
        return True
    start -= start > 0 and doc[start - 1].lower_ == "the"
    return start > 1 and doc[start - 1].lower_ in ("of", "from") and _is_fighter(doc[start - 2])


def _is_fighter(token: Token) -> bool:
    return token.lower_ in lexicon.states().fighters and token.lower_ != "group"


def _has_holder(doc: Doc, end: int) -> bool:
    """Whether a title and a person's name stand right behind a name: "Lakes Bloc Rep. Omar Sadek"."""
    titles = lexicon.titles()
    title = doc[end].lower_.rstrip(".") if end + 1 < len(doc) and doc[end].text[0].isupper() else ""
    return title in titles.all and title not in titles.surnames and doc[end + 1].ent_type_ == PERSON


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
    behind, parted = _following(doc, end)[0], doc[end - 1].whitespace_ != ""
    if behind == "chief" and parted and not _is_of(doc, end + 1):
        return True  # not in the table: of "the police chief of X" the X may be a town
    index = start - 1
    while index > 0 and doc[index].lower_ in ("the", "a", "an", *OPENING):
        index -= 1
    if index > 0 and doc[index].lower_ in ("of", "for", "with", "at") and doc[index - 1].lower_ in nouns:
        return end >= len(doc) or doc[end].lower_ not in lexicon.groups().members
    if behind not in nouns or not parted:
        return False
    return not _is_of(doc, end + 1)  # "made X director of Y"


def _is_of(doc: Doc, index: int) -> bool:
    return index < len(doc) and doc[index].lower_ == "of"


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
