"""/metrics for Prometheus."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import PlainTextResponse

from api.dependencies import links, reader
from api.observation import Figures
from api.resources.home import counts
from api.service import Service, Visiting
from api.settings import Settings
from api.sparql.evaluation import Evaluation
from graph.store import Store

router = APIRouter(tags=["Service"])


@router.get("/metrics", summary="Figures for Prometheus", response_class=PlainTextResponse)
async def metrics(request: Request) -> PlainTextResponse:
    """Requests and latencies by route; visitors' queries by outcome, with latencies (to the first megabyte)
    by form and pace, running and ended by force; and what the store holds."""
    figures: Figures = request.app.state.figures
    lines = [*figures.lines(), *query_lines(request.app.state.service.evaluation)]
    lines += await run_in_threadpool(lambda: list(store_lines(request)))
    return PlainTextResponse("\n".join((*lines, "")), media_type="text/plain; version=0.0.4")


def store_lines(request: Request) -> Iterator[str]:
    """How much the store holds: bytes on disk, and of a claims store the numbers of what is in it."""
    settings: Settings = request.app.state.settings
    service: Service[Store] = request.app.state.service
    if settings.endpoint is None:
        folder = settings.data / ("plain" if settings.plain else "store")
        yield "# TYPE onus_store_bytes gauge"
        yield f"onus_store_bytes {_size(folder)}"
    if not settings.plain:
        yield "# TYPE onus_things gauge"
        for name, number in counts(reader(request, service, links(request, service))).items():
            yield f'onus_things{{kind="{name}"}} {number}'


def _size(folder: Path) -> int:
    """Bytes of the files in a folder, of which some may go meanwhile."""
    total = 0
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total


def query_lines(evaluation: Visiting) -> Iterator[str]:
    """Figures of visitors' queries, in Prometheus' text format."""
    yield "# TYPE onus_queries_total counter"
    for outcome, number in evaluation.outcomes.items():
        yield f'onus_queries_total{{outcome="{outcome}"}} {number}'
    yield "# TYPE onus_queries_in_flight gauge"
    yield f"onus_queries_in_flight {evaluation.in_flight}"
    if isinstance(evaluation, Evaluation):
        yield from evaluation.latencies.lines()
        yield "# TYPE onus_readers gauge"
        for state, number in evaluation.pool.sizes().items():
            yield f'onus_readers{{state="{state}"}} {number}'
        yield "# TYPE onus_readers_killed_total counter"
        yield f"onus_readers_killed_total {evaluation.pool.kills}"
