"""Articles as tables of columns, for Parquet: docs/bulk.md describes them. Needs pyarrow."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from verify.fetch import Reading
from verify.model import Claim, Extraction, storable, text_sha256
from verify.model.claim import Spans
from verify.model.flags import reason

_SPANS = pa.list_(pa.list_(pa.int32()))
_FLAG = pa.struct([("code", pa.string()), ("reason", pa.string())])

SCHEMAS: Mapping[str, pa.Schema] = {
    "articles": pa.schema(
        [
            ("article", pa.string()), ("text_sha256", pa.string()), ("address", pa.string()),
            ("url", pa.string()), ("title", pa.string()), ("publisher", pa.string()),
            ("published", pa.date32()), ("authors", pa.list_(pa.string())), ("snapshot_sha256", pa.string()),
            ("fetched_at", pa.timestamp("us", "UTC")), ("claims", pa.int32()), ("engine", pa.string()),
            ("engine_version", pa.string()), ("copy_of", pa.string()), ("copy_share", pa.float64()),
        ]
    ),
    "texts": pa.schema([("text_sha256", pa.string()), ("text", pa.string())]),
    "claims": pa.schema(
        [
            ("article", pa.string()), ("text_sha256", pa.string()), ("number", pa.int32()),
            ("text", pa.string()), ("spans", _SPANS), ("sentence_start", pa.int32()),
            ("sentence_end", pa.int32()), ("mode", pa.string()), ("hops", pa.int32()),
            ("origin_kind", pa.string()), ("origin_name", pa.string()), ("flags", pa.list_(_FLAG)),
            ("confidence", pa.float64()), ("proposal", pa.string()),
        ]
    ),
    "hops": pa.schema(
        [
            ("article", pa.string()), ("text_sha256", pa.string()), ("number", pa.int32()),
            ("position", pa.int32()), ("kind", pa.string()), ("name", pa.string()),
            ("names", pa.list_(pa.string())), ("mention", _SPANS), ("cue", _SPANS), ("inherited", pa.bool_()),
            ("confidence", pa.float64()), ("rule", pa.string()),
        ]
    ),
}  # fmt: skip
"""Table -> its columns. The language is none of them: it is the name of the folder."""

NO_LANGUAGE = "__HIVE_DEFAULT_PARTITION__"
"""The folder of articles without one, as Hive, Spark, DuckDB and Arrow call it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """One article: its language's folder, and its rows, table by table."""

    language: str
    tables: Mapping[str, pa.RecordBatch]

    def copied(self, original: str, share: float) -> Columns:
        """The same, as the copy of an earlier article; a text that is there already (share 1) is left out."""
        articles = self.tables["articles"]
        for name, value in (("copy_of", original), ("copy_share", share)):
            at = articles.schema.get_field_index(name)
            articles = articles.set_column(at, name, pa.array([value], articles.schema.field(at).type))
        return Columns(self.language, {**self.tables, "articles": articles})

    def without_text(self) -> Columns:
        """The same where its text is stored already."""
        return Columns(self.language, {**self.tables, "texts": self.tables["texts"].slice(0, 0)})


def columns(uid: str, reading: Reading, found: Extraction) -> Columns:
    """uid: the article's identifier."""
    rows = _article(uid, reading, found)
    tables = {name: pa.RecordBatch.from_pylist(rows[name], schema=SCHEMAS[name]) for name in SCHEMAS}
    return Columns(found.metadata.language or NO_LANGUAGE, tables)


def write(batches: Sequence[pa.RecordBatch], path: Path) -> None:
    """A file of these rows, on the disk when this returns."""
    with path.open("wb") as file:
        parquet.write_table(pa.Table.from_batches(batches), file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())


def _article(uid: str, reading: Reading, found: Extraction) -> dict[str, list[dict[str, Any]]]:
    text = storable(reading.text)
    key = {"article": uid, "text_sha256": text_sha256(text)}
    said = found.metadata
    return {
        "articles": [
            {
                **key,
                "address": storable(reading.address),
                "url": said.url,
                "title": said.title,
                "publisher": said.publisher,
                "published": said.published,
                "authors": list(said.authors),
                "snapshot_sha256": reading.snapshot.sha256,
                "fetched_at": reading.snapshot.fetched_at,
                "claims": len(found.claims),
                "engine": found.engine,
                "engine_version": found.engine_version,
                "copy_of": None,
                "copy_share": None,
            }
        ],
        "texts": [{"text_sha256": key["text_sha256"], "text": text}],
        "claims": [_claim(key, n, claim) for n, claim in enumerate(found.claims, start=1)],
        "hops": [hop for n, claim in enumerate(found.claims, start=1) for hop in _hops(key, n, claim)],
    }


def _claim(key: dict[str, str], number: int, claim: Claim) -> dict[str, Any]:
    origin = claim.origin
    return {
        **key,
        "number": number,
        "text": storable(claim.text),
        "spans": _spans(claim.spans),
        "sentence_start": claim.sentence[0],
        "sentence_end": claim.sentence[1],
        "mode": claim.mode.value,
        "hops": len(claim.chain),
        "origin_kind": origin.kind.value if origin else None,
        "origin_name": origin.name if origin else None,
        "flags": [{"code": flag.code.value, "reason": reason(flag)} for flag in claim.flags],
        "confidence": claim.confidence,
        "proposal": claim.proposal.status.value if claim.proposal else None,
    }


def _hops(key: dict[str, str], number: int, claim: Claim) -> list[dict[str, Any]]:
    return [
        {
            **key,
            "number": number,
            "position": position,
            "kind": hop.kind.value,
            "name": hop.name,
            "names": list(hop.names),
            "mention": _spans(hop.mention),
            "cue": _spans(hop.cue),
            "inherited": hop.inherited,
            "confidence": hop.confidence,
            "rule": hop.rule,
        }
        for position, hop in enumerate(claim.chain)
    ]


def _spans(spans: Spans | None) -> list[list[int]] | None:
    return None if spans is None else [list(span) for span in spans]
