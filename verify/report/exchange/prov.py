"""W3C PROV as PROV-JSON: a hop is a quotation, and each quoted statement is attributed to its source.

РБК-Украина ← Reuters ← «собеседники агентства» reads: the claim in the article was quoted from a statement
that is attributed to Reuters, which was quoted from one that is attributed to unnamed people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from verify.model import Hop, SourceKind
from verify.report.exchange.common import hop_name, present, web_address
from verify.report.exchange.newsroom import NAMESPACE, Newsroom
from verify.report.safe import dumps
from verify.report.views import ArticleView, ClaimView

SIGNATURE = '"prefix": {\n  "verify": "urn:x-verify:"'
_PERSON = "prov:Person"
_ORGANIZATION = "prov:Organization"

Records = dict[str, dict[str, dict[str, Any]]]


def write(articles: Iterable[ArticleView], _: Newsroom) -> Iterator[str]:
    """One document. PROV-JSON groups its records by type, so that it is built whole before it is written."""
    records: Records = {}
    for article in articles:
        _article(records, article)
    document = {"prefix": {"verify": NAMESPACE}, **records}
    yield dumps(document, indent=1) + "\n"


def _article(records: Records, article: ArticleView) -> None:
    about, key = article.metadata, _id("article", article.id or article.source)
    _put(records, "entity", key, {
        "prov:type": _name("verify:Article"),
        **present(prov__label=about.title, verify__address=web_address(article)),
    })  # fmt: skip
    if about.publisher:
        publisher = _agent(records, SourceKind.OUTLET.value, about.publisher)
        _link(records, "wasAttributedTo", entity=key, agent=publisher)
    for claim in article.claims:
        _claim(records, claim, key)


def _claim(records: Records, claim: ClaimView, article: str) -> None:
    key = _id("claim", claim.id)
    _put(records, "entity", key, {
        "prov:type": _name("verify:Claim"), "prov:value": claim.claim.text,
        "verify:number": claim.number, "verify:status": claim.status.value,
    })  # fmt: skip
    _link(records, "hadMember", collection=article, entity=key)
    said = key
    for depth, hop in enumerate(claim.chain, start=1):
        source = _id("statement", f"{claim.id}/{depth}")
        _put(records, "entity", source, {"prov:type": _name("verify:Statement")})
        for name in hop.names or (hop_name(hop),):
            _link(records, "wasAttributedTo", entity=source, agent=_agent(records, hop.kind.value, name))
        _quoted(records, said, source, hop)
        said = source


def _quoted(records: Records, quoting: str, quoted: str, hop: Hop) -> None:
    _link(
        records, "wasDerivedFrom", {"prov:type": _name("prov:Quotation"), "verify:inherited": hop.inherited},
        generatedEntity=quoting, usedEntity=quoted,
    )  # fmt: skip


def _agent(records: Records, kind: str, name: str) -> str:
    key = _id("source", f"{kind}/{name.casefold()}")
    types = [_name("verify:" + kind.capitalize())]
    if kind == SourceKind.PERSON:
        types.append(_name(_PERSON))
    elif kind in (SourceKind.OUTLET, SourceKind.ORGANIZATION):
        types.append(_name(_ORGANIZATION))
    _put(records, "agent", key, {"prov:type": types, "prov:label": name})
    return key


def _put(records: Records, kind: str, key: str, attributes: dict[str, Any]) -> None:
    records.setdefault(kind, {}).setdefault(key, attributes)


def _link(records: Records, kind: str, more: dict[str, Any] | None = None, **ends: str) -> None:
    """A relation; the same one twice is one, since its key is made of its ends."""
    key = "_:" + hashlib.sha256(repr((kind, sorted(ends.items()))).encode()).hexdigest()[:16]
    _put(records, kind, key, {**{f"prov:{end}": id_ for end, id_ in ends.items()}, **(more or {})})


def _id(kind: str, key: str) -> str:
    """A qualified name that is the same in every export: of the id, or of a hash of what has none."""
    plain = key if key.replace("-", "").isalnum() and key.isascii() else _short(key)
    return f"verify:{kind}-{plain}"


def _short(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:20]


def _name(qualified: str) -> dict[str, str]:
    return {"$": qualified, "type": "prov:QUALIFIED_NAME"}
