"""The application factory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter
from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.staticfiles import StaticFiles

from api import documentation, metrics
from api.body_limit import BodyLimit
from api.documentation import complete_openapi
from api.headers import HeadAsGet, SafeHeaders
from api.methods import Otherwise
from api.observation import Figures, Observation
from api.pages import FOLDER
from api.pages.forms import WithoutEmptyFields
from api.problems import add_problem_handlers
from api.resources import ROUTERS
from api.resources.parameters import given_once
from api.service import Service, start_readers
from api.settings import Settings
from api.sharing import SharedAnswers
from api.sparql import graphs, protocol
from api.sparql.forwarding import Forwarding
from api.sparql.plain import PlainStore
from api.sparql.pool import Limits
from api.stopping import Stopping
from graph.ingest import bring_up_to_date
from graph.store import EndpointStore, Store, open_store

DESCRIPTION = """\
Who is said to have done what, who backs and commands them, who says so, who denies it, in which words
and in which article. Everything here is an allegation with its source; nothing is a finding of guilt.

To begin, look a name up at /search?q=NAME, read what stands at its href, and follow each claim to its quote
and article. Lists come in pages of limit items; next is the path of the next page, null on the last.
Each resource is JSON where neither the Accept header nor format asks for another form. Reading needs no key;
writing takes one, as Authorization: Bearer KEY. What goes wrong is told as problem+json, in its detail.
"""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service over one store; settings come from the environment where none are given.

    Raises UsageError for a bad setting; the store is opened when the application starts.
    """
    settings = settings or Settings.from_environment()
    limits = query_limits(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service = await start_service(settings, limits)
        app.state.service = service
        try:
            yield
        finally:
            await service.stop()

    app = FastAPI(
        title="Onus",
        version="0.1.0",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # the usual pages load scripts from elsewhere; api.documentation has one that does not
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.figures = Figures()
    app.state.examining = CapacityLimiter(1)
    if not settings.plain:
        app.add_middleware(SharedAnswers)
    app.add_middleware(BodyLimit, limit=settings.body_limit_mb * 1024 * 1024)
    app.add_middleware(Stopping)
    app.add_middleware(Observation, figures=app.state.figures)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"],
        allow_headers=["Accept", "Authorization", "Content-Type", "X-API-Key"],
        expose_headers=["Link", "ETag", "Retry-After"],
    )
    app.add_middleware(WithoutEmptyFields)
    app.add_middleware(SafeHeaders)
    app.add_middleware(HeadAsGet)
    add_problem_handlers(app)
    complete_openapi(app)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"))
    routers = [protocol.router, graphs.router, metrics.router, documentation.router]
    if not settings.plain:
        routers += ROUTERS
    for router in routers:
        app.include_router(router, dependencies=[Depends(given_once)])
    app.mount("", Otherwise([app.router, *routers]))
    return app


async def start_service(settings: Settings, limits: Limits) -> Service[PlainStore] | Service[Store]:
    """Open what is to be served and start its readers. Raises StoreError where that fails."""
    if settings.plain:
        plain = PlainStore(settings.data / "plain")
        return Service(plain, await start_readers(plain, settings.data / "plain-readers", limits))
    store = open_store(settings.data, settings.endpoint)
    await asyncio.to_thread(bring_up_to_date, store)
    if isinstance(store, EndpointStore):
        return Service[Store](store, Forwarding(store, limits))
    return Service[Store](store, await start_readers(store, settings.data / "readers", limits))


def query_limits(settings: Settings) -> Limits:
    """What visitors' queries may use."""
    return Limits(
        timeout_s=settings.query_timeout_s,
        memory_mb=settings.query_memory_mb,
        result_mb=settings.query_result_mb,
        quick=settings.query_workers,
        slow=settings.query_workers,
        waiting=settings.query_queue,
        deliveries=settings.query_deliveries,
        delivery_s=settings.query_delivery_s,
        readers_mb=settings.readers_memory_mb,
    )
