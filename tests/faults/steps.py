"""What is done to contracts, each step begun in a program that can be killed in it: close, post, compact, amend."""

import threading
from abc import ABC, abstractmethod
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection

from catalog.offerings.models import Offering
from contracts.agreements.actions import approve_amendment
from contracts.agreements.models import AmendmentProposal, ServiceLevelTerm
from contracts.frameworks.models import Framework
from contracts.service_levels.actions.periods import FIGURES
from contracts.service_levels.models import ServiceCredit
from contracts.service_levels.queries.gathering import gather_inputs
from contracts.service_levels.tasks import close_period, compact_evidence, grant_credit
from marketplace.accounts.models import User
from marketplace.audit.models import ChainHead
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory
from tests.factories.contracts import proposed_amendment, signed_contract
from tests.factories.frameworks import signed_framework
from tests.factories.marketplace import person
from tests.factories.measurements import JULY, JUNE, PERIOD, closed, contract_with_order, june, loaded, steady, term_of
from tests.faults.killing import Web, Workers, until

ROWS = steady(JUNE, JULY, (june(7, 13, 12), june(7, 14, 26)))
# The catalogue's copies and the queue are worked on afterwards, by other jobs in their own time.
COUNTED_APPS = {"contracts", "audit", "notifications"}
JOB = "SELECT status FROM procrastinate_jobs WHERE id = %s"
LETTERS = "SELECT 'letters', count(*) FROM procrastinate_jobs WHERE task_name = 'notifications.mail_notification'"


def rows_of_every_table() -> dict[str, int]:
    """How many rows there are of what the steps write, by table, and how many letters wait or were sent."""
    counts = [
        f"SELECT '{model._meta.label_lower}', count(*) FROM {model._meta.db_table}"  # noqa: S608 our own names
        for model in apps.get_models()
        if model._meta.app_label in COUNTED_APPS and model is not ChainHead  # made at the first event
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([*counts, LETTERS]))
        return dict(cursor.fetchall())


class Step(ABC):
    """One change of one subject: how it is begun in a real program, and what can be read of it afterwards."""

    @abstractmethod
    def subject(self) -> Any:
        """A new one, to which it has not happened yet."""

    @abstractmethod
    def begin(self, subject: Any) -> None:
        """Has a program begin. Returns when it is at it."""

    @abstractmethod
    def wait(self) -> None:
        """Returns when the program has done it."""

    @abstractmethod
    def kill(self) -> None:
        """Kills the program where it is."""

    @abstractmethod
    def facts(self, subject: Any) -> Any:
        """What the subject says of itself, the same for any two to which the same has happened."""


class WorkerStep(Step):
    """A job that the worker does."""

    def __init__(self, workers: Workers) -> None:
        self.workers, self.job = workers, 0

    @abstractmethod
    def defer(self, subject: Any) -> int:
        """The number of the job."""

    def begin(self, subject: Any) -> None:
        self.workers.start()
        self.job = self.defer(subject)
        until(lambda: self._status() != "todo")

    def wait(self) -> None:
        until(lambda: self._status() not in {"todo", "doing"})
        assert self._status() == "succeeded"

    def kill(self) -> None:
        self.workers.kill()

    def _status(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute(JOB, [self.job])
            return cursor.fetchone()[0]


class Close(WorkerStep):
    """A month with an outage: a result, a credit, a figure in the catalogue, letters to both sides."""

    def subject(self) -> ServiceLevelTerm:
        offering = OfferingFactory(orderable=True)
        term = term_of(contract_with_order(offering=offering, vendor=offering.vendor))
        person(Role.CONTRACT_MANAGER, of=term.contract.agency)
        loaded(term, ROWS)
        return term

    def defer(self, subject: ServiceLevelTerm) -> int:
        return close_period.defer(term_id=subject.pk, period=PERIOD.isoformat())

    def facts(self, subject: ServiceLevelTerm) -> Any:
        results = subject.period_results.prefetch_related("service_credits")
        kept = [
            (
                [getattr(result, name) for name in (*FIGURES, "revision", "outages")],
                [(credit.amount, credit.kind, credit.status) for credit in result.service_credits.all()],
            )
            for result in results
        ]
        return kept, Offering.objects.get(pk=subject.contract.offering_id).facts.measured_availability


class Post(WorkerStep):
    """A credit whose result has become final."""

    def subject(self) -> ServiceCredit:
        term = term_of(contract_with_order())
        loaded(term, ROWS)
        return closed(term).service_credits.get()

    def defer(self, subject: ServiceCredit) -> int:
        return grant_credit.defer(credit_id=subject.pk)

    def facts(self, subject: ServiceCredit) -> Any:
        credit = ServiceCredit.objects.get(pk=subject.pk)
        return credit.status, credit.amount, credit.granted_at is not None


class Compact(WorkerStep):
    """A month in three batches: one file in their place, whose fingerprint holds, and an event."""

    def subject(self) -> ServiceLevelTerm:
        term = term_of(contract_with_order())
        for first in range(0, len(ROWS), 50):
            loaded(term, ROWS[first : first + 50])
        return term

    def defer(self, subject: ServiceLevelTerm) -> int:
        return compact_evidence.defer(term_id=subject.pk, source="probe--desk", month=PERIOD.isoformat())

    def facts(self, subject: ServiceLevelTerm) -> Any:
        inputs = gather_inputs(subject, PERIOD)
        files = [(file.rows, file.sha256, file.parts.count()) for file in subject.evidence_months.all()]
        return files, inputs.seen, len(inputs.evidence)


class WebStep(Step):
    """A form that somebody sends."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.sent: threading.Thread | None = None
        self.answer: int | None = None

    def send(self, path: str, form: dict[str, object], *, by: User) -> None:
        post = self.web.posting(path, form, by=by)

        def send() -> None:
            self.answer = post()

        self.sent = threading.Thread(target=send)
        self.sent.start()

    def wait(self) -> None:
        self.sent.join()
        assert self.answer in {302, 409, 422}, self.answer

    def kill(self) -> None:
        self.web.kill()
        self.sent.join()


class AmendContract(WebStep):
    """A contract's amendment to which its vendor agrees: the amendment, the next version, two signatures, letters."""

    def subject(self) -> AmendmentProposal:
        contract = signed_contract()
        proposal = proposed_amendment(contract, by=person(Role.CONTRACT_MANAGER))
        approver = person(Role.APPROVER, of=contract.agency, limit=Decimal(10_000_000))
        return approve_amendment(proposal=proposal, by=approver)

    def begin(self, subject: AmendmentProposal) -> None:
        signatory = person(Role.SIGNATORY, of=subject.agreed_for)
        self.send(f"{subject.get_absolute_url()}agree/", {}, by=signatory)

    def facts(self, subject: AmendmentProposal) -> Any:
        proposal = AmendmentProposal.objects.select_related("contract", "amendment").get(pk=subject.pk)
        contract, made = proposal.contract, proposal.amendment
        values = (made.value_before, made.value_after, made.ends_on_after) if made else None
        signed = sorted(contract.signatures.values_list("version__number", "side"))
        return proposal.status, contract.value, contract.ends_on, values, signed


class Amend(WebStep):
    """An agreement amended on the screen of an officer: four values, each with what stood there before."""

    def __init__(self, web: Web) -> None:
        super().__init__(web)
        self.officer = person(Role.PROCUREMENT_OFFICER)

    def subject(self) -> Framework:
        return signed_framework()

    def begin(self, subject: Framework) -> None:
        lot = subject.lots.get()
        form = {
            "ceiling": "1100000",
            f"ceiling_{lot.lot_id}": "650000",
            "last_order_on": "2028-01-31",
            "last_day_on": "2030-01-31",
            "grounds": "additional",
            "rationale": "One agency more.",
            "version": subject.version,
        }
        self.send(f"{subject.get_absolute_url()}amend/", form, by=self.officer)

    def facts(self, subject: Framework) -> Any:
        framework, lot = Framework.objects.get(pk=subject.pk), subject.lots.get()
        values = [
            (value.field, value.before, value.after)
            for amendment in framework.amendments.order_by("number")
            for value in amendment.values.order_by("pk")
        ]
        stands = framework.ceiling, framework.last_order_on, framework.ends_on, framework.version, lot.ceiling
        return stands, framework.amendments.count(), values
