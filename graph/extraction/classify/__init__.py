"""The classifier that decides which candidates an article bears out."""

from __future__ import annotations

import numpy as np

from graph.extraction.classify.article import actor_features, code_features
from graph.extraction.classify.context import Context
from graph.extraction.classify.denied import answered_accusations, outright_denials
from graph.extraction.classify.model import Model, load_model
from graph.extraction.classify.places import place_features
from graph.extraction.classify.triples import group_triples, second_states, triple_figures
from graph.extraction.document import Document
from graph.extraction.relations import Candidate, Tree, find_candidates, is_outright, is_trusted

__all__ = ["choose_candidates"]

PLACE_ENOUGH = 0.45
"""A chosen triple is claimed where it scores this share of its best, is trusted, or accuses outright."""
DOUBTFUL = 0.1
"""Below this chance nothing is claimed, whatever pattern or denial speaks for it: four in five are wrong."""


def choose_candidates(document: Document, tree: Tree, model: Model | None = None) -> list[Candidate]:
    """The places of the triples that the model, or a trusted pattern, takes for claimed."""
    model = model or load_model()
    candidates = find_candidates(document, tree)
    context = Context(document, tree, candidates)
    for candidate in candidates:
        candidate.score = model.places.probability(place_features(candidate, context))
    groups = group_triples(candidates)
    if not groups:
        return []
    accused = {
        key: model.actors.probability(names) for key, names in actor_features(candidates, context).items()
    }
    told = {
        code: model.codes.probability(names) for code, names in code_features(candidates, context).items()
    }
    chances = model.trees.probabilities(np.array(triple_figures(groups, context, accused, told)))
    second = second_states(groups, chances)
    denied = (*outright_denials(candidates, context), *answered_accusations(candidates, context))
    sure = {id(candidate) for candidate in denied}
    chosen: list[Candidate] = []
    for triple, places, chance in zip(groups, groups.values(), chances, strict=True):
        if triple in second or chance < DOUBTFUL:
            continue
        if chance < model.threshold:
            chosen += [p for p in places if id(p) in sure or is_trusted(p)]
            continue
        best = max(place.score for place in places)
        chosen += [
            p
            for p in places
            if p.score >= PLACE_ENOUGH * best or id(p) in sure or is_trusted(p) or is_outright(p)
        ]
    return chosen
