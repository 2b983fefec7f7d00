"""Holds a pack against the schema: names, types, classes that the engine asks for, patterns that compile and
cannot run away."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import resources
from typing import Any

from verify.languages import schema

SLOWEST = 0.2
"""Seconds that a pattern may take on any probe; sane ones take a thousandth of it."""
_LENGTH = 3000
_LENGTHS = (*range(12, 32, 2), 60, 150, 400, 1000, _LENGTH)
"""Characters of the probes, shortest first: what runs away exponentially is stopped while it is short."""
_WORD = re.compile(r"\w+(?:['-]\w+)*(?:\.\w+)*")
_NESTED = ("closed", "classes", "phrases", "patterns")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong in a pack. `where`: the table and name ("classes.speak_say")."""

    where: str
    message: str


def findings(code: str) -> list[Finding]:
    """All that is wrong with the pack of a language that there is one for, in the schema's order."""
    source = resources.files("verify.languages").joinpath(code, "pack.toml")
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        return [Finding("pack.toml", f"no TOML: {error}")]
    return check(data, code)


def check(data: Mapping[str, Any], code: str) -> list[Finding]:
    """All that is wrong with a pack's data, as read from TOML."""
    found = [*_tables(data), *_required(data), *_shapes(data)]
    if data.get("code") != code:
        found.append(Finding("code", f'is "{data.get("code")}", but the folder is "{code}"'))
    if found:  # what follows reads values as they should be
        return found
    return [*_classes(data), *_words(data), *_phrases(data), *_patterns(data), *_months(data)]


def _near(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), 1)
    return f'; did you mean "{close[0]}"?' if close else ""


def _unknown(where: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Finding]:
    known = set(known)
    for name in names:
        if name not in known:
            yield Finding(f"{where}.{name}".lstrip("."), f"nothing knows this name{_near(name, known)}")


def _tables(data: Mapping[str, Any]) -> Iterator[Finding]:
    tops = {name.split(".")[0] for name in schema.TABLES} | set(_NESTED)
    yield from _unknown("", data, {*schema.TABLES[""], *tops} - {""})
    for table in (t for t in schema.TABLES if t and isinstance(_at(data, t), Mapping)):
        inner = {t.removeprefix(table + ".") for t in schema.TABLES if t.startswith(table + ".")}
        if "*" not in schema.TABLES[table]:
            yield from _unknown(table, _at(data, table), {*schema.TABLES[table], *inner})
    yield from _unknown("phrases", data.get("phrases", {}), schema.PHRASES)
    yield from _unknown("patterns", data.get("patterns", {}), schema.PATTERN_NAMES)
    named = (name for name in data.get("classes", {}) if not schema.STOCK.search(name))
    yield from _unknown("classes", named, schema.CLASSES)


def _at(data: Any, path: str) -> Any:
    for name in path.split("."):
        data = data.get(name) if isinstance(data, Mapping) else None
    return data


def _required(data: Mapping[str, Any]) -> Iterator[Finding]:
    for path in schema.REQUIRED:
        if not _at(data, path):
            yield Finding(path, "missing: every pack states it")


def _shapes(data: Mapping[str, Any]) -> Iterator[Finding]:
    for table, names in schema.TABLES.items():
        values = data if not table else _at(data, table) or {}
        if not isinstance(values, Mapping):
            yield Finding(table, "is no table")
            continue
        for name, value in values.items():
            kind, _ = names.get(name) or names.get("*") or ("", "")
            if kind and not _fits(value, kind):
                yield Finding(f"{table}.{name}".lstrip("."), f"is no {_KINDS.get(kind, kind)}")
    for table in ("classes", "phrases", "patterns"):
        for name, value in data.get(table, {}).items():
            if not _fits(value, schema.TEXTS):
                yield Finding(f"{table}.{name}", f"is no {_KINDS[schema.TEXTS]}")


_KINDS = {
    schema.WORD: "string",
    schema.WORDS: "list of strings",
    schema.TEXTS: "list of strings",
    schema.ROWS: "list of lists of strings",
    schema.MARKS: "table",
}


def _fits(value: Any, kind: str) -> bool:
    if kind == schema.WORD:
        return isinstance(value, str)
    if kind == "number":
        return isinstance(value, int)
    if kind == schema.MARKS:
        return isinstance(value, Mapping)
    rows = isinstance(value, list)
    if kind == schema.ROWS:
        return rows and all(_fits(row, schema.TEXTS) for row in value)
    return rows and all(isinstance(item, str) for item in value)


def cased(data: Mapping[str, Any]) -> bool:
    return bool(data["morphology"] == "pymorphy3" or "paradigms" in data)


def _classes(data: Mapping[str, Any]) -> Iterator[Finding]:
    stated = {*data.get("classes", {}), *data.get("phrases", {})}
    for name, (need, meaning) in schema.CLASSES.items():
        given = meaning.startswith("given by the engine")
        if not given and schema.asked_of(need, cased=cased(data)) and name not in stated:
            yield Finding(
                f"classes.{name}", f"missing, and the engine asks for it ({meaning}); [] says: none"
            )


def _words(data: Mapping[str, Any]) -> Iterator[Finding]:
    for table in ("closed", "classes"):
        for name, entries in data.get(table, {}).items():
            for entry in sorted({e for e in entries if e != e.lower() or e != e.strip() or not e}):
                yield Finding(
                    f"{table}.{name}", f'"{entry}" can never be met: words are looked up in lower case'
                )
            for entry in sorted({e for e in entries if list(entries).count(e) > 1}):
                yield Finding(f"{table}.{name}", f'"{entry}" stands there twice')


def _phrases(data: Mapping[str, Any]) -> Iterator[Finding]:
    for name, rows in data.get("phrases", {}).items():
        for row in rows:
            if row != row.lower() or not row.split() or not all(_WORD.fullmatch(w) for w in row.split()):
                message = "words in lower case, one space between, straight apostrophes, no marks"
                yield Finding(f"phrases.{name}", f'"{row}" can never be met: {message}')


def _patterns(data: Mapping[str, Any]) -> Iterator[Finding]:
    for name, rows in data.get("patterns", {}).items():
        for pattern in rows:
            where = f"patterns.{name}"
            try:
                compiled = re.compile(pattern, re.IGNORECASE)
            except re.error as error:
                yield Finding(where, f"{pattern!r} is no regular expression: {error}")
                continue
            groups, known = set(compiled.groupindex), schema.GROUPS.get(name, set())
            if groups - known:
                yield Finding(
                    where, f"{pattern!r} has a group that nothing reads: {', '.join(groups - known)}"
                )
            if name in ("byline", "date") and groups != known:
                yield Finding(where, f"{pattern!r} lacks the group {', '.join(sorted(known - groups))}")
            if (took := slowest(compiled)) > SLOWEST:
                yield Finding(where, f"{pattern!r} takes {took:.1f} s on {_LENGTH} characters: it runs away")


def slowest(pattern: re.Pattern[str]) -> float:
    """Seconds that the pattern takes on the worst of the probes; the first that is too slow ends it."""
    worst = 0.0
    for probe in _probes(pattern.pattern):
        start = time.thread_time()
        pattern.search(probe)
        worst = max(worst, time.thread_time() - start)
        if worst > SLOWEST:
            break
    return worst


def _probes(pattern: str) -> Iterator[str]:
    """Texts that make a bad pattern try again and again: runs of one thing, and of its own words."""
    own = re.findall(r"[^\W\d_]{2,}", re.sub(r"\\.|\(\?P?<\w+>", " ", pattern))[:12]
    units = ("a", " ", "1", "-", ".", "a ", "A ", "Aa ", "\n", '"', "aa-", *(w + " " for w in own))
    for length in _LENGTHS:
        yield from ((unit * (length // len(unit) + 1))[:length] + "!" for unit in units)


def _months(data: Mapping[str, Any]) -> Iterator[Finding]:
    names = data["months"]["names"]
    if len(names) != 12:
        yield Finding("months.names", f"has {len(names)} names; a year has 12 months")
    if len(set(names)) < len(names):
        yield Finding("months.names", "two months begin alike")
