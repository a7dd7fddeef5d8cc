"""What a row makes of a version: pure changes of a revision's content, as Wagtail keeps it."""

import datetime
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from modelcluster.models import get_serializable_data_for_fields

from catalog.offerings.models import OfferedServiceLevel, Plan

from .columns import OF_AVAILABILITY
from .rows import Entry

Content = dict[str, Any]
TakeId = Callable[[type], int | None]


def put_into(content: Content, entry: Entry, topic_ids: Sequence[int], take_id: TakeId) -> Content:
    """The content with what the row says. Empty cells leave what is there; plans are found by name, none is removed.

    `take_id` gives new plans and service levels their key where they are rows of a table at once.
    """
    changed = {
        **content,
        **{name: _kept(name, value) for name, value in entry.fields.items() if name not in OF_AVAILABILITY},
    }
    if entry.topics:
        changed["topics"] = sorted(topic_ids)
    if "sort_name" in content:
        changed["sort_name"] = str(changed["name"]).casefold()
    changed["plans"] = _plans(content, entry.plans, take_id)
    if "availability" in entry.fields:
        changed["service_levels"] = _levels(content, entry.fields, take_id)
    return changed


def _kept(name: str, value: Any) -> Any:
    if name == "service_models":
        return json.dumps(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def _plans(content: Content, named: Sequence[Mapping[str, Any]], take_id: TakeId) -> list[Content]:
    plans = [dict(plan) for plan in content.get("plans", ())]
    by_name = {plan["name"].casefold(): plan for plan in plans}
    for wanted in named:
        plan = by_name.get(wanted["name"].casefold())
        if plan is None:
            plan = _blank(Plan(code=uuid.uuid4(), sort_order=len(plans)), content["pk"], take_id(Plan))
            plans.append(plan)
        for name, value in wanted.items():
            if isinstance(value, Decimal):
                plan[name] = plan[name] if plan[name] and Decimal(plan[name]) == value else str(value)
            elif name != "name" or not plan["name"]:
                plan[name] = value
    return plans


def _levels(content: Content, said: Mapping[str, Any], take_id: TakeId) -> list[Content]:
    target, steps, cap = said["availability"], said.get("availability_credits"), said.get("availability_credit_cap")
    levels = [dict(level) for level in content.get("service_levels", ())]
    level = next((level for level in levels if level["code"] == "availability"), None)
    if level is None:
        level = _blank(
            OfferedServiceLevel(target=target, sort_order=len(levels)), content["pk"], take_id(OfferedServiceLevel)
        )
        levels.append(level)
    if Decimal(level["target"]) != target:
        level["target"] = str(target)
    if steps:
        level |= {"credit_steps": steps, "credit_template": ""}
    if cap is not None and (level["credit_cap_percent"] is None or Decimal(level["credit_cap_percent"]) != cap):
        level["credit_cap_percent"] = str(cap)
    return levels


def _blank(row: Any, offering_id: int, pk: int | None) -> Content:
    data = get_serializable_data_for_fields(row)
    texts = {name: str(value) for name, value in data.items() if isinstance(value, Decimal | uuid.UUID)}
    return {**data, **texts, "pk": pk, "offering": offering_id}
