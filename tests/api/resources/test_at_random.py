"""Requests made at random from the OpenAPI, by schemathesis: no fault, and every answer as promised."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.settings import Settings

Serve = Callable[..., httpx.Client]

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
OPERATIONS = [
    result.ok()
    for result in schemathesis.openapi.from_dict(
        create_app(Settings(data=Path("unused"))).openapi()
    ).get_all_operations()
]


@pytest.fixture(scope="module")
def root(
    serve_for_module: Serve, tmp_path_factory: pytest.TempPathFactory, fill_data: Callable[..., Path]
) -> str:
    """The address of a service that the tests of this module may change."""
    return str(serve_for_module(data=fill_data(tmp_path_factory.mktemp("random"))).base_url)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_no_request_finds_a_fault(operation: Any, root: str, key: dict[str, str]) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def holds(case: schemathesis.Case) -> None:
        answer = case.call(base_url=root, headers=key)
        case.validate_response(answer, checks=CHECKS)

    holds()
