"""An article's text as the page has it: every claim marked once, every word of it as text."""

from __future__ import annotations

import lxml.html

from tests.hostile.attacks import ATTACKS
from verify.model import FlagCode, Status
from verify.store import Brief
from verify.web.pages import marks

TEXT = "Мост закроют, сказал мэр.\n\nЕго чинят до весны."


def brief(number: int, *spans: tuple[int, int], status: Status = Status.UNVERIFIED) -> Brief:
    return Brief(f"3.{number}", spans, status, (FlagCode.HEDGED,))


def html(text: str, *claims: Brief, now: str = "") -> str:
    return str(marks.text(text, claims, now, lambda words: words)[0])


def test_a_claim_is_a_link_with_its_number_at_its_end() -> None:
    assert html(TEXT, brief(1, (0, 12))) == (
        '<p><a class="c unverified weak" id="c1" href="?claim=3.1#c1">Мост закроют<sup>1</sup></a>'
        ", сказал мэр.</p>\n<p>Его чинят до весны.</p>\n"
    )


def test_a_decision_has_its_sign_and_its_word() -> None:
    made = html(TEXT, brief(1, (0, 12), status=Status.REFUTED), now="3.1")
    assert '<a class="c refuted weak on" id="c1"' in made
    assert '<sup>1✕<span class="v"> refuted</span></sup>' in made


def test_a_claim_over_two_paragraphs_is_one_stop_of_the_keyboard() -> None:
    made = html(TEXT, brief(1, (14, 36)))
    first = '<p>Мост закроют, <a class="c unverified weak" id="c1" href="?claim=3.1#c1">сказал мэр.</a></p>\n'
    again = '<a class="c unverified weak" tabindex="-1" href="?claim=3.1#c1">'
    second = f"<p>{again}Его чинят<sup>1</sup></a> до весны.</p>\n"
    assert made == first + second


def test_a_claim_in_two_spans_has_its_number_after_the_second() -> None:
    made = html(TEXT, brief(1, (0, 4), (27, 36)))
    assert made.count("<sup>1</sup>") == 1
    assert made.index("<sup>") > made.index("Его чинят")
    assert made.count(' id="c1"') == made.count(' tabindex="-1"') == 1


def test_a_claim_that_others_cover_is_told() -> None:
    outer, inner = brief(1, (0, 12)), brief(2, (0, 12))
    made, covered = marks.text(TEXT, (outer, inner), "", str)
    assert covered == [inner]
    assert "3.2" not in made


def test_a_thousand_attacks_stand_as_text_inside_claims_and_between() -> None:
    lines = [" ".join(attack.split()) for attack in ATTACKS]
    text = "\n".join(lines)
    claims, at = [], 0
    for number, line in enumerate(lines):
        if number % 2:
            claims.append(brief(number, (at, at + len(line))))
        at += len(line) + 1
    tree = lxml.html.fromstring(f"<div>{html(text, *claims)}</div>")
    assert {element.tag for element in tree.iter()} == {"div", "p", "a", "sup"}
    assert {name for element in tree.iter() for name in element.attrib} == {"class", "id", "href"}
    paragraphs = tree.findall("p")
    assert len(paragraphs) == len(lines)
    signs = {"\x1b": "␛", "\x07": "␇", "\x00": "␀", "\u202e": "�", "\u2066": "�", "\ufeff": "�"}
    for number, (line, paragraph) in enumerate(zip(lines, paragraphs, strict=True)):
        said = "".join(signs.get(c, c) for c in line)
        assert paragraph.text_content() == said + (str(number) if number % 2 else "")
