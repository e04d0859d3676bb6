"""Which name a description stands beside: "Haftar, a warlord", "the rebel group M23"."""

from __future__ import annotations

from graph.extraction.actors import lexicon
from graph.extraction.actors.bynames import told_behind
from graph.extraction.actors.group import Group
from graph.extraction.actors.name import Name
from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.actors.scene import BODIES, Scene, is_subject
from graph.extraction.document import Actor, Mention


class Appositions:
    """The names of one text that descriptions may stand beside."""

    def __init__(self, scene: Scene, actors: dict[Name, Actor]) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.table = lexicon.groups()
        self.roles, self.titles = lexicon.titles().roles, lexicon.titles().all
        self.starting = {
            name.span.start: (name, actor) for name, actor in actors.items() if not name.adjective
        }

    def beside(self, group: Group) -> Actor | None:
        """Whose name a description directly explains; None where it stands alone."""
        return (
            self._byname(group)
            or self._ahead(group)
            or self._predicated(group)
            or self._behind_complement(group)
            or self._before(group)
            or self._joined(group)
        )

    def _ahead(self, group: Group) -> Actor | None:
        """Who is named right behind a description: "the rebel group M23", "its spy agency, the X"."""
        doc, end = self.doc, group.span.end
        after = end + 1 if end < len(doc) and doc[end].text == "," else end
        after += end < after < len(doc) - 1 and doc[after].lower_ == "the"
        if after > end and group.possessor is not None:
            after = self._past_titles(after)  # "X's son, General Y"
        name, actor = self.starting.get(after, (None, None))
        joined = after > end and group.article == "none" and _says_little(group)  # "Army, X Killed Ten"
        if name is None or actor is None or joined or not self._fits(actor, group):
            return None
        closed = (
            group.article != "indefinite"
            and (group.is_role or group.noun in self.table.collective)
            and self._closes(name.span.end)
            and not is_subject(group.head)
        )
        apposed = name.span.root.dep_ == "appos" and name.span.root.head.i == group.head.i
        return actor if after == end or closed or apposed else None

    def _past_titles(self, start: int) -> int:
        """The place behind the titles that stand before a name here."""
        end = start
        while end < len(self.doc) and end not in self.starting and end - start < LONGEST_TITLE:
            if self.doc[end].lower_.rstrip(".") not in self.titles:
                return start
            end += 1
        return end

    def _before(self, group: Group) -> Actor | None:
        """Who is named before a comma and a description: "X, a political and military coalition"."""
        doc, end = self.doc, group.span.end
        owned = group.head.head if end < len(doc) and doc[end].text in POSSESSIVES else None
        if owned is not None and (group.is_role or owned.dep_ == "appos"):
            return None  # "X, the president's spokesman", "X, the army's media wing"
        start = self._left_edge(group)
        if start < 2 or doc[start - 1].text != ",":
            return None
        bracketed = start > 3 and doc[start - 2].text in (")", "]")  # "X (RSF), an armed group"
        mention = self.scene.document.mention_of.get(start - 3 if bracketed else start - 2)
        listed = group.head.dep_ == "conj" or is_subject(group.head) or self._begins_list(group)
        bare = (
            doc[start].lower_ not in _DETERMINERS
            and group.article == "none"
            and group.possessor is None
            and not group.names
            and not group.is_role
        )
        if mention is None or listed or bare:
            return None
        named = mention.form == "name" or self._opens_with_name(mention)
        if not named or self._is_named_otherwise(mention.actor, group):
            return None
        return mention.actor if self._fits(mention.actor, group) else None

    def _begins_list(self, group: Group) -> bool:
        """Whether another party is joined to a body that is described: "X, the army and the police"."""
        doc, end = self.doc, group.span.end
        if group.is_role or group.article != "definite" or end + 1 >= len(doc):
            return False
        return doc[end].lower_ == "and" and doc[end + 1].lower_ in _DETERMINERS

    def _left_edge(self, group: Group) -> int:
        """Where a description starts, with the words before it that tell nothing of who is described."""
        doc = self.doc
        owners = [child.left_edge.i for child in group.head.children if child.dep_ == "nmod:poss"]
        start = min([group.span.start, *owners])  # "X, the president's brother"
        while start and (
            doc[start - 1].lower_ in _DETERMINERS
            or doc[start - 1].is_digit
            or doc[start - 1].tag_ in _BEFORE
            or (doc[start - 1].lower_ == "and" and start > 1 and doc[start - 2].tag_ in _BEFORE)
        ):
            start -= 1
        return start

    def _opens_with_name(self, mention: Mention) -> bool:
        """Whether a description begins with its bearer's name: "the Lakes cartel"."""
        name, actor = self.starting.get(mention.span.start, (None, None))
        return name is not None and actor is mention.actor

    def _is_named_otherwise(self, actor: Actor, group: Group) -> bool:
        """Whether a description names another body, which a list goes on with: "the X, the Y cartel"."""
        named = self.starting.get(group.span.start, (None, None))[1]
        another = named is not None and named is not actor and named.kind in BODIES
        return another and group.article == "definite"

    def _byname(self, group: Group) -> Actor | None:
        """Y of "fighters known as the Y", "X's forces, known as the Y", unless a name stands before."""
        known = told_behind(self.doc, group.span.end)
        actor = self.starting[known][1] if known > group.span.end and known in self.starting else None
        named = any(name.kind not in ("State", "Person", "Place") for name in group.names)
        return actor if actor is not None and not named and self._fits(actor, group) else None

    def _predicated(self, group: Group) -> Actor | None:
        """The body that is told to be what is described: "X is a militia backed by Y"."""
        head = group.head
        told = {child.dep_: child.i for child in head.children}
        if "nsubj" not in told and head.dep_ == "conj" and head.head.pos_ == "VERB":
            told |= {c.dep_.split(":")[0]: c.i for c in head.head.children if c.dep_.startswith("nsubj")}
        if group.article != "indefinite" or "cop" not in told or "nsubj" not in told:
            return None
        mention = self.scene.document.mention_of.get(told["nsubj"])
        who = self.doc[told["nsubj"]].lower_ == "who"
        named = mention is not None and (mention.form == "name" or who or self._opens_with_name(mention))
        named &= not group.is_role
        return mention.actor if mention and named and self._fits(mention.actor, group) else None

    def _joined(self, group: Group) -> Actor | None:
        """X of "X, a militia and political party", where another noun of the apposition tells what X is."""
        doc, joint = self.doc, group.span.start - 1
        bare = group.article == "none" and group.possessor is None and not group.names
        if joint < 3 or doc[joint].text != "and" or not bare or group.head.tag_ != "NN":
            return None
        first = doc[joint - 1]  # by place: trees join the second noun to X, too
        mention = self.scene.document.mention_of.get(first.i)
        article = any(child.lower_ in ("a", "an") for child in first.children)
        if mention is None or mention.form != "description" or first.dep_ != "appos" or not article:
            return None
        if group.head.dep_ != "conj":
            return None
        person = group.is_role or group.is_one_person
        return mention.actor if person == (mention.actor.kind == "Person") else None

    def _behind_complement(self, group: Group) -> Actor | None:
        """The person named behind what a post is of: "the governor of Kano State, X, said"."""
        doc, head = self.doc, group.head
        if not group.is_role or group.compound or head.tag_ in ("NNS", "NNPS"):
            return None
        depth, end = 0, min(len(doc) - 1, group.span.end + LONGEST_COMPLEMENT)
        for position in range(group.span.end, end):
            token = doc[position]
            depth += (token.text in "([") - (token.text in ")]")
            if depth:
                continue
            if token.text == ",":
                name, actor = self.starting.get(position + 1, (None, None))
                joined = name is not None and head.is_ancestor(name.span.root) and self._closes(name.span.end)
                fits = position > group.span.end and joined and actor is not None
                return actor if fits and actor is not None and self._fits(actor, group) else None
            named = self.starting.get(position)
            person = named is not None and named[1].kind == "Person"
            further = token.lower_ == "and" and doc[position + 1].lower_ in _DETERMINERS
            further |= token.lower_ in self.roles and doc[position - 1].lower_ != "and"
            if person or further or token.tag_.startswith(_OTHER_CLAUSE) or token.is_space:
                return None
        return None

    def listed(self, group: Group) -> list[Actor]:
        """The people whose names follow a plural: "accomplices Omar Sadek and Karim Diallo"."""
        found: list[Actor] = []
        position = group.span.end
        while position in self.starting and group.head.tag_ in ("NNS", "NNPS"):
            name, actor = self.starting[position]
            if actor.kind != "Person":
                break
            found.append(actor)
            position = name.span.end
            while position < len(self.doc) and self.doc[position].lower_ in (",", "and"):
                position += 1
        return found if len(found) > 1 else []

    def _closes(self, end: int) -> bool:
        """Whether an apposition ends here, instead of a list going on."""
        return (
            end >= len(self.doc)
            or self.doc[end].text in {",", ".", ";", ")", ":"}
            or self.doc[end].tag_.startswith(("V", "MD"))
        )

    def _fits(self, actor: Actor, group: Group) -> bool:
        if group.is_role or group.noun == "member" or (group.is_one_person and actor.kind == "Person"):
            return actor.kind == "Person"
        if actor.kind == "Organization" and group.kind in ("ArmedGroup", "GovernmentBody"):
            return True  # a body whose name does not tell its sort: "the Sons of the Hills, the armed group"
        generic = lexicon.generic_kinds().get(group.noun)
        if generic is not None:
            return actor.kind in generic
        return actor.kind == group.kind and actor.kind not in ("Person", "State", "Source")


def _says_little(group: Group) -> bool:
    """Whether a description is a bare capitalised noun that tells no post."""
    telling = group.names or group.modifiers or group.counted or group.is_role
    return not telling and group.possessor is None and group.head.is_title


LONGEST_TITLE = 4
"""In tokens."""
LONGEST_COMPLEMENT = 14
"""In tokens: what a post is of is told in fewer."""
_OTHER_CLAUSE = ("V", "MD", "W", ".", ":", "``", "''")
_BEFORE = frozenset({"JJ", "VBN", "RB", "CD"})
"""What may stand between a description and its article: "a political and military coalition"."""
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "its", "their", "one", "then", "also"})
