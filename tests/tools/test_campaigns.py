"""A campaign keeps its limit, goes on where it was broken off, and writes down what came out."""

import shutil
from pathlib import Path

import pytest

from tests.counts import at_a_desk, count, in_turn
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


@pytest.mark.parametrize(
    ("environment", "counts"),
    [
        ({"STOA_COUNT": "full"}, [10_000, 1_000, 5]),
        ({"CI": "true"}, [100, 50, 1]),
        ({}, [100, 10, 1]),
        ({"STOA_COUNT": "full", "CI": "true"}, [10_000, 1_000, 5]),
    ],
)
def test_counts_are_full_in_a_campaign_a_twentieth_in_ci_and_a_hundredth_at_a_desk(monkeypatch, environment, counts):
    for name in ("STOA_COUNT", "CI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert [count(10_000), count(1_000), count(5)] == counts
    assert at_a_desk() is (not environment)


def test_cells_in_turn_reach_each_of_them():
    assert [in_turn("abcd", turn, 2) for turn in range(3)] == [["a", "b"], ["b", "c"], ["c", "d"]]
    assert in_turn("abcd", 3, 2) == ["d", "a"]
    assert in_turn("ab", 1, 5) == ["b", "a"]
    assert in_turn([], 1, 2) == []
