"""Plans and service levels: rows of an offering, each a part with a form of its own."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import slugify

from catalog.offerings.actions import Contents
from catalog.offerings.models import OfferedServiceLevel, Offering, Plan

from .parts import ABOUT_IT, Change, FieldsPart, Part, question_parts
from .plan_forms import LevelForm, OrderingForm, PlanForm, PromiseForm, plan_of
from .typed import Typed, as_sent

PLAN, LEVEL, NEW_LEVEL = "plan-", "level-", "level-new"
PRICES = FieldsPart(
    "prices", "Plans and prices", OrderingForm, "What it costs, and whether agencies can order it directly."
)
LEVELS = FieldsPart("levels", "Service levels", PromiseForm, "What you promise, as a contract takes it over.")
TERMS_OF_TRADE = (PRICES, LEVELS)


@dataclass(frozen=True)
class PlanPart(Part):
    """One plan; its code is given before it is saved, so that a second press changes the same one."""

    code: uuid.UUID
    title: str = "Plan"
    about: str = "Prices are public. Orders already sent keep the prices they were sent with."
    rows = "prices"

    @property
    def key(self) -> str:  # type: ignore[override]
        return f"{PLAN}{self.code}"

    def form(self, version: Offering, typed: Typed | None = None, files: Any = None) -> forms.Form:
        plan = plan_of(version, self.code) or Plan(code=self.code)
        return PlanForm(as_sent(typed) if typed is not None else None, plan=plan)

    def change(self, form: Any, version: Offering) -> Change:
        plans = list(version.plans.all())
        plan = plan_of(version, self.code)
        if plan is None:
            plan = Plan(code=self.code)
            plans.append(plan)
        for name, value in form.values.items():
            setattr(plan, name, value)
        return Change({}, Contents(plans=plans))

    def removal(self, version: Offering) -> Change:
        """The version without it."""
        return Change({}, Contents(plans=[plan for plan in version.plans.all() if plan.code != self.code]))


@dataclass(frozen=True)
class LevelPart(Part):
    """One promised service level; `code` is empty for a new one."""

    code: str
    title: str = "Service level"
    about: str = "A contract takes it over as it stands here, measures it, and credits what is missed."
    rows = "levels"

    @property
    def key(self) -> str:  # type: ignore[override]
        return f"{LEVEL}{self.code}" if self.code else NEW_LEVEL

    def _level(self, version: Offering) -> OfferedServiceLevel:
        held = (level for level in version.service_levels.all() if level.code == self.code)
        return next(held, None) or OfferedServiceLevel(code=self.code, title="")

    def form(self, version: Offering, typed: Typed | None = None, files: Any = None) -> forms.Form:
        return LevelForm(as_sent(typed) if typed is not None else None, level=self._level(version))

    def change(self, form: Any, version: Offering) -> Change:
        levels = list(version.service_levels.all())
        # A second press of the button of a new one finds the first one's: one name is one promise.
        code = self.code or slugify(form.cleaned_data["title"])[:40] or "level"
        level = next((one for one in levels if one.code == code), None)
        if level is None:
            level = OfferedServiceLevel(code=code)
            levels.append(level)
        for name, value in form.values.items():
            setattr(level, name, value)
        return Change({"no_service_level_promised": False}, Contents(service_levels=levels))

    def removal(self, version: Offering) -> Change:
        """The version without it."""
        return Change(
            {}, Contents(service_levels=[one for one in version.service_levels.all() if one.code != self.code])
        )


def row_part(version: Offering, key: str) -> PlanPart | LevelPart | None:
    """The part of a row: of one that is there, or of one to come."""
    if key == NEW_LEVEL:
        return LevelPart("")
    if key.startswith(LEVEL):
        codes = {level.code for level in version.service_levels.all()}
        return LevelPart(key.removeprefix(LEVEL)) if key.removeprefix(LEVEL) in codes else None
    if not key.startswith(PLAN):
        return None
    try:
        code = uuid.UUID(key.removeprefix(PLAN))
    except ValueError:
        return None
    taken = Plan.objects.filter(code=code).exclude(offering=version.pk).exists()
    return None if taken else PlanPart(code)


def rows_of(version: Offering, part: Part) -> Iterator[tuple[Part, Plan | OfferedServiceLevel]]:
    """The rows that stand on the page of plans or of service levels."""
    if part is PRICES:
        yield from ((PlanPart(plan.code), plan) for plan in version.plans.all())
    if part is LEVELS:
        yield from ((LevelPart(level.code), level) for level in version.service_levels.all())


def parts_of(version: Offering) -> Iterator[Part]:
    """The parts of an offering that are no rows, in the order of its task list."""
    yield from ABOUT_IT
    yield from TERMS_OF_TRADE
    yield from question_parts(version)


def find_part(version: Offering, key: str) -> Part | None:
    """The part of that key, a row's among them."""
    return row_part(version, key) or next((part for part in parts_of(version) if part.key == key), None)
