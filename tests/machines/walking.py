"""What the walks share: each begins in a savepoint that is taken back; each refusal is one that the model expects."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from marketplace.audit.models import AuditEvent

Edges = set[tuple[str, str]]


class Walk(RuleBasedStateMachine):
    """One walk through the life of a record. `at` is the time of the walk."""

    at: Any = None

    def enter(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()

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

    if part is None:
        run()
    else:
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
