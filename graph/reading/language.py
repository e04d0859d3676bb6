"""The language of a text, told offline by py3langid (character n-grams; Lui & Baldwin 2012)."""

from functools import cache
from typing import Any

# The languages that news is commonly written in: the fewer, the surer a short text is told.
LANGUAGES = (
    "am ar az bg bn bs ca cs da de el en es et fa fi fr gu he hi hr hu hy id it ja ka kk km kn ko ku ky lo "
    "lt lv mk ml mn mr ms ne nl no pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta te th tl tr ug uk ur uz "
    "vi zh"
)
_SAMPLE = 5_000  # characters: enough to be certain of any text


def tell_language(text: str, *, sure: float = 0.6, letters: int = 20) -> str | None:
    """ISO 639-1 code of the text's language.

    None where the text has fewer letters than `letters`, or the probability is below `sure`.
    """
    sample = text[:_SAMPLE]
    if sum(char.isalpha() for char in sample) < letters:
        return None
    language, confidence = _identifier().classify(sample.lower() if sample.isupper() else sample)
    return str(language) if confidence >= sure else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads a model: not at import

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES.split())
    return identifier
