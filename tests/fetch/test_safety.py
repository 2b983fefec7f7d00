from __future__ import annotations

import ipaddress
import time
from typing import Any

import pytest

from verify.errors import FetchError, UnsafeAddress
from verify.fetch.safety import http_address, kind_of, safe_addresses


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "loopback"),
        ("127.8.9.1", "loopback"),
        ("::1", "loopback"),
        ("10.0.0.1", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("fd12::1", "private"),
        ("fec0::1", "private"),
        ("169.254.169.254", "link-local"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("100.64.0.1", "carrier-grade NAT"),
        ("100.127.255.255", "carrier-grade NAT"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("0.0.0.0", "reserved"),
        ("255.255.255.255", "reserved"),
        ("192.0.0.8", "reserved"),
        ("198.18.0.1", "reserved"),
        ("203.0.113.7", "documentation"),
        ("2001:db8::1", "documentation"),
        ("::ffff:10.0.0.1", "IPv4-mapped"),
        ("::ffff:8.8.8.8", "IPv4-mapped"),
        ("::10.0.0.1", "IPv4-compatible"),
        ("2002:0a00:0001::1", "6to4"),
        ("2001:0:4136:e378::1", "Teredo"),
        ("64:ff9b::10.0.0.1", "NAT64"),
        ("64:ff9b:1::1", "NAT64"),
        ("2a00:1450::5efe:10.0.0.1", "ISATAP"),
        ("4000::1", "reserved"),
        ("::", "IPv4-compatible"),
    ],
)
def test_what_is_not_a_public_host(address: str, kind: str) -> None:
    assert kind_of(ipaddress.ip_address(address)) == kind


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "11.0.0.1",
        "2a00:1450:4001::1",
        "2606:4700::1",
    ],
)
def test_public_hosts(address: str) -> None:
    assert kind_of(ipaddress.ip_address(address)) is None


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/a",
        "file:///etc/hostname",
        "javascript://news.example/a",
        "http:///a",
        "http://[::1/a",
        "news.example/a",
    ],
)
def test_only_http_addresses_with_a_host(url: str) -> None:
    with pytest.raises(UnsafeAddress, match="must begin with http:// or https://"):
        http_address(url)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UnsafeAddress, match="user name or password") as error:
        http_address("https://anna:geheim@news.example/a")
    assert "geheim" not in str(error.value)


def test_odd_ports_are_fine() -> None:
    assert http_address("HTTP://news.example:8081/a") == "HTTP://news.example:8081/a"


def addresses(*found: str, allowed: tuple[str, ...] = (), **more: Any) -> tuple[str, ...]:
    return safe_addresses("news.example", 80, resolve=lambda *_: found, allowed=allowed, seconds=5, **more)


def test_a_name_of_a_private_address_is_refused() -> None:
    with pytest.raises(UnsafeAddress, match=r"news\.example = 10\.1\.2\.3: a private address"):
        addresses("10.1.2.3")


def test_a_name_is_used_by_its_public_addresses_only() -> None:
    assert addresses("64:ff9b::1.2.3.4", "93.184.216.34", "10.0.0.1") == ("93.184.216.34",)


def test_loopback_needs_permission_and_the_error_names_the_option_that_gives_it() -> None:
    with pytest.raises(UnsafeAddress, match=r"verify does not connect to it$"):
        addresses("127.0.0.1")
    with pytest.raises(UnsafeAddress, match=r"; --allow-it allows it, if you mean it$"):
        addresses("127.0.0.1", permits={"loopback": "--allow-it"})
    with pytest.raises(UnsafeAddress, match=r"verify does not connect to it$"):
        addresses("10.0.0.1", permits={"loopback": "--allow-it"})
    assert addresses("127.0.0.1", "::1", allowed=("loopback",)) == ("127.0.0.1", "::1")


@pytest.mark.parametrize("address", ["10.0.0.1", "0.0.0.0", "::ffff:127.0.0.1", "169.254.169.254"])
def test_permission_for_loopback_is_for_nothing_else(address: str) -> None:
    with pytest.raises(UnsafeAddress):
        addresses(address, allowed=("loopback",))


def test_the_name_is_resolved_once() -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(f"{host}:{port}")
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    found = safe_addresses("news.example", 8080, resolve=resolve, seconds=5)
    assert (found, asked) == (("93.184.216.34",), ["news.example:8080"])


def test_a_name_nobody_knows() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(FetchError, match=r"news\.example: the name cannot be resolved \(no such name\)"):
        safe_addresses("news.example", 80, resolve=unknown, seconds=5)
    with pytest.raises(FetchError, match="no addresses"):
        addresses()


def test_a_resolver_that_never_answers() -> None:
    started = time.monotonic()
    with pytest.raises(FetchError, match="no answer in time"):
        safe_addresses("news.example", 80, resolve=lambda *_: time.sleep(2) or [], seconds=0.05)
    assert time.monotonic() - started < 1
