"""What is written beside its place, and takes it when it is whole."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from glob import escape
from pathlib import Path

_LEFT = 86_400.0
"""Seconds after which a part that nobody wrote to is one of a run that was killed."""


def named(place: Path, kind: str) -> tuple[str, str, Path]:
    """Suffix, prefix and folder for `tempfile`: a name that shows whose part it is."""
    return f".{kind}", f".{place.name}.", place.absolute().parent


def left(place: Path, kind: str) -> list[Path]:
    """What stands there under such names."""
    suffix, prefix, folder = named(place, kind)
    return sorted(folder.glob(f"{escape(prefix)}????????{suffix}"))


def sweep(place: Path) -> None:
    """Drop the parts that killed runs left."""
    for part in left(place, "part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _LEFT:
                shutil.rmtree(part) if part.is_dir() else part.unlink()


def umask() -> int:
    """A temporary file is its owner's alone; the finished one has the rights that any new file has here."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
