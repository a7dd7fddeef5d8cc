"""The facts the demonstration ships about real offerings: complete, and without a sentence."""

import csv
import json
import os
import re
from pathlib import Path

import pytest

from marketplace.demo import extract_facts

SHARED = Path(os.environ.get("STOA_SHARED", extract_facts.PROJECT.parent / "shared"))
FACTS = extract_facts.FACTS


@pytest.fixture(scope="module")
def offerings():
    return json.loads((FACTS / "offerings.json").read_text(encoding="utf-8"))["offerings"]


def test_all_offerings_are_there_once(offerings):
    assert len(offerings) == 509
    assert len({offering["id"] for offering in offerings}) == 509
    assert len({offering["vendor"] for offering in offerings}) == 457


def test_no_sentence_of_a_vendor_is_shipped(offerings):
    assert {offering["description"] for offering in offerings} == {""}
    services = [
        name
        for offering in offerings
        for name in offering["services_in_scope"] + offering["services_added_last_90_days"]
    ]
    assert services
    assert max(map(len, services)) <= 60
    assert not [name for name in services if re.search(r"[a-z]{3}\. |\.$", name)]


def test_the_file_stays_small():
    assert (FACTS / "offerings.json").stat().st_size < 700_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Identity Governance", True),
        ("Keeps every record of every case in one place.", False),
        ("Lists; notes; tasks", False),
        ("a name that goes on and on for nine words", False),
        ("x" * 61, False),
    ],
)
def test_a_name_is_told_from_a_sentence(text, expected):
    assert extract_facts.is_a_name(text) is expected


def test_use_joins_offerings_and_agencies(offerings):
    usage = extract_facts.read_rows(FACTS / "agency_usage.csv")
    agencies = extract_facts.read_rows(FACTS / "agencies.csv")
    assert {row["offering_id"] for row in usage} <= {offering["id"] for offering in offerings}
    assert {row["level"] for row in agencies} == {"federal"}
    unknown = {row["agency_id"] for row in usage} - {row["source_id"] for row in agencies}
    assert unknown <= {""}
    names = {row["name"] for row in agencies}
    # The source lists the armed services without the department above them.
    assert {row["parent"] for row in agencies} - names <= {"", "Department of Defense"}


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the shared data is not on this machine")
def test_the_shipped_files_are_what_the_script_makes(tmp_path):
    extract_facts.main(SHARED, tmp_path)
    for made in tmp_path.iterdir():
        assert made.read_bytes() == (FACTS / made.name).read_bytes(), made.name


def test_a_changed_source_changes_the_extract(tmp_path, offerings):
    data = tmp_path / "shared" / "data"
    data.mkdir(parents=True)
    source = {"snapshot": "today", "produced_by": "somebody"}
    told = {
        **offerings[0],
        "description": "It does everything.",
        "services_in_scope": ["It does everything."],
    }
    (data / "fedramp-offerings.json").write_text(json.dumps({**source, "offerings": [told]}))
    usage = {"offering_id": told["id"], "agency_id": "22-1", "kind": "initial"}
    agency = {
        "source": "fedramp",
        "source_id": "22-1",
        "level": "federal",
        "name": "A",
        "parent": "B",
    }
    parent = {**agency, "source_id": "22-2", "name": "B", "parent": ""}
    other = {**agency, "source_id": "22-3", "name": "C", "parent": ""}
    extract_facts.write_rows(data / "fedramp-agency-usage.csv", [usage])
    extract_facts.write_rows(data / "agencies.csv", [agency, parent, other])

    extract_facts.main(tmp_path / "shared", tmp_path / "facts")

    made = json.loads((tmp_path / "facts" / "offerings.json").read_text())
    assert made == {
        **source,
        "offerings": [{**told, "description": "", "services_in_scope": []}],
    }
    with (tmp_path / "facts" / "agencies.csv").open() as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["A", "B"]
