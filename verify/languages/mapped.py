"""pymorphy3's dictionary files mapped into memory: a text asks for a small part of them.

pymorphy3 reads 28 MB, copies them, and makes an object of each of the eight thousand paradigms and tags: for
two languages a tenth of a second, before the first word. A mapped file costs what is looked at, is shared by
all processes that map it, and paradigms and tags are made when a word first has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from pymorphy3.dawg import (  # type: ignore[import-untyped]
    ConditionalProbDistDAWG,
    PredictionSuffixesDAWG,
    WordsDawg,
)
from pymorphy3.opencorpora_dict import Dictionary, storage  # type: ignore[import-untyped]
from pymorphy3.tagset import OpencorporaTag  # type: ignore[import-untyped]

_WORD, _UNIT = 2, 4  # bytes of a number in a paradigm, and in an automaton


class MappedDictionary(Dictionary):  # type: ignore[misc]
    """pymorphy3's dictionary in a folder, as its own loader puts it together. Raises OSError, ValueError."""

    def __init__(self, folder: Path) -> None:
        self.path = str(folder)
        self.meta = storage.load_meta(folder / "meta.json")
        storage._assert_format_is_compatible(self.meta, self.path)
        self.lang = self.meta.get("language_code")
        # A class of its own: pymorphy3's would forget the grammemes of one language when another is loaded.
        tag: Any = type("Tag", (_Tag,), {"__slots__": ()})
        tag._init_grammemes(storage.json_read(folder / "grammemes.json"))
        self.Tag = tag
        self.gramtab = _Tags(tag, storage._load_gramtab(self.meta, OpencorporaTag.FORMAT, self.path))
        self.suffixes = storage.json_read(folder / "suffixes.json")
        self.paradigms = _Paradigms(folder / "paradigms.array")
        self.paradigm_prefixes = self.meta["compile_options"]["paradigm_prefixes"]
        self.words = mapped(WordsDawg(), folder / "words.dawg")
        self.prediction_suffixes_dawgs = [
            mapped(PredictionSuffixesDAWG(), folder / f"prediction-suffixes-{number}.dawg")
            for number in range(len(self.paradigm_prefixes))
        ]


def probabilities(folder: Path) -> ConditionalProbDistDAWG:
    """How likely a dictionary's tags are."""
    return mapped(ConditionalProbDistDAWG(), folder / "p_t_given_w.intdawg")


def mapped(automaton: Any, path: Path) -> Any:
    """An automaton of pymorphy3's, its units and the guide through them in a file."""
    from dawg_python.wrapper import Dictionary as Units  # type: ignore[import-untyped]
    from dawg_python.wrapper import Guide

    automaton.dct, automaton.guide = Units(), Guide()
    data = _bytes(path)
    end = _UNIT + _UNIT * int.from_bytes(data[:_UNIT], "little")
    automaton.dct._units = data[_UNIT:end].cast("I")
    automaton.guide._units = data[end + _UNIT :]
    return automaton


def _bytes(path: Path) -> memoryview:
    with path.open("rb") as file:
        return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))


class _Tag(OpencorporaTag):  # type: ignore[misc]
    """pymorphy3's tag with its grammemes and itself as written at hand: they are asked for of each reading of
    each word.
    """

    __slots__ = ("grammemes", "written")

    def __init__(self, written: str) -> None:
        super().__init__(written)
        self.written = written
        self.grammemes = frozenset(self._grammemes_tuple)

    @classmethod
    def _assert_grammemes_are_known(cls, grammemes: object) -> None:
        """The dictionary's own tags have no others."""


class _Tags(dict[int, Any]):
    """A dictionary's tags by their numbers."""

    def __init__(self, kind: Any, written: Sequence[str]) -> None:
        super().__init__()
        self._kind, self._written = kind, written

    def __missing__(self, number: int) -> Any:
        tag = self[number] = self._kind(self._written[number])
        return tag


class _Paradigms(dict[int, memoryview]):
    """A dictionary's paradigms by their numbers: each is preceded by its length in the file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._data = _bytes(path).cast("H")
        self._begins: list[int] = []
        begin = 1
        for _ in range(self._data[0]):
            self._begins.append(begin + 1)
            begin += 1 + self._data[begin]

    def __missing__(self, number: int) -> memoryview:
        begin = self._begins[number]
        paradigm = self[number] = self._data[begin : begin + self._data[begin - 1]]
        return paradigm
