"""Cut the shared offerings and usage files down to bare facts, for the demonstration to ship.

python marketplace/demo/extract_facts.py [SHARED_FOLDER]
"""

import csv
import json
import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
FACTS = Path(__file__).resolve().parent / "facts"
SHARED = Path(os.environ.get("STOA_SHARED", PROJECT.parent / "shared"))

KEPT_AS_THEY_ARE = (
    "id",
    "vendor",
    "name",
    "service_models",
    "deployment_model",
    "impact_level",
    "status",
    "authorization_path",
    "ready_on",
    "agency_review_on",
    "pmo_review_on",
    "authorized_on",
    "annual_assessment",
    "assessor",
    "business_functions",
)
KEPT_AFTER_THE_TEXT = (
    "website",
    "uei",
    "small_business",
    "authorization_count",
    "reuse_count",
)
LONGEST_NAME_OF_A_SERVICE = 60


def is_a_name(text: str) -> bool:
    """Tell the name of a service from a sentence or a list written as one."""
    return (
        len(text) <= LONGEST_NAME_OF_A_SERVICE
        and len(text.split()) <= 8
        and not text.rstrip().endswith(".")
        and ";" not in text
    )


def bare_facts(offering: dict) -> dict:
    """Return the offering in the shape of the source, without a sentence of the vendor's."""
    return {
        **{key: offering[key] for key in KEPT_AS_THEY_ARE},
        "description": "",
        **{key: offering[key] for key in KEPT_AFTER_THE_TEXT},
        "services_in_scope": list(filter(is_a_name, offering["services_in_scope"])),
        "services_added_last_90_days": list(filter(is_a_name, offering["services_added_last_90_days"])),
        "leveraged_by_ids": offering["leveraged_by_ids"],
        "in_cc0_snapshot": offering["in_cc0_snapshot"],
    }


def used_agencies(agencies: list[dict], usage: list[dict]) -> list[dict]:
    """Return the federal agencies the usage file names, with the bodies they belong to."""
    federal = {row["source_id"]: row for row in agencies if row["source"] == "fedramp"}
    named = {row["agency_id"] for row in usage} & federal.keys()
    parents = {federal[source_id]["parent"] for source_id in named}
    return [row for key, row in federal.items() if key in named or row["name"] in parents]


def extract_offerings(source: dict) -> str:
    """Return the offerings file as text: one offering a line, so that a change reads as one."""
    lines = ",\n".join(
        json.dumps(bare_facts(offering), ensure_ascii=False, separators=(",", ":")) for offering in source["offerings"]
    )
    head = json.dumps({key: source[key] for key in ("snapshot", "produced_by")})[:-1]
    return f'{head}, "offerings": [\n{lines}\n]}}\n'


def read_rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(shared: Path = SHARED, facts: Path = FACTS) -> None:
    """Write the three files of facts from the shared folder's data."""
    data = shared / "data"
    source = json.loads((data / "fedramp-offerings.json").read_text(encoding="utf-8"))
    usage = read_rows(data / "fedramp-agency-usage.csv")
    agencies = used_agencies(read_rows(data / "agencies.csv"), usage)
    facts.mkdir(parents=True, exist_ok=True)
    (facts / "offerings.json").write_text(extract_offerings(source), encoding="utf-8")
    write_rows(facts / "agency_usage.csv", usage)
    write_rows(facts / "agencies.csv", sorted(agencies, key=lambda row: row["source_id"]))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
