"""Decides, in the order of the text, whom each description and pronoun means.

A description finds the actor that the article has called so before ("General Haftar … the general"), a
group of the same noun, or stands for itself. A pronoun finds the most salient actor that agrees with it
in number, gender and kind. Where nothing clearly fits, nobody is meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.groups import Group
from graph.extraction.actors.lexicon import Gender, phrase, words_of
from graph.extraction.actors.names import Name
from graph.extraction.document import Actor, Document, Mention, MentionForm
from graph.model import ActorKind

BODIES: frozenset[ActorKind] = frozenset(
    {
        "ArmedGroup",
        "GovernmentBody",
        "IntergovernmentalOrganization",
        "NonGovernmentalOrganization",
        "MediaOrganization",
        "Court",
        "Organization",
    }
)
GENERIC: dict[str, frozenset[ActorKind]] = {
    "group": frozenset({"ArmedGroup", "NonGovernmentalOrganization", "Organization"}),
    "organisation": BODIES - {"Court"},
    "organization": BODIES - {"Court"},
    "movement": frozenset({"ArmedGroup", "Organization"}),
    "militia": frozenset({"ArmedGroup"}),
    "faction": frozenset({"ArmedGroup", "Organization"}),
    "party": frozenset({"Organization"}),
    "agency": frozenset({"GovernmentBody", "IntergovernmentalOrganization", "MediaOrganization"}),
    "ministry": frozenset({"GovernmentBody"}),
    "court": frozenset({"Court"}),
    "tribunal": frozenset({"Court"}),
    "company": frozenset({"Organization"}),
    "coalition": frozenset({"ArmedGroup", "Organization"}),
    "watchdog": frozenset({"NonGovernmentalOrganization"}),
    "bloc": frozenset({"IntergovernmentalOrganization", "Organization"}),
    "paramilitary": frozenset({"ArmedGroup"}),
    "paramilitaries": frozenset({"ArmedGroup"}),
    "paramilitary force": frozenset({"ArmedGroup"}),
    "militant group": frozenset({"ArmedGroup"}),
    "armed group": frozenset({"ArmedGroup"}),
    "rebel group": frozenset({"ArmedGroup"}),
    "insurgent group": frozenset({"ArmedGroup"}),
    "terrorist group": frozenset({"ArmedGroup"}),
    "terror group": frozenset({"ArmedGroup"}),
    "jihadist group": frozenset({"ArmedGroup"}),
    "rights group": frozenset({"NonGovernmentalOrganization"}),
    "human rights group": frozenset({"NonGovernmentalOrganization"}),
    "newspaper": frozenset({"MediaOrganization"}),
    "broadcaster": frozenset({"MediaOrganization"}),
    "news agency": frozenset({"MediaOrganization"}),
    "university": frozenset({"Organization"}),
    "church": frozenset({"Organization"}),
    "junta": frozenset({"ArmedGroup", "GovernmentBody"}),
}
MEMBERS = frozenset(
    {
        "members",
        "member",
        "fighters",
        "fighter",
        "soldiers",
        "soldier",
        "troops",
        "forces",
        "force",
        "militants",
        "militant",
        "rebels",
        "rebel",
        "insurgents",
        "terrorists",
        "jihadists",
        "militiamen",
        "militia",
        "group",
        "guerrillas",
        "gunmen",
        "gang",
        "movement",
        "officials",
        "official",
        "leaders",
        "leadership",
        "authorities",
        "combatants",
        "operatives",
        "members",
        "terror group",
        "militant group",
        "rebel group",
        "armed group",
        "party",
        "workers",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "extremists",
        "insurgency",
        "organisation",
        "organization",
        "elements",
        "mercenaries",
        "investigators",
        "experts",
        "prosecutors",
        "spokespeople",
        "cartel",
        "militias",
        "separatists",
        "paramilitaries",
        "government",
        "network",
    }
)
STATE_NOUNS = frozenset({"kingdom", "republic", "emirate", "sultanate", "monarchy"})
MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
SINGULAR = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves", "mine", "ours"})
REACH = 3
"""Sentences back in which a pronoun's actor is looked for."""


@dataclass(eq=False, slots=True)
class Seen:
    """One mention as later descriptions and pronouns look back on it."""

    mention: Mention
    sentence: int
    subject: bool
    plural: bool


class Resolver:
    """Walks one text once; `resolve` fills the document's actors and mentions."""

    def __init__(
        self, document: Document, names: list[Name], actors: dict[Name, Actor], groups: list[Group]
    ) -> None:
        self.document = document
        self.doc: Doc = document.doc
        self.names = names
        self.actor_of = actors
        self.groups = groups
        self.name_starting = {name.span.start: name for name in names if name in actors}
        self.history: list[Seen] = []
        self.described: dict[str, list[Actor]] = defaultdict(list)  # by noun: who has been called so
        self.by_key: dict[tuple[object, ...], Actor] = {}
        self.gender: dict[Actor, Gender] = {}
        self.plural_actors: set[Actor] = set()
        self.registered: set[Actor] = set()
        self.sentence_of = [0] * len(self.doc)
        for number, sentence in enumerate(self.doc.sents):
            for token in sentence:
                self.sentence_of[token.i] = number
        self.states = Counter(actors[name].name for name in names if name in actors and name.kind == "State")
        self.state_actors = {
            actors[name].name: actors[name] for name in names if name in actors and name.kind == "State"
        }
        self.home_of = self._homes()

    def resolve(self) -> None:
        """Adds a mention for all that is named, described or referred to."""
        items: list[tuple[int, int, Name | Group | Token]] = []
        for name in self.names:
            if name in self.actor_of:
                items.append((name.span.start, 0, name))
        covered = set()
        for group in self.groups:
            items.append((group.head.i, 1, group))
            covered.add(group.head.i)
        for token in self.doc:
            if token.lower_ in _PRONOUNS and token.i not in covered:
                items.append((token.i, 2, token))
        for _, _, item in sorted(items, key=lambda entry: entry[:2]):
            if isinstance(item, Name):
                self._read_name(item)
            elif isinstance(item, Group):
                self._read_group(item)
            else:
                self._read_pronoun(item)

    # Names

    def _read_name(self, name: Name) -> None:
        actor = self.actor_of[name]
        if name.title:
            self._describe(actor, name.title.rsplit(" ", 1)[-1])
            self._describe(actor, name.title)
            gender = lexicon.titles().gender.get(name.title) or lexicon.titles().gender.get(
                name.title.rsplit(" ", 1)[-1]
            )
            if gender:
                self.gender.setdefault(actor, gender)
        self._add(name.span, _head_of(name.span), "demonym" if name.adjective else "name", actor)

    def _homes(self) -> dict[Actor, Actor]:
        """The state of each person whom the text calls its president or minister."""
        homes: dict[Actor, Actor] = {}
        for before, name in zip(self.names, self.names[1:], strict=False):
            if (
                name.kind != "Person"
                or name.title is None
                or before.kind != "State"
                or name not in self.actor_of
                or before not in self.actor_of
            ):
                continue
            gap = name.span.start - before.span.end
            title_size = len(name.title.split())
            if gap <= title_size + 2 and any(
                word in name.title
                for word in (
                    "president",
                    "minister",
                    "premier",
                    "chancellor",
                    "king",
                    "leader",
                    "prince",
                    "ruler",
                    "dictator",
                    "emir",
                    "secretary",
                )
            ):
                homes.setdefault(self.actor_of[name], self.actor_of[before])
        return homes

    # Descriptions

    def _read_group(self, group: Group) -> None:
        appositive = self._apposed(group)
        if appositive is not None:
            if group.is_role or appositive.kind != "Person":
                self._describe(appositive, group.noun)
                self._describe(appositive, group.noun.rsplit(" ", 1)[-1])
            self._add(group.span, group.head, "description", appositive, quiet=True)
            return
        actor = self._meant(group)
        if actor is not None:
            self._describe(actor, group.noun)
            self._add(group.span, group.head, "description", actor)

    def _apposed(self, group: Group) -> Actor | None:
        """The person or body beside a description: "Haftar, a warlord" and "the commander, Haftar"."""
        doc = self.doc
        end = group.span.end
        after = end
        if after < len(doc) and doc[after].text == ",":
            after += 1
        name = self.name_starting.get(after)
        if name is not None and not name.adjective and (after > end or group.is_role or group.kind in BODIES):
            actor = self.actor_of[name]
            single = group.noun in lexicon.groups().collective or group.is_role or group.kind == "Person"
            if (
                self._fits(actor, group)
                and single
                and group.article != "indefinite"
                or after == end
                and self._fits(actor, group)
            ):
                if after == end or self._is_closed(name.span.end):
                    return actor
        start = group.span.start
        while start > 0 and (
            doc[start - 1].lower_ in ("a", "an", "the", "his", "its", "one") or doc[start - 1].is_digit
        ):
            start -= 1
        if start >= 2 and doc[start - 1].text == "," and group.article != "none":
            mention = self.document.mention_of.get(start - 2)
            if (
                mention is not None
                and mention.form == "name"
                and self._fits(mention.actor, group)
                and not group.head.dep_.startswith("nsubj")
                and group.head.dep_ != "conj"
            ):
                return mention.actor
        return None

    def _is_closed(self, end: int) -> bool:
        """Whether an apposition ends here, instead of a list or clause going on."""
        return (
            end >= len(self.doc)
            or self.doc[end].text in {",", ".", ";", ")", ":"}
            or self.doc[end].tag_.startswith("V")
            or self.doc[end].tag_ == "MD"
        )

    def _fits(self, actor: Actor, group: Group) -> bool:
        if group.is_role or group.noun in _PERSON_NOUNS:
            return actor.kind == "Person"
        if group.noun in GENERIC:
            return actor.kind in GENERIC[group.noun]
        return actor.kind == group.kind and actor.kind not in ("Person", "State", "Source")

    def _meant(self, group: Group) -> Actor | None:
        tables = lexicon.groups()
        noun = group.noun
        owner = self._owner(group)
        if noun in _NOT_ALONE and not group.modifiers and owner is None:
            return None
        if (
            group.is_role
            and noun not in tables.kinds
            or group.is_role
            and group.article == "definite"
            and not group.names
            and owner is None
        ):
            return self._role(group)
        if noun in tables.state:
            state = self._government(group, owner)
            if state is not None:
                return state
        if owner is not None and noun in MEMBERS and owner.kind not in ("Person", "State", "Source", "Court"):
            if len(group.modifiers) <= len(owner.name.split()) + 1:
                return owner
        telling = bool(group.modifiers) or owner is not None
        if not telling:
            known = self._known(group)
            if known is not None:
                return known
            if (
                group.article == "definite"
                and noun in GENERIC
                and noun not in {"court", "church", "university", "party", "company", "junta"}
            ):
                return None
            if noun in tables.weak_nouns and noun not in {"men", "people", "group", "women", "man", "woman"}:
                return None
        else:
            qualified = self._qualified(group, owner)
            if qualified is not None:
                return qualified
        return self._new(group, owner)

    def _owner(self, group: Group) -> Actor | None:
        """Who a described party belongs to: its possessor, complement or leading name."""
        if isinstance(group.possessor, Name):
            return self.actor_of.get(group.possessor)
        if isinstance(group.possessor, Token):
            mention = self.document.mention_of.get(group.possessor.i)
            return mention.actor if mention is not None else None
        if group.complement is not None and group.complement in self.actor_of:
            return self.actor_of[group.complement]
        for name in reversed(group.names):
            if name in self.actor_of:
                return self.actor_of[name]
        return None

    def _government(self, group: Group, owner: Actor | None) -> Actor | None:
        """The state that "the Russian government", "authorities in Kigali" or "the government" means."""
        noun = group.noun
        names = {word for name in group.names for word in name.words}
        extra = [word for word in group.modifiers if word not in names]
        if owner is not None and owner.kind == "State" and all(word in _STATE_MODIFIERS for word in extra):
            return owner
        if (
            owner is not None
            and owner.kind == "Person"
            and noun in ("government", "administration", "regime")
        ):
            return self.home_of.get(owner)
        if owner is not None or any(word not in _STATE_MODIFIERS for word in group.modifiers):
            return None
        if noun in ("officials", "leaders", "rulers", "state", "leadership", "governments"):
            return None
        if noun in STATE_NOUNS and group.article != "definite":
            return None
        if group.article == "indefinite":
            return None
        return self._home_state()

    def _home_state(self) -> Actor | None:
        """The state that the article is about, if one clearly is."""
        ranked = self.states.most_common(2)
        if not ranked or ranked[0][1] < 2:
            return None
        if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
            return None
        return self.state_actors[ranked[0][0]]

    def _role(self, group: Group) -> Actor | None:
        """The person called so before."""
        if group.article != "definite" and group.possessor is None:
            return None
        called = set(map(id, self.described.get(group.noun, ())))
        for seen in reversed(self.history):
            if seen.mention.actor.kind == "Person" and id(seen.mention.actor) in called:
                return seen.mention.actor
        return None

    def _known(self, group: Group) -> Actor | None:
        """Whom a bare noun points back at."""
        called = self.described.get(group.noun, [])
        if called and (group.article != "indefinite" or group.noun not in lexicon.groups().weak_nouns):
            wanted = set(map(id, called))
            if len(wanted) == 1:
                return called[0] if called[0].kind != "Person" or group.article == "definite" else None
            for seen in reversed(self.history):
                if id(seen.mention.actor) in wanted and self._fits_bare(seen.mention.actor, group):
                    return seen.mention.actor
        if group.article != "definite":
            return None
        kinds = GENERIC.get(group.noun)
        if kinds is None:
            return self._named_with(group.noun)
        for seen in reversed(self.history):
            actor = seen.mention.actor
            if (
                actor.kind in kinds
                and seen.mention.form == "name"
                and self.sentence_of[group.head.i] - seen.sentence <= 4
            ):
                return actor
        return None

    def _fits_bare(self, actor: Actor, group: Group) -> bool:
        return actor.kind != "Person" or group.article == "definite"

    def _named_with(self, noun: str) -> Actor | None:
        """The one named body whose name has this noun for its last word ("the army")."""
        fits = {id(a): a for a in self.actor_of.values() if a.kind in BODIES and words_match(a.name, noun)}
        return next(iter(fits.values())) if len(fits) == 1 else None

    def _qualified(self, group: Group, owner: Actor | None) -> Actor | None:
        return self.by_key.get(self._key(group, owner))

    def _key(self, group: Group, owner: Actor | None) -> tuple[object, ...]:
        names = {word for name in group.names for word in name.words}
        rest = tuple(word for word in group.modifiers if word not in names)
        return (group.noun, id(owner) if owner is not None else None, rest)

    def _new(self, group: Group, owner: Actor | None) -> Actor:
        text = group.text
        if isinstance(group.possessor, Token) or group.complement is not None and group.bond == "loyal":
            if owner is not None:
                core = " ".join(self.doc[group.span.start : group.span.end].text.split())
                text = f"{owner.name}'s {core}" if group.bond != "loyal" else core
        actor = Actor(text, group.kind)
        if group.noun not in lexicon.groups().collective and (
            group.noun.endswith("s") or group.noun.endswith("men") or group.noun in {"police", "people"}
        ):
            self.plural_actors.add(actor)
        self.by_key[self._key(group, owner)] = actor
        return actor

    # Pronouns

    def _read_pronoun(self, token: Token) -> None:
        word = token.lower_
        actor: Actor | None = None
        if word in RELATIVE:
            actor = self._antecedent(token)
        elif word in MALE or word in FEMALE:
            actor = self._person(token, "male" if word in MALE else "female")
        elif word in SINGULAR:
            actor = self._body(token)
        elif word in PLURAL:
            actor = self._several(token)
        if actor is not None:
            self._add(self.doc[token.i : token.i + 1], token, "pronoun", actor)

    def _antecedent(self, token: Token) -> Actor | None:
        """The mention that a relative clause follows or hangs on."""
        doc = self.doc
        if token.lower_ == "that" and token.tag_ not in ("WDT", "WP"):
            return None
        index = token.i - 1
        while index >= 0 and doc[index].text in {",", "\u2014", "-", "–"}:
            index -= 1
        mention = self.document.mention_of.get(index)
        if mention is not None and (mention.actor.kind == "Person") <= (token.lower_ != "which"):
            return mention.actor
        clause = token.head
        for _ in range(4):
            if clause.dep_ in ("acl:relcl", "relcl"):
                mention = self.document.mention_of.get(clause.head.i)
                return mention.actor if mention is not None else None
            if clause.head.i == clause.i:
                break
            clause = clause.head
        return None

    def _person(self, token: Token, gender: Gender) -> Actor | None:
        best = self._salient(
            token,
            lambda seen: (
                seen.mention.actor.kind == "Person" and self.gender.get(seen.mention.actor, gender) == gender
            ),
        )
        if best is not None:
            self.gender.setdefault(best, gender)
        return best

    def _body(self, token: Token) -> Actor | None:
        if token.lower_ == "it" and (token.dep_ == "expl" or self._is_impersonal(token)):
            return None
        return self._salient(
            token,
            lambda seen: (
                seen.mention.actor.kind not in ("Person", "Source")
                and not seen.plural
                and (seen.mention.form != "demonym")
            ),
        )

    def _several(self, token: Token) -> Actor | None:
        plural = self._salient(token, lambda seen: seen.plural)
        if plural is not None:
            return plural
        return self._salient(
            token,
            lambda seen: (
                seen.mention.actor.kind in BODIES and seen.mention.form != "demonym" and seen.subject
            ),
        )

    def _is_impersonal(self, token: Token) -> bool:
        """ "It is feared that", "it was not clear": nobody is meant."""
        following = [t.lower_ for t in self.doc[token.i + 1 : token.i + 4]]
        return (
            bool(following)
            and following[0] in ("is", "was", "remains", "seems", "appears", "has", "'s")
            and bool(
                {
                    "that",
                    "not",
                    "clear",
                    "unclear",
                    "possible",
                    "likely",
                    "been",
                    "time",
                    "important",
                    "difficult",
                    "hard",
                    "to",
                    "believed",
                    "feared",
                    "alleged",
                    "reported",
                    "thought",
                    "known",
                }
                & set(following[1:])
            )
        )

    def _salient(self, token: Token, agrees: object) -> Actor | None:
        """The best candidate of this and the sentences before: subjects first, then the nearest."""
        here = self.sentence_of[token.i]
        best: tuple[float, Actor] | None = None
        found: dict[Actor, float] = {}
        for order, seen in enumerate(reversed(self.history)):
            distance = here - seen.sentence
            if distance > REACH:
                break
            if not agrees(seen):  # type: ignore[operator]
                continue
            score = -2.0 * distance - 0.05 * order
            score += 1.5 if seen.subject else 0.0
            score += 0.5 if seen.mention.form in ("name", "pronoun") else 0.0
            actor = seen.mention.actor
            if actor not in found:
                found[actor] = score
            else:
                found[actor] = max(found[actor], score) + 0.3
            if best is None or found[actor] > best[0]:
                best = (found[actor], actor)
        return best[1] if best is not None else None

    # Recording

    def _describe(self, actor: Actor, noun: str) -> None:
        if actor not in self.described[noun]:
            self.described[noun].append(actor)

    def _add(self, span: Span, head: Token, form: MentionForm, actor: Actor, quiet: bool = False) -> None:
        mention = Mention(span, head, form, actor)
        self.document.add_mention(mention)
        if actor not in self.registered:
            self.registered.add(actor)
            self.document.actors.append(actor)
        if form == "description":
            text = " ".join(span.text.split())
            if text != actor.name and text not in actor.aliases and actor.kind not in ("Person",):
                actor.aliases.append(text)
        if not quiet:
            plural = actor in self.plural_actors
            self.history.append(
                Seen(mention, self.sentence_of[head.i], head.dep_.startswith("nsubj"), plural)
            )


_PERSON_NOUNS = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "official",
        "activist",
        "lawyer",
        "attorney",
        "expert",
        "analyst",
        "journalist",
        "resident",
        "witness",
        "survivor",
        "doctor",
        "man",
        "woman",
        "father",
        "mother",
        "husband",
        "wife",
        "uncle",
        "brother",
        "son",
        "boyfriend",
        "driver",
        "teacher",
        "pastor",
        "priest",
        "diplomat",
        "researcher",
        "suspect",
        "defendant",
        "campaigner",
        "critic",
        "relative",
        "landlord",
        "pilot",
        "nurse",
        "aide",
        "adviser",
        "gunman",
        "militant",
        "fighter",
        "soldier",
        "policeman",
        "policewoman",
        "terrorist",
        "rebel",
        "sniper",
        "killer",
        "attacker",
        "assailant",
        "kidnapper",
        "bomber",
        "reporter",
        "offender",
        "ambassador",
    }
)
_NOT_ALONE = frozenset(
    {
        "state",
        "states",
        "powers",
        "countries",
        "nations",
        "leaders",
        "officers",
        "agents",
        "members",
        "member",
        "workers",
        "students",
        "personnel",
        "office",
        "agencies",
        "units",
        "unit",
        "individuals",
        "west",
        "communities",
        "community",
        "command",
        "camp",
        "team",
        "figures",
        "data",
        "article",
        "records",
        "resolution",
        "evidence",
        "document",
        "letter",
        "files",
        "press",
        "patrol",
        "convoy",
        "fleet",
        "schools",
        "school",
        "hospital",
        "republic",
        "rulers",
        "leadership",
        "brothers",
        "woman",
        "man",
        "women",
        "person",
        "persons",
        "husband",
        "wife",
        "father",
        "mother",
        "parents",
        "uncle",
        "brother",
        "son",
        "partner",
        "partners",
        "driver",
        "teacher",
        "pastor",
        "priest",
        "generals",
        "commanders",
        "ministers",
        "pilots",
        "jets",
        "drones",
        "firms",
        "banks",
        "cell",
        "ring",
        "network",
        "guards",
        "victims",
        "victim",
        "refugees",
        "detainees",
        "civilians",
        "villagers",
        "farmers",
        "prisoners",
        "prisoner",
        "employees",
        "neighbours",
        "neighbors",
        "allies",
        "supporters",
        "followers",
        "backers",
        "opponents",
        "rivals",
        "teenagers",
        "youths",
        "bank",
        "firm",
        "company",
        "companies",
        "resident",
        "doctor",
        "friends",
        "friend",
        "family",
        "families",
        "nationals",
        "statement",
        "statements",
        "department",
        "committee",
        "commission",
        "council",
        "association",
        "foundation",
        "official",
    }
)
_STATE_MODIFIERS = frozenset(
    {
        "central",
        "federal",
        "military",
        "current",
        "interim",
        "transitional",
        "communist",
        "ruling",
        "democratic",
        "state",
        "internationally",
        "recognised",
        "recognized",
        "top",
        "senior",
        "high",
        "ranking",
        "new",
        "then",
        "present",
        "own",
        "successive",
        "authoritarian",
        "islamist",
    }
) - {"military", "interim", "transitional", "democratic"}
_PRONOUNS = MALE | FEMALE | SINGULAR | PLURAL | RELATIVE


def words_match(name: str, noun: str) -> bool:
    """Whether a name's head is this noun ("Libyan National Army", "army")."""
    text = name.lower()
    return text.endswith(" " + noun) or text.startswith(noun + " of ")


def _head_of(span: Span) -> Token:
    return span.root
