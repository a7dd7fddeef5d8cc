"""What the walks share: each begins in a savepoint that is taken back, with a copy of what was made once for all of
them; each refusal is one that the model expects."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from marketplace.audit.models import AuditEvent

Edges = set[tuple[str, str]]


class Walk(RuleBasedStateMachine):
    """One walk through the life of a record. `at` is the time of the walk, `start` what `prepared` has made."""

    at: Any = None
    start: ClassVar[SimpleNamespace]

    @classmethod
    def made(cls) -> SimpleNamespace:
        """What a walk begins with."""
        raise NotImplementedError

    def enter(self) -> SimpleNamespace:
        """A copy of the start, to change like its rows."""
        self.block = transaction.atomic()
        self.block.__enter__()
        return copy.deepcopy(self.start)

    def teardown(self) -> None:
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def now(self) -> Any:
        return self.at

    def does(self, act: Callable[[], Any], refusal: type[Exception] | None = None) -> bool:
        """Whether it happens; where the model expects a refusal it is this one, and nothing else is changed."""
        with pytest.raises(refusal) if refusal else nullcontext(), transaction.atomic():
            act()
        return refusal is None


class Rows:
    """Several querysets of values, written as SQL once and asked again and again by one statement: a name, its rows."""

    def __init__(self, **asked: QuerySet[Any, Any]) -> None:
        written = [queryset.query.sql_with_params() for queryset in asked.values()]
        self.names, self.values = list(asked), [value for _, values in written for value in values]
        lists = [f"(SELECT coalesce(json_agg(one), '[]') FROM ({text}) one)" for text, _ in written]
        self.text = f"SELECT {', '.join(lists)}"

    def __call__(self) -> SimpleNamespace:
        with connection.cursor() as cursor:
            cursor.execute(self.text, self.values)
            found = cursor.fetchone()
        lists = [[tuple(row.values()) for row in rows] for rows in found]
        return SimpleNamespace(**dict(zip(self.names, lists, strict=True)))


@contextmanager
def prepared(machine: type[Walk]) -> Iterator[None]:
    """The start of the walks is there for the time of the block."""
    machine.start = machine.made()
    try:
        yield
    finally:
        del machine.start


def walk(machine: type[Walk], *, sequences: int, steps: int, part: int | None = None) -> None:
    """Random walks; those of one part are the same each time, so that a campaign goes on where it was broken off."""

    def run() -> None:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=sequences,
                stateful_step_count=steps,
                deadline=None,
                derandomize=False,
                database=None if part is not None else settings().database,
                phases=[Phase.explicit, Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )

    with prepared(machine):
        if part is not None:
            machine = seed(part)(machine)
        run()


def listed(model: Any) -> Edges:
    """Every step of the diagram, each status as it is stored."""
    return {(str(was), str(to)) for was, allowed in model.TRANSITIONS.items() for to in allowed}


def walked(model: Any) -> Edges:
    """The steps that the trail tells of."""
    name = f"{model._meta.app_label}.{model._meta.model_name}."
    rows = AuditEvent.objects.filter(action__startswith=name, data__has_keys=["from", "to"])
    return {(data["from"], data["to"]) for data in rows.values_list("data", flat=True)}
