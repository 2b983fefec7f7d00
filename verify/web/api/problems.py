"""Errors of the interface: problem details as RFC 9457 has them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from verify.report.safe import shown

MEDIA = "application/problem+json"


class Problem(BaseModel):
    """What went wrong. `errors`: the places of the request that could not be read, where there are any."""

    type: str = Field("about:blank", description="about:blank: the title says all that is general.")
    title: str
    status: int
    detail: str
    errors: list[dict[str, Any]] | None = None


def _told(words: str) -> dict[str, Any]:
    return {"description": words, "model": Problem}


RESPONSES: dict[int | str, dict[str, Any]] = {
    400: _told("The body is no JSON."),
    401: _told("Nobody is known by this token or cookie."),
    403: _told("The role does not go so far, or another site sent this."),
    404: _told("There is no such thing."),
    409: _told(
        "Understood and not possible now: the claim changed, a status lacks its ground, a name is taken."
    ),
    413: _told("The request is larger than this desk takes."),
    422: _told("The request could not be read."),
    429: _told("Too many tries: wait as long as Retry-After says."),
    503: _told("The database cannot be used now."),
}


def problem(status: int, detail: str, errors: list[dict[str, Any]] | None = None) -> Response:
    """The answer to an error."""
    said = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=shown(detail),
        errors=errors,
    )
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse(said.model_dump(exclude_none=True), status, media_type=MEDIA, headers=headers)


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI description with problems under their own media type (FastAPI writes all as JSON)."""
    for path in schema.get("paths", {}).values():
        for operation in path.values():
            for status, answer in operation.get("responses", {}).items():
                content = answer.get("content", {})
                if status.startswith(("4", "5")) and "application/json" in content:
                    answer["content"] = {MEDIA: content["application/json"]}
    return schema
