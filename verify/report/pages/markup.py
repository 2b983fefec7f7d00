"""HTML put together from elements: what is no `Html` is text, and is escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

from verify.report.drawing import CSS as DRAWING
from verify.report.drawing.letters import NO_MARKUP as _NO_CHARACTER
from verify.report.drawing.letters import escaped, safe
from verify.report.safe import dumps, shown
from verify.report.wording import language

_VOID = frozenset({"meta", "link", "br", "hr", "img"})


class Html(str):
    """Markup as it is: only this module and the drawings make it of anything but other Html."""

    __slots__ = ()


Part = str | None
"""A child: text, Html, or nothing."""


def el(name: str, *children: Part, **attributes: str | None) -> Html:
    """An element. Attributes: `class_` is class, `aria_label` aria-label; None leaves one out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{join(*children)}</{name}>")


def join(*parts: Part) -> Html:
    """One after the other; what is no Html is text."""
    return Html("".join(part if isinstance(part, Html) else run(part) for part in parts if part))


def run(text: str) -> Html:
    """A piece of a longer text: its blanks stay."""
    return Html(escaped(shown(text)))


def scroll(wide: Html, label: str) -> Html:
    """Something wide that scrolls in its own place, by keyboard too."""
    return el("div", wide, class_="scroll", tabindex="0", role="group", aria_label=label)


def data(kind: str, value: Any) -> Html:
    """JSON in a page, for programs that read it: no script, and nothing in it can end the element."""
    text = dumps(value).replace("<", "\\u003c").replace("&", "\\u0026")
    return Html(f'<script type="{kind}">{_NO_CHARACTER.sub(_code, text)}</script>')


def _code(found: re.Match[str]) -> str:
    return "".join(f"\\u{unit:04x}" for unit in memoryview(found[0].encode("utf-16-le")).cast("H"))


def lines(text: str) -> Html:
    """A text of several lines, for an element that keeps them."""
    return Html("\n".join(map(run, text.split("\n"))))


@cache
def css() -> str:
    """The rules of every page, those of the drawings among them."""
    return (files(__package__) / "page.css").read_text(encoding="utf-8") + DRAWING


def page(title: str, *body: Part, head: Part = None, narrow: bool = False) -> Html:
    """A whole page; narrow: one column of text.

    Its policy allows its own style and nothing else: no script, no picture, no request.
    """
    rules = css()
    digest = base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return join(
        Html("<!DOCTYPE html>\n"),
        el(
            "html",
            el(
                "head",
                Html('<meta charset="utf-8">\n'),
                Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'),
                Html('<meta name="viewport" content="width=device-width, initial-scale=1">\n'),
                Html('<meta name="generator" content="verify">\n'),
                el("title", title),
                head,
                Html(f"\n<style>{rules}</style>\n"),
            ),
            Html("\n"),
            el("body", *body, class_="narrow" if narrow else None),
            lang=language(),
        ),
        Html("\n"),
    )
