"""The words of the interface that translations must have: `python docs/catalogue.py` brings the catalogues in
verify/report/locales up to date and compiles them.

Words come from the templates; from what Python hands to `say`, `counted` and their like, and to the errors;
from the help of the commands, and click's own words; and from the closed vocabularies, which are translated
by their values. A word that a catalogue lacks is added without a translation.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from verify.cli.lazy import EXAMPLE, LazyGroup, paragraphs
from verify.cli.root import cli
from verify.errors import VerifyError
from verify.extract import proposals
from verify.model import (
    CREDIBILITY,
    EvidenceState,
    FlagCode,
    Mode,
    SourceKind,
    SourceState,
    Stance,
    Status,
    UpstreamResult,
)
from verify.model.flags import ASSUMED_TEMPLATES, NAMELESS_TEMPLATES, TEMPLATES
from verify.model.terms import AccountRole
from verify.report import account, changes, detail, evidence, first, lists, mistakes, style, traced, voices
from verify.report.wording import LANGUAGES
from verify.store import Became, ClaimState, Result
from verify.web import visit

ROOT = Path(__file__).parents[1] / "verify"
LOCALES = ROOT / "report" / "locales"

_SAYING = {"say", "tell", "translated", "Message"}
"""Functions whose first argument is shown to people; and every error is one."""
_COUNTING = "counted"
"""The function whose first two arguments are the singular and the plural."""
_TOLD = "step"
"""The variable whose value long work tells."""

_HEADS = (b'"POT-C', b'"PO-R', b'"Gen', b'"Report-', b'"Last-T', b'"Language-T')
_THEN = datetime(2026, 1, 1, tzinfo=UTC)

COUNTS = (
    "all claims:", "from somebody named:", "from nobody named:", "in its own voice:", "links:",
    "independent:", "unproven:",
)  # fmt: skip
"""What a drawing's summary counts."""

ACTIONS = (
    "add", "change", "close", "open", "put", "reopen", "take", "accept", "assign", "chain", "drop", "join",
    "link", "unlink", "mark", "rate", "reject", "restore", "returned", "split", "trace", "undo", "describe",
    "disable", "enable", "import", "look", "no-mismatch", "password", "remove", "reread", "return", "revoke",
    "sign-out", "token", "unrate", "reworded", "vanished", "role", "alias", "owner",
)  # fmt: skip
"""What the history says that somebody did, without the prefix of what it was done to."""

CLICK = (
    "Aborted!", "Missing command.", "Options", "Usage:", "Show this message and exit.",
    "Show the version and exit.", "default: {default}", "env var: {var}", "Error: {message}",
    "Try '{command} {option}' for help.", "No such option {name!r}.", "No such command {name!r}.",
    "Invalid value: {message}", "Invalid value for {param_hint}: {message}", "Missing argument",
    "Missing option", "Missing parameter", "Option {name!r} does not take a value.",
    "Argument {name!r} takes {nargs} values.", "Error: The two entered values do not match.",
    "{value} is not in the range {range}.", "{value!r} is not a valid {number_type}.",
    "{name} {filename!r} does not exist.", "{name} {filename!r} is a file.", "file", "path", "directory",
    "{name} {filename!r} is a directory.", "Choose from:\n\t{choices}",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)  # fmt: skip
"""What click says of our command lines."""

COLUMNS = (
    "feed", "last read", "read", "waiting", "failed", "code", "language", "words by", "entries", "phrases",
    "patterns", "from", "to", "events", "head", "database", "schema", "articles", "versions", "claims",
    "sources", "texts", "snapshots", "links", "reading", "indexing articles", "looking outside", "moving",
    "writing", "importing", "accepted", "rejected", "kept now", "error", "case",
)  # fmt: skip
"""Headings of tables and names of facts, which tables translate themselves."""

FIELDS = (
    "status", "stance", "note", "evidence", "url", "credibility", "assigned", "chain", "reason", "name",
    "kind", "owner", "alias", "aliases", "reliability", "question", "due", "text", "spans", "quote",
    "archive url", "state", "standing", "into", "from", "action", "title", "label", "role", "active",
    "people", "mismatch", "what", "person", "token id", "until", "token", "address", "text sha256",
    "version", "engine",
)  # fmt: skip
"""What events of the history hold, by their keys."""

REFUSED = (
    "planning, wanting or seeing is a fact about somebody, not something said",
    "it stands inside the words that attribute something else",
    "a stronger frame stands in the same clause",
    "it is told in passing: the sentence is one statement",
    "it stands inside something that is said already",
    "the clause is one statement with what stands before it",
    "its sentence sums up what stands before it",
    "it is negated",
    "it adds a source to the frame that it stands in, if there is one",
    "nobody who can speak, or nothing that is said, stands with it",
)
"""Why a cue makes no hop."""

SYSTEM = (
    "No such file or directory", "Permission denied", "Is a directory", "Not a directory", "File exists",
    "No space left on device", "Read-only file system", "File name too long", "Address already in use",
    "Cannot assign requested address",
)  # fmt: skip
"""What the system says of files and addresses."""

ORDERED = ("{n} {status}", "{thing}.{action}")
"""What has no words of its own, and whose order differs from language to language."""

Message = str | tuple[str, ...]


def messages() -> Iterator[Message]:
    """All of them, some more than once; a plural is a tuple of its English forms."""
    for path in sorted((ROOT / "web" / "templates").glob("*.html")):
        options = {"trimmed": "false", "newstyle_gettext": "true"}
        found = extract("jinja2.ext:babel_extract", BytesIO(path.read_bytes()), options=options)
        yield from (message for _, message, _, _ in found)
    for path in sorted(ROOT.rglob("*.py")):
        yield from said(ast.parse(path.read_text(encoding="utf-8")))
    yield from helped(cli)
    for words in (Status, Stance, SourceKind, Mode, EvidenceState, SourceState, FlagCode, ClaimState):
        yield from (word.value for word in words)
    for table in (
        TEMPLATES, NAMELESS_TEMPLATES, ASSUMED_TEMPLATES, style.MEANING, style.NAMELESS, voices.UNPROVEN
    ):  # fmt: skip
        yield from table.values()
    for table in (account.WHY, mistakes.CAUSES, detail.RELIABILITY):
        yield from table.values()
    for words in (Became, Result, UpstreamResult, AccountRole):
        yield from (word.value for word in words)
    for signed in (changes.SAID, evidence.SAID, traced.SAID):
        yield from (words.lstrip("▲+-~=✓✕?– ") for words, _ in signed.values())
    yield from (*CREDIBILITY, *first.MONTHS, *lists.HEADINGS, *(reason for reason, _ in proposals.RULES))
    yield from (*COUNTS, *ACTIONS, *CLICK, *SYSTEM, *COLUMNS, *REFUSED, *FIELDS)


def said(module: ast.Module) -> Iterator[Message]:
    """What a module says to people, in the order of its text."""
    saying = _SAYING | {error.__name__ for error in (*errors(VerifyError), visit.NotAllowed)}
    for node in ast.walk(module):
        if isinstance(node, ast.Assign) and [_name(target) for target in node.targets] == [_TOLD]:
            yield from _texts(node.value)
        if not isinstance(node, ast.Call):
            continue
        if _name(node.func) in saying and node.args:
            yield from _texts(node.args[0])
        if _name(node.func) == _COUNTING:
            forms = tuple(text for arg in node.args[:2] for text in _texts(arg))
            if len(forms) == 2:
                yield forms


def _has_words(message: Message) -> bool:
    """False where there is nothing to translate but what fills it: "{source}: {error}"."""
    if isinstance(message, tuple) or message in ORDERED:
        return True
    return any(map(str.isalpha, re.sub(r"\{[^}]*\}", "", message)))


def errors(kind: type[VerifyError]) -> Iterator[type[VerifyError]]:
    """A kind of error and all that are of it."""
    yield kind
    for each in kind.__subclasses__():
        yield from errors(each)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _texts(node: ast.expr) -> Iterator[str]:
    """The text that an argument is; both of them, where it is one or the other."""
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def helped(command: click.Command) -> Iterator[str]:
    """The help of a command, of its options, and of all commands below it."""
    options = [param.help for param in command.params if isinstance(param, click.Option)]
    for text in filter(None, (command.help, *options)):
        yield from paragraphs(text)
    if isinstance(command, LazyGroup):
        for heading, section in command.sections.items():
            yield from (heading, *(entry.summary for entry in section.values()))
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from helped(found)
    yield EXAMPLE


def updated(language: str) -> Catalog:
    """The catalogue as it stands, with what it lacks added and what nobody says left out."""
    path = LOCALES / language / "LC_MESSAGES" / "verify.po"
    held = BytesIO(path.read_bytes() if path.exists() else b"")
    old = read_po(held, locale=language)
    new = Catalog(locale=language, project="verify", header_comment="", fuzzy=False)
    for message in sorted(filter(_has_words, set(messages())), key=str):
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
