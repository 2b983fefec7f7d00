"""Long work: how far it is, asked once or followed."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import StreamingResponse

from verify.web.api.caller import Caller, Reading
from verify.web.api.models import Job as JobModel
from verify.web.jobs import Job

router = APIRouter(prefix="/jobs", tags=["jobs"])

JobId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{12}$")]


def shape(job: Job) -> dict[str, Any]:
    """A job as JSON. result: the path of what it made, in the interface."""
    return {
        "id": job.id,
        "what": job.what,
        "state": job.state.value,
        "step": job.step,
        "result": f"/api/v1{job.path.partition('?')[0]}" if job.path else None,
        "problem": job.problem,
    }


@router.get("/{job}", response_model=JobModel)
def job(caller: Reading, job: JobId) -> dict[str, Any]:
    """How far a job is. Jobs are forgotten some time after they are over."""
    return shape(caller.jobs.get(job))


@router.get(
    "/{job}/events",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/event-stream": {}}, "description": "An event a change, until it is over."}
    },
)
async def follow(caller: Reading, job: JobId, request: Request) -> StreamingResponse:
    """Follow a job: server-sent events, each with the job as JSON, until it is over."""
    caller.jobs.get(job)
    return StreamingResponse(_told(caller, job, request), media_type="text/event-stream")


async def _told(caller: Caller, job: str, request: Request) -> AsyncIterator[str]:
    async for now in caller.jobs.changes(job, request.is_disconnected):
        yield f"data: {json.dumps(shape(now), ensure_ascii=False)}\n\n"
