"""Reads the data files of the packs and of the register: TOML, most of whose rows JSON spells the same.

tomllib takes several times as long, and every command would wait for it. So rows of one line whose values are
plain strings, or lists of them, are handed to the JSON parser in one go, texts of many lines are taken as
they stand, and tomllib reads what is left of a file. A test holds that tomllib alone reads the same from each
file, and in the same order.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_LINE = re.compile(
    r'''^(?: \[ (?P<table>[\w.-]+) \]
    | (?P<key>[\w-]+|"[^"\\\n]*") [ ]=[ ] (?P<value> "(?!"") .* " | \[ (?: " .* )? \] )
    | (?P<name> [\w-]+)[ ]=[ ]"""\n?(?P<text> [^"\\]*)"""
    | (?P<other> [\w-]+[ ]=[ ]"""(?s:.*?)""" | .+) )$''',
    re.M | re.X,
)
_KEY = re.compile(r"([\w-]+) = ")


def read_tables(path: Path) -> dict[str, Any]:
    """What a data file holds, in its order."""
    text = path.read_text(encoding="utf-8")
    found: dict[str, Any] = {}
    here, where, values = found, list[tuple[dict[str, Any], str]](), list[str]()
    header, rest = "", list[str]()
    for table, key, value, name, words, other in _LINE.findall(text):
        if table:
            here, header = _table(found, table), f"[{table}]"
        elif key:
            where.append((here, key.strip('"')))
            here[where[-1][1]] = None
            values.append(value)
        elif name:
            here[name] = words
        elif other.startswith("[["):  # rows of a list of tables: whose each is, only tomllib knows
            return tomllib.loads(text)
        elif not other.startswith("#"):
            rest += (header, other) if header else (other,)
            header = ""
            if begins := _KEY.match(other):
                here.setdefault(begins[1], None)
    for (inside, key), value in zip(where, json.loads(f"[{','.join(values)}]"), strict=True):
        inside[key] = value
    _complete(found, tomllib.loads("\n".join(rest)))
    return found


def _table(found: dict[str, Any], name: str) -> dict[str, Any]:
    for part in name.split("."):
        found = found.setdefault(part, {})
    return found


def _complete(found: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(found.get(key), dict):
            _complete(found[key], value)
        else:
            found[key] = value
