"""Who one is here, and the history."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from verify import __version__
from verify.report import shapes
from verify.web.api.caller import Limit, Offset, Reading
from verify.web.api.models import Events, Me

router = APIRouter(tags=["desk"])


@router.get("/me", response_model=Me)
def me(caller: Reading) -> dict[str, Any]:
    """Who you are here, and what serves you."""
    return {"name": "verify", "version": __version__, "person": caller.person, "role": caller.role}


@router.get("/events", response_model=Events)
def events(caller: Reading, limit: Limit = 50, offset: Offset = 0) -> dict[str, Any]:
    """The history of everything, the oldest first: each event hashed over the one before."""
    total = caller.store.events()
    found = caller.store.history(limit=limit, offset=offset)
    return {
        "total": total, "limit": limit, "offset": offset, "items": [shapes.event(each) for each in found],
    }  # fmt: skip
