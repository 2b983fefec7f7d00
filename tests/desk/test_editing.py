from __future__ import annotations

import pytest

from verify.desk.editing import hop
from verify.errors import InputError
from verify.model import SourceKind


@pytest.mark.parametrize(
    ("written", "kind", "names"),
    [
        ("outlet:Reuters", SourceKind.OUTLET, ("Reuters",)),
        ("outlet:Reuters + AFP +  ТАСС", SourceKind.OUTLET, ("Reuters", "AFP", "ТАСС")),
        ("Person: Олег Нестеров ", SourceKind.PERSON, ("Олег Нестеров",)),
        ("outlet:Disney+", SourceKind.OUTLET, ("Disney+",)),
        ("document:Отчёт: мосты", SourceKind.DOCUMENT, ("Отчёт: мосты",)),
        ("collective:", SourceKind.COLLECTIVE, ()),
        (
            f"outlet:Reuters{200_000 * ' '}",
            SourceKind.OUTLET,
            ("Reuters",),
        ),
        ("anonymous", SourceKind.ANONYMOUS, ()),
    ],
)
def test_hops_as_people_type_them(written: str, kind: SourceKind, names: tuple[str, ...]) -> None:
    made = hop(written)
    assert (made.kind, made.names, made.rule, made.inherited) == (kind, names, "by-hand", False)


@pytest.mark.parametrize("written", ["", "Reuters", "agency:Reuters", "outlet:", "person: + "])
def test_what_is_no_hop_is_named_in_the_error(written: str) -> None:
    with pytest.raises(InputError, match="hop"):
        hop(written)
