"""An extractor for tests, simple enough to foresee: one claim a line, told by its fields.

"State:Rwanda; supports; ArmedGroup:M23; asserts; reported; Source:experts", the speaker left out where the
article speaks itself; an accusation has a code for an object. Other lines claim nothing.
"""

import re
from collections.abc import Iterator

from graph.errors import LanguageError
from graph.model import ACCUSATION, Article, Claim, Party, Quote

NAME = "lines/1"


def extract(article: Article) -> Iterator[Claim]:
    if article.text.startswith("Bonjour"):
        raise LanguageError("in French, which is not read")
    for match in re.finditer(r"[^\n]+", article.text):
        fields = match.group().split("; ")
        if len(fields) < 5:
            continue
        subject, relation, target, stance, status, *speaker = fields
        yield Claim(
            article=article.id,
            subject=party(subject),
            relation=relation,
            object=target if relation == ACCUSATION else party(target),
            stance=stance,  # type: ignore[arg-type]
            status=status,  # type: ignore[arg-type]
            quote=Quote(exact=match.group(), start=match.start(), end=match.end()),
            extractor=NAME,
            asserter=party(speaker[0]) if speaker else None,
        )


def party(field: str) -> Party:
    kind, name, *aliases = field.split(":")
    return Party(name=name, kind=kind, aliases=tuple(aliases))  # type: ignore[arg-type]
