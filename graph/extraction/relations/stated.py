"""Posts told together with the body that they are of: "the head of Y, X", "Y's spokesman, X", "its head"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.extraction.document import Mention
from graph.extraction.relations.antecedents import is_named_before, is_of_subject
from graph.extraction.relations.bodies import is_generic, is_prefixed
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.implied import Implied
from graph.extraction.relations.kinds import GROUPS
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.post import Post, candidate_relation
from graph.extraction.relations.ruling import rules_elsewhere
from graph.extraction.relations.standing import Standing, is_police
from graph.extraction.relations.tables import words

SPOKEN = frozenset({"head", "owner", "staff"})
"""Sorts of posts whose holders news often only quotes."""
UNARMED = frozenset(
    {"State", "GovernmentBody", "Court", "MediaOrganization", "IntergovernmentalOrganization"}
)
"""Sorts of bodies that nobody commands."""
PLURAL = ("s", "men", "women", "people")
PART_OF = frozenset({"of", "for", "in", "on"})


class Stated:
    """What the posts of one article that are told with a body come to."""

    def __init__(self, standing: Standing, implied: Implied) -> None:
        self.standing, self.implied, self.tree = standing, implied, standing.tree

    def candidate(self, post: Post, mention: Mention, body: Mention, how: str) -> Candidate:
        relation = candidate_relation(post, self.tree)
        if post.sort == "soldier" and how == "title":
            relation = "memberOf"  # "the army's Major X", no "its major, X"
        if relation == "leads" and post.sort == "ruler" and body.actor.kind == "State":
            title = self.tree.lower[post.start : post.end]
            self.standing.note_ruler(mention.actor, body.actor, title)
        return self.standing.candidate(relation, mention, body, post.head, f"{post.sort}-{how}")

    def of(self, post: Post, mention: Mention, side: str) -> Iterator[Candidate]:
        """What somebody's post comes to, with each body that it may be of."""
        seen: set[int] = set()
        meant = self._meant_by_its(post, mention)
        bodies = [meant] if meant is not None else post.bodies
        for place, body in enumerate(bodies[: 1 if post.sort == "envoy" else 3]):
            if id(body.actor) in seen or body.actor is mention.actor:
                continue
            if body.actor.kind == "Court" and post.sort in ("staff", "member"):
                continue  # "the court's prosecutor"
            stated = body.actor.kind == "State"
            if stated and place and post.sort == "head":
                continue  # "Kenya's Harbour Agency chief"
            if stated and side == "called" and rules_elsewhere(mention.actor, body.actor):
                continue  # "Chad's president", taken for one of another state
            if place and post.sort == "member" and body.form == "demonym":
                continue  # "a Kenyan member of the Hill Union"
            seen.add(id(body.actor))
            quoted = self.standing.only_quoted(mention.actor, body.actor)
            if quoted and post.deputy:
                continue
            within = self._is_within(post, body)
            part = within or self._of_a_part(post)
            kind = "quoted" if quoted else self._told(post, mention, body, side)
            only_part = within or (part and self._is_of_field(post, body))
            if not only_part:  # "its head of security" heads that alone
                yield self.candidate(post, mention, body, f"{kind}{'' if place == 0 else '-second'}")
            if not place:
                yield from self.implied.state_behind(post, mention, body)
            if part and not quoted and not (within and kind.endswith("spoken")):
                how = f"head-part-{side}"
                yield self.standing.candidate("memberOf", mention, body, post.head, how)
        yield from self.implied.department(post, mention)
        if is_generic(post.bodies[0]):
            yield from self.implied.near(post, mention)
        if post.sort == "member":
            yield from self.implied.house(post, mention)
        its = post.owner >= 0 and self.tree.lower[post.owner] in ("its", "their")
        if its and meant is None and not self._owns_plainly(post):
            yield from self._other_owner(post, mention)

    def _of_a_part(self, post: Post) -> bool:
        """Whether a head is only that of a part: "its head of procurement", "the front's finance chief"."""
        if post.sort != "head" or candidate_relation(post, self.tree) != "leads":
            return False
        tree, named = self.tree, self.standing.document.mention_of
        low = max((b.span.end for b in post.bodies if b.span.end <= post.start), default=post.left)
        of = post.end < tree.end and tree.lower[post.end] in PART_OF
        high = min(post.end + 4, tree.end) if of else post.end
        around = set(range(low, high))
        behind = (b.span for b in post.bodies if b.span.start >= post.end)
        around.difference_update(*(range(span.start, span.end) for span in behind))
        if tree.lower[post.head] == "attorney":  # a district attorney is of all that goes on there
            around.difference_update(range(post.start, post.end))
        telling = (i for i in around if i not in named or named[i].form == "description")
        return any(tree.lower[i] in words("posts", "functions") for i in telling)

    def _is_of_field(self, post: Post, body: Mention) -> bool:
        """Whether behind a title stands what it is of, and no body: "head of media of the union"."""
        behind = self.tree.lower[post.end : post.end + 2]
        apart = body.span.end <= post.start or body.span.start > post.end + 2
        return apart and behind[:1] in (["of"], ["for"]) and behind[-1] in words("posts", "functions")

    def _is_within(self, post: Post, body: Mention) -> bool:
        """Whether a head is that of something at a body: "the director of coastal studies at Y"."""
        lower, start = self.tree.lower, body.span.start
        if post.sort != "head" or start <= post.end + 2 or lower[post.end] != "of":
            return False
        between = (self.standing.document.mention_of.get(i) for i in range(post.end, start))
        at = lower[start - 1 - (lower[start - 1] == "the")] == "at"
        return at and not any(m is not None and m.form == "name" for m in between)

    def _told(self, post: Post, mention: Mention, body: Mention, side: str) -> str:
        """How a post is told, set apart where its body is often only quoted, or a mere place."""
        speaks = id(mention.actor) in self.standing.speakers
        if body.actor.kind == "Organization" and speaks and post.sort in SPOKEN:
            return f"{side}-spoken"
        placed = body.actor.kind == "State" and post.sort in ("head", "member") and side == "apposition"
        return f"{side}-state" if placed else side

    def unnamed(self, posts: list[Post]) -> Iterator[Candidate]:
        """Posts whose holder another place names: "the front's founder" in an article about X."""
        people = Counter(m.actor for m in self.standing.document.mentions if m.actor.kind == "Person")
        main = next((actor for actor, _ in people.most_common(1)), None)
        named = [m for m in self.standing.document.mentions if m.actor is main and m.form == "name"]
        known = {id(actor) for actor in self.standing.led.values()}
        for post in posts:
            if not named or post.plural or post.deputy or post.sort != "owner":
                continue
            if self.tree.lower[post.left] != "the" or post.stated != "before":
                continue
            body = post.bodies[0]
            if body.form != "pronoun" and id(body.actor) not in known:
                before = [m for m in named if m.span.start < post.start]
                yield self.candidate(post, (before or named)[-1], body, "unnamed")

    def _meant_by_its(self, post: Post, mention: Mention) -> Mention | None:
        """The body of "its commander", "their spokesman" where what these are taken for has none."""
        first = post.bodies[0]
        if first.form != "pronoun" or post.owner != first.head.i:
            return None
        title, actor = self.tree.lower[post.head], first.actor
        commanding = title in words("posts", "military") and actor.kind in UNARMED
        department = not words("posts", "departments").isdisjoint(actor.name.lower().split())
        if (commanding and not is_police(actor)) or (department and title in words("posts", "chosen")):
            kinds = frozenset({"ArmedGroup"})
        elif is_described(actor) and actor.name.endswith(PLURAL):
            kinds = GROUPS
        else:
            return None
        low = self.tree.spans[max(0, self.tree.sentence[post.start] - 1)][0]
        for body in reversed(self.standing.before(post.left)):
            if body.span.start < low:
                break
            if body.actor.kind in kinds and body.actor is not actor and not is_described(body.actor):
                return body
        return None

    def _owns_plainly(self, post: Post) -> bool:
        """Whether "its" can hardly mean another than the subject before it, or what "and" joins it to."""
        tree, owner = self.tree, post.bodies[0].actor
        named = self.standing.document.mention_of
        opening = tree.spans[tree.sentence[post.left]][0]
        if is_named_before(post.owner, owner, self.standing.document, tree):
            return True
        if id(owner) in self.standing.speakers:
            return False  # "The mission describes the brigade. Its commander …"
        if tree.dep[post.head] == "conj":
            joined = named.get(tree.head[post.head])
            if joined is not None and joined.actor is owner:
                return True
        if post.owner == opening:
            return bool(opening) and self.implied.subject_before(opening) is owner
        return is_of_subject(opening, post.left, owner, self.implied)

    def _other_owner(self, post: Post, mention: Mention) -> Iterator[Candidate]:
        """The body named last before "its head", where "its" is taken for another's."""
        known = {id(mention.actor), *(id(body.actor) for body in post.bodies)}
        opening = self.tree.spans[self.tree.sentence[post.left]][0]
        subject = self.implied.subject_before(opening) if opening else None
        rules = post.sort in ("ruler", "minister")
        stated = subject is not None and subject.kind == "State" and not rules
        if subject is not None and id(subject) not in known and not (stated or is_described(subject)):
            at = next(m for m in self.standing.bodies if m.actor is subject)
            yield self.candidate(post, mention, at, "its-subject")
            known.add(id(subject))
        low = self.tree.spans[max(0, self.tree.sentence[post.start] - 1)][0]
        for body in reversed(self.standing.before(post.left)):
            if body.span.start < low:
                return
            if is_prefixed(body, post.left, self.tree):
                continue  # "an X-backed court convicted one of its members"
            if body.actor.kind == "State" and not rules:
                continue
            if id(body.actor) not in known and (body.form == "name" or body.actor.kind == "State"):
                yield self.candidate(post, mention, body, "its-nearest")
                if not rules or body.actor.kind == "State":
                    return
                known.add(id(body.actor))
