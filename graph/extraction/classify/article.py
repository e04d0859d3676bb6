"""What the classifier is told of an actor, and of a code, over a whole article.

Gold and news alike lay several acts to few actors: who is accused at all, and what acts an article is
about, are questions of their own, answered before the pairs of both.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from graph.extraction.classify.context import NAMED, OUTRIGHT, Context, sort_of
from graph.extraction.document import Actor
from graph.extraction.relations import FARTHEST, Candidate
from graph.model import ACCUSATION


def actor_features(candidates: list[Candidate], context: Context) -> dict[int, list[str]]:
    """For each actor that may be accused: what holds of its mentions and of its links to acts."""
    tree = context.tree
    linked: defaultdict[int, list[Candidate]] = defaultdict(list)
    harmed = context.times_harmed(candidates)
    actors: dict[int, Actor] = {}
    for candidate in candidates:
        if candidate.relation == ACCUSATION:
            actors[id(candidate.subject)] = candidate.subject
            if candidate.tie.height < FARTHEST:
                linked[id(candidate.subject)].append(candidate)
    found = {}
    for key, actor in actors.items():
        sort = sort_of(actor.name) if actor.kind not in NAMED else actor.kind
        count = len(actor.mentions)
        features = {
            f"kind={actor.kind}",
            f"sort={sort}",
            f"mentions={min(count, 8)}",
            f"rank={min(context.rank.get(key, 99), 8)}",
            f"described={actor.name[:1].islower()}",
            f"headline={key in context.in_headline}",
            f"headline+kind={key in context.in_headline}/{actor.kind}",
            f"harmed={min(harmed[key], 4)}",
            f"harmed+kind={min(harmed[key], 2)}/{actor.kind}",
            f"located={int(context.located.get(key, 0) * 4)}/{actor.kind}",
            f"speaks={min(context.speaks.get(key, 0), 3)}",
            f"speaks+kind={min(context.speaks.get(key, 0), 3)}/{actor.kind}",
            f"accused={min(sum(c.tie.how in ACCUSING for c in linked[key]), 4)}",
            f"denies={any(context.answers(speaker, actor) for _, speaker in context.denials)}/{actor.kind}",
            f"acts={min(len({c.anchor for c in linked[key]}), 6)}",
            f"codes={min(len({c.object for c in linked[key]}), 6)}",
        }
        called = context.called(actor)
        features.add(f"called={called}/{actor.kind}")
        for candidate in linked[key]:
            how, path, _, strength, label = candidate.tie
            features |= {
                f"how={how}",
                f"link={path}",
                f"how+strength={how}/{strength}",
                f"label={label}/{how}",
            }
            features.add(f"how+kind={how}/{actor.kind}")
            features.add(f"called={called}/{how}")
            features.add(f"stance={context.voice(candidate.anchor)[0]}/{how}")
            if how in OUTRIGHT:
                features |= {f"to={patient}" for patient in context.patients(candidate.anchor)}
                features.add(f"told-by={context.speaker(candidate.anchor)}/{actor.kind}")
        for mention in actor.mentions[:12]:
            head = mention.head.i
            dep, above = tree.dep[head], tree.head[head]
            features.add(f"dep={dep}")
            if tree.common[above] and tree.pos[above] in ("VERB", "NOUN", "ADJ"):
                features.add(f"under={dep}/{tree.lemma[above]}")
            for word in range(mention.span.start, mention.span.end):
                if tree.common[word]:
                    features.add(f"word={tree.lemma[word]}")
        found[key] = sorted(features)
    return found


ACCUSING = frozenset({"accused", "liable", "doer", "doer-of"})


def code_features(candidates: list[Candidate], context: Context) -> dict[str, list[str]]:
    """For each code that the article has words for: which words, how strong, beside what others."""
    tree = context.tree
    by_code: defaultdict[str, dict[tuple[int, str], Candidate]] = defaultdict(dict)
    for candidate in candidates:
        if candidate.relation == ACCUSATION:
            by_code[str(candidate.object)][candidate.anchor, candidate.tie.label] = candidate
    words = Counter(
        tree.lemma[i] for i in range(tree.end) if tree.common[i] and tree.pos[i] in ("NOUN", "VERB", "ADJ")
    )
    topic = [word for word, count in sorted(words.items()) if count >= 2]
    found = {}
    for code, places in by_code.items():
        strengths = Counter(c.tie.strength for c in places.values())
        features = {
            f"code={code}",
            f"places={min(len(places), 8)}",
            f"code+places={code}/{min(len(places), 4)}",
        }
        features |= {f"strength={name}/{min(count, 4)}" for name, count in strengths.items()}
        features |= {f"code+strength={code}/{name}" for name in strengths}
        features.add(f"codes={min(len(by_code), 12)}")
        for candidate in places.values():
            features.add(f"label={code}/{candidate.tie.label}")
            features.add(f"label+strength={candidate.tie.label}/{candidate.tie.strength}")
            features.add(f"stance={context.voice(candidate.anchor)[0]}")
            features |= {f"to={code}/{patient}" for patient in context.patients(candidate.anchor)}
            features.add(f"told-by={code}/{context.speaker(candidate.anchor)}")
            if candidate.sentence <= 2:
                features.add("early")
        features |= {f"beside={code}/{other}" for other in by_code if other != code}
        features |= {f"topic={code}/{word}" for word in topic}
        found[code] = sorted(features)
    return found
