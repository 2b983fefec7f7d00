"""The language that the interface speaks: English in the source, others by gettext catalogues.

Pages have a language a request, and templates made for it. The terminal has one, and so has each report:
`speaking` sets it, and `say`, `counted` and `told` speak it. English opens no catalogue.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import lru_cache
from pathlib import Path

from verify.errors import Message, VerifyError
from verify.model import Flag
from verify.model.flags import reason

LANGUAGES = {"en": "English", "uk": "Українська", "ru": "Русский"}
"""Code -> the language's own name, in the order in which a page offers them."""

DOMAIN = "verify"
LOCALES = Path(__file__).parent / "locales"

_spoken: ContextVar[str] = ContextVar("verify_language", default="en")


@lru_cache
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; of English the words themselves."""
    return gettext.translation(DOMAIN, LOCALES, [language], fallback=True)


def language() -> str:
    """The language that is spoken here and now: one of LANGUAGES."""
    return _spoken.get()


def speak(code: str) -> None:
    """From now on, speak this one of LANGUAGES."""
    _spoken.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """A context in which this one of LANGUAGES is spoken."""
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken(code: str, pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a text, each made while this language is spoken; whoever takes them keeps their own."""
    context = copy_context()
    context.run(speak, code)
    rest = iter(pieces)
    while (piece := context.run(next, rest, None)) is not None:
        yield piece


def translated(message: str) -> str:
    """The message in the language spoken; as it is where the catalogue lacks it."""
    code = _spoken.get()
    return message if code == "en" or not message else translations(code).gettext(message)


def say(message: str, /, **params: object) -> str:
    """Words of ours in the language spoken. params fill the {holes} of the message."""
    said = translated(message)
    return said.format(**params) if params else said


def counted(one: str, many: str, n: int, /, **params: object) -> str:
    """Words of ours beside a number, in the form that the language has for it; {n} is the number."""
    code = _spoken.get()
    english = one if n == 1 else many
    said = english if code == "en" else translations(code).ngettext(one, many, n)
    return said.format(n=n, **params)


def told(error: str | VerifyError) -> str:
    """What the machine says of something, in the language spoken: what went wrong, or why it proposes this.

    What was stored is kept in English: it is recognised by its template. Anything else stays as it is.
    """
    if isinstance(error, str) and not isinstance(error, Message) and language() != "en":
        error = _recognised(error, language()) or error
    return told_by(translated, error)


def _recognised(text: str, code: str) -> Message | None:
    """The message that says this in English: the one with most words of its own, where several could."""
    for template, pattern in _patterns(code):
        if found := pattern.fullmatch(text):
            held = {name: _recognised(value, code) or value for name, value in found.groupdict().items()}
            return Message(template, **held)
    return None


@lru_cache
def _patterns(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Templates with holes that say more than a name and a colon, those with most words first."""
    found = []
    for template in filter(_words, vars(translations(code)).get("_catalog", ())):
        parts = _HOLE.split(template)
        literal = "".join(parts[::2])
        names = parts[1::2]
        if len(set(names)) == len(names) and literal.count(" ") > 1:
            held = [f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts)]
            found.append((len(literal), template, "".join(held)))
    return tuple(
        (template, re.compile(pattern, re.DOTALL)) for _, template, pattern in sorted(found, reverse=True)
    )


_HOLE = re.compile(r"\{(\w+)\}")


def _words(template: object) -> bool:
    return isinstance(template, str) and bool(_HOLE.search(template))


def told_by(translate: Callable[[str], str], error: str | VerifyError) -> str:
    """As `told`, by another translation."""
    said = error.message if isinstance(error, VerifyError) else error
    return said.told(translate) if isinstance(said, Message) else translate(str(said)) if said else ""


def why(flag: Flag) -> str:
    """The flag's reason as one sentence, in the language spoken."""
    return reason(flag, translated, told)


def of_environment(environ: Mapping[str, str]) -> str:
    """The language that a terminal's environment asks for: VERIFY_LANG, else what POSIX says of messages
    (LC_ALL, LC_MESSAGES, LANG: the first that is set); English where it asks for none that we have.
    """
    named = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    return known(named) or "en"


_VARIABLES = ("VERIFY_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def known(tag: str) -> str | None:
    """The one of LANGUAGES that "uk", "uk-UA" or "uk_UA.UTF-8" means; None where it means none."""
    code = tag.replace("-", "_").split("_")[0].split(".")[0].strip().lower()
    return code if code in LANGUAGES else None


def chosen(wish: str | None, accepted: str) -> str:
    """The language to speak: the one that a person chose, else the first of an Accept-Language header (RFC
    9110) that we have, else English.
    """
    if wish in LANGUAGES:
        return str(wish)
    return next((code for code in _preferred(accepted) if code in LANGUAGES), "en")


def _preferred(accepted: str) -> Iterable[str]:
    ranked = []
    for place, part in enumerate(accepted.split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), place, tag.split("-")[0].strip().lower()))
        except ValueError:
            continue
    return [code for weight, _, code in sorted(ranked) if weight < 0]
