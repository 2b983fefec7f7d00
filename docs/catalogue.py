"""The words of the interface that translations must have: `python docs/catalogue.py` brings the catalogues in
verify/report/locales up to date and compiles them.

Words come from the templates, from the steps that long work tells, and from the closed vocabularies, which
templates translate by their values. A word that a catalogue lacks is added without a translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from verify.model import EvidenceState, FlagCode, Mode, SourceKind, SourceState, Stance, Status
from verify.model.flags import NAMELESS_TEMPLATES, TEMPLATES
from verify.report import style, voices
from verify.report.wording import LANGUAGES
from verify.store import ClaimState

ROOT = Path(__file__).parents[1] / "verify"
LOCALES = ROOT / "report" / "locales"
_STEP = re.compile(r'(?:(?:tell|say)\(|step = )"([^"]+)"')

_HEADS = (b'"POT-C', b'"PO-R', b'"Gen', b'"Report-', b'"Last-T', b'"Language-T')
_THEN = datetime(2026, 1, 1, tzinfo=UTC)

COUNTS = (
    "all claims:", "from somebody named:", "from nobody named:", "in its own voice:", "links:",
    "independent:", "unproven:",
)  # fmt: skip
"""What a drawing's summary counts."""

ACTIONS = (
    "add", "change", "close", "open", "put", "reopen", "take", "accept", "assign", "chain", "drop", "join",
    "link", "mark", "rate", "reject", "restore", "returned", "split", "trace", "undo",
)  # fmt: skip
"""What the history says that somebody did, without the prefix of what it was done to."""

Message = str | tuple[str, ...]


def messages() -> Iterator[Message]:
    """All of them, some more than once; a plural is a tuple of its English forms."""
    for path in sorted((ROOT / "web" / "templates").glob("*.html")):
        options = {"trimmed": "false", "newstyle_gettext": "true"}
        found = extract("jinja2.ext:babel_extract", BytesIO(path.read_bytes()), options=options)
        yield from (message for _, message, _, _ in found)
    for path in sorted(ROOT.rglob("*.py")):
        yield from _STEP.findall(path.read_text(encoding="utf-8"))
    for words in (Status, Stance, SourceKind, Mode, EvidenceState, SourceState, FlagCode, ClaimState):
        yield from (word.value for word in words)
    for table in (TEMPLATES, NAMELESS_TEMPLATES, style.MEANING, style.NAMELESS, voices.UNPROVEN):
        yield from table.values()
    yield from (*COUNTS, *ACTIONS)


def updated(language: str) -> Catalog:
    """The catalogue as it stands, with what it lacks added and what nobody says left out."""
    path = LOCALES / language / "LC_MESSAGES" / "verify.po"
    held = BytesIO(path.read_bytes() if path.exists() else b"")
    old = read_po(held, locale=language)
    new = Catalog(locale=language, project="verify", header_comment="", fuzzy=False)
    for message in sorted(set(messages()), key=str):
        kept = old.get(message[0] if isinstance(message, tuple) else message)
        new.add(message, kept.string if kept else None)
    return new


def written(catalog: Catalog) -> tuple[bytes, bytes]:
    """The catalogue for people and for programs."""
    po, mo = BytesIO(), BytesIO()
    write_po(po, catalog, omit_header=False, width=100, sort_output=True)
    # No times and no program's version: the same words give the same bytes.
    lines = [line for line in po.getvalue().split(b"\n") if not line.startswith(_HEADS)]
    compiled = read_po(BytesIO(b"\n".join(lines)), locale=catalog.locale)
    compiled.creation_date = compiled.revision_date = _THEN
    write_mo(mo, compiled)
    return b"\n".join(lines), mo.getvalue()


def main() -> None:
    for language in (code for code in LANGUAGES if code != "en"):
        folder = LOCALES / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        catalog = updated(language)
        for name, data in zip(("verify.po", "verify.mo"), written(catalog), strict=True):
            (folder / name).write_bytes(data)
        lacking = sum(1 for m in catalog if m.id and not (all(m.string) if m.pluralizable else m.string))
        print(f"{language}: {len(catalog)} messages, {lacking} without a translation")


if __name__ == "__main__":
    main()
