"""What a page states about its article: title, publisher, date, authors, language, address.

The order of trust: the machine-readable description (JSON-LD), the meta elements, what trafilatura finds.
A fact that only looks like one (a date in a footer, a host's name as the publisher) is left out.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from verify.fetch.markup import Element
from verify.languages import codes
from verify.model.article import Metadata

_ARTICLES = ("Article", "BlogPosting", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "Report")
_LOCALES = {"ua": "uk"}  # the country's code, which many Ukrainian sites declare as their language
_SEPARATOR = re.compile(r"\s+[|–—•·»/-]+\s+")
_NUMERIC = re.compile(
    r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](20\d\d)(?!\d)"
)  # 12.03.2026, as Russian and Ukrainian pages
_WORDED = re.compile(r"\d{1,2}\s+[^\W\d_]{3,}\.?\s+20\d\d|[^\W\d_]{3,}\.?\s+\d{1,2},?\s+20\d\d")
_DATE_BOX = re.compile(r"(?:^|[-_ ])(?:date|time|datetime|published|pubdate)(?:$|[-_ ])", re.IGNORECASE)
_DATED_PATH = re.compile(r"/(20\d\d)[/-]([01]\d)[/-]([0-3]\d)(?:/|-|$)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Facts:
    """metadata, and whether the page says that its full text is not for everybody."""

    metadata: Metadata
    paywalled: bool = False


def facts(tree: Element, address: str | None) -> Facts:
    """What the page states about its article. tree: the whole page, not yet pruned."""
    described = _described(tree)
    found = _found(tree, address)
    publisher = (
        _name(described.get("publisher")) or meta(tree, "og:site_name") or meta(tree, "application-name")
    )
    metadata = Metadata(
        title=_title(tree, described, publisher) or found.get("title"),
        publisher=publisher,
        language=language_of(tree),
        published=_published(tree, described, address),
        authors=_authors(tree, described, found.get("author"), publisher),
        url=_canonical(tree) or found.get("url"),
    )
    return Facts(metadata, str(described.get("isAccessibleForFree")).lower() == "false")


def _described(tree: Element) -> dict[str, Any]:
    """The page's JSON-LD description of its article; {} without one."""
    for script in tree.iter("script"):
        if script.get("type", "").lower() != "application/ld+json" or len(script.text or "") > 1_000_000:
            continue
        try:
            parsed = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(parsed):
            kinds = thing.get("@type")
            if any(k in _ARTICLES for k in (kinds if isinstance(kinds, list) else [kinds])):
                return thing
    return {}


def _things(parsed: object) -> Iterator[dict[str, Any]]:
    """The objects at the top, in lists and in @graph: where articles are described."""
    for thing in parsed if isinstance(parsed, list) else [parsed]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (t for t in graph if isinstance(t, dict)) if isinstance(graph, list) else ()


def _name(thing: object) -> str | None:
    """The name of a JSON-LD person or organization."""
    if isinstance(thing, list):
        return _name(thing[0]) if thing else None
    name = thing.get("name") if isinstance(thing, dict) else thing
    return _clean(name) if isinstance(name, str) and not name.startswith("http") else None


def _clean(words: str | None) -> str | None:
    return " ".join((words or "").split())[:500] or None


def meta(tree: Element, *names: str) -> str | None:
    for name in names:
        for element in tree.iter("meta"):
            if name in (element.get("property"), element.get("name"), element.get("itemprop")):
                content = _clean(element.get("content"))
                if content:
                    return content
    return None


def _title(tree: Element, described: dict[str, Any], publisher: str | None) -> str | None:
    """The headline as the page prints it, without the site's name behind it."""
    headings = [h for e in tree.iter("h1") if (h := _clean("".join(e.itertext())))]
    stated = described.get("headline")
    title = (_clean(stated) if isinstance(stated, str) else None) or meta(tree, "og:title", "twitter:title")
    if len(headings) == 1 and (title is None or _alike(headings[0], title)):
        return headings[0]
    title = title or next((_clean("".join(e.itertext())) for e in tree.iter("title")), None)
    return _without_site(title, publisher) if title else None


def _alike(one: str, other: str) -> bool:
    """Whether two titles begin alike: most of their first five words are the same."""
    first, second = one.casefold().split()[:5], other.casefold().split()[:5]
    return len(set(first) & set(second)) * 2 >= len(first)


def _without_site(title: str, publisher: str | None) -> str:
    _, *rest = _SEPARATOR.split(title)
    ends_with_site = publisher and rest and publisher.casefold() in rest[-1].casefold()
    return title[: title.rindex(rest[-1])].rstrip(" |–—•·»/-") if ends_with_site else title


def language_of(tree: Element) -> str | None:
    stated = (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or meta(tree, "og:locale")
    )
    code = re.split(r"[-_]", (stated or "").strip().lower())[0]
    code = _LOCALES.get(code, code)
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _published(tree: Element, described: dict[str, Any], address: str | None) -> date | None:
    """From the description, the meta elements, the first <time> or date box of the page, the address.

    trafilatura's own search is left alone: it takes any date of the page, a footer's too.
    """
    stated = described.get("datePublished")
    found = day(stated if isinstance(stated, str) else None)
    found = found or day(meta(tree, "article:published_time", "datePublished", "pubdate", "date"))
    return found or _shown(tree) or _in_path(address or "")


def _in_path(address: str) -> date | None:
    match = _DATED_PATH.search(address)
    return day("-".join(match.groups())) if match else None


def _shown(tree: Element) -> date | None:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        dated = element.tag == "time" or element.get("itemprop") == "datePublished"
        if dated and (found := day(element.get("datetime") or element.get("content"))):
            return found
        boxed = dated or _DATE_BOX.search(element.get("class", ""))
        if boxed and (found := _in_words("".join(islice(element.itertext(), 8)))):
            return found
    return None


def _in_words(shown: str) -> date | None:
    """12.03.2026 or 12 марта 2026 in a date box; None for a date without its year. It begins with it."""
    shown = shown[:100]
    if match := _NUMERIC.search(shown):
        return day(f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}")
    if not (worded := _WORDED.search(shown)):
        return None
    import dateparser  # type: ignore[import-untyped]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole: Any = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
        found = dateparser.parse(worded[0], languages=codes(), settings=whole)
    return found.date() if found else None


def day(stated: str | None) -> date | None:
    """The calendar day as the publisher writes it: its own clock's, whatever the offset."""
    match = _DATE.search(stated or "")
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _authors(
    tree: Element, described: dict[str, Any], found: str | None, publisher: str | None
) -> tuple[str, ...]:
    stated = described.get("author")
    names = [n for a in (stated if isinstance(stated, list) else [stated]) if (n := _name(a))]
    names = names or [n.strip() for n in (meta(tree, "author") or found or "").split(";")]
    own = (publisher or "").casefold()
    return tuple(dict.fromkeys(n for n in names if n and n.casefold() != own and "://" not in n))


def _canonical(tree: Element) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in link.get("rel", "").lower().split() and link.get("href", "").startswith("http"):
            return str(link.get("href")).strip()
    url = meta(tree, "og:url")
    return url if url and url.startswith("http") else None


def _found(tree: Element, address: str | None) -> dict[str, str]:
    """What trafilatura makes of the page."""
    from trafilatura import extract_metadata

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            document = extract_metadata(tree, default_url=address, extensive=False)
        except Exception:  # hostile markup in third-party code: no facts, but the article can still be read
            return {}
    return {k: v for k in ("title", "author", "url") if isinstance(v := getattr(document, k), str)}
