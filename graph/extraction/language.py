"""Which language a text is in, told offline."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

SHORTEST = 200
"""Characters below which a text says too little of its language: it is let through as English."""
SAMPLE = 1500
SURE = 0.9


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_modelpath(str(MODEL_DIR / MODEL_FILE), norm_probs=True)


def language_of(text: str) -> str:
    """ISO 639-1 code of the language, "en" unless another one is nearly certain."""
    letters = sum(char.isalpha() for char in text[:SAMPLE])
    if letters < SHORTEST:
        return "en"
    sample = text[:SAMPLE]
    language, confidence = _identifier().classify(sample.lower() if sample.isupper() else sample)
    return str(language) if confidence >= SURE else "en"
