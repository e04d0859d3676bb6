"""REST: one module a noun, each with its router."""

from fastapi import APIRouter

from api.resources import (
    actors,
    articles,
    claims,
    decisions,
    home,
    network,
    queries,
    search,
    timeline,
    violations,
    vocabulary,
)

ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    actors.router,
    claims.router,
    timeline.router,
    violations.router,
    articles.router,
    network.router,
    search.router,
    queries.router,
    decisions.router,
    vocabulary.router,  # last: it answers for every path that is nothing else
)
