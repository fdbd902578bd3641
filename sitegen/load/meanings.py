"""What an editor writes behind each key, in a sentence: the docstring below the field, in the class of the model that has it.

Python keeps no docstrings of fields, so they are read from the source of the class.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

_NEXT_SENTENCE = re.compile(r"\.\s+(?=[A-Z])")


def meanings_of(kind: type[Any]) -> Mapping[str, str]:
    """The first sentence of the docstring of each field of a class, those of its bases included, by the field's name."""
    found: dict[str, str] = {}
    for owner in reversed(kind.__mro__[:-1]):
        found |= _documented(owner.__module__).get(owner.__qualname__, {})
    return found


@cache
def _documented(module: str) -> Mapping[str, Mapping[str, str]]:
    """By class, then by field."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: _fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        match field, below:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = f"{_NEXT_SENTENCE.split(inspect.cleandoc(text))[0].removesuffix('.')}."
    return found
