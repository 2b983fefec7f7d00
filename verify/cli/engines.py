"""Which engine finds the claims: the options of every command that extracts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from verify.engines import LLM, NAMES, TIMEOUT
from verify.report.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verify.engines import Engine
    from verify.report.views import ArticleView

_OPTIONS = [
    click.option(
        "--endpoint",
        metavar="URL",
        envvar="VERIFY_LLM_ENDPOINT",
        help="Where --engine llm sends the text: base address of an OpenAI-compatible service.",
    ),
    click.option("--model", metavar="NAME", envvar="VERIFY_LLM_MODEL", help="The model it asks for."),
    click.option(
        "--timeout",
        type=click.FloatRange(0.1, 3600),
        default=TIMEOUT,
        show_default=True,
        help="Seconds that one of its answers may take.",
    ),
    click.option("--no-cache", is_flag=True, help="Ask again what it has answered before."),
]


def service(command: Any) -> Any:
    """--endpoint, --model, --timeout and --no-cache: what an engine that asks somebody needs."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def engines(command: Any) -> Any:
    """--engine and what it needs, as `engine`, `endpoint`, `model`, `timeout`, `no_cache`."""
    return click.option(
        "--engine",
        type=click.Choice(NAMES),
        help="rules (the default), or llm: docs/llm.md says what it sends.",
    )(service(command))


def chosen(
    name: str | None, *, endpoint: str | None, model: str | None, timeout: float, no_cache: bool
) -> Engine | None:
    """The engine of a line, None where it names none. Raises InputError where its settings lack something."""
    suits((name,) if name else ())
    return made(name, endpoint=endpoint, model=model, timeout=timeout, no_cache=no_cache) if name else None


def made(name: str, *, endpoint: str | None, model: str | None, timeout: float, no_cache: bool) -> Engine:
    """An engine by its name."""
    from verify.engines import Settings, engine

    if name != LLM:
        return engine(name)
    from verify.engines import cache

    return engine(name, Settings(endpoint, model, timeout, None if no_cache else cache.folder()))


def suits(names: Sequence[str]) -> None:
    """An endpoint on the line of an engine that asks nobody is a mistake; one in the environment is none."""
    given = click.get_current_context().get_parameter_source("endpoint")
    if LLM not in names and given is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError(say("--endpoint goes with --engine llm: the rules send nothing anywhere."))


def tell(source: str, view: ArticleView | None, *, language: str | None) -> None:
    """What came of asking a model, and whether the article is in a language of ours, on stderr. language: as
    the line states it; then nobody doubts it.
    """
    if view is None:
        return
    from verify.cli.root import complain
    from verify.report.account import told
    from verify.report.doubted import warned

    if view.found is not None and view.found.account is not None:
        complain(told(source, view.found.account))
    if language is None and (doubt := warned(source, view.text, view.metadata.language)):
        complain(doubt)
