"""A thousand strings that would do something, if a page took them for more than text."""

from __future__ import annotations

from itertools import cycle, islice

MARK = "pwn3d"

_BODIES = (
    f"<script>{MARK}()</script>",
    f"<img src=x onerror={MARK}()>",
    f"<svg/onload={MARK}()>",
    f'"><svg onload="{MARK}()">',
    f"' onmouseover='{MARK}()",
    f'" autofocus onfocus="{MARK}()" x="',
    f"javascript:{MARK}()",
    f"JaVaScRiPt:{MARK}()//",
    f"data:text/html,<script>{MARK}()</script>",
    f"</title><script>{MARK}()</script>",
    f"</textarea><script>{MARK}()</script>",
    f"</style><style>*{{background:url(//{MARK}.example)}}</style>",
    f"<iframe srcdoc='<script>{MARK}()</script>'>",
    f"<base href=//{MARK}.example>",
    f"<meta http-equiv=refresh content='0;url=//{MARK}.example'>",
    f"<a href=javascript:{MARK}()>x</a>",
    f"<form action=//{MARK}.example><button>x",
    f"<link rel=stylesheet href=//{MARK}.example>",
    f"<object data=//{MARK}.example>",
    f"{{{{ 7*7 }}}}{{% print '{MARK}' %}}",
    f"${{{MARK}()}}#{{{MARK}()}}<%= {MARK} %>",
    f"<!--{MARK}--><!doctype x>",
    f"]]><script>{MARK}()</script>",
    f"&lt;script&gt;{MARK}()&lt;/script&gt;&#60;script&#62;",
    f"=cmd|'/c {MARK}'!A1",
    f"\x1b]0;{MARK}\x07\x1b[31m{MARK}",
    f"\u202e{MARK}\u2066",
    f"<scr\x00ipt>{MARK}()</scr\x00ipt>",
    f"../../{MARK}; rm -rf /",
    f"' OR 1=1; DROP TABLE claims; -- {MARK}",
    f"<math><mi//xlink:href='javascript:{MARK}()'>",
    f"<template><script>{MARK}()</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={MARK}()>'>",
    f"`${{{MARK}}}`\\u003cscript\\u003e",
    f"<x style=animation-name:x onanimationend={MARK}()>",
)
_AROUND = (
    "{}",
    " {}",
    "{} и ещё",
    "Мэр {} сказал",
    "«{}»",
    '"{}"',
    "'{}'",
    "{}\n",
    "a{}b",
    "{}{}",
    "<{}",
    "{}>",
    "%s{}",
    "({})",
    "{};",
    "https://example.org/{}",
    "{}\u2028",
    "\ufeff{}",
    "{}…",
    "\\{}",
    "//{}",
    "#{}",
    "?x={}",
    "&{}",
    "@{}",
    "[{}]",
    "*{}*",
    "|{}|",
    "{}\t{}",
)

ATTACKS = tuple(
    islice((around.format(*[body] * around.count("{}")) for around in _AROUND for body in _BODIES), 1000)
)


def endless() -> cycle[str]:
    """All of them, again and again."""
    return cycle(ATTACKS)
