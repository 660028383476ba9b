"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib

import pytest

from tests.support.house import Module, modules

EXAMPLES = [module for module in modules("converter") if ">>> " in module.text]


@pytest.mark.parametrize("module", EXAMPLES, ids=lambda module: module.where)
def test_examples_are_true(module: Module) -> None:
    loaded = importlib.import_module(f"converter.{module.name}".rstrip("."))
    result = doctest.testmod(loaded, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert result.attempted or "+SKIP" in module.text
    assert not result.failed
