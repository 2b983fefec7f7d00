"""Articles in languages without a pack are doubted, those in a language with one never."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from verify.languages import codes, detect
from verify.languages.doubting import Doubt, doubt

TESTS = Path(__file__).parents[1]

FOREIGN = {
    "German": (
        "Die Regierung hat am Dienstag beschlossen, die Brücke über den Fluss bis zum Frühjahr zu sperren. "
        "Das teilte der Sprecher des Ministeriums mit. Nach Angaben von Reuters sollen die "
        "Arbeiten rund vierzig Millionen Euro kosten, und die Anwohner müssen lange Umwege in Kauf nehmen.",
        "en",
        "",
    ),
    "Bulgarian": (
        "Правителството реши във вторник да затвори моста над реката до пролетта, съобщи говорителят на "
        "министерството след заседание. По данни на Ройтерс ремонтът ще струва около четиридесет милиона "
        "евро, а жителите ще трябва да минават по дълги обходни пътища.",
        "ru",
        "ы",
    ),
    "Belarusian": (
        "Урад вырашыў у аўторак закрыць мост праз раку да вясны, паведаміў прэс-сакратар міністэрства пасля "
        "пасяджэння. Паводле звестак Reuters, рамонт будзе каштаваць каля сарака мільёнаў еўра, а жыхарам "
        "давядзецца ездзіць доўгімі аб'ездамі.",
        "en",
        "",
    ),
    "Serbian": (
        "Влада је у уторак одлучила да затвори мост преко реке до пролећа, саопштио је портпарол "
        "министарства после седнице. Према подацима Ројтерса, радови ће коштати око четрдесет милиона евра, "
        "а становници ће морати да иду дугим обилазницама.",
        "uk",
        "і",
    ),
    "Croatian": (
        "Vlada je u utorak odlučila zatvoriti most preko rijeke do proljeća, priopćio je glasnogovornik "
        "ministarstva. Prema podacima Reutersa, radovi će stajati oko četrdeset milijuna eura, "
        "a stanovnici će morati ići dugim obilaznicama.",
        "pl",
        "ł",
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_language_without_a_pack_is_doubted(name: str) -> None:
    text, code, missing = FOREIGN[name]
    found = doubt(text, detect(text))
    assert found is not None
    assert (found.code, found.missing, found.stated) == (code, missing, None)
    assert found.common < 30


def test_what_a_page_states_is_told_where_its_words_bear_it_out() -> None:
    text = FOREIGN["German"][0]
    assert doubt(text, "de") == Doubt("en", 5, "", "de")
    english = (TESTS / "data/gold/docs/en-1.txt").read_text(encoding="utf-8")
    assert doubt(english, "de") is None


def _polish() -> str:
    cases = tomllib.loads((TESTS / "extract/sentences_pl.toml").read_text(encoding="utf-8"))["case"]
    return " ".join(case["text"] for case in cases)


@pytest.mark.parametrize("code", codes())
def test_a_language_with_a_pack_is_not(code: str) -> None:
    text = _polish() if code == "pl" else (TESTS / f"data/gold/docs/{code}-1.txt").read_text(encoding="utf-8")
    assert sum(map(str.isalpha, text)) > 150
    assert detect(text) == code
    assert doubt(text, code) is None


def test_a_few_words_prove_nothing_however_often_they_are_said() -> None:
    assert doubt("Мост закроют до весны, сообщает Reuters. " * 100, "ru") is None
    assert doubt("Die Brücke ist gesperrt, teilte das Ministerium mit.", "en") is None
