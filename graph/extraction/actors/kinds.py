"""Settles what sort of thing each name names, by what its words and all its places in the text tell.

The recogniser's label is one witness among several: a place for it that "said" something, or whom "who"
follows, is none. A place that governs ("Zelmara's army", "the government of Puntland", "Tarapay denied")
is taken for a state, and adjectives made from its name for its demonym.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.keys import Key, key_of
from graph.extraction.actors.lexicon import DASHES, NameKind
from graph.extraction.actors.names import POSSESSIVES, Name

NER_KINDS: dict[str, NameKind] = {
    "PER": "Person",
    "PERSON": "Person",
    "ORG": "Organization",
    "LOC": "Place",
    "GPE": "Place",
}
SAYING = frozenset(
    {
        "said",
        "says",
        "told",
        "added",
        "denied",
        "denies",
        "accused",
        "accuses",
        "claimed",
        "insisted",
        "warned",
        "announced",
        "rejected",
        "condemned",
        "urged",
        "called",
        "admitted",
        "vowed",
        "refused",
        "confirmed",
        "blamed",
        "argued",
        "described",
    }
)
GOVERNED = frozenset(
    {
        "government",
        "army",
        "military",
        "air",
        "navy",
        "foreign",
        "president",
        "president's",
        "prime",
        "parliament",
        "embassy",
        "ambassador",
        "intelligence",
        "troops",
        "forces",
        "ministry",
        "minister",
        "interior",
        "defence",
        "defense",
        "ruler",
        "king",
        "emir",
        "junta",
        "regime",
        "authorities",
        "presidency",
        "treasury",
        "soldiers",
        "state",
        "constitution",
        "capital",
        "consul",
        "police",
        "warplanes",
        "jets",
        "drones",
        "border",
        "generals",
        "supreme",
        "armed",
        "interior",
        "information",
        "leaders",
        "rulers",
        "officials",
        "cabinet",
        "finance",
        "justice",
        "envoy",
        "security",
        "secret",
        "chancellor",
        "communists",
        "crown",
        "vice",
        "rebels",
        "opposition",
        "general",
    }
)
GOVERNING = frozenset(
    "government republic kingdom emirate sultanate principality president minister king emir ruler army ambassador "
    "embassy parliament state authorities dictator leader constitution presidency capital treasury help courts".split()
)
SENDERS = frozenset(
    "troops soldiers officers pilots instructors advisers mercenaries weapons arms money drones crates shells".split()
)
BACKING = frozenset(
    {
        "backed",
        "led",
        "armed",
        "funded",
        "supported",
        "trained",
        "aligned",
        "allied",
        "sponsored",
        "controlled",
        "financed",
        "made",
        "supplied",
    }
)


REALMS = frozenset({"republic", "kingdom", "emirate", "sultanate", "principality", "duchy"})
POSSESSED = frozenset(
    {
        "support",
        "backing",
        "aid",
        "involvement",
        "role",
        "denial",
        "position",
        "invasion",
        "war",
        "allies",
        "ally",
        "rule",
        "decision",
        "policy",
        "refusal",
        "response",
        "influence",
        "control",
        "help",
        "actions",
        "allegations",
        "claims",
        "accusations",
        "interests",
        "proxies",
        "backers",
        "proxy",
        "intervention",
        "crackdown",
        "campaign",
        "stance",
        "denials",
        "relations",
        "ties",
    }
)


def settle_kinds(doc: Doc, names: list[Name]) -> None:
    """Gives every name a kind, in place; "Place", "Event" and None are no actors."""
    groups: dict[Key, list[Name]] = defaultdict(list)
    for name in names:
        groups[key_of(name.words)].append(name)
    surnames = _surnames(doc, groups)
    for key, group in groups.items():
        kind = _kind(doc, key, group, surnames)
        for name in group:
            if not name.certain:
                name.kind = kind
    _promote_states(doc, names, surnames)


def _surnames(doc: Doc, groups: dict[Key, list[Name]]) -> frozenset[str]:
    """Words of the longer names that look like persons'."""
    words: set[str] = set()
    for key, group in groups.items():
        if len(key) > 1 and _kind(doc, key, group, frozenset()) == "Person":
            words.update((key[0], key[-1]))
    return frozenset(words)


def _kind(doc: Doc, key: Key, group: list[Name], surnames: frozenset[str]) -> NameKind | None:
    certain = Counter(name.kind for name in group if name.certain)
    if certain:
        return certain.most_common(1)[0][0]
    own = next((name.kind for name in group if name.kind is not None), None)
    if own is not None and not (own in ("Place", "Event", "Person") or len(key) == 1 and key[0] in surnames):
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
    if (
        len(letters) == 1
        and first.text.isupper()
        and len(first.text) > 1
        or any(c.isupper() for c in first.text[1:])
        and len(letters) == 1
        and "-" not in first.text
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
        label = NER_KINDS.get(max(sorted(labels), key=lambda key: labels[key]))
        if label is not None:
            scores[label] += 1 if label == "Place" else 2
    start, end = name.span.start, name.span.end
    before = doc[start - 1].lower_ if start else ""
    following = [token.lower_ for token in doc[end : end + 3]] + ["", "", ""]
    if name.title is not None:
        scores["Person"] += 3
    if before in ("in", "at", "near", "around", "outside", "across"):
        scores["Place"] += 3
    elif before in ("from", "to", "into", "through", "towards", "via"):
        scores["Place"] += 1
    elif before in ("the", "a", "an"):
        scores["Organization"] += 2
        scores["Person"] -= 3
    if (
        start >= 2
        and before == ","
        and doc[start - 2].ent_type_ in ("LOC", "GPE")
        and following[0] in (",", ".")
    ):
        scores["Place"] += 1
    if (
        following[0] in SAYING
        or following[0] == ","
        and following[1] in ("who", "whose")
        or following[0] in ("who", "whose")
        or following[0] == ","
        and following[1].isdigit()
        and len(following[1]) == 2
    ):
        scores["Person"] += 2
        scores["Place"] -= 2
    if following[0] in (
        "militants",
        "fighters",
        "rebels",
        "militia",
        "insurgents",
        "group",
        "militiamen",
        "gang",
        "guerrillas",
        "mercenaries",
        "jihadists",
        "cartel",
    ):
        scores["ArmedGroup"] += 4
    if following[0] in ("newspaper", "channel", "website"):
        scores["MediaOrganization"] += 4
    if end < len(doc) and doc[end].tag_.startswith(("VBD", "VBZ", "MD")):
        scores["Place"] -= 1
        scores["Person"] += 1
    if name.span.root.dep_ in ("conj",) and doc[name.span.root.head.i].ent_type_ in ("PER", "PERSON"):
        scores["Person"] += 1
    return scores


# States that no list has


def _promote_states(doc: Doc, names: list[Name], surnames: frozenset[str]) -> None:
    named = set()
    for name in names:
        if len(name.words) > 2 and name.words[0] in REALMS and name.words[1] == "of":
            name.kind, name.certain = "State", True
            named.add(key_of(name.words[2:]))
        elif name.kind != "State" and lexicon.capital(name.phrase) is not None:
            name.kind, name.certain = ("State", True) if _acts(doc, name) else ("Place", True)
    places = [
        n
        for n in names
        if n.kind in ("Place", None, "Organization", "Person")
        and not n.certain
        and len(n.words) <= 3
        and not surnames.intersection(key_of(n.words))
    ]
    votes: Counter[Key] = Counter()
    seats: Counter[Key] = Counter()
    for name in places:
        key = key_of(name.words)
        votes[key] += _governs(doc, name)
        seats[key] += _located(doc, name)
    for key in _with_adjectives(doc, names, seats):
        votes[key] += 2
    states = named | {key for key in votes if votes[key] >= 1 and (seats[key] >= 1 or votes[key] >= 2)}
    stems = _Stems(key[0] for key in states if len(key) == 1)
    for name in names:
        key = key_of(name.words)
        if key in states and not name.certain and name.kind != "State" and not _is_plainly_person(name):
            name.kind, name.certain = "State", True
        elif not name.certain and len(key) == 1 and (stem := stems.of(key[0])):
            name.kind, name.certain, name.adjective = "State", True, True
            name.words = [stem]


def _acts(doc: Doc, name: Name) -> bool:
    """Whether a capital stands for its government here ("Kigali denied", "backed by Moscow")."""
    start, end = name.span.start, name.span.end
    before = doc[start - 1].lower_ if start else ""
    after = doc[end].lower_ if end < len(doc) else ""
    behind = doc[end + 1].lower_ if end + 1 < len(doc) else ""
    if (
        before in lexicon.words().locative
        and before != "between"
        or before in (",", "of")
        and name.span.root.dep_ != "conj"
    ):
        return False
    if after in POSSESSIVES:
        return behind in GOVERNED or behind in POSSESSED
    if after in DASHES:
        return behind in BACKING
    if after == "and" and behind == "its" or before == "on" and after == "to":
        return True
    return before in ("by", "with", "against", "between") or name.span.root.dep_ == "nsubj" or after in SAYING


def _is_plainly_person(name: Name) -> bool:
    return name.title is not None


def _governs(doc: Doc, name: Name) -> int:
    """How plainly a place acts as a state here."""
    start, end = name.span.start, name.span.end
    after = doc[end].lower_ if end < len(doc) else ""
    if name.title is not None:
        return 0
    if (
        after in POSSESSIVES
        and end + 1 < len(doc)
        and doc[end + 1].lower_ in GOVERNED
        and _whose(doc[end + 1])
    ):
        return 2
    if after in DASHES and end + 1 < len(doc) and doc[end + 1].lower_ in BACKING:
        return 1
    if start >= 2 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in GOVERNING:
        return 2
    if start >= 2 and doc[start - 1].lower_ == "from" and doc[start - 2].lower_ in SENDERS:
        return 1
    if after in SAYING and name.kind == "Place":
        return 1
    if name.kind == "Place" and name.span.root.dep_ in ("nsubj", "obl:agent"):
        return 1
    return 0


def _whose(noun: Token) -> bool:
    return noun.lower_ not in (
        "forces",
        "troops",
        "soldiers",
        "police",
        "rebels",
        "general",
        "leaders",
        "security",
        "vice",
        "communists",
        "envoy",
        "capital",
        "border",
        "treasury",
        "justice",
        "king",
        "air",
        "supreme",
        "information",
        "armed",
    )


def _located(doc: Doc, name: Name) -> int:
    start = name.span.start
    return int(
        bool(start)
        and doc[start - 1].lower_ in lexicon.words().locative
        or any(t.ent_type_ in ("LOC", "GPE") for t in name.span)
    )


def _with_adjectives(doc: Doc, names: list[Name], places: Iterable[Key]) -> set[Key]:
    """Places that have an adjective of their own beside what governs: "the Tessaran foreign ministry"."""
    stems = _Stems(key[0] for key in places if len(key) == 1)
    found: set[Key] = set()
    for name in names:
        first = key_of(name.words)[0]
        end = name.span.end
        governing = (
            end < len(doc)
            and doc[end].lower_ in GOVERNED
            and len(name.words) == 1
            or len(name.words) > 1
            and name.kind in ("GovernmentBody", "ArmedGroup")
        )
        if governing and (stem := stems.of(first)):
            found.add((stem,))
    return found


class _Stems:
    """Names of states, found again in the adjectives made from them ("zelmari" of "zelmara")."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_start: dict[str, list[str]] = defaultdict(list)
        for name in names:
            if name not in self.by_start[name[:4]]:
                self.by_start[name[:4]].append(name)

    def of(self, word: str) -> str:
        """The name that an adjective is made from, or ""."""
        for name in self.by_start.get(word[:4], ()):
            shared = next(
                (i for i, (a, b) in enumerate(zip(name, word, strict=False)) if a != b),
                min(len(name), len(word)),
            )
            if (
                name != word
                and shared >= 4
                and len(name) - shared <= 2
                and word[shared:] in ADJECTIVE_ENDINGS
            ):
                return name
        return ""


ADJECTIVE_ENDINGS = frozenset(
    {
        "i",
        "is",
        "an",
        "ans",
        "ian",
        "ians",
        "ese",
        "n",
        "ns",
        "ish",
        "ic",
        "ite",
        "ites",
        "er",
        "ers",
        "ean",
        "eans",
        "ni",
        "nian",
        "ine",
        "ines",
        "ovian",
        "c",
    }
)
