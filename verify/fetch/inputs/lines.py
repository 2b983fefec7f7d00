"""JSON lines: one record a line, with its text or its page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any

from verify.fetch.inputs.fields import Fields
from verify.fetch.inputs.items import Broken, Item
from verify.fetch.unpacking import Unpacked

_BLOCK = 1 << 20


def records(stream: Unpacked, name: str, fields: Fields, largest: int, after: int) -> Iterator[Item]:
    """The records of a file behind the first `after`. largest: bytes of a line that are read."""
    with BufferedReader(stream, 1 << 18) as lines:
        place = 0
        while line := lines.readline(largest + 1):
            place += 1
            whole = line.endswith(b"\n")
            if len(line) > largest and not whole:
                _pass(lines)
            if place > after and line.strip():
                yield _record(line, place, name, fields, largest)


def _pass(lines: BufferedReader[Unpacked]) -> None:
    """Over the rest of a line that is too long."""
    while (part := lines.readline(_BLOCK)) and not part.endswith(b"\n"):
        pass


def _record(line: bytes, place: int, name: str, fields: Fields, largest: int) -> Item:
    if len(line) > largest:
        return Broken(place, None, f"it is larger than {largest / 1e6:g} MB, which no article is")
    try:
        said: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Broken(place, None, f"it is no JSON ({error})")
    if not isinstance(said, Mapping):
        return Broken(place, None, "it is no JSON object")
    return fields.record(said, place, name, largest)
