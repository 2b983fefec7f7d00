"""Draw the README's picture: what checking docs/sample/ru.txt shows.

Run from the repository's root: python docs/picture.py > docs/check.svg
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from verify.desk.checking import check_sources
from verify.desk.database import opened
from verify.desk.reading import Asked
from verify.model import Metadata
from verify.report.first import FirstScreen
from verify.report.svg import picture

SAMPLE = Path(__file__).parent / "sample" / "ru.txt"
PUBLISHER = "Вестник Низовья"
COMMAND = f'verify check docs/sample/ru.txt --publisher "{PUBLISHER}"'


def main() -> None:
    asked = Asked(Metadata(publisher=PUBLISHER))
    with tempfile.TemporaryDirectory() as folder, opened(f"{folder}/claims.db", create=True) as store:
        (done,) = check_sources(store, [str(SAMPLE)], asked, by="docs")
    assert done.view is not None, done.error
    print(picture(FirstScreen(done.view, done.result, first=8), title=COMMAND, width=92))


if __name__ == "__main__":
    main()
