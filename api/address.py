"""The service's own address as clients see it."""

from fastapi import Request

from api.settings import Settings


def public_root(request: Request) -> str:
    """The root of the service, with a slash at its end: as set, else as the request came in."""
    settings: Settings = request.app.state.settings
    root = settings.public_address or str(request.base_url)
    return root.rstrip("/") + "/"
