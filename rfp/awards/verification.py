"""Checks a case file without Stoa's database: its chains, its digests, and the ranking, worked out again."""

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from rfp.bids.sealing import canonical
from rfp.evaluation.ranking import Proposal, Rules, Weighted, rank

START = "0" * 64


def faults_of(file: dict[str, Any]) -> list[str]:
    """What does not fit, in words; nothing where the file is whole."""
    return [*_chain_faults(file), *_event_faults(file), *_result_faults(file), *_award_faults(file)]


def hash_of_event(event: dict[str, Any]) -> str:
    """SHA-256 over every field but the hash itself, as Stoa's trail makes it."""
    told = {name: value for name, value in event.items() if name != "hash"}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _chain_faults(file: dict[str, Any]) -> Iterator[str]:
    for name, events in file["chains"].items():
        previous = START
        for number, event in enumerate(events, start=1):
            if event["number"] != number or event["chain"] != name:
                yield f"chain {name}: event {number} is missing"
                break
            if event["previous_hash"] != previous or hash_of_event(event) != event["hash"]:
                yield f"chain {name}: event {number} ({event['action']}) was changed"
                break
            previous = event["hash"]


def _event_faults(file: dict[str, Any]) -> Iterator[str]:
    for event in file["events"]:
        if hash_of_event(event) != event["hash"]:
            yield f"event {event['number']} of {event['chain']} ({event['action']}) was changed"


def _result_faults(file: dict[str, Any]) -> Iterator[str]:
    for panel in file["panels"]:
        result = panel["result"]
        if not result:
            continue
        where = f"lot {panel['lot']}, round {panel['round']}"
        if hashlib.sha256(canonical(result["content"])).hexdigest() != result["digest"]:
            yield f"{where}: the frozen result was changed"
            continue
        told = [(one["letter"], one["exact"]) for one in result["content"]["ranking"]]
        if replay(result["content"]) != told:
            yield f"{where}: the ranking does not follow from its scores and prices"
        agreed = {(one["letter"], one["criterion"]): Decimal(one["points"]) for one in panel["agreed"]}
        for one in result["content"]["proposals"]:
            for code, points in one["points"].items():
                if agreed.get((one["letter"], code)) != Decimal(points):
                    yield f"{where}: proposal {one['letter']}, {code} was agreed otherwise"
        digests = [event["data"].get("digest") for events in file["chains"].values() for event in events]
        if result["digest"] not in digests:
            yield f"{where}: no event of the trail names the frozen result"


def replay(content: dict[str, Any]) -> list[tuple[str, str]]:
    """The ranking from points and prices alone: letter and exact total, the first place first."""
    criteria = [
        Weighted(
            one["code"],
            Decimal(one["weight"]),
            one["scale"],
            None if one["least"] is None else Decimal(one["least"]),
            one["is_price"],
        )
        for one in content["criteria"]
    ]
    order = {one["letter"]: place for place, one in enumerate(content["ranking"])}
    proposals = [
        Proposal(
            one["letter"],
            {code: Decimal(points) for code, points in one["points"].items()},
            None if one["price"] is None else Decimal(one["price"]),
            # What was received earlier is in the receipts; here equal proposals keep their frozen order.
            order.get(one["letter"], 0),
        )
        for one in content["proposals"]
        if not one["failed"] and not one["rejected"] and one["letter"] in order
    ]
    return [(one.name, str(one.total)) for one in rank(proposals, Rules(criteria, formula=content["formula"]))]


def _award_faults(file: dict[str, Any]) -> Iterator[str]:
    for award in file["awards"]:
        if award["approved_by"] and award["approved_by"] == award["proposed_by"]:
            yield f"lot {award['lot']}: one person proposed and approved the award"
        times = {letter["sent_at"] for letter in award["letters"]}
        if len(times) > 1:
            yield f"lot {award['lot']}: letters were not sent at one moment"
