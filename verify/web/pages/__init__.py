"""The pages, one module a subject: each parses, calls one desk function, renders."""

from __future__ import annotations

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """All of them."""
    from verify.web.pages import acts, articles, cases, checking, claims, lists, people, sources

    return tuple(m.router for m in (lists, articles, claims, acts, cases, checking, sources, people))
