"""Who may write: holders of the key in ONUS_KEY, or of one made by `onus keys create`."""

import hmac
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from api.settings import Settings
from graph.keys import check_key


def has_key(request: Request) -> bool:
    """Whether the request carries a valid key, as `Authorization: Bearer KEY` or `X-API-Key: KEY`."""
    settings: Settings = request.app.state.settings
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    key = token.strip() if scheme.lower() == "bearer" else request.headers.get("x-api-key", "")
    if not key:
        return False
    if settings.key and hmac.compare_digest(key.encode(), settings.key.encode()):
        return True
    return check_key(settings.data, key)


def require_key(request: Request) -> None:
    """Raise HTTPException 401 unless the request carries a valid key."""
    if not has_key(request):
        raise HTTPException(
            401,
            "writing needs a key: Authorization: Bearer KEY (set ONUS_KEY, or run: onus keys create)",
            {"WWW-Authenticate": "Bearer"},
        )


Writer = Annotated[None, Depends(require_key)]
