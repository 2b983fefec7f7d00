"""The desk as JSON: everything that the pages do, under /api/v1, described by OpenAPI."""

from __future__ import annotations

from fastapi import APIRouter

from verify.web.api import articles, cases, claims, jobs, meta, sources
from verify.web.api.problems import RESPONSES

PREFIX = "/api/v1"


def router() -> APIRouter:
    """All routes of the interface."""
    made = APIRouter(prefix=PREFIX, responses=RESPONSES)
    for module in (meta, articles, cases, claims, sources, jobs):
        made.include_router(module.router)
    return made
