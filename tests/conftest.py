"""Options and fixtures that all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support import tools, verapdf

SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True, suppress_health_check=SLOW_IS_FINE)
settings.register_profile("more", max_examples=500, deadline=None, suppress_health_check=SLOW_IS_FINE)
settings.register_profile("long", max_examples=10_000, deadline=None, suppress_health_check=SLOW_IS_FINE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expected part of failing cases")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept rewrites what is expected; a person does that, not CI")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if tools.missing:
        terminalreporter.write_sep("=", "TOOLS MISSING, their tests did not run", red=True, bold=True)
        terminalreporter.write_line(", ".join(sorted(tools.missing)))


@pytest.fixture(scope="session")
def accepting(request: pytest.FixtureRequest) -> bool:
    """Whether this run rewrites expectations."""
    return bool(request.config.getoption("accept"))


@pytest.fixture(scope="session")
def vera() -> Iterator[verapdf.Validator]:
    """veraPDF in one Java process for the whole run."""
    with verapdf.start() as validator:
        yield validator
