"""Answers kept by what was asked: the same text, prompt, model and endpoint are asked once.

One file an answer, named by the hash of all four, written beside and moved into place: whoever reads sees a
whole answer or none. What is read from it is as little trusted as what comes from the network.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from verify.engines.prompt import Messages

FORMAT = "1"
LONGEST = 4_000_000
"""Bytes; no answer within the endpoint's own cap is longer."""


def folder() -> Path:
    """Where answers are kept: XDG_CACHE_HOME, or ~/.cache."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    return base / "verify" / "llm"


def key(endpoint: str, model: str, prompt: str, asked: Messages) -> str:
    """The name of an answer: hex SHA-256 over everything that decides it."""
    said = json.dumps([FORMAT, endpoint, model, prompt, list(asked)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers. No failure of it is an error: the question is asked again."""

    folder: Path

    def get(self, name: str) -> str | None:
        """The answer, None where there is none or it cannot be read."""
        path = self._path(name)
        try:
            if path.stat().st_size > LONGEST:
                return None
            held = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        answer = held.get("answer") if isinstance(held, dict) else None
        return answer if isinstance(answer, str) else None

    def put(self, name: str, answer: str) -> None:
        path = self._path(name)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    json.dump({"answer": answer}, stream)
                Path(beside).replace(path)
            except BaseException:
                Path(beside).unlink(missing_ok=True)
                raise

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / f"{name}.json"
