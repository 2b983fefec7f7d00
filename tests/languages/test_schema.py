"""The schema, the packs and the engine say the same: whatever one names, the others know."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

import verify.extract
import verify.languages.words
from verify.languages import codes, pack, schema
from verify.languages.checking import findings

ENGINE = Path(next(iter(verify.extract.__path__)))
WORDS = Path(verify.languages.words.__file__)  # makes of forms what their classes say
MODULES = [*sorted(ENGINE.rglob("*.py")), WORDS]


def _is_classes(node: ast.AST) -> bool:
    return (isinstance(node, ast.Attribute) and node.attr == "classes") or (
        isinstance(node, ast.Name) and node.id == "classes"
    )


def _strings(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def _looks_up(node: ast.AST) -> TypeGuard[ast.Call]:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == "get" and _is_classes(called.value)


def _asked(tree: ast.Module) -> Iterator[str]:
    """Class names that a module compares with a word's classes, or looks up in the pack's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            if any(_is_classes(part) for part in ast.walk(node.comparators[0])):
                yield from _strings(node.left)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
            if _is_classes(node.left):
                yield from _strings(node.right)
        elif _looks_up(node):
            yield from _strings(node.args[0])


def test_the_schema_has_every_class_that_the_engine_asks_for() -> None:
    asked = {name for path in MODULES for name in _asked(ast.parse(path.read_text(encoding="utf-8")))}
    assert len(asked) > 60
    assert {name for name in asked if not schema.STOCK.search(name)} <= set(schema.CLASSES)


def test_the_engine_asks_for_every_class_of_the_schema() -> None:
    named = {s for path in MODULES for s in _strings(ast.parse(path.read_text(encoding="utf-8")))}
    assert set(schema.CLASSES) - named == set()


@pytest.mark.parametrize("code", codes())
def test_every_pattern_and_phrase_class_is_in_the_schema(code: str) -> None:
    data = pack(code).data
    assert set(data["phrases"]) <= set(schema.PHRASES)
    assert set(data["patterns"]) <= set(schema.PATTERN_NAMES)


@pytest.mark.parametrize("code", codes())
def test_nothing_is_wrong_with_a_pack(code: str) -> None:
    assert [(f.where, f.message) for f in findings(code)] == []
