"""The bodies in the noun phrase of a post: those that stand before its title, and those behind it.

They are read as runs of words, since parsers attach them in many ways: "Sudan's army chief", "the head of
Belarus's KGB".
"""

from __future__ import annotations

from graph.extraction.actors import lexicon
from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Document, Mention
from graph.extraction.relations.bodies import (
    ARTICLES,
    COPULAS,
    DASHES,
    NOMINAL,
    QUOTES,
    before_whose,
    body_behind,
    is_body,
    is_owner,
    named_in,
    names_body,
    past_bracket,
)
from graph.extraction.relations.neighbours import mention_from
from graph.extraction.relations.post import STATELESS, Post, title_words
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

PARTIAL = frozenset({"head", "member", "owner", "staff"})
BEFORE = 10
"""How many words a body's name may begin before a title."""
COMMONWEALTH = ["high", "commissioner"]
"""An ambassador where a state sends one, the head of a body where it has one."""
SERVING = frozenset({"affiliated", "associated", "employed", "serving", "working"})
SERVED = frozenset({"with", "for", "at"})
"""Behind such a word, before the body: "journalists affiliated with X"."""
OWNING = frozenset({"its", "his", "her", "their", "whose"})
OPENING = frozenset({".", "(", "“", '"', ";", ":"})
ATTRIBUTIVE = ("amod", "compound", "nmod", "dep", "flat", "nummod", "punct", "appos")


def find_bodies(post: Post, floor: int, document: Document, tree: Tree) -> None:
    """Finds what stands before the title, from `floor` on, and behind it; sets all that a post has of it."""
    before = _before(post, floor, document, tree)
    after = _after(post, document, tree)
    if post.sort in ("minister", "envoy"):
        envoy = post.sort == "envoy"  # "Mali's UN envoy" is Mali's, "the UN Mali envoy" the UN's
        before.sort(key=lambda m: (envoy and not is_owner(m, tree), (m.actor.kind == "State") == envoy))
    if before and before[0].actor.kind == "State" and tree.lower[post.start : post.end] == COMMONWEALTH:
        post.sort = "envoy"
    if post.sort in PARTIAL and len(before) > 1 and before[0].actor.kind == "State":
        owner = before[-1]
        if owner.actor.kind != "State" and tree.lower[owner.span.end] in POSSESSIVES:
            before.reverse()  # "the group's China director"
    if post.sort in STATELESS:
        before = [mention for mention in before if mention.actor.kind != "State"]
        after = [mention for mention in after if mention.actor.kind != "State"]
    elif post.gap and post.sort in ("head", "member"):  # "Sri Lankan factory manager"
        before = [m for m in before if m.actor.kind != "State" or tree.lower[m.span.end] in POSSESSIVES]
    for word in range(post.start + 1, post.end):  # "commissioner of police", "chief of army staff"
        inside = document.mention_of.get(word)
        within = inside is not None and inside.span.start > post.start
        if inside is not None and within and _is_force(inside, last=word == post.head):
            before.insert(0, inside)
    if post.related and post.sort == "member":
        return
    if not before and not after and post.owner < 0:
        _set_superior(post, document, tree)
    if not before and not after:
        after = _behind_comma(post, document, tree) or _between_commas(post, document, tree)
    nearest = tree.lower[post.end] if post.end < tree.end else ""
    if after and nearest == "of" and post.sort == "head":
        before = [mention for mention in before if mention.form == "name"]  # "the military commander of X"
    if after and (not before or (nearest == "of" and post.sort != "minister")):
        post.bodies, post.stated = [*after, *before], "after"
    elif before:
        post.bodies, post.stated = [*before, *after], "before"


def _is_force(inside: Mention, *, last: bool) -> bool:
    """Whether a mention within a title is of the body that the post is of."""
    return is_body(inside) if last else inside.actor.kind in ("ArmedGroup", "GovernmentBody")


def _before(post: Post, floor: int, document: Document, tree: Tree) -> list[Mention]:
    """The bodies that a post's noun phrase begins with, the nearest first; sets `left` and `deputy`."""
    doc, found = document.doc, []
    low = max(tree.spans[tree.sentence[post.start]][0], post.start - BEFORE, floor)
    index = post.start
    seconds, past, kin = words("posts", "deputies"), words("words", "former"), words("posts", "kin")
    while index > low:
        word = index - 1
        lower = tree.lower[word]
        if doc[word].is_space or lower in COPULAS:
            break
        mention = document.mention_of.get(word)
        if lower in ARTICLES or lower == "whose":
            if tree.tag[word] == "PRP$" or lower in OWNING:
                post.owner = word
            if lower == "whose" and mention is None:
                mention = before_whose(word, document, tree)
            relative = tree.tag[word] in ("WDT", "IN")  # "the militia that President X armed"
            if mention is not None and is_body(mention) and not relative:
                found.append(mention)
            index = word
            break
        if lower in (")", "]"):
            index = next(
                (i for i in range(word, max(low, word - 6), -1) if tree.lower[i] in ("(", "[")), index
            )
            if index > word:
                break
        elif lower in POSSESSIVES:
            index = word
            if post.owner < 0:
                post.owner = word - 1
        elif lower in DASHES and not doc[word - 1].whitespace_:
            index = word
        elif mention is not None and names_body(mention) and mention.span.end <= post.start:
            if found and post.sort == "ruler" and found[-1].form == "demonym" and mention.form == "name":
                break  # "at the White House Turkish president X"
            found.append(named_in(mention, document, tree))
            index = max(low, mention.span.start)
            post.deputy |= mention.form == "description" and not seconds.isdisjoint(tree.lower[index:word])
            if mention.form == "name" and index < word:
                continue  # "a Farm Workers' Union member"
        elif mention is not None and mention.form == "name" and mention.actor.kind in ("Person", "Source"):
            if post.owner == word:
                index = mention.span.start  # "X, Y's deputy,"
            break
        elif lower == "in" and found and (branch := _branch(post, word, found, document)):
            found[:] = [branch]
            index = branch.span.start
        elif lower in seconds and tree.lower[word + 1] not in POSSESSIVES:
            post.deputy = True
            index = word
        elif lower == "and" and word - 2 >= low and tree.tag[word - 2] == "PRP$" and post.owner < 0:
            post.owner = index = word - 2  # "his brother and deputy"
            break
        elif lower in past:
            post.former = True
            index = word
        elif tree.tag[word].startswith(NOMINAL) and not _is_predicate(word, tree):
            if found and tree.tag[word] == "NNS" and lower not in lexicon.words().plural_modifiers:
                break  # "CTD arrests Farm Union chief X"
            index = word
            if tree.tag[word].startswith("NN") and lower not in title_words():
                post.gap += not found
        else:
            break
        if lower in kin:
            led = lower == "opposition" and word + 1 == post.start and tree.lower[post.head] == "leader"
            if not led:  # "the opposition leader" leads it
                found[:] = [known for known in found if known.span.start > word]
            post.related = not found  # "the opposition X Party's secretary" is the party's
            low = index
    post.left = index
    return found


def _branch(post: Post, word: int, found: list[Mention], document: Document) -> Mention | None:
    """The body whose post is told with its country before a title: "Rights Watch in Mali director X"."""
    body, state = document.mention_of.get(word - 1), found[-1]
    placed = len(found) == 1 and state.actor.kind == "State" and state.span.start == word + 1
    owning = document.doc[state.span.end].text in POSSESSIVES or post.sort in ("ruler", "minister")
    if not placed or owning or body is None or body.form != "name":
        return None
    return body if is_body(body) and body.actor.kind != "State" else None


def _is_predicate(word: int, tree: Tree) -> bool:
    """Whether a word is no part of a post that it stands before: "protests following President X's election".

    A participle may, and so does an adverb that tells of no adjective: "Y also back President X".
    """
    if tree.tag[word].startswith("RB"):
        return not tree.tag[word + 1].startswith(("JJ", "VB", "RB", "HYPH"))
    if tree.tag[word] not in ("VBN", "VBG") or tree.lower[word - 1] in DASHES:
        return False
    return not tree.dep[word].startswith(ATTRIBUTIVE)


def _after(post: Post, document: Document, tree: Tree) -> list[Mention]:
    """The bodies behind "of", "for", "at"; sets `right`."""
    high = tree.spans[tree.sentence[post.head]][1]
    position = post.right = post.end
    if position < high and tree.lower[position] in ("(", "["):
        position = past_bracket(position, high, tree)
    if position + 1 < high and tree.lower[position] in SERVING and tree.lower[position + 1] in SERVED:
        position += 1
    links = words("posts", "from" if post.sort == "envoy" else "of")
    found: list[Mention] = []
    if position >= high or tree.lower[position] not in words("posts", "of"):
        return found
    named, further = tree.lower[position] in links, False
    while position < high and tree.lower[position] in words("posts", "of"):
        mention, end = body_behind(position + 1, high, document, tree)
        if mention is None:
            post.right = end
            going = position + 1 < end < high and tree.lower[end] in links and not further
            if not going:
                break
            position, further = end, True  # "the secretary of the sub-committee of X"
            continue
        post.right = mention.span.end
        placed = mention.actor.kind == "State" and tree.lower[position] != "of"
        if named and not (placed and (found or further)):  # "head of the mission in Mali"
            found.append(mention)
        position = mention.span.end
        if position < high and {tree.lower[position], tree.lower[mention.span.start - 1]} <= QUOTES:
            position = post.right = position + 1
        if position + 2 < high and tree.lower[position] in ("(", "["):
            position = post.right = past_bracket(position, high, tree)
    return found


def _set_superior(post: Post, document: Document, tree: Tree) -> None:
    """Whose spokesman or adviser somebody is: "a spokesman for President X"; sets `owner` and `right`."""
    high = tree.spans[tree.sentence[post.head]][1]
    if post.sort != "member" or post.end >= high or tree.lower[post.end] not in ("for", "to"):
        return
    index = _past_titles(post.end + 1, high, tree)
    person = document.mention_of.get(index) if index < high else None
    if person is not None and person.names_person:
        post.owner, post.right = person.head.i, person.span.end


def _behind_comma(post: Post, document: Document, tree: Tree) -> list[Mention]:
    """The body of a bare title set between commas: "X, Chairman, Commission for the Lakes, said"."""
    start, high = post.end, tree.spans[tree.sentence[post.head]][1]
    if post.left != post.start or post.left < 2 or start + 1 >= high:
        return []
    if tree.lower[post.left - 1] != "," or tree.lower[start] != ",":
        return []
    person = document.mention_of.get(post.left - 2)
    body, _ = body_behind(start + 1, high, document, tree)
    if body is None or body.form != "name" or person is None or person.actor.kind != "Person":
        return []
    end = body.span.end
    return [body] if end >= high or tree.lower[end] in (",", ".", "(", ")") else []


def _between_commas(post: Post, document: Document, tree: Tree) -> list[Mention]:
    """The body between a title and its holder: "The President, Lakes Union (LU), Comrade X"; sets `right`."""
    start, high = post.end + 1, tree.spans[tree.sentence[post.head]][1]
    if start >= high or tree.lower[post.end] != ",":
        return []
    if post.left and (post.left == post.start) and tree.lower[post.left - 1] not in OPENING:
        return []
    body = mention_from(start, document)  # all of "Chad Labour Congress"
    if body is None or body.form != "name" or body.actor.kind == "State" or not is_body(body):
        return []
    end = body.span.end
    if end < high and tree.lower[end] in ("(", "["):
        end = past_bracket(end, high, tree)
    if end >= high or tree.lower[end] != ",":
        return []
    person = document.mention_of.get(_past_titles(end + 1, high, tree))
    if person is None or not person.names_person:
        return []
    post.right = end
    return [body]


def _past_titles(index: int, high: int, tree: Tree) -> int:
    """The place behind the words of titles that stand here."""
    while index < high and tree.lower[index].rstrip(".") in title_words():
        index += 1
    return index
