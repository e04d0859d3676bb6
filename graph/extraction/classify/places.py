"""What the classifier is told of a candidate at its place: the names of what holds of it.

Words of the text enter as lemmas of common words in lower case, never as names.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from graph.extraction.classify.context import NAMED, OF_THE_LAW, Context, sort_of
from graph.extraction.document import Actor, Mention
from graph.extraction.relations import Candidate, Tree
from graph.extraction.relations.tables import words
from graph.model import ACCUSATION

OPEN_CLASS = frozenset({"NOUN", "VERB", "ADJ", "ADV", "ADP", "PART", "AUX", "PRON", "SCONJ"})
NEAR = 5
"""Words told of on each side of an act."""
GAPS = (0, 1, 2, 3, 6, 15)
"""Least sentences of each class of how far back an actor is last told of."""
DISTANCES = (0, 1, 2, 3, 4, 7, 12)
"""Least words of each class of how far from an act something stands."""


def place_features(candidate: Candidate, context: Context) -> list[str]:
    """Names of what holds of a candidate at its place."""
    found = (
        _accusation(candidate, context) if candidate.relation == ACCUSATION else _relation(candidate, context)
    )
    relation = candidate.relation
    return [f"{relation}|{name}" for name in found]


def _bucket(distance: int) -> str:
    size = abs(distance)
    return f"{'-' if distance < 0 else '+'}{DISTANCES[bisect_right(DISTANCES, size) - 1]}"


def _voice(candidate: Candidate, context: Context) -> list[str]:
    stance, speaker, kind = context.voice(candidate.anchor)
    found = [f"stance={stance}", f"speech={kind}"]
    if speaker == id(candidate.subject):
        found.append("subject-speaks")
    if isinstance(candidate.object, Actor) and speaker == id(candidate.object):
        found.append("object-speaks")
    return found


def _words(tree: Tree, low: int, high: int) -> list[str]:
    return [_word(tree, i) for i in range(low, high) if tree.pos[i] != "SPACE"]


def _word(tree: Tree, index: int) -> str:
    """The lemma of a common word, else the part of speech."""
    return tree.lemma[index] if tree.common[index] and tree.pos[index] in OPEN_CLASS else tree.pos[index]


def _path(tree: Tree, source: int, target: int) -> tuple[str, list[str]]:
    """Labels along the path between two words, and the words on it."""
    path = tree.path(source, target)
    if path is None:
        return "none", []
    up, down = path
    if len(up) + len(down) > 7:
        return "long", []
    labels = [tree.dep[i] for i in up[:-1]] + ["^"] + [tree.dep[i] for i in down]
    words = [_word(tree, i) for i in (*up[1:], *down[:-1]) if tree.pos[i] in ("VERB", "NOUN", "ADJ", "ADP")]
    return ">".join(labels), words


def _accusation(candidate: Candidate, context: Context) -> list[str]:
    tree, document = context.tree, context.document
    how, path, height, strength, label = candidate.tie
    anchor, actor = candidate.anchor, candidate.subject
    code = str(candidate.object)
    kind = actor.kind
    rank = context.rank.get(id(actor), 99)
    found = [
        f"how={how}",
        f"link={path}",
        f"height{height}",
        f"strength={strength}",
        f"code={code}",
        f"code+strength={code}/{strength}",
        f"label={label}",
        f"label+how={label}/{how}",
        f"label+code={label}/{code}",
        f"kind={kind}",
        f"kind+code={kind}/{code}",
        f"kind+how={kind}/{how}",
        f"kind+label={kind}/{label}",
        f"how+strength={how}/{strength}",
        f"cue={tree.dep[anchor]}/{tree.tag[anchor]}",
        f"rank={min(rank, 6)}",
        f"sort={sort_of(actor.name) if kind not in NAMED else kind}",
    ]
    if tree.lemma[anchor] in words("accusedOf", "befall"):
        found += [f"befalls/{path}", f"befalls/{how}/{kind}"]
    voice = _voice(candidate, context)
    found += voice
    found += [f"how+{name}={how}" for name in voice[:1]]
    speaker = context.speaker(anchor)
    found += [f"speaker={speaker}", f"speaker+kind={speaker}/{kind}", f"speaker+code={speaker}/{code}"]
    called = context.called(actor)
    if called:
        found += [f"called={called}/{how}", f"called={called}/{code}", f"called={called}/{code}/{how}"]
    if kind == "State":
        foreign = context.foreign(actor, candidate.sentence)
        found += [f"foreign={foreign}/{how}"]
    if id(actor) in context.in_headline:
        found.append("in-headline")
    if id(actor) in context.speaks:
        found.append("is-speaker")
    if id(actor) in context.harmed(anchor):
        found += ["harmed", f"harmed+how={how}", f"harmed+code={code}"]
    if context.own_denial(anchor, actor):
        found += ["own-denial", f"own-denial+strength={strength}"]
    if tree.is_passive(anchor):
        found += ["passive", f"passive+how={how}"]
    for patient in context.patients(anchor):
        found += [f"patient={patient}", f"patient+code={patient}/{code}"]
    denied = context.denied(actor, candidate.sentence)
    found += [f"denied={denied}", f"denied+how={denied}/{how}"]
    others = context.agents(anchor) - {id(actor)}
    found.append(f"others={min(len(others), 2)}/{how}")
    gap = context.gap(actor, candidate.sentence)
    near = GAPS[bisect_right(GAPS, gap) - 1]
    chained = context.chained(actor, candidate.sentence)
    found += [f"gap={near}/{how}", f"chained={chained}/{how}", f"chained+code={chained}/{code}"]
    found += [f"beside={code}/{other}" for other in sorted(context.codes_at[anchor] - {code})]
    if id(actor) in context.investigators:
        found += [f"investigator/{how}", f"investigator/{code}", f"investigator/{code}/{how}"]
    if code in OF_THE_LAW:
        found += [f"ground={ground}/{how}" for ground in sorted(context.grounds[candidate.sentence]) or "-"]
    found += [f"code+kind+how={code}/{kind}/{how}", f"link+code={path}/{code}"]
    above, dep = tree.head[anchor], tree.dep[anchor]
    if above != anchor and tree.common[above]:
        found.append(f"under={dep}/{tree.lemma[above]}")
    found.append(f"located={min(3, int(context.located.get(id(actor), 0) * 4))}/{how}")
    at = candidate.ends[0]
    if at >= 0:
        mention = document.mention_of.get(at)
        found.append(f"distance={_bucket(at - anchor)}")
        found.append(f"met={tree.dep[at]}")
        over = tree.head[at]
        if over not in (at, anchor) and tree.common[over]:
            found.append(f"met={tree.dep[at]}/{tree.lemma[over]}")
        if mention:
            found.append(f"form={mention.form}")
            found.append(f"form+kind={mention.form}/{kind}")
        labels, via = _path(tree, at, anchor)
        found.append(f"path={labels}")
        found += [f"via={word}" for word in via]
        low, high = sorted((at, anchor))
        if high - low <= 12:
            found += [f"between={word}" for word in set(_words(tree, low + 1, high))]
    start, end = tree.spans[candidate.sentence]
    found += [f"before={word}" for word in set(_words(tree, max(start, anchor - NEAR), anchor))]
    found += [f"after={word}" for word in set(_words(tree, anchor + 1, min(end, anchor + 1 + NEAR)))]
    sentence = {
        tree.lemma[i] for i in range(start, end) if tree.common[i] and tree.pos[i] in ("NOUN", "VERB", "ADJ")
    }
    found += [f"word={word}" for word in sorted(sentence)]
    return found


def _relation(candidate: Candidate, context: Context) -> list[str]:
    tree, document = context.tree, context.document
    anchor = candidate.anchor
    subject, target = candidate.subject, candidate.object
    assert isinstance(target, Actor)
    kinds = f"{subject.kind}/{target.kind}"
    cue = _word(tree, anchor)
    found = [
        f"pattern={candidate.pattern}",
        f"cue={cue}",
        f"kinds={kinds}",
        f"pattern+cue={candidate.pattern}/{cue}",
        f"pattern+kinds={candidate.pattern}/{kinds}",
        f"cue+kinds={cue}/{kinds}",
        f"target={sort_of(target.name) if target.kind not in NAMED else target.kind}",
        f"cue-tag={tree.tag[anchor]}/{tree.dep[anchor]}",
        f"rank={min(context.rank.get(id(subject), 9), 9)}",
        f"target-rank={min(context.rank.get(id(target), 9), 9)}",
    ]
    start, end = tree.spans[candidate.sentence]
    found += [f"cue-left={word}" for word in _words(tree, max(start, anchor - 2), anchor)]
    found += [f"cue-right={word}" for word in _words(tree, anchor + 1, min(end, anchor + 3))]
    voice = _voice(candidate, context)
    found += voice
    found += [f"pattern+{name}={candidate.pattern}" for name in voice[:1]]
    at, there = candidate.ends
    mentions: list[Mention | None] = []
    for name, end in (("subject", at), ("object", there)):
        mention = document.mention_of.get(end) if end >= 0 else None
        mentions.append(mention)
        if mention is None:
            continue
        found.append(f"{name}-form={mention.form}")
        found.append(f"{name}-dep={tree.dep[end]}")
        found.append(f"{name}-distance={_bucket(end - anchor)}")
        inside = mention.span.start <= anchor < mention.span.end
        if inside:
            found.append(f"{name}-holds-cue")
        labels, via = _path(tree, end, anchor)
        found.append(f"{name}-path={labels}")
        found.append(f"{name}-path+cue={labels}/{cue}")
        found += [f"{name}-via={word}" for word in via]
    first, second = mentions
    if first and second:
        order = "SO" if first.head.i < second.head.i else "OS"
        low, high = (first, second) if order == "SO" else (second, first)
        gap = _words(tree, low.span.end, high.span.start)
        found.append(f"order={order}")
        found.append(f"gap={order}{_bucket(len(gap))}")
        found += [f"gap-word={order}/{word}" for word in set(gap[:12])]
        if len(gap) <= 4:
            found.append(f"gap-text={order}/{' '.join(gap)}")
        labels, via = _path(tree, first.head.i, second.head.i)
        found.append(f"path={labels}")
        found += [f"path-word={word}" for word in via]
        heads = context.heads
        between = bisect_left(heads, high.span.start) - bisect_left(heads, low.span.end)
        found.append(f"others={min(max(between, 0), 3)}")
        found += [f"left={word}" for word in _words(tree, max(start, low.span.start - 2), low.span.start)]
        found += [f"right={word}" for word in _words(tree, high.span.end, min(end, high.span.end + 2))]
    return found
