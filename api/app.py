"""The application factory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from api.body_limit import BodyLimit
from api.problems import add_problem_handlers
from api.resources import ROUTERS
from api.service import Service
from api.settings import Settings
from api.sparql.protocol import router as sparql_router

DESCRIPTION = """\
Who is said to have done what, who backs and commands them, who says so, who denies it, in which words
and in which article. Everything here is an allegation with its source; nothing is a finding of guilt.
"""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service over one store; settings come from the environment where none are given.

    Raises UsageError for a bad setting; the store is opened when the application starts.
    """
    settings = settings or Settings.from_environment()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service = Service(settings)
        await service.start()
        app.state.service = service
        try:
            yield
        finally:
            await service.stop()

    app = FastAPI(title="Onus", version="0.1.0", description=DESCRIPTION, lifespan=lifespan, redoc_url=None)
    app.state.settings = settings
    app.add_middleware(BodyLimit, limit=settings.body_limit_mb * 1024 * 1024)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["Accept", "Authorization", "Content-Type", "X-API-Key"],
        expose_headers=["Link", "ETag", "Retry-After"],
    )
    add_problem_handlers(app)
    app.include_router(sparql_router)
    for router in ROUTERS:
        app.include_router(router)
    return app
