"""REST: one module a noun, each with its router."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
