"""The command line. Nothing is imported here that a command might not need: `verify --help` starts at
once.
"""

import atexit
import gc
import os
import sys

_YOUNG, _OLDER, _OLD = 500_000, 50, 20
"""New objects after which Python looks for cycles among them, and how many such looks until the older ones.

An article becomes thousands of objects and next to no cycles; with Python's own 700, a sixth of the time of a
large batch goes into looking for them again and again. Dictionaries, packs and what is remembered of words
are a quarter of a million objects that stay: with fewer than twice that, the first looks find nothing else.
"""


def collect_seldom() -> None:
    """Let Python look for cycles as seldom as suits extraction. For whoever owns the process."""
    gc.set_threshold(_YOUNG, _OLDER, _OLD)
    atexit.register(gc.freeze)  # at the end there is no use in a last look


def _stream_all() -> None:
    """A stream that was closed before we began (`>&-`, some schedulers) is none for Python, and the next file
    that is opened takes its number: the database, say.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115 - open until the process ends


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    collect_seldom()
    _stream_all()
    try:
        from verify.cli.root import cli

        cli(prog_name="verify")
    except KeyboardInterrupt:  # while it still starts: `root` ends what comes later
        raise SystemExit(130) from None
