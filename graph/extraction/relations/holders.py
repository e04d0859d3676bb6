"""Who holds a post that is found: named behind its title, beside it, as its subject, in a list after it."""

from __future__ import annotations

from collections.abc import Iterable

from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Mention
from graph.extraction.relations.bodies import ARTICLES, COPULAS, DASHES, QUOTES, past_bracket
from graph.extraction.relations.listed import ListedNames
from graph.extraction.relations.lists import LISTED, coordinated, names_listed
from graph.extraction.relations.post import Post, post_nouns, title_words
from graph.extraction.relations.tables import words

SAID = frozenset({"said", "says", "told", "added", "wrote"})
SKIPPED = ARTICLES | {"both"}
Held = tuple[Mention, str]


class Holders(ListedNames):
    """The people of one text as holders of posts, each with how it tells: by title, apposition, copula."""

    def of(self, post: Post, previous: tuple[int, list[Held]]) -> list[Held]:
        """Who holds a post; `previous` is where the post before ended, and its holders."""
        right, high = post.right, self.tree.spans[self.tree.sentence[post.head]][1]
        if right < high and self.tree.lower[right] == "(":
            right = past_bracket(right, high, self.tree)  # "the superintendent of police (city) X"
        behind = self.named(self.skip_titles(right))
        last = self.tree.lower[post.right - 1]
        placed = post.right > post.end and (last in ARTICLES or last in words("posts", "of"))
        if behind is not None and not placed:
            listed = self.listed(behind, post)
            if post.plural and len(listed) == 1 and post.right > post.end and not self._is_one_of(post):
                return []  # "fighters to Libya in support of X"
            return [(mention, "title") for mention in listed]
        owning = post.right == post.end < self.tree.end and self.tree.lower[post.end] in POSSESSIVES
        before = [] if owning else self._before(post, previous)  # "X, the president's spokesman"
        behind = self._after_comma(post)
        its = self.tree.lower[post.owner] in ARTICLES if post.owner >= 0 else False
        another = self.tree.lower[max(0, post.left - 2) : post.left + 1] == [",", "and", "the"]
        if before and not (behind is not None and (its or another)):
            return before
        if behind is not None:
            colon = post.plural and self.tree.lower[post.right] == ":"
            listed = names_listed(behind, self.document, self.tree) if colon else self.listed(behind, post)
            return [(mention, "apposition") for mention in listed]
        if post.plural:
            listed = self.listed_after(post)
            if listed:
                return [(mention, "listed") for mention in listed]
        equal = self._after_copula(post)
        if equal is not None:
            return [(equal, "copula")]
        called = self._called(post)
        if called is None:
            return []
        apposed = self._apposed(called, post)
        return [(called, "called")] if apposed is None else [(apposed, "apposition")]

    def _called(self, post: Post) -> Mention | None:
        """The post's own words, where they mean somebody whom the article names."""
        called = self.mention_of.get(post.head)
        if called is None or called.form != "description" or called.actor.kind != "Person":
            return None
        return called if any(m.form == "name" for m in called.actor.mentions) else None

    def _apposed(self, called: Mention, post: Post) -> Mention | None:
        """The name of a post's holder where it hangs on the post: "mayor and leader of the party, X"."""
        for mention in called.actor.mentions:
            index = mention.head.i
            if mention.form == "name" and index > post.right and self.tree.head[index] == post.head:
                return mention
        return None

    def _is_one_of(self, post: Post) -> bool:
        """Whether a plural title tells of one: "one of the members of the union X"."""
        return post.left >= 2 and self.tree.lower[post.left - 2 : post.left] == ["one", "of"]

    def _after_comma(self, post: Post) -> Mention | None:
        """The name behind "the head of the union," or "the spokesman in the state,"."""
        tree, index = self.tree, post.right
        high = tree.spans[tree.sentence[post.head]][1]
        if index < high and tree.lower[index] in ("in", "on"):
            while index < high and index - post.right < 5 and tree.lower[index] not in (",", "."):
                index += 1
        if index >= high or tree.lower[index] not in (",", ":", "("):
            return None
        if tree.lower[index] == "(":
            behind = past_bracket(index, high, tree)  # "the chief of army staff (COAS), X"
            short = behind == index + 3 and behind < high and tree.lower[behind] == ","
            index = behind if short and self.named(index + 1) is None else index
        mention = self.named(self.skip_titles(index + 1))
        if mention is None and tree.lower[index] == "," and self._called(post) is None:
            mention = (
                self._past_aside(index + 1, high)
                or self.described(index + 1, high)
                or self.going_by(index + 1, high)
            )
        if mention is None:
            return None
        end = mention.span.end
        if end < high and tree.lower[end] in SAID and high - end <= 4:
            return None  # "… met the minister, X said."
        return mention

    def _after_copula(self, post: Post) -> Mention | None:
        """The name behind "its leader is" or "the commander of the brigade was General"."""
        tree, index = self.tree, post.right
        if index >= tree.spans[tree.sentence[post.head]][1] or tree.lower[index] not in ("is", "was"):
            return None
        mention = self.named(self.skip_titles(index + 1))
        if mention is None or post.plural or not (post.bodies or post.owner >= 0):
            return None
        end = mention.span.end
        return None if end < tree.end and tree.lower[end] in POSSESSIVES else mention

    def _past_aside(self, start: int, high: int) -> Mention | None:
        """The name behind an aside of nouns: "The chairman, west chapter, X"."""
        for index in range(start, min(high, start + 4)):
            if self.tree.lower[index] == ",":
                return self.named(self.skip_titles(index + 1)) if index > start else None
            if not self.tree.tag[index].startswith(("NN", "JJ")) or self.named(index) is not None:
                return None
        return None

    def _before(self, post: Post, previous: tuple[int, list[Held]]) -> list[Held]:
        tree = self.tree
        low = tree.spans[tree.sentence[post.start]][0]
        index = post.left - 1
        if post.owner >= 0 and tree.lower[post.owner] == "whose":
            return []
        while index > low and (tree.tag[index].startswith("RB") or tree.lower[index] in SKIPPED):
            index -= 1
        index -= index > low and tree.lower[index] in QUOTES and tree.lower[index - 1] == ","
        one = tree.lower[max(low, index - 1) : index + 1] == ["one", "of"]  # "X, one of the leaders of Y"
        index -= 2 * one
        if index <= low:
            return []
        lower = tree.lower[index]
        if previous[0] in (index, index - 1) and (lower == "and" or (lower == "," and previous[0] == index)):
            aside = lower == "," and self.person(self.mention_of.get(index - 1)) is not None
            if post.plural and lower == "and" and len(previous[1]) == 1:
                return []  # "X, head of Y, and officers of Z"
            if tree.lower[post.left] in ("a", "an") and any(how == "called" for _, how in previous[1]):
                return []  # "sanctions on a Chadian minister and a member of the front"
            if not aside:  # else "an adviser to X, the president"
                return previous[1]
        if lower in ("and", "or") and not post.plural:
            index = self._start_of_apposition(index, low)
            lower = tree.lower[index]
        if lower in words("posts", "openers") or lower in DASHES:
            return [(m, "apposition") for m in self._set_off(post, index, one=one)]
        if lower in words("posts", "copulas"):
            return [(m, "copula") for m in self._equalled(post, index)]
        if lower == "being":  # "was designated for being an official of Z"
            return [(m, "copula") for m in self._about(tree.head[tree.first_conjunct(post.head)])[:1]]
        return [(m, "naming") for m in self._given(post, index)]

    def _set_off(self, post: Post, index: int, *, one: bool) -> list[Mention]:
        """Whose names end before the comma or dash that a post is set off by; but `one` of several."""
        after = self.tree.lower[post.right] if post.right < self.tree.end else ""
        if self.tree.lower[index] == "," and after in SAID:
            return []  # "… by X, the minister said": no second comma ends an apposition
        ending = self._ending(index, post)
        if post.plural and len(ending) == 1 and not one:
            alone = self.tree.lower[ending[0].span.start - 1] not in (",", "and")
            if alone or self.tree.tag[post.left] == "CD":
                return []  # "sanctions on X, three army commanders", "according to X, officers fled"
        return ending[:1] if one else ending

    def _equalled(self, post: Post, copula: int) -> list[Mention]:
        """Who is told to be what a post tells: "X was the head of Y", "X, Y and Z were members of"."""
        tree = self.tree
        first = tree.first_conjunct(post.head)
        below = (*tree.children[post.head], *tree.children[copula], *tree.children[first])
        subjects = (child for child in below if tree.dep[child].startswith("nsubj"))
        found = list(dict.fromkeys(self._people(subjects)))
        if post.plural and len(found) == 1:
            found += coordinated(found[0], self.document, tree)
        if not found and tree.lower[copula] == "be":  # "is believed to be the head of X"
            found = self._about(tree.head[first])[:1]
        if not found and tree.lower[copula] == "becoming":
            found = self._people(tree.agents(copula))  # "X won the vote, becoming president of Y"
        return found or self._ending(copula, post)

    def _about(self, verb: int) -> list[Mention]:
        """The people whom a verb is about: those it is done to, then those who do it."""
        return self._people((*self.tree.patients(verb), *self.tree.agents(verb)))

    def _people(self, subjects: Iterable[int]) -> list[Mention]:
        """The people whom words mean that stand for the subject of a clause."""
        return [m for m in map(self._subject, subjects) if m is not None]

    def _given(self, post: Post, index: int) -> list[Mention]:
        """Who takes, is given or gives up a post: "declared himself head of Y", "named X head of Y"."""
        tree, lower = self.tree, self.tree.lower[index]
        itself = self.mention_of.get(index) if lower in ("himself", "herself") else None
        if itself is not None and itself.actor.kind == "Person":
            return [itself]
        called = self.person(self.mention_of.get(index))
        if called is not None and called.span.end == index + 1 and self._is_named(called):
            return [called]
        verb = tree.head[post.head]
        raised = lower == "to" and tree.lemma[verb] in words("posts", "raising")
        if not raised and lower not in words("posts", "naming"):
            return []
        agents, patients = self._people(tree.agents(verb)), self._people(tree.patients(verb))
        if tree.lemma[verb] in words("posts", "succeeding"):  # "X succeeded Y as head of Z"
            return agents + patients
        return patients or agents  # "ended his term as head of Y"

    def _is_named(self, person: Mention) -> bool:
        """Whether somebody is given the post behind: "named General X head of Y"."""
        start = person.span.start
        while start and self.tree.lower[start - 1].rstrip(".") in title_words():
            start -= 1
        return start > 0 and self.tree.lower[start - 1] in words("posts", "giving")

    def _start_of_apposition(self, conjunction: int, low: int) -> int:
        """The comma before the first of two posts: "X, an ally of Y and director of Z"."""
        for index in range(conjunction - 1, max(low, conjunction - 8), -1):
            if self.tree.lower[index] == ",":
                listed = self.named(self.skip_titles(index + 1))
                if listed is not None and listed.span.end == conjunction:
                    break  # "warrants for X, Y and Hamas commander Z"
                return index if index < conjunction - 1 else conjunction
            if self.tree.lower[index] in COPULAS:
                return index  # "X was a teacher and member of Y"
            if not self.tree.tag[index].startswith(("NN", "JJ", "DT", "IN", "POS", "HYPH")):
                break
        return conjunction

    def _subject(self, index: int) -> Mention | None:
        tree, mention_of = self.tree, self.mention_of
        if tree.lower[index] in ("who", "that") and index:
            clause = tree.head[index]
            noun = tree.head[clause] if tree.dep[clause] == "acl:relcl" else index
            index -= 1
            while index and tree.lower[index] == ",":
                index -= 1
            if tree.dep[noun] == "appos" and (noun == index or tree.lower[noun] in post_nouns()):
                index = tree.head[noun]  # "X, the singer who was …", "X, the head of Y who became …"
        mention = mention_of.get(index)
        return mention if mention is not None and mention.actor.kind == "Person" else None

    def _known_as(self, alias: Mention) -> Mention:
        """X of "X, better known as Y, head of Z": who has a name is told by it."""
        lower, index = self.tree.lower, alias.span.start - 1
        index -= index > 0 and lower[index] in QUOTES
        if index < 2 or lower[index] != "as" or lower[index - 1] != "known":
            return alias
        index -= 2
        index -= lower[index] in ("also", "better", "widely", "commonly")
        return self.person(self.mention_of.get(index - (lower[index] == ","))) or alias

    def _ending(self, index: int, post: Post) -> list[Mention]:
        """The people whose names end before a word, ages and brackets between: "X, 72,", "X (31),"."""
        tree, last = self.tree, index - 1
        if last > 1 and tree.lower[last] in (")", "]"):
            last = next((i for i in range(last, max(0, last - 6), -1) if tree.lower[i] in ("(", "[")), 1) - 1
        if last > 1 and tree.lower[last].isdigit() and tree.lower[last - 1] == ",":
            last -= 2
        if tree.lower[last] in ("who", ","):
            last -= 1 + (tree.lower[last - 1] == ",")
        last -= last > 0 and tree.lower[last] in QUOTES
        if last < 0:
            return []
        mention = self.mention_of.get(last)
        if mention is None or mention.span.end != last + 1:
            return []
        mention = self.person(self._known_as(mention))
        if mention is None:
            return []
        found = [mention]
        while post.plural and len(found) < LISTED:
            start = found[-1].span.start - 1
            while start > 0 and tree.lower[start] in (",", "and"):
                start -= 1
            other = self.person(self.mention_of.get(start))
            if other is None or start == found[-1].span.start - 1:
                break
            found.append(other)
        return found
