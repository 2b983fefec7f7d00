"""What is asked: prompts are data (prompts/claims.toml), the article is data inside them."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from verify.model import text_sha256

_SLOT = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """Templates. `version` is a person's, `id` follows from every byte of the file."""

    version: str
    id: str
    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What one request is about: text[start:end] of the article, the `number`th of `count`."""

    start: int
    end: int
    number: int
    count: int


Messages = tuple[dict[str, str], ...]


@cache
def prompt() -> Prompt:
    """The prompt that ships."""
    data = resources.files(__package__).joinpath("prompts", "claims.toml").read_bytes()
    held = tomllib.loads(data.decode("utf-8"))
    return Prompt(
        held["version"], hashlib.sha256(data).hexdigest(), held["system"].strip(), held["user"].strip()
    )


def messages(text: str, piece: Piece, publisher: str | None) -> Messages:
    """A chat about one piece of an article.

    The lines around the text carry a mark made from its hash: no text can hold its own, so none can end the
    data before its end. Names stand as JSON strings on a line of their own.
    """
    part = text[piece.start : piece.end]
    values = {
        "publisher": json.dumps(publisher, ensure_ascii=False) if publisher else "unknown",
        "piece": str(piece.number),
        "pieces": str(piece.count),
        "mark": "article-" + text_sha256(part)[:24],
        "text": part,
    }
    asked = _SLOT.sub(lambda slot: values[slot[1]], prompt().user)
    return ({"role": "system", "content": prompt().system}, {"role": "user", "content": asked})
