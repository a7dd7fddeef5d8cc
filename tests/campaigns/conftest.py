"""Resuming: under `./stoa campaign` the tests that passed before a break are not run again."""

import os
from collections import Counter
from pathlib import Path

import pytest

PROGRESS = Path(os.environ["STOA_PROGRESS"]) if "STOA_PROGRESS" in os.environ else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is done, unless that is everything."""
    done = set(PROGRESS.read_text().splitlines()) if PROGRESS and PROGRESS.exists() else set()
    left = [item for item in items if item.nodeid not in done]
    if done and left:
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in done])
        items[:] = left


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Write each passed test down at once: a break may come any time."""
    if PROGRESS and report.when == "call" and report.passed:
        with PROGRESS.open("a") as file:
            file.write(f"{report.nodeid}\n")


def pytest_terminal_summary(terminalreporter) -> None:
    """Say how much was tried, where a test counted it."""
    counted: Counter[str] = Counter()
    for report in terminalreporter.stats.get("passed", []):
        counted.update({name: number for name, number in report.user_properties if isinstance(number, int)})
    for name, number in counted.items():
        terminalreporter.write_line(f"{number} {name}.")
