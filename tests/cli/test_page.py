"""A page from its address to stored claims, with the real engine and a server of our own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from verify.cli.root import cli

pytestmark = pytest.mark.sqlite("how a page is read, not where it is kept")

PAGE = """<!doctype html><html lang="ru"><head>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">
<title>Мост через Низовку закроют на ремонт до весны</title></head><body>
<nav><ul><li><a href="/">Главная</a></li><li><a href="/sport">Спорт</a></li></ul></nav>
<div class="advert">Купите лодку со скидкой!</div>
<article><h1>Мост через Низовку закроют на ремонт до весны</h1>
<figure><img src="/most.jpg" alt="">
<figcaption>Фото: мост через Низовку (пресс-служба порта)</figcaption></figure>
<p>Мост через Низовку закроют с первого декабря, движение пойдёт в объезд через старую плотину.</p>
<p>«Опоры придётся менять целиком, дешевле не получится», — заявил мэр города Олег Нестеров.</p>
<p>По данным собеседников Reuters, подрядчика для ремонта моста до сих пор не выбрали.</p>
</article><footer>Все права защищены</footer></body></html>"""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://10.0.0.7/secret")
            self.end_headers()
            return
        body = PAGE.encode("windows-1251")
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.chdir(tmp_path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def run(*args: str, status: int = 0) -> Any:
    done = CliRunner().invoke(cli, [*args], prog_name="verify", catch_exceptions=False)
    assert done.exit_code == status, done.output
    return done


def test_a_page_ends_as_its_claims(address: str) -> None:
    (result,) = json.loads(run("check", f"{address}/news/1", "--allow-loopback", "--json").stdout)
    assert result["article"]["title"] == "Мост через Низовку закроют на ремонт до весны"
    assert (result["article"]["language"], result["article"]["address"]) == ("ru", f"{address}/news/1")
    texts = [claim["text"] for claim in result["claims"]]
    chains = {c["text"]: [(h["kind"], h["name"]) for h in c["chain"]] for c in result["claims"]}
    assert "подрядчика для ремонта моста до сих пор не выбрали" in texts
    assert chains["Опоры придётся менять целиком, дешевле не получится"] == [("person", "Олег Нестеров")]
    assert [kind for kind, _ in chains["подрядчика для ремонта моста до сих пор не выбрали"]] == [
        "outlet",
        "anonymous",
    ]
    assert not [t for t in texts if "Фото" in t or "Купите" in t or "Спорт" in t or "права" in t]
    again = json.loads(run("check", f"{address}/news/1", "--allow-loopback", "--json").stdout)
    assert again[0]["result"] == "unchanged"


def test_loopback_needs_permission_and_a_redirect_inherits_none(address: str) -> None:
    assert "127.0.0.1" in run("check", f"{address}/news/1", status=2).stderr
    away = run("check", f"{address}/away", f"{address}/news/1", "--allow-loopback", "--json", status=2)
    assert "10.0.0.7" in away.stderr
    assert [r["result"] for r in json.loads(away.stdout)] == ["error", "added"]
