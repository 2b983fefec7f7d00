"""The service answers well, badly, slowly and not at all."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from verify.engines.endpoint import BadAnswerError, Chat, Limits, NoAnswerError, completions, shown
from verify.errors import InputError

if TYPE_CHECKING:
    from conftest import Service

ASKED = ({"role": "user", "content": "Мост закрыт."},)
KEY = "sk-test-31415926"


@pytest.fixture
def chat(service: Service) -> Iterator[Chat]:
    with Chat(completions(service.url), "m", Limits(1.0, pause=0.01, size=5_000)) as opened:
        yield opened


def test_it_asks_for_json_and_gets_words(service: Service, chat: Chat) -> None:
    service.words("{}")
    assert chat.ask(ASKED) == "{}"
    (asked,), (head,) = service.asked, service.heads
    assert asked == {
        "model": "m", "messages": list(ASKED), "stream": False, "temperature": 0,
        "response_format": {"type": "json_object"},
    }  # fmt: skip
    assert head["path"] == "/v1/chat/completions"
    assert "authorization" not in head


def test_the_key_goes_into_its_head_alone(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERIFY_LLM_KEY", f" {KEY}\n")
    service.words("{}")
    with Chat(completions(service.url), "m", Limits(1.0)) as chat:
        chat.ask(ASKED)
    assert service.heads[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(service.asked)


@pytest.mark.parametrize("key", ["sk one", "sk\n-two", "ключ", "sk\x00"])
def test_a_key_that_no_head_can_carry_is_not_shown(
    service: Service, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    if "\x00" not in key:
        monkeypatch.setenv("VERIFY_LLM_KEY", key)
    else:
        monkeypatch.setattr("os.environ", {"VERIFY_LLM_KEY": key})
    with pytest.raises(InputError, match="VERIFY_LLM_KEY") as error:
        Chat(completions(service.url), "m", Limits(1.0))
    assert key not in str(error.value)


@pytest.mark.parametrize("status", [400, 422])
def test_a_service_without_json_format_is_asked_plainly(service: Service, chat: Chat, status: int) -> None:
    service.body(b"{}", status)
    service.words("{}")
    assert (chat.ask(ASKED), chat.ask(ASKED)) == ("{}", "{}")
    assert ["response_format" in asked for asked in service.asked] == [True, False, False]
    assert "temperature" not in service.asked[1]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 529])
def test_what_may_pass_is_tried_again(service: Service, chat: Chat, status: int) -> None:
    service.body(b"busy", status)
    service.body(b"busy", status)
    service.words("{}")
    assert chat.ask(ASKED) == "{}"
    assert len(service.asked) == 3


def test_it_gives_up_after_some_attempts(service: Service, chat: Chat) -> None:
    service.body(b"busy", 503)
    with pytest.raises(NoAnswerError, match="503"):
        chat.ask(ASKED)
    assert len(service.asked) == 3


def test_the_service_says_how_long_to_wait(service: Service, chat: Chat) -> None:
    service.body(b"", 429, Retry_After="3600")
    with pytest.raises(NoAnswerError, match="429"):
        chat.ask(ASKED)
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("status", "says"), [(401, "key"), (403, "key"), (404, "model"), (418, "status 418"), (307, "elsewhere")]
)
def test_what_will_not_pass_is_an_error(service: Service, chat: Chat, status: int, says: str) -> None:
    service.body(f"your key is {KEY}".encode(), status, Location="/elsewhere")
    with pytest.raises(InputError, match=says) as error:
        chat.ask(ASKED)
    assert f":{service.port}/v1/chat/completions" in str(error.value)
    assert KEY not in str(error.value)
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}',
     b'{"choices": [{"message": "x"}]}', b"\xff\xfe", b"[" * 4_000, b"x" * 6_000],
)  # fmt: skip
def test_what_is_no_completion_is_a_bad_answer(service: Service, chat: Chat, body: bytes) -> None:
    service.body(body)
    with pytest.raises(BadAnswerError):
        chat.ask(ASKED)


def test_compressed_answers_are_not_unpacked(service: Service, chat: Chat) -> None:
    service.body(b"\x1f\x8b", Content_Encoding="gzip")
    with pytest.raises(BadAnswerError, match="compressed"):
        chat.ask(ASKED)
    assert service.heads[0]["accept-encoding"] == "identity"


def test_a_service_that_repeats_the_key_is_not_believed(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERIFY_LLM_KEY", KEY)
    service.words(f'{{"claims": [], "key": "{KEY}"}}')
    with Chat(completions(service.url), "m", Limits(1.0)) as chat, pytest.raises(BadAnswerError, match="key"):
        chat.ask(ASKED)


def silent(handler: Any) -> None:
    time.sleep(0.8)


def dripping(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def hanging_up(handler: Any) -> None:
    handler.connection.close()


@pytest.mark.parametrize("slow", [silent, dripping])
def test_slow_answers_are_not_waited_for(service: Service, slow: Any) -> None:
    service.answers.append(slow)
    start = time.monotonic()
    with (
        Chat(completions(service.url), "m", Limits(0.3)) as chat,
        pytest.raises(NoAnswerError, match=r"0\.3 s"),
    ):
        chat.ask(ASKED)
    assert time.monotonic() - start < 1.5
    assert len(service.asked) == 1


def test_a_connection_that_breaks_is_tried_again(service: Service, chat: Chat) -> None:
    service.answers.append(hanging_up)
    service.words("{}")
    assert chat.ask(ASKED) == "{}"


def test_nobody_at_home() -> None:
    with (
        Chat("http://127.0.0.1:9/v1/chat/completions", "m", Limits(1.0, pause=0.01)) as chat,
        pytest.raises(NoAnswerError, match="cannot be reached"),
    ):
        chat.ask(ASKED)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
        (" https://api.example.org/v1/ ", "https://api.example.org/v1/chat/completions"),
        (
            "https://example.org/chat/completions?api-version=2",
            "https://example.org/chat/completions?api-version=2",
        ),
        ("http://[::1]:8000", "http://[::1]:8000/chat/completions"),
    ],
)
def test_the_address_is_completed(given: str, asked: str) -> None:
    assert completions(given) == asked


@pytest.mark.parametrize(
    "wrong", ["", "localhost:11434", "ftp://example.org", "http://", "http://[::1", "/v1"]
)
def test_what_is_no_address_is_an_error(wrong: str) -> None:
    with pytest.raises(InputError, match="--endpoint"):
        completions(wrong)


def test_no_password_in_the_address() -> None:
    with pytest.raises(InputError, match="VERIFY_LLM_KEY") as error:
        completions("https://anna:hush@example.org/v1")
    assert "hush" not in str(error.value)
    assert shown("https://example.org/v1?key=hush") == "https://example.org/v1"
