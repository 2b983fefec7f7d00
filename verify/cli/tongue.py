"""The language that the command line speaks: --lang, VERIFY_LANG, or the locale's."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from verify.report import wording

F = TypeVar("F", bound=Callable[..., Any])
_VARIABLE = "LANGUAGE"


def tongue(command: F) -> F:
    """--lang, before the command."""
    return click.option(
        "--lang",
        metavar="CODE",
        expose_value=False,
        is_eager=True,
        callback=_chosen,
        help="Language of help, output and messages: en, uk or ru. VERIFY_LANG or the locale's by default.",
    )(command)


def code_of(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """One of our languages, as a callback of an option."""
    if value is None:
        return None
    code = wording.known(value)
    if code is None:
        said = wording.say("{value} is none of {known}.", value=value, known=", ".join(wording.LANGUAGES))
        raise click.BadParameter(said, ctx, param)
    return code


def _chosen(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if code := code_of(ctx, param, value):
        _speak(code)


def _speak(code: str) -> None:
    """Speak it, click's own words too: it asks gettext for them, and gettext the environment."""
    wording.speak(code)
    os.environ[_VARIABLE] = code
    gettext.bindtextdomain(wording.DOMAIN, str(wording.LOCALES))
    gettext.textdomain(wording.DOMAIN)


@contextmanager
def speaking() -> Iterator[None]:
    """A context for one command line: it begins with the environment's language and leaves all as it was."""
    domain, before = gettext.textdomain(), os.environ.get(_VARIABLE)
    with wording.speaking("en"):
        try:
            if (code := wording.of_environment(os.environ)) != "en":
                _speak(code)
            yield
        finally:
            gettext.textdomain(domain)
            os.environ.pop(_VARIABLE, None)
            if before is not None:
                os.environ[_VARIABLE] = before
