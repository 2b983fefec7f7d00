"""Holds a pack against its own examples: sentences in which its entries must attribute, and must not.

`<code>/examples.toml` has `[[each]]`, one template a class or phrase, filled with every entry (`only`: with
some; `except`: those that fail, which must go on failing), and
`[patterns.<name>]`, lines that a pattern must and must not meet. docs/adding-a-language.md explains both.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from verify.extract import extract
from verify.languages import pack
from verify.languages.checking import Finding
from verify.languages.inflected import form_of
from verify.languages.register import register
from verify.model import Metadata

EXAMPLED = (
    "classes.speak_say", "classes.speak_publish", "classes.speak_name", "classes.speak_urge",
    "classes.speak_judge", "classes.speak_accuse", "classes.speak_passive", "classes.verb_believe",
    "classes.verb_intend", "classes.quote_verb", "classes.by_noun", "classes.claim_noun", "classes.hedge",
    "classes.outlet_noun", "classes.anon_noun", "classes.group_noun", "classes.role_noun",
    "classes.spokes_noun", "classes.org_noun", "classes.doc_noun", "phrases.link", "phrases.according",
    "phrases.hearsay", "phrases.this_object", "phrases.own_voice", "phrases.hedge",
)  # fmt: skip
"""Tables that must have examples wherever a pack has entries in them; all patterns must besides."""

Example = Mapping[str, Any]


def held(code: str) -> tuple[int, list[Finding]]:
    """How many sentences the language's examples make, and those that do not hold."""
    data = _read(code)
    templates: list[Example] = data.get("each", [])
    results = [*_of_templates(templates, code), *_of_patterns(data.get("patterns", {}), code)]
    failed = [finding for finding in results if finding is not None]
    return len(results), [*_uncovered(templates, data.get("patterns", {}), code), *failed]


def _read(code: str) -> dict[str, Any]:
    source = resources.files("verify.languages").joinpath(code, "examples.toml")
    return tomllib.loads(source.read_text(encoding="utf-8")) if source.is_file() else {}


def _entries(where: str, code: str) -> tuple[str, ...]:
    table, _, name = where.partition(".")
    return tuple(pack(code).data.get(table, {}).get(name, ()))


def _uncovered(templates: list[Example], patterns: Mapping[str, Any], code: str) -> Iterator[Finding]:
    shown = {t["of"] for t in templates}
    for where in EXAMPLED:
        if where not in shown and _entries(where, code):
            yield Finding(where, "has entries and no example in examples.toml")
    for name, rows in pack(code).data.get("patterns", {}).items():
        if rows and name not in patterns:
            yield Finding(f"patterns.{name}", "has no example in examples.toml")


# -- templates: every entry in a sentence that attributes, and in one that does not


def _of_templates(templates: list[Example], code: str) -> Iterator[Finding | None]:
    own = {(t["of"], entry) for t in templates for entry in t.get("only", ())}
    for template in templates:
        excepted = set(template.get("except", ()))
        listed = _entries(template["of"], code)
        for entry in template.get("only", [e for e in listed if (template["of"], e) not in own]):
            if entry not in listed:
                yield Finding(template["of"], f'"{entry}" has a template of its own, and is no entry')
                continue
            form = form_of(entry, template.get("form", ""), code)
            wrong = _wrong(template, form, code)
            if entry in excepted:
                wrong = None if wrong else "is an exception in examples.toml, and holds: take it out"
            yield Finding(template["of"], f'"{entry}" {wrong}') if wrong else None


def _wrong(template: Example, form: str, code: str) -> str | None:
    positive = [filled(text, form) for text in template["yes"]]
    if not any(happens(text, template, code) for text in positive):
        return f"must attribute, and does not: {positive[0]}"
    negative = [filled(text, form) for text in template["no"]]
    bad = next((text for text in negative if happens(text, template, code)), None)
    return f"must not attribute, and does: {bad}" if bad else None


def filled(text: str, form: str) -> str:
    """The template with the form in the place of {}, or of {C} with a capital."""
    return text.replace("{C}", form[:1].upper() + form[1:]).replace("{}", form)


def happens(text: str, template: Example, code: str) -> bool:
    """True where some claim of the text carries the template's flag, or a chain of its kinds."""
    claims = extract(text, Metadata(language=code), outlets=register()).claims
    if "flag" in template:
        return any(f.code == template["flag"] for c in claims for f in c.flags)
    return any([h.kind.value for h in c.chain] == template["chain"] for c in claims)


# -- patterns: lines that each must and must not meet


def _of_patterns(examples: Mapping[str, Any], code: str) -> Iterator[Finding | None]:
    for name, lines in examples.items():
        where, patterns = f"patterns.{name}", pack(code).patterns(name)
        for number, pattern in enumerate(patterns, 1):
            met = any(pattern.search(line) for line in lines["yes"])
            yield (
                None if met else Finding(where, f"no example meets pattern {number}: {pattern.pattern[:60]}")
            )
        for line in lines["yes"]:
            met = any(p.search(line) for p in patterns)
            yield None if met else Finding(where, f"must be met, and is not: {line}")
        for line in lines["no"]:
            met = any(p.search(line) for p in patterns)
            yield Finding(where, f"must not be met, and is: {line}") if met else None
