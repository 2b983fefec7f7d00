"""Bent input for every reader of what comes from outside: no error but our own, none over 2 seconds, memory
bounded.

    python -m benchmarks.fuzz [--minutes N] [--only NAME] [--seed N] [--keep DIR]

Sound examples (benchmarks.parsers) are bent by bytes, by tokens of their own kind and, where they are JSON,
by their structure. The readers take turns until the time is over. Status 1 where something else than our own
errors came out, an input took longer than 2 seconds of processor time, or memory grew by more than 400 MB;
what did it is in DIR.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import json
import os
import random
import re
import signal
import socket
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from benchmarks.invented import ASTRAL, COMBINING, CONTROLS, INVISIBLE, MARKS
from benchmarks.parsers import LARGEST, Parser, parsers
from verify import errors
from verify.engines.endpoint import BadAnswerError
from verify.errors import VerifyError

SLOWEST = 2.0
"""Seconds of processor time for an input."""
ENDED = 20.0
"""Seconds after which Python code is interrupted; after three times as long the process ends with a trace."""
GROWTH = 400
"""MB."""
TURN = 5.0
"""Seconds that a reader has at a time."""
OURS = (VerifyError, BadAnswerError)
PACKAGE = Path(errors.__file__).parent

STRANGE = (
    *[c.encode() for c in CONTROLS + INVISIBLE + COMBINING + ASTRAL + MARKS],
    b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd",
    b"0", b"-1", b"1e999", b"NaN", b"9" * 400, b"2147483648", b"18446744073709551616", b"0x1p3", b"%00",
    b"%ff",
    b"<", b"<div>", b"<table><tr><td>", b"</p>", b"<!--", b"]]>", b"<![CDATA[", b"&a;", b"&amp;",
    b"<!DOCTYPE x [<!ENTITY a 'aa'>]>", b"[", b"{", b'{"a":', b"[[", b'"', b"\\u0000", b"\\ud800", b"null",
    b"\r\n", b"\r\n\r\n", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**63, 10**30, 1e308, 0.1, "", " ", "\x00", "\ud800", "а" * 3000, "9" * 30,
    "0001-01-01", "9999-12-31T23:59:59+14:00", "../../etc/passwd", "http://[", [], {}, [[]], [None],
    {"": None},
    ["a"] * 300,
)  # fmt: skip
_NUMBERS = (b"0", b"-7", b"9" * 20, b"9" * 5000, b"1e9", b"00")


@dataclass(slots=True)
class Found:
    """What became of a reader's inputs. seconds: of the processor; memory: MB more than before."""

    inputs: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    slowest: float = 0.0
    memory: float = 0.0
    broken: dict[str, str] = field(default_factory=dict)


class TooSlow(BaseException):
    """Raised in the middle of an input that takes too long; no reader catches it by mistake."""


def bent(rng: random.Random, parser: Parser) -> bytes:
    """A mutation of one of its examples."""
    data = rng.choice(parser.examples)
    if parser.json and rng.random() < 0.6:
        data = _bent_json(rng, data)
    else:
        for _ in range(min(int(rng.expovariate(0.4)) + 1, 12)):
            data = rng.choice(_BENDS)(rng, data, parser.examples)
    return data[:LARGEST]


def _place(rng: random.Random, data: bytes, most: int = 400) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + int(rng.expovariate(4 / most)))


def _flip(rng: random.Random, data: bytes, _: object) -> bytes:
    made = bytearray(data or b"\0")
    for _n in range(rng.randint(1, 8)):
        made[rng.randrange(len(made))] = rng.randrange(256)
    return bytes(made)


def _cut(rng: random.Random, data: bytes, _: object) -> bytes:
    start, end = _place(rng, data)
    return data[:start] + data[end:]


def _end(rng: random.Random, data: bytes, _: object) -> bytes:
    return data[: rng.randint(0, len(data))]


def _again(rng: random.Random, data: bytes, _: object) -> bytes:
    start, end = _place(rng, data)
    return data[:start] + data[start:end] * rng.choice((2, 3, 20, 500, 5000)) + data[end:]


def _strange(rng: random.Random, data: bytes, _: object) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(STRANGE) * rng.choice((1, 1, 1, 2, 50, 3000)) + data[at:]


def _spliced(rng: random.Random, data: bytes, examples: tuple[bytes, ...]) -> bytes:
    start, end = _place(rng, other := rng.choice(examples), 2000)
    at = rng.randint(0, len(data))
    return data[:at] + other[start:end] + data[at:]


def _number(rng: random.Random, data: bytes, _: object) -> bytes:
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return data
    one = rng.choice(numbers)
    return data[: one.start()] + rng.choice(_NUMBERS) + data[one.end() :]


def _moved(rng: random.Random, data: bytes, _: object) -> bytes:
    lines = data.split(b"\n")
    rng.shuffle(lines)
    return b"\n".join(lines)


_BENDS: tuple[Callable[[random.Random, bytes, tuple[bytes, ...]], bytes], ...] = (
    _flip, _cut, _end, _again, _strange, _strange, _spliced, _number, _moved,
)  # fmt: skip


def _bent_json(rng: random.Random, data: bytes) -> bytes:
    """One to three values of one line put in place of others, taken out, or named otherwise."""
    lines = data.split(b"\n")
    at = rng.randrange(len(lines))
    try:
        said = json.loads(lines[at])
    except ValueError:
        return data
    for _ in range(rng.randint(1, 3)):
        said = _other(rng, said)
    lines[at] = json.dumps(said, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def _other(rng: random.Random, value: Any) -> Any:
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(list(value))
        kept = {k: v for k, v in value.items() if k != key}
        if (chance := rng.random()) < 0.08:
            return kept
        return kept | {"x" if chance < 0.12 else key: _other(rng, value[key])}
    if isinstance(value, list) and value and rng.random() < 0.9:
        at = rng.randrange(len(value))
        return [*value[:at], *[_other(rng, value[at])] * rng.choice((1, 1, 1, 0, 40)), *value[at + 1 :]]
    if isinstance(value, int) and not isinstance(value, bool) and rng.random() < 0.5:
        return value + rng.choice((-1, 1, 7, 2**31))
    return rng.choice(VALUES)


def turn(parser: Parser, rng: random.Random, until: float, found: Found, keep: Path) -> None:
    """Feed one reader until a moment."""
    _forget_peak()
    began = _memory()
    while time.monotonic() < until:
        feed(parser, bent(rng, parser), found, keep)
    found.memory = max(found.memory, _memory() - began)


def feed(parser: Parser, data: bytes, found: Found, keep: Path) -> None:
    """Give a reader one input, and note what became of it."""
    (keep / "last").write_bytes(data)  # a crash of the process leaves it
    found.inputs += 1
    spent = time.process_time()
    try:
        with interrupted():
            parser.run(data)
    except OURS as error:
        found.errors[type(error).__name__] += 1
    except (Exception, TooSlow) as error:
        _broken(found, parser, data, where(error), keep)
    spent = time.process_time() - spent
    if spent > SLOWEST:
        _broken(found, parser, data, f"{SLOWEST:g} seconds and more", keep)
    found.slowest = max(found.slowest, spent)
    found.seconds += spent


def where(error: BaseException) -> str:
    """The error's kind, and the last line of ours that it came through."""
    frames = [
        f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(PACKAGE)
    ]
    last = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "-"
    return f"{type(error).__name__} in {last}"


def _broken(found: Found, parser: Parser, data: bytes, what: str, keep: Path) -> None:
    if what in found.broken:
        return
    name = re.sub(r"\W+", "-", f"{parser.name} {what}") + "-" + hashlib.sha256(data).hexdigest()[:8]
    (keep / name).write_bytes(data)
    found.broken[what] = name
    print(f"{parser.name}: {what}: {keep / name}", flush=True)
    if not what.endswith("more"):
        (keep / f"{name}.trace").write_text(traceback.format_exc(), encoding="utf-8")


@contextmanager
def interrupted() -> Iterator[None]:
    def late(*_: object) -> NoReturn:
        raise TooSlow

    signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, ENDED)
    faulthandler.dump_traceback_later(ENDED * 3, exit=True, file=sys.__stderr__ or sys.stderr)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        faulthandler.cancel_dump_traceback_later()


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _memory() -> float:
    """The most memory that the process has held, in MB, since it was forgotten."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1000  # type: ignore[index]


def refused(*_: object, **__: object) -> NoReturn:
    raise OSError("no network here")


def alone() -> None:
    """No name is resolved and no connection made from here on."""
    os.environ["VERIFY_OFFLINE"] = "1"
    socket.getaddrinfo = refused
    socket.create_connection = refused


def main(minutes: float, only: list[str], seed: int, keep: Path) -> int:
    keep.mkdir(parents=True, exist_ok=True)
    alone()
    rng, until = random.Random(seed), time.monotonic() + minutes * 60
    with parsers() as every:
        chosen = [p for p in every if not only or p.name in only]
        if not chosen:
            print("There is no such reader; there are: " + ", ".join(p.name for p in every))
            return 2
        found = {p.name: Found() for p in chosen}
        for parser in chosen:  # the sound examples are read without an error, or nothing is tried
            for example in parser.examples:
                _sound(parser, example)
        while time.monotonic() < until:
            for parser in chosen:
                turn(parser, rng, min(until, time.monotonic() + TURN), found[parser.name], keep)
    return told(found)


def _sound(parser: Parser, example: bytes) -> None:
    try:
        parser.run(example)
    except OURS as error:
        print(f"{parser.name}: its example is refused: {type(error).__name__}: {error}")


def told(found: dict[str, Found]) -> int:
    """Print a line a reader; the status to end with."""
    print(f"{'reader':24} {'inputs':>9} {'refused':>9} {'slowest s':>9} {'MB more':>8}  other errors")
    for name, each in found.items():
        other = ", ".join(each.broken) or "none"
        print(
            f"{name:24} {each.inputs:9} {each.errors.total():9} {each.slowest:9.2f} "
            f"{each.memory:8.0f}  {other}"
        )
    total = sum(each.inputs for each in found.values())
    kinds = sum(len(each.broken) for each in found.values())
    minutes = sum(each.seconds for each in found.values()) / 60
    print(f"{total} inputs in {minutes:.1f} minutes of the processor; other errors of {kinds} kinds")
    return int(any(each.broken or each.memory > GROWTH for each in found.values()))


if __name__ == "__main__":
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--only", action="append", default=[], metavar="NAME")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--keep", type=Path, default=Path("fuzzed"), metavar="DIR")
    asked = options.parse_args()
    sys.exit(main(asked.minutes, asked.only, asked.seed, asked.keep))
