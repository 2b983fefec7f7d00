"""Annotated articles from a folder: docs/ID.txt and gold/ID.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.errors import InputError
from verify.languages import codes, detect
from verify.model import SourceKind
from verify.model.claim import Spans
from verify.report.scoring import GoldChain, GoldClaim, GoldHop


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """language: as its id begins ("uk-04"), else as its letters tell; "other" where neither does."""

    id: str
    language: str
    text: str
    claims: tuple[GoldClaim, ...]


def load(folder: Path) -> list[GoldArticle]:
    """All articles of the folder, by id. Raises InputError that names the file which is wrong."""
    files = sorted((folder / "gold").glob("*.json"))
    if not files:
        raise InputError(
            "{folder}: no annotated articles; it needs gold/ID.json and docs/ID.txt.", folder=folder
        )
    return [_article(folder, path) for path in files]


def _article(folder: Path, path: Path) -> GoldArticle:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        name, claims = str(said["id"]), said["claims"]
        with (folder / "docs" / f"{path.stem}.txt").open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        if name != path.stem:
            raise ValueError(f'its "id" is {name!r}, its name {path.stem!r}')
        spans = _located(text, [[str(part) for part in claim["parts"]] for claim in claims])
        read = (GoldClaim(s, _accepted(c)) for s, c in zip(spans, claims, strict=True))
        return GoldArticle(name, _language(name, text), text, tuple(read))
    except OSError as error:
        raise InputError(
            "{filename}: {strerror}.", filename=error.filename, strerror=error.strerror
        ) from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            "{path}: not an annotated article ({kind}: {error}).",
            path=path,
            kind=type(error).__name__,
            error=error,
        ) from error


def _language(name: str, text: str) -> str:
    return name[:2] if name[:2] in codes() else detect(text) or "other"


def _accepted(claim: Any) -> tuple[GoldChain, ...]:
    return tuple(tuple(map(_hop, chain)) for chain in (claim["chain"], *claim.get("also", ())))


def _hop(said: Any) -> GoldHop:
    return GoldHop(SourceKind(said["kind"]), tuple(map(str, said["names"])))


def _located(text: str, claims: Sequence[Sequence[str]]) -> list[Spans]:
    """Where each claim's parts stand: claims are listed in the order of the text, so that of words that
    repeat the place behind the claim before is meant.
    """
    found: list[Spans] = []
    behind = 0
    for parts in claims:
        spans, at = [], behind
        for part in parts:
            start = text.find(part, at)
            start = start if start >= 0 else text.index(part)
            at = start + len(part)
            spans.append((start, at))
        found.append(tuple(spans))
        behind = spans[0][0] + 1
    return found
