from __future__ import annotations

from pathlib import Path

import pytest

from verify.engines import cache
from verify.engines.cache import Cache, folder

ASKED = ({"role": "user", "content": "Мост закрыт."},)


def test_an_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    held = Cache(tmp_path / "llm")
    name = cache.key("http://a/v1", "m", "p", ASKED)
    assert held.get(name) is None
    held.put(name, "Мост\n{}")
    assert held.get(name) == "Мост\n{}"
    (path,) = (p for p in (tmp_path / "llm").rglob("*") if p.is_file())
    assert (path.name, path.stat().st_mode & 0o077) == (f"{name}.json", 0)


def test_whatever_decides_an_answer_is_in_its_name() -> None:
    names = {
        cache.key("http://a/v1", "m", "p", ASKED),
        cache.key("http://b/v1", "m", "p", ASKED),
        cache.key("http://a/v1", "n", "p", ASKED),
        cache.key("http://a/v1", "m", "q", ASKED),
        cache.key("http://a/v1", "m", "p", ({"role": "user", "content": "Мост открыт."},)),
    }
    assert len(names) == 5


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"answer": 3}', b"\xff", b"[" * 100_000])
def test_a_torn_file_is_no_answer(tmp_path: Path, torn: bytes) -> None:
    held = Cache(tmp_path)
    name = cache.key("http://a/v1", "m", "p", ASKED)
    held.put(name, "one")
    (tmp_path / name[:2] / f"{name}.json").write_bytes(torn)
    assert held.get(name) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    held = Cache(tmp_path / "file" / "llm")
    held.put("ab" * 32, "one")
    assert held.get("ab" * 32) is None


def test_it_lies_where_the_user_keeps_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folder() == tmp_path / "verify" / "llm"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder() == tmp_path / ".cache" / "verify" / "llm"
