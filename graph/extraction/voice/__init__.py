"""Who says what in an article, and what is denied, negated, unreal or unverified.

The steps take a Document whose actors and mentions are found, and work on its dependency trees.
"""

from graph.extraction.voice.caveats import caveat_for
from graph.extraction.voice.denials import answered_by, answers_for, is_blanket, principals, stance_of
from graph.extraction.voice.factuality import factuality
from graph.extraction.voice.kinds import is_admission
from graph.extraction.voice.rebuttals import disputes, says_no
from graph.extraction.voice.speeches import find_speeches
from graph.extraction.voice.tellers import asserters_of, first_person, speakers_of

__all__ = [
    "answered_by",
    "answers_for",
    "asserters_of",
    "caveat_for",
    "disputes",
    "factuality",
    "find_speeches",
    "first_person",
    "is_admission",
    "is_blanket",
    "principals",
    "says_no",
    "speakers_of",
    "stance_of",
]
