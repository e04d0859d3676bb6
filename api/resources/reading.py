"""Who may read article texts: everybody where the settings say so, else this machine and holders of a key."""

from fastapi import Request

from api.dependencies import is_local
from api.security import has_key
from api.settings import Settings
from graph.errors import UnknownTextError
from graph.texts import TextFolder


def may_read(request: Request) -> bool:
    """Whether this client may read whole texts, which are other people's copyright."""
    settings: Settings = request.app.state.settings
    return settings.read_texts or is_local(request) or has_key(request)


def find_kept_text(texts: TextFolder, digest: str) -> str | None:
    """The text of that hash; None where it is not kept here."""
    try:
        return texts.read(digest)
    except UnknownTextError:
        return None
