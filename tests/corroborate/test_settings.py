from __future__ import annotations

from pathlib import Path

import pytest

from verify.corroborate.providers import providers
from verify.corroborate.providers.gdelt import ENDPOINT
from verify.corroborate.providers.settings import Lists, Place, Settings, settings
from verify.errors import InputError

KEY = "AIza-test-31415926"
ALL = f"""
[feeds]
addresses = ["https://news.example/rss", "http://localhost:8000/rss"]
private = true
[sitemap]
addresses = ["https://news.example/sitemap.xml"]
[searxng]
endpoint = "http://localhost:8888/"
private = true
categories = ""
[factcheck]
key = "{KEY}"
"""


def read(folder: Path, text: str | None = None, **env: str) -> Settings:
    if text is not None:
        (folder / "verify.toml").write_text(text, encoding="utf-8")
    return settings({"HOME": str(folder / "home"), **env}, folder)


def test_nothing_configured(tmp_path: Path) -> None:
    held = read(tmp_path)
    assert held == Settings()
    assert (held.gdelt, held.searxng, held.key) == (Place(ENDPOINT), None, None)


def test_a_file(tmp_path: Path) -> None:
    held = read(tmp_path, ALL)
    assert held.feeds == Lists(("https://news.example/rss", "http://localhost:8000/rss"), True)
    assert held.sitemaps == Lists(("https://news.example/sitemap.xml",))
    assert (held.searxng, held.categories) == (Place("http://localhost:8888", True), "")
    assert held.key == KEY


def test_the_environment_wins(tmp_path: Path) -> None:
    held = read(
        tmp_path, ALL, VERIFY_FEEDS="https://a.example/1 https://a.example/2", VERIFY_FACTCHECK_KEY="other",
        VERIFY_SEARXNG_ENDPOINT="http://searx.example", VERIFY_SEARXNG_CATEGORIES="general",
    )  # fmt: skip
    assert held.feeds == Lists(("https://a.example/1", "https://a.example/2"))
    assert (held.searxng, held.categories) == (Place("http://searx.example"), "general")
    assert held.key == "other"


def test_a_permission_is_the_addresss_own(tmp_path: Path) -> None:
    assert read(tmp_path, ALL, VERIFY_SEARXNG_ENDPOINT="http://10.0.0.1").searxng == Place("http://10.0.0.1")
    allowed = {"VERIFY_SEARXNG_ENDPOINT": "http://10.0.0.1", "VERIFY_SEARXNG_PRIVATE": "1"}
    assert read(tmp_path, ALL, **allowed).searxng == Place("http://10.0.0.1", True)
    with pytest.raises(InputError, match="VERIFY_SEARXNG_PRIVATE"):
        read(tmp_path, ALL, **{**allowed, "VERIFY_SEARXNG_PRIVATE": "perhaps"})


def test_a_key_goes_only_where_its_own_place_says(tmp_path: Path) -> None:
    named = '[factcheck]\nendpoint = "https://collector.example/claims"\n'
    with pytest.raises(InputError, match="a key goes to an address from the same place only"):
        read(tmp_path, named, VERIFY_FACTCHECK_KEY=KEY)
    assert read(tmp_path, named + f'key = "{KEY}"').key == KEY
    moved = read(tmp_path, ALL, VERIFY_FACTCHECK_ENDPOINT="https://collector.example/claims")
    assert (moved.factcheck.endpoint, moved.key) == ("https://collector.example/claims", None)


def test_the_key_is_never_shown(tmp_path: Path) -> None:
    assert KEY not in repr(read(tmp_path, ALL))
    for broken in (
        f'[factcheck]\nkey = "{KEY}',
        f"[factcheck]\nkey = {KEY}",
        f'[factcheck]\nkey = "{KEY} x"',
    ):
        with pytest.raises(InputError) as error:
            read(tmp_path, broken)
        assert KEY not in str(error.value)


def test_where_the_file_is(tmp_path: Path) -> None:
    home = tmp_path / "home" / ".config" / "verify"
    home.mkdir(parents=True)
    (home / "verify.toml").write_text('[feeds]\naddresses = ["https://home.example/"]', encoding="utf-8")
    assert read(tmp_path).feeds.addresses == ("https://home.example/",)
    assert read(tmp_path, ALL).feeds.addresses[0] == "https://news.example/rss"
    other = tmp_path / "other.toml"
    other.write_text('[feeds]\naddresses = ["https://other.example/"]', encoding="utf-8")
    assert read(tmp_path, VERIFY_CONFIG=str(other)).feeds.addresses == ("https://other.example/",)
    with pytest.raises(InputError, match=r"none\.toml: it cannot be read"):
        read(tmp_path, VERIFY_CONFIG=str(tmp_path / "none.toml"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[feed]", r"it knows no \[feed\]; there are feeds, sitemap"),
        ("feeds = 1", r"feeds is a table; write \[feeds\]"),
        ('[feeds]\nadresses = ["x"]', r"\[feeds\] knows no adresses; there are addresses, private"),
        ('[feeds]\naddresses = "x"', r"\[feeds\] addresses is a list of addresses"),
        ("[feeds]\naddresses = [1]", r"\[feeds\] addresses is a list"),
        ('[feeds]\naddresses = ["news.example"]', r"\[feeds\]: news\.example: an address must begin"),
        ("[searxng]\nprivate = 1", r"\[searxng\] private is true or false"),
        ('[searxng]\nendpoint = "localhost"', r"\[searxng\] endpoint: give an http"),
        ("[", "it is no TOML"),
        ("\ud800", "it is no TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "verify.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError, match=says) as error:
        read(tmp_path)
    assert "verify.toml: " in str(error.value)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("feeds", "VERIFY_FEEDS"),
        ("sitemap", "VERIFY_SITEMAPS"),
        ("searxng", "VERIFY_SEARXNG_ENDPOINT"),
        ("factcheck", "VERIFY_FACTCHECK_KEY"),
    ],
)
def test_a_provider_without_its_settings_says_which(name: str, says: str) -> None:
    with pytest.raises(InputError, match=f"--via {name}: say where.*{says}"):
        providers(["gdelt", name], Settings(), lambda text, _: frozenset())


def test_all_providers_by_name(tmp_path: Path) -> None:
    names = ["feeds", "sitemap", "gdelt", "searxng", "factcheck"]
    made = providers([*names, "gdelt"], read(tmp_path, ALL), lambda text, _: frozenset())
    assert [p.name for p in made] == names
    assert KEY not in repr(made)
