from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from verify import __version__
from verify.errors import FetchError, InputError, UnsafeAddress
from verify.fetch import Limits, ReadOptions
from verify.fetch.connect import PinnedTransport
from verify.fetch.http import Network, asked_to_wait, fetch
from verify.model.snapshot import Redirect, bytes_sha256

LOCAL = ReadOptions(allow_loopback=True)
HTML = {"content-type": "text/html; charset=utf-8"}
Net = Callable[..., Network]


def local(**limits: float) -> ReadOptions:
    return ReadOptions(allow_loopback=True, limits=Limits(**limits))  # type: ignore[arg-type]


def pinned_home(port_of: Callable[[str], list[str]] | None = None) -> Network:
    """The real transport; every name is this machine."""
    return Network(resolve=lambda host, _: (port_of or (lambda _: ["127.0.0.1"]))(host), sleep=lambda _: None)


# what comes back


def test_a_page_and_how_it_came(server: Any) -> None:
    packed = gzip.compress("Паром вышел.".encode())
    url = server.page(
        "/a?b=1", packed, Content_Encoding="gzip", Content_Type="Text/HTML; Charset='koi8-r'", X_Id="7"
    )
    before = datetime.now(UTC)
    body = fetch(url + "#top", LOCAL)
    shot = body.snapshot
    assert (body.data, body.charset) == ("Паром вышел.".encode(), "koi8-r")
    assert (shot.raw, shot.sha256) == (packed, bytes_sha256(packed))
    assert shot.decoded_sha256 == bytes_sha256(body.data)
    assert (shot.status, shot.media_type, shot.redirects) == (200, "text/html", ())
    assert (shot.address, shot.final_address) == (url + "#top", url)
    assert ("x-id", "7") in shot.headers
    assert before <= shot.fetched_at <= datetime.now(UTC)


def test_the_request_says_who_asks(server: Any) -> None:
    fetch(server.page("/", b"x"), LOCAL)
    [(path, head)] = server.asked
    assert path == "/"
    assert head["User-Agent"] == f"verify/{__version__}"
    assert head["Accept-Encoding"] == "gzip, deflate"


# where it connects


def test_the_connection_goes_to_the_checked_address_under_the_name(server: Any) -> None:
    server.page("/", b"x")
    body = fetch(server.url("/", host="news.example"), LOCAL, pinned_home())
    assert body.data == b"x"
    assert server.asked[0][1]["Host"] == f"news.example:{server.port}"


def test_a_second_address_is_tried_when_the_first_is_dead(server: Any) -> None:
    server.page("/", b"x")
    network = pinned_home(lambda _: ["127.0.0.2", "127.0.0.1"])
    assert fetch(server.url("/", host="news.example"), LOCAL, network).data == b"x"


def test_this_machine_is_refused_without_permission(server: Any) -> None:
    url = server.page("/", b"x")
    for address in (url, url.replace("127.0.0.1", "0x7f.1"), url.replace("127.0.0.1", "2130706433")):
        with pytest.raises(UnsafeAddress, match="loopback"):
            fetch(address, ReadOptions())
    assert server.asked == []


def test_a_name_of_a_private_address_is_never_connected_to(net: Net) -> None:
    asked: list[str] = []
    network = net(lambda r: asked.append(str(r.url)), names={"intranet.example": ["10.0.0.8"]})
    with pytest.raises(UnsafeAddress, match=r"intranet\.example = 10\.0\.0\.8"):
        fetch("http://intranet.example/", ReadOptions(), network)
    assert asked == []


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
        "http://100.64.0.1/",
        "file:///etc/hostname",
        "//192.168.0.1/admin",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(server: Any, target: str) -> None:
    url = server.page("/", b"", status=302, Location=target)
    with pytest.raises(UnsafeAddress):
        fetch(url, LOCAL)


def test_permission_for_loopback_is_not_inherited_by_a_redirect(server: Any) -> None:
    server.page("/secret", b"x")
    url = server.page("/", b"", status=301, Location="/secret")
    with pytest.raises(UnsafeAddress, match="loopback"):
        fetch(url, LOCAL)
    assert [path for path, _ in server.asked] == ["/"]


def test_a_redirect_to_a_password_is_refused(net: Net) -> None:
    network = net(lambda _: httpx.Response(302, headers={"location": "https://a:b@other.example/"}))
    with pytest.raises(UnsafeAddress, match="user name or password"):
        fetch("https://news.example/", ReadOptions(), network)


def test_every_hop_is_checked_and_kept(net: Net) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "short.example":
            return httpx.Response(301, headers={"location": "https://news.example/old"})
        if request.url.path == "/old":
            return httpx.Response(308, headers={"location": "new?id=1#part"})
        return httpx.Response(200, headers=HTML, text="Паром")

    snapshot = fetch("http://short.example/x", ReadOptions(), net(answer)).snapshot
    assert snapshot.final_address == "https://news.example/new?id=1"
    assert snapshot.redirects == (
        Redirect("http://short.example/x", 301, "https://news.example/old"),
        Redirect("https://news.example/old", 308, "new?id=1#part"),
    )


def test_an_endless_redirect(net: Net) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(302, headers={"location": f"/{len(asked)}"})

    with pytest.raises(FetchError, match="redirected more than 10 times"):
        fetch("https://news.example/", ReadOptions(), net(answer))
    assert len(asked) == 11


def test_a_cookie_set_on_the_way_is_shown_at_the_next_hop(net: Net) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("cookie") == "seen=1":
            return httpx.Response(200, headers=HTML, text="Паром")
        return httpx.Response(302, headers={"location": "/", "set-cookie": "seen=1; Path=/"})

    assert fetch("https://news.example/", ReadOptions(), net(answer)).data == "Паром".encode()


# proxies


def test_proxies_of_the_environment_are_ignored(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("SSL_CERT_FILE", "/nonexistent")
    assert fetch(server.page("/", b"x"), LOCAL).data == b"x"


def test_a_proxy_that_is_asked_for_carries_the_request(server: Any) -> None:
    server.page("http://news.example/a", b"x")
    options = ReadOptions(proxy=server.url())
    network = Network(resolve=lambda *_: ["93.184.216.34"])
    assert fetch("http://news.example/a", options, network).data == b"x"
    assert server.asked[0][0] == "http://news.example/a"


def test_a_proxy_does_not_open_private_addresses(server: Any) -> None:
    with pytest.raises(UnsafeAddress):
        fetch("http://10.0.0.1/a", ReadOptions(proxy=server.url()))
    assert server.asked == []


def test_a_proxy_of_an_unknown_kind() -> None:
    with pytest.raises(InputError, match="--proxy"):
        fetch("http://news.example/", ReadOptions(proxy="socks5://127.0.0.1:1"))


# sizes and times


def test_a_gzip_bomb(server: Any) -> None:
    url = server.page("/", gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")
    with pytest.raises(FetchError, match="larger than 20 MB"):
        fetch(url, LOCAL)


def test_a_page_that_says_it_is_too_large(server: Any) -> None:
    url = server.page("/", b"x", Content_Length="50000000")
    with pytest.raises(FetchError, match="larger than 10 MB"):
        fetch(url, LOCAL)


def test_a_page_that_is_too_large_and_does_not_say_so(net: Net) -> None:
    sent: list[int] = []

    def body() -> Iterator[bytes]:
        for _ in range(100):
            sent.append(1)
            yield bytes(1000)

    network = net(lambda _: httpx.Response(200, headers=HTML, content=body()))
    with pytest.raises(FetchError, match=r"larger than 0\.01 MB"):
        fetch("https://news.example/", ReadOptions(limits=Limits(sent=10_000)), network)
    assert len(sent) == 11


def test_a_page_shorter_than_it_says(server: Any) -> None:
    url = server.page("/", b"half a page", Content_Length="500")
    with pytest.raises(FetchError, match="the connection failed"):
        fetch(url, LOCAL, Network(sleep=lambda _: None))


def drip(head: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """Sends the head, then a byte now and then, for 5 seconds or until the client hangs up."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        for _ in range(250):
            handler.wfile.write(b"x")
            time.sleep(0.02)

    return answer


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n",  # the body never ends
        b"HTTP/1.0 200 OK\r\nX-Long: ",  # the head never ends
    ],
)
def test_slow_bytes_end_at_the_deadline(server: Any, head: bytes) -> None:
    server.routes["/"] = drip(head)
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"took longer than 0\.3 s"):
        fetch(server.url(), local(total=0.3))
    assert time.monotonic() - started < 1.5


def test_silence_ends_sooner(server: Any) -> None:
    server.routes["/"] = lambda _: time.sleep(1)
    with pytest.raises(FetchError, match="does not answer in time"):
        fetch(server.url(), local(read=0.1, attempts=1))


# statuses, types


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (404, "no such page"),
        (410, "no such page"),
        (403, "save the page"),
        (401, "save the page"),
        (451, "--address"),
        (500, "try again later"),
        (418, "instead of a page"),
        (204, "instead of a page"),
        (304, "instead of a page"),
    ],
)
def test_what_a_status_means(net: Net, status: int, says: str) -> None:
    with pytest.raises(FetchError, match=rf"^https://news\.example/: .*{status}.*") as error:
        fetch("https://news.example/", ReadOptions(), net(lambda _: httpx.Response(status)))
    assert says in str(error.value)


@pytest.mark.parametrize("media", ["application/pdf", "image/png", "application/json", "video/mp4"])
def test_what_is_no_text_is_refused_by_its_type(net: Net, media: str) -> None:
    network = net(lambda _: httpx.Response(200, headers={"content-type": media}, content=b"x"))
    with pytest.raises(FetchError, match=f"it is {media}"):
        fetch("https://news.example/", ReadOptions(), network)


@pytest.mark.parametrize("url", ["http://news.example:99999/", "http://a..b/", f"http://{'a' * 70}.example/"])
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, ReadOptions())


# trying again


def failing(answers: list[httpx.Response | Exception]) -> Callable[[httpx.Request], httpx.Response]:
    def answer(_: httpx.Request) -> httpx.Response:
        given = answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    return answer


@pytest.mark.parametrize(
    "trouble",
    [httpx.Response(503), httpx.Response(429), httpx.ConnectError("down"), httpx.ReadTimeout("slow"),
     httpx.RemoteProtocolError("cut")],
)  # fmt: skip
def test_passing_trouble_is_waited_out(net: Net, trouble: httpx.Response | Exception) -> None:
    slept: list[float] = []
    answers = [trouble, httpx.Response(200, headers=HTML, text="Паром")]
    body = fetch("https://news.example/", ReadOptions(), net(failing(answers), slept=slept))
    assert (body.data, slept) == ("Паром".encode(), [0.5])


def test_lasting_trouble_is_told(net: Net) -> None:
    slept: list[float] = []
    network = net(failing([httpx.Response(503)] * 3), slept=slept)
    with pytest.raises(FetchError, match=r"cannot answer now \(503\)"):
        fetch("https://news.example/", ReadOptions(), network)
    assert slept == [0.5, 1.0]


@pytest.mark.parametrize("status", [404, 403, 500])
def test_a_plain_no_is_taken(net: Net, status: int) -> None:
    slept: list[float] = []
    with pytest.raises(FetchError):
        fetch("https://news.example/", ReadOptions(), net(failing([httpx.Response(status)]), slept=slept))
    assert slept == []


def test_a_server_that_says_when_to_come_back(net: Net) -> None:
    slept: list[float] = []
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=9), usegmt=True)
    answers = [
        httpx.Response(429, headers={"retry-after": "7"}),
        httpx.Response(503, headers={"retry-after": soon}),
        httpx.Response(200, headers=HTML, text="x"),
    ]
    fetch("https://news.example/", ReadOptions(), net(failing(answers), slept=slept))
    assert slept[0] == 7
    assert 7 < slept[1] <= 9


@pytest.mark.parametrize("said", ["soon", "", "March 12, 2020 +" + 300 * "9"])
def test_a_retry_after_that_says_nothing(said: str) -> None:
    assert asked_to_wait(httpx.Headers({"retry-after": said})) == 0.0


def test_a_server_that_wants_us_back_tomorrow(net: Net) -> None:
    slept: list[float] = []
    network = net(failing([httpx.Response(503, headers={"retry-after": "86400"})]), slept=slept)
    with pytest.raises(FetchError, match="come back in 86400 s"):
        fetch("https://news.example/", ReadOptions(), network)
    assert slept == []


# certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for news.example that signs itself, and its key."""
    if not shutil.which("openssl"):
        pytest.skip("makes its certificate with openssl")
    folder = tmp_path_factory.mktemp("tls")
    made = (folder / "cert.pem", folder / "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-days", "2", "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example",
         "-out", str(made[0]), "-keyout", str(made[1])],
        check=True, capture_output=True,
    )  # fmt: skip
    return made


@pytest.fixture
def tls_port(certificate: tuple[Path, Path]) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"x")

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    listening = Quiet(("127.0.0.1", 0), Handler)
    listening.socket = context.wrap_socket(listening.socket, server_side=True)
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield listening.server_address[1]
    listening.shutdown()
    listening.server_close()
    thread.join()


def trusting(certificate: tuple[Path, Path]) -> Network:
    context = ssl.create_default_context(cafile=str(certificate[0]))
    return Network(
        resolve=lambda *_: ["127.0.0.1"],
        transport=lambda addresses, deadline, proxy: PinnedTransport(addresses, deadline, proxy, context),
        sleep=lambda _: None,
    )


def test_the_certificate_is_the_names_not_the_addresss(tls_port: int, certificate: tuple[Path, Path]) -> None:
    body = fetch(f"https://news.example:{tls_port}/", LOCAL, trusting(certificate))
    assert body.data == b"x"


def test_a_certificate_of_another_name_is_refused(tls_port: int, certificate: tuple[Path, Path]) -> None:
    with pytest.raises(FetchError, match="certificate cannot be trusted"):
        fetch(f"https://other.example:{tls_port}/", LOCAL, trusting(certificate))


def test_a_certificate_nobody_vouches_for_is_refused(tls_port: int) -> None:
    with pytest.raises(FetchError, match="certificate cannot be trusted"):
        fetch(f"https://news.example:{tls_port}/", LOCAL, pinned_home())
