"""Which claim is which, from one reading to the next."""

from verify.model import Claim, Mode
from verify.store.matching import Old, found_again, match, overlap, wording


def claim(text: str, start: int = 0) -> Claim:
    spans = ((start, start + len(text)),)
    return Claim(spans, text, spans[0], Mode.NONE)


def old(key: int, text: str, start: int = 0, **more: bool) -> Old:
    return Old(key, text, ((start, start + len(text)),), **more)


def test_wording_is_blind_to_case_and_punctuation():
    assert wording("«Мост, — закрыт!»") == wording('"мост закрыт"') == ("мост", "закрыт")
    assert wording("мост закрыт") != wording("мост открыт")


def test_equal_words_pair_wherever_they_moved():
    olds = [old(1, "Мост закрыт", 0), old(2, "Движение остановлено", 20)]
    news = [claim("Движение остановлено", 0), claim("Мост закрыт", 30)]
    assert match(olds, news, same_text=False) == {0: 2, 1: 1}


def test_the_same_words_twice_pair_in_order():
    olds = [old(7, "Стороны договорились", 100), old(5, "Стороны договорились", 10)]
    news = [claim("Стороны договорились", 12), claim("Стороны договорились", 140)]
    assert match(olds, news, same_text=False) == {0: 5, 1: 7}


def test_a_corrected_number_is_the_same_claim():
    olds = [old(1, "В аварии на старом мосту пострадали 12 человек, сообщили в мэрии")]
    news = [claim("В аварии на старом мосту пострадали 14 человек, сообщили в мэрии")]
    assert match(olds, news, same_text=False) == {0: 1}


def test_another_statement_is_another_claim():
    olds = [old(1, "Мэрия закрыла старый мост на ремонт")]
    news = [claim("Мэрия объявила выборы нового совета")]
    assert match(olds, news, same_text=False) == {}


def test_the_most_alike_pair_goes_first():
    olds = [old(1, "Ремонт моста обойдётся городу в сорок миллионов крон", 0)]
    news = [
        claim("Ремонт дороги обойдётся области в десять миллионов крон", 0),
        claim("Ремонт моста обойдётся городу в пятьдесят миллионов крон", 60),
    ]
    assert match(olds, news, same_text=False) == {1: 1}


def test_of_equally_alike_ones_the_order_decides():
    olds = [
        old(1, "Премьер назвал смету завышенной вдвое", 0),
        old(2, "Премьер назвал смету завышенной втрое", 90),
    ]
    news = [
        claim("Премьер назвал смету завышенной впятеро", 0),
        claim("Премьер назвал смету завышенной вшестеро", 90),
    ]
    assert match(olds, news, same_text=False) == {0: 1, 1: 2}


def test_a_persons_claim_pairs_by_its_words_only():
    olds = [old(1, "В аварии на старом мосту пострадали 12 человек", machine_made=False)]
    assert match(olds, [claim("В аварии на старом мосту пострадали 14 человек")], same_text=False) == {}
    assert match(olds, [claim("В аварии на старом мосту пострадали 12 человек")], same_text=False) == {0: 1}


def test_a_vanished_claim_comes_back_only_by_its_words():
    olds = [old(1, "В аварии на старом мосту пострадали 12 человек", vanished=True)]
    assert match(olds, [claim("В аварии на старом мосту пострадали 14 человек")], same_text=False) == {}
    assert match(olds, [claim("в аварии на старом мосту пострадали 12 человек!")], same_text=False) == {0: 1}


def test_in_one_text_overlapping_spans_are_one_claim():
    olds = [Old(1, "мост закрыли", ((0, 40),)), Old(2, "движение встало", ((41, 80),))]
    news = [Claim(((45, 80),), "встало надолго и вся набережная", (41, 80), Mode.NONE)]
    assert match(olds, news, same_text=True) == {0: 2}
    assert match(olds, news, same_text=False) == {}


def test_spans_of_an_older_text_say_nothing():
    gone = Old(1, "Порт закрыт", ((0, 11),), vanished=True)
    assert match([gone], [claim("Мост закрыт", 0)], same_text=True) == {}
    assert match([Old(2, "Порт закрыт", ((0, 11),))], [claim("Мост закрыт", 0)], same_text=True) == {0: 2}


def test_overlap_is_a_share_of_the_smaller():
    assert overlap(((0, 10),), ((5, 25),)) == 0.5
    assert overlap(((0, 4), (6, 10)), ((6, 10),)) == 1.0
    assert overlap(((0, 4),), ((4, 8),)) == 0.0
    assert overlap((), ((4, 8),)) == 0.0


def test_a_persons_claim_is_found_again_letter_for_letter():
    before, after = (
        "Мост закрыт. Река вышла из берегов.",
        "Обновлено. Мост закрыт. Вчера река вышла из берегов.",
    )
    assert found_again(((0, 11),), before, after) == ((11, 22),)
    assert found_again(((0, 4), (13, 17)), before, after) is None  # «Река» became «река»
    assert found_again(((0, 4), (18, 23)), before, after) == ((11, 15), (35, 40))
