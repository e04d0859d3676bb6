"""REST: one module a noun, each with its router."""

from fastapi import APIRouter

from api.resources import actors, articles, claims, network, queries, violations

ROUTERS: tuple[APIRouter, ...] = (
    network.router,
    actors.router,
    claims.router,
    violations.router,
    articles.router,
    queries.router,
)
