"""The demonstration: which questions it asks of the sample articles, and why."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Question:
    """A shipped query with its parameters, and the question it answers in plain words."""

    words: str
    query: str
    given: dict[str, str] = field(default_factory=dict)


QUESTIONS = (
    Question("Who is said to support Khalifa Haftar?", "supporters-of", {"actor": "Khalifa Haftar"}),
    Question("Of what is he accused, and by whom?", "accusations-against", {"actor": "Khalifa Haftar"}),
    Question("What does one side assert and another deny?", "disputed-claims", {"limit": "16"}),
    Question(
        "Who is said to support somebody accused of war crimes?",
        "supporters-of-accused",
        {"violation": "warCrimes", "limit": "10"},
    ),
    Question("What do most articles and speakers bear out?", "corroboration", {"limit": "6"}),
    Question("Who is wanted or under sanctions?", "wanted-and-sanctioned", {"limit": "12"}),
    Question(
        "Who is said to lead the Libyan National Army, or to belong to it?",
        "command",
        {"actor": "Libyan National Army"},
    ),
)
