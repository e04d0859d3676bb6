"""Who may read article texts: everybody where the settings say so, else this machine and holders of a key.

What is withheld stands in its article's text too: that one is for holders of a key only.
"""

from typing import Literal

from fastapi import Request
from pyoxigraph import NamedNode

from api.dependencies import is_local
from api.records.reader import Reader
from api.security import has_key
from api.settings import Settings
from graph.errors import UnknownTextError
from graph.texts import TextFolder


def readable(request: Request, reader: Reader, article: NamedNode) -> Literal["all", "around", "quotes"]:
    """How much of an article's text this client may read: all, words around quotes, or only these."""
    if has_key(request):
        return "all"
    if article in reader.withheld.values():
        return "quotes"
    settings: Settings = request.app.state.settings
    return "all" if settings.read_texts or is_local(request) else "around"


def find_kept_text(texts: TextFolder, digest: str) -> str | None:
    """The text of that hash; None where it is not kept here."""
    try:
        return texts.read(digest)
    except UnknownTextError:
        return None
