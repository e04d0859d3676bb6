"""/metrics for Prometheus."""

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from api.observation import Figures
from api.sparql.evaluation import Evaluation

router = APIRouter(tags=["Service"])


@router.get("/metrics", summary="Figures for Prometheus", response_class=PlainTextResponse)
async def metrics(request: Request) -> PlainTextResponse:
    """Requests and latencies by route; visitors' queries by outcome, running and ended by force."""
    figures: Figures = request.app.state.figures
    evaluation: Evaluation | None = request.app.state.service.evaluation
    lines = [*figures.lines(), *(() if evaluation is None else query_lines(evaluation))]
    return PlainTextResponse("\n".join((*lines, "")), media_type="text/plain; version=0.0.4")


def query_lines(evaluation: Evaluation) -> Iterator[str]:
    """Figures of the sandboxed readers, in Prometheus' text format."""
    yield "# TYPE onus_queries_total counter"
    for outcome, number in evaluation.outcomes.items():
        yield f'onus_queries_total{{outcome="{outcome}"}} {number}'
    yield "# TYPE onus_queries_in_flight gauge"
    yield f"onus_queries_in_flight {evaluation.in_flight}"
    yield "# TYPE onus_readers gauge"
    for state, number in evaluation.pool.sizes().items():
        yield f'onus_readers{{state="{state}"}} {number}'
    yield "# TYPE onus_readers_killed_total counter"
    yield f"onus_readers_killed_total {evaluation.pool.kills}"
