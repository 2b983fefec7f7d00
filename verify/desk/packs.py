"""What the packs of languages hold, and whether they are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from verify.desk.examples import held
from verify.errors import InputError, Message
from verify.languages import codes, pack
from verify.languages.checking import Finding, findings


@dataclass(frozen=True, slots=True)
class PackSummary:
    """A pack in numbers: entries of classes, phrases, patterns; `morphology`: dictionary, tables, endings."""

    code: str
    name: str
    morphology: str
    entries: int
    phrases: int
    patterns: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A pack that was checked. `examples`: sentences it was held against; `findings`: what is wrong."""

    code: str
    name: str
    examples: int
    findings: tuple[Finding, ...]


def listed() -> list[PackSummary]:
    """All packs, by code."""
    return [_summary(code) for code in codes()]


def _summary(code: str) -> PackSummary:
    data = pack(code).data
    how = (
        "dictionary" if data["morphology"] == "pymorphy3" else "tables" if "paradigms" in data else "endings"
    )
    counts = (
        sum(len(rows) for rows in data.get(table, {}).values())
        for table in ("classes", "phrases", "patterns")
    )
    return PackSummary(code, data["name"], how, *counts)


def named(wanted: Sequence[str]) -> tuple[str, ...]:
    """The packs wanted, all where none is named. InputError where there is no such pack."""
    for code in wanted:
        if code not in codes():
            near = get_close_matches(code, codes(), 1)
            hint = Message("; did you mean “{near}”?", near=near[0]) if near else ""
            raise InputError(
                "{code}: no such language here; it is one of {codes}{hint}",
                code=code,
                codes=", ".join(codes()),
                hint=hint,
            )
    return tuple(wanted or codes())


def checked(wanted: Sequence[str] = ()) -> Iterator[Verdict]:
    """The verdict on each pack wanted, on all where none is named, each as soon as it is there."""
    return map(_verdict, named(wanted))


def _verdict(code: str) -> Verdict:
    wrong = findings(code)
    if wrong:  # examples mean nothing while the pack itself is wrong
        return Verdict(code, pack(code).data.get("name", code) if _readable(wrong) else code, 0, tuple(wrong))
    count, failed = held(code)
    return Verdict(code, pack(code).data["name"], count, tuple(failed))


def _readable(wrong: Sequence[Finding]) -> bool:
    return not any(f.where == "pack.toml" for f in wrong)
