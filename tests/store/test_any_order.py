"""Whatever people and articles do, in whatever order: the promises hold."""

import random
from dataclasses import replace

import pytest

from verify.errors import Refused
from verify.model import Flag, FlagCode, Hop, SourceKind, Status
from verify.store import Belongings, ClaimFilter, ClaimState, Store

POOL = [
    f"{who} {what} {when}."
    for who in ("Мэрия Синегорска", "Портовая служба", "Комиссия по смете")
    for what in ("закрыла старый мост", "отложила вторую проверку опор", "нашла в отчёте лишние сорок тысяч")
    for when in ("в среду", "к первому сентября")
]
CHAINS = ((), (Hop(SourceKind.OUTLET, ("Reuters",)),), (Hop(SourceKind.COLLECTIVE, ()),))


def tree_total(node):
    return node.count + sum(tree_total(child) for child in node.children)


def assert_promises(store: Store, seen: dict[str, str]) -> None:
    assert store.check().problems == ()
    everything = store.claims(ClaimFilter(states=tuple(ClaimState)), limit=1000).items
    for record in everything:
        assert seen.setdefault(record.number, record.uid) == record.uid
    present = [c for c in everything if c.state is ClaimState.PRESENT]
    listed = store.claims(limit=1000)
    assert [c.uid for c in listed.items] == [c.uid for c in present]
    assert listed.total == len(present) == tree_total(store.chain_tree(1)) == store.article(1).article.claims
    voiceless = [c.uid for c in present if not c.claim.chain]
    assert [c.uid for c in store.claims(ClaimFilter(own_voice=True), limit=1000).items] == voiceless
    for who in ("Вера", "Борис", None):
        theirs = [c.uid for c in present if c.assigned == who]
        assert [c.uid for c in store.claims(ClaimFilter(assigned=who or ""), limit=1000).items] == theirs
    for case in store.cases.list().items:
        assert sum(case.statuses.values()) == store.claims(ClaimFilter(case=case.uid)).total
    cited = [c.uid for c in present if any("Reuters" in hop.names for hop in c.claim.chain)]
    assert [c.uid for c in store.claims(ClaimFilter(source="Reuters"), limit=1000).items] == cited
    assert [s.claims for s in store.sources().items if s.name == "Reuters"] in ([], [len(cited)])
    flagged = [c.uid for c in present if c.claim.flags]
    assert [c.uid for c in store.claims(ClaimFilter(flagged=True), limit=1000).items] == flagged
    text = store.article(1).text
    for record in present:
        assert " ".join(" ".join(text[s:e] for s, e in record.claim.spans).split()) == record.claim.text


class Desk:
    """Random acts on one article."""

    def __init__(self, store, dice, make_reading, make_extraction):
        self.store, self.dice = store, dice
        self.make_reading, self.make_extraction = make_reading, make_extraction

    def findings(self):
        some = self.dice.sample(POOL, self.dice.randint(3, 9))
        return [
            (each, self.dice.choice(CHAINS), (FlagCode.HEDGED,) * self.dice.randint(0, 1)) for each in some
        ]

    def any_claim(self):
        return self.dice.choice(self.store.claims(ClaimFilter(states=tuple(ClaimState)), limit=1000).items)

    def change(self):
        self.store.save(self.make_reading(self.findings()))

    def reread(self):
        text = self.store.article(1).text
        every = [each for each in text.split("\n")[1:] if each]
        some = sorted(self.dice.sample(range(len(every)), self.dice.randint(1, len(every))))
        found = [(every[n], self.dice.choice(CHAINS), ()) for n in some]
        self.store.reread(1, self.make_extraction(text, found, str(self.dice.random())))

    def mark(self):
        self.store.mark(self.any_claim().number, self.dice.choice(list(Status)), by="Анна", note="проверено")

    def link(self):
        self.store.link(self.any_claim().number, "https://gov.example/order", by="Борис")

    def chain(self):
        flags = [Flag(FlagCode.SECOND_HAND)] * self.dice.randint(0, 1)
        self.store.set_chain(self.any_claim().number, self.dice.choice(CHAINS), by="Анна", flags=flags)

    def drop(self):
        self.store.drop(self.any_claim().number, by="Анна")

    def restore(self):
        self.store.restore(self.any_claim().number, by="Анна")

    def split(self):
        record = self.any_claim()
        start, end = record.claim.spans[0]
        middle = (start + end) // 2
        self.store.split(record.number, [((start, middle),), ((middle, end),)], by="Анна")

    def join(self):
        present = [record.number for record in self.store.claims(limit=1000).items]
        self.store.join(self.dice.sample(present, min(2, len(present))), by="Анна")

    def assign(self):
        who = self.dice.choice(["Вера", "Борис", None])
        self.store.assign([self.any_claim().number], who, by="Анна")

    def case(self):
        if not self.store.cases.list().total:
            self.store.cases.add("Кто закрыл мост?", None, by="Анна")
        self.store.cases.put(1, Belongings(claims=(self.any_claim().number,)), by="Анна")

    def undo(self):
        self.store.undo(self.any_claim().number, by="Борис")

    def remove(self):
        self.store.remove_article(1, by="Анна")
        self.store.save(replace(self.make_reading(self.findings())))


@pytest.mark.parametrize("seed", range(4))
def test_promises_hold_in_any_order(store, make_reading, make_extraction, seed):
    dice = random.Random(seed)
    desk = Desk(store, dice, make_reading, make_extraction)
    desk.change()
    acts = [desk.change, desk.reread, desk.mark, desk.link, desk.chain, desk.drop, desk.restore, desk.split]
    acts += [desk.assign, desk.case, desk.join, desk.undo, desk.undo, desk.remove, desk.mark, desk.chain]
    seen: dict[str, str] = {}
    done = 0
    for _ in range(60):
        try:
            dice.choice(acts)()
            done += 1
        except Refused:
            continue
        assert_promises(store, seen)
    assert done >= 20
    assert store.check_history().ok
