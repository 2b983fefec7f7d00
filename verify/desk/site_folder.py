"""The folder of a published site: known by a list of its files, replaced as a whole, never another's."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from verify.desk import beside
from verify.errors import InputError, Refused
from verify.report.safe import dumps

LIST = ".verify-site.json"
_FORMAT = 1


class Folder:
    """uid: of the site's feed. began: its first run. checks: id -> when it was published first.
    files: path -> SHA-256, as written.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.uid = str(uuid4())
        self.began: datetime | None = None
        self.checks: dict[str, datetime] = {}
        self.files: dict[str, str] = {}

    @classmethod
    def read(cls, place: Path) -> Folder:
        """The site in a folder; a new one where there is none yet. Refused where something else is there, or
        a file of the site was changed by another hand.
        """
        folder = cls(place)
        try:
            _settle(place)
            if not place.exists() or (place.is_dir() and not any(place.iterdir())):
                return folder
            folder._load(json.loads((place / LIST).read_text(encoding="utf-8")))
        except (FileNotFoundError, NotADirectoryError):
            raise Refused(
                "{place} exists and is no site of verify: give another folder, or move it away.", place=place
            ) from None
        except OSError as error:
            raise InputError(
                "{place}: {strerror}. Give another folder.", place=place, strerror=error.strerror
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused(
                "{place} can't be read: it was changed, or a newer verify wrote it.", place=place / LIST
            ) from error
        folder._check()
        return folder

    def _load(self, said: dict[str, Any]) -> None:
        if said["format"] != _FORMAT:
            raise ValueError(said["format"])
        self.uid, self.began = str(said["feed"]), datetime.fromisoformat(said["began"])
        self.checks = {str(uid): datetime.fromisoformat(at) for uid, at in said["checks"].items()}
        self.files = {str(path): str(sha256) for path, sha256 in said["files"].items()}

    def _check(self) -> None:
        for path, sha256 in self.files.items():
            file = self.place / path
            if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
                raise Refused(
                    "{file} was changed by another hand: move it away, then publish again.", file=file
                )

    @contextmanager
    def anew(self) -> Iterator[NewFolder]:
        """A folder beside it to write the site into; it takes this one's place at the end, with the files
        that others put there. If anything fails, all is as it was.
        """
        place = self.place.absolute()
        try:
            beside.sweep(place)
            part = Path(tempfile.mkdtemp(*beside.named(place, "part")))
        except OSError as error:
            raise InputError(
                "{place}: {strerror}. Give a folder that can be made.", place=place, strerror=error.strerror
            ) from error
        try:
            new = NewFolder(self, part)
            yield new
            new.finish()
            self._keep_others(new)
            part.chmod(0o777 & ~beside.umask())
            _take_place(part, place)
        except OSError as error:
            raise InputError(
                "{place}: {strerror}. Nothing was changed; check the disk.",
                place=place,
                strerror=error.strerror,
            ) from error
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def _keep_others(self, new: NewFolder) -> None:
        """Files that the site did not write (a CNAME, robots.txt) stay. Refused where one is in its way."""
        part = new.part
        if not self.place.is_dir():
            return
        for entry in sorted(self.place.rglob("*")):
            path = entry.relative_to(self.place)
            if path.as_posix() in self.files or path.as_posix() == LIST:
                continue
            if path.as_posix() in new.files:
                raise Refused("{entry} is in the way: the site did not write it. Move it away.", entry=entry)
            if entry.is_dir() and not entry.is_symlink():
                if path.parts[0] != "checks":
                    (part / path).mkdir(parents=True, exist_ok=True)
            else:
                (part / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(entry, part / path, follow_symlinks=False)


class NewFolder:
    """The site under way, in a folder beside the old one."""

    def __init__(self, before: Folder, part: Path) -> None:
        self.part = part
        self.uid, self.began = before.uid, before.began
        self.checks: dict[str, datetime] = {}
        self.files: dict[str, str] = {}

    def write(self, path: str, text: str) -> None:
        """A file of the site; `path` is relative, with slashes."""
        data = text.encode()
        file = self.part / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        self.files[path] = hashlib.sha256(data).hexdigest()

    def finish(self) -> None:
        """The list, by which the folder is known again."""
        assert self.began is not None
        said = {
            "verify": "site",
            "format": _FORMAT,
            "feed": self.uid,
            "began": self.began.isoformat(),
            "checks": {uid: at.isoformat() for uid, at in sorted(self.checks.items())},
            "files": dict(sorted(self.files.items())),
        }
        (self.part / LIST).write_text(dumps(said, indent=1) + "\n", encoding="utf-8")


def _settle(place: Path) -> None:
    """What a run left that was killed in `_take_place`: the old site comes back, with its feed and all that
    was ever published, if the new one did not come.
    """
    for old in beside.left(place, "old"):
        if not place.exists() and (old / "site" / LIST).is_file():
            (old / "site").rename(place)
        shutil.rmtree(old, ignore_errors=True)


def _take_place(part: Path, place: Path) -> None:
    """Two renames; the old folder comes back if the second fails."""
    if not place.exists():
        part.rename(place)
        return
    old = Path(tempfile.mkdtemp(*beside.named(place, "old")))
    place.rename(old / "site")
    try:
        part.rename(place)
    except OSError:
        (old / "site").rename(place)
        raise
    finally:
        with suppress(OSError):
            shutil.rmtree(old)
