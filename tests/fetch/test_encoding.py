from __future__ import annotations

import time
from contextlib import suppress

import pytest

from verify.errors import InputError
from verify.fetch.encoding import binary_kind, decode, plausibility

RU = "Порт Салинска закрыли на сутки из-за шторма, сообщает агентство. «Мы ждём», — сказал начальник порта."
UK = "Порт Салинська зачинили на добу через шторм, повідомляє агенція. «Ми чекаємо», — сказав Їжакевич."
CAPS = "ПОРТ САЛИНСКА ЗАКРЫЛИ НА СУТКИ"
MIXED = "Компания Halcyon показала телефон Orbit 17 в Салинске, пишет Salka Herald"
EN = "The café said no, the mayor’s résumé shows."
ONE_BYTE = ("windows-1251", "koi8-r", "koi8-u", "cp866", "iso-8859-5", "mac-cyrillic", "windows-1252")
DECLARED = ((), ("utf-8",), ("windows-1251",), ("koi8-r",), ("iso-8859-1",), ("no-such-charset",))


def cases() -> list[tuple[str, str, tuple[str, ...]]]:
    found = []
    for text in (RU, UK, CAPS, MIXED, EN):
        for encoding in ("utf-8", *ONE_BYTE):
            try:
                text.encode(encoding)
            except UnicodeEncodeError:
                continue
            found += [(text, encoding, declared) for declared in DECLARED]
    return found


@pytest.mark.parametrize(("text", "encoding", "declared"), cases())
def test_right_letters_whatever_is_declared(text: str, encoding: str, declared: tuple[str, ...]) -> None:
    assert decode(text.encode(encoding), declared, name="p").text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RU, "windows-1251"), (UK, "koi8-u"), (MIXED, "koi8-r"), (RU, "utf-8"), (EN, "windows-1252")],
)
def test_the_encoding_is_named(text: str, encoding: str) -> None:
    # Without the dash and quotes, which koi8 has no letters for.
    plain = "".join(c for c in text if c not in "«»—")
    assert decode(plain.encode(encoding), name="p").encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_stays_a_character(encoding: str) -> None:
    decoded = decode(RU.encode(encoding), ("windows-1251",), name="p")
    assert decoded.text == RU
    assert decoded.encoding == {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}[encoding]


def test_newlines_are_left_alone() -> None:
    assert decode(b"one\r\ntwo\rthree\n", name="p").text == "one\r\ntwo\rthree\n"


def test_a_damaged_letter_shows_and_spoils_nothing_else() -> None:
    data = (RU * 3).encode()
    damaged = data[:9] + b"\xff" + data[9:]  # after the first word
    decoded = decode(damaged, name="p")
    assert (decoded.encoding, decoded.text.count("�")) == ("utf-8", 1)
    assert decoded.text.replace("�", "") == RU * 3


def test_a_declared_encoding_that_is_neither_cyrillic_nor_western() -> None:
    text = "東京の港は嵐のため一日閉鎖されたと港長が述べた。船は一隻も出港しない。"
    decoded = decode(text.encode("shift_jis"), ("Shift_JIS",), name="p")
    assert decoded == (text, "shift-jis")


@pytest.mark.parametrize("wrong", ["windows-1251", "latin-1"])
def test_letters_garbled_before_they_were_saved(wrong: str) -> None:
    garbled = RU.encode().decode(wrong, "ignore")
    with pytest.raises(InputError, match=r"^p: its letters were garbled"):
        decode(garbled.encode(), name="p")


def test_a_story_about_garbled_letters_is_read() -> None:
    text = f"{RU} Вместо слова «привет» пассажиры увидели на табло «РїСЂРёРІРµС‚»."
    assert decode(text.encode(), name="p").text == text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "a ZIP archive or office document"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"plain\x00text" * 9, "a binary file"),
    ],
)
def test_binary_files(data: bytes, kind: str) -> None:
    assert binary_kind(data) == kind
    with pytest.raises(InputError, match=f"^p: it is {kind}, not text"):
        decode(data, name="p")


def test_a_stray_nul_is_no_binary_file() -> None:
    assert decode(RU.encode() + b"\x00", name="p").text == RU + "\x00"


def test_noise_is_not_decoded_as_something() -> None:
    noise = bytes(range(0x80, 0x100)) * 3
    assert plausibility(noise.decode("windows-1251", "replace")) < 0.25


@pytest.mark.parametrize("word", [b"a" * 1_000_000, b"\xcf" * 1_000_000, b"a\xcf" * 500_000])
def test_a_word_without_end_takes_no_time(word: bytes) -> None:
    """What tells encodings apart looks at so many letters and no more, and at each once."""
    began = time.process_time()
    with suppress(InputError):
        decode(word + b" \xcf\xf0\xe8\xe2\xe5\xf2 " + word, name="x")
    assert time.process_time() - began < 2
