"""A campaign keeps its limit, goes on where it was broken off, and writes down what came out."""

import shutil
from pathlib import Path

import pytest

from tests.counts import count
from tools import campaigns
from tools.refusal import Refusal

HERE = Path(__file__).resolve().parent
TESTS = """
import time
from pathlib import Path

def test_first():
    with Path(__file__).with_name("ran.txt").open("a") as ran:
        ran.write("first ")

def test_second():
    if Path(__file__).with_name("slow").exists():
        time.sleep(60)
    assert not Path(__file__).with_name("broken").exists()
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A campaign of two tests, of which the second can be made slow or wrong."""
    shutil.copy(HERE.parent / "campaigns" / "conftest.py", tmp_path)
    (tmp_path / "pytest.ini").touch()
    (tmp_path / "test_races.py").write_text(TESTS)
    monkeypatch.setattr(campaigns, "FOLDER", tmp_path)
    monkeypatch.setattr(campaigns, "REPORTS", tmp_path / "reports")
    monkeypatch.setattr(campaigns, "PROGRESS", tmp_path / "progress")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return tmp_path


def _ran(folder):
    return (folder / "ran.txt").read_text().count("first")


def test_a_campaign_that_passed_says_so(folder):
    assert campaigns.run("races") == 0
    report = (folder / "reports" / "races.md").read_text()
    assert "Everything passed." in report
    assert "2 passed" in report
    assert list((folder / "progress").iterdir()) == []


def test_a_failed_test_runs_again_and_a_passed_one_does_not(folder):
    (folder / "broken").touch()
    assert campaigns.run("races") == 1
    assert "Not passed." in (folder / "reports" / "races.md").read_text()
    (folder / "broken").unlink()
    assert campaigns.run("races") == 0
    assert _ran(folder) == 1
    assert "1 tests passed in an earlier run" in (folder / "reports" / "races.md").read_text()


def test_a_campaign_ends_at_its_limit_and_goes_on_later(folder, monkeypatch):
    monkeypatch.setattr(campaigns, "MINUTES", 0.03)
    (folder / "slow").touch()
    assert campaigns.run("races") == campaigns.BROKEN_OFF
    assert "Broken off; `./stoa campaign races` goes on." in (folder / "reports" / "races.md").read_text()
    (folder / "slow").unlink()
    assert campaigns.run("races") == 0
    assert _ran(folder) == 1


def test_an_unknown_campaign_is_refused_with_those_there_are(folder):
    with pytest.raises(Refusal, match=r"no campaign sieges\. There are: races\."):
        campaigns.main(["sieges"])


def test_counts_are_full_in_a_campaign_and_a_twentieth_or_a_hundred_elsewhere(monkeypatch):
    monkeypatch.delenv("STOA_COUNT", raising=False)
    assert [count(1000), count(5), count(10_000)] == [50, 1, 100]
    monkeypatch.setenv("STOA_COUNT", "full")
    assert [count(1000), count(5)] == [1000, 5]
