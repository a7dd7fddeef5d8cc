"""Milestones delivered and accepted, documents of a contract, certificates that lapse."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from catalog.question_sets.actions import verify_evidence
from contracts.agreements.templates_of_terms import PromisedLevel
from contracts.deliveries import tasks
from contracts.deliveries.actions import (
    AcceptedBySilence,
    CertificateGone,
    DeliveryDecided,
    MilestoneDecided,
    NotToDeliver,
    accept_delivery,
    agree_milestone,
    announce_certificates,
    drop_certificate,
    drop_milestone,
    record_silence,
    reject_delivery,
)
from contracts.deliveries.models import Certificate, ContractDocument, Delivery, Milestone
from contracts.deliveries.models.milestone import MilestoneQuerySet
from contracts.service_levels.queries.counting import counts_in
from contracts.service_levels.queries.periods import agreed_time, period_window
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from marketplace.workspace.page import workspace_context
from tests.contracts.test_agreements import by_bulk_update, by_save, by_sql, by_update, gone_by_sql
from tests.factories.contracts import MONDAY_NOON, signed_contract
from tests.factories.deliveries import (
    INSURANCE,
    agreed_milestone,
    asked_certificate,
    delivered,
    paper,
    proposed_milestone,
)
from tests.factories.exits import suspended
from tests.factories.marketplace import person
from tests.factories.question_sets import document
from tests.races import at_once, goes_wrong, meeting_clock
from tests.worlds import world

pytestmark = pytest.mark.usefixtures("storage")

A_SECOND = datetime.timedelta(seconds=1)
A_DAY = datetime.timedelta(days=1)
ON_TIME = PromisedLevel(code="delivery", title="Delivered on time", target=90, kind="delivery", template="")


def at(moment=MONDAY_NOON):
    return {"now": lambda: moment}


def local(*parts):
    """A moment in the contract's zone, New York in winter."""
    return datetime.datetime(*parts, tzinfo=datetime.UTC) + datetime.timedelta(hours=5)


@world
def contract():
    return signed_contract(levels=[ON_TIME])


@world
def requester(contract):
    return person(Role.REQUESTER, of=contract.agency)


@world
def editor(contract):
    return person(Role.VENDOR_EDITOR, of=contract.vendor)


class TestMilestones:
    def test_it_binds_once_who_provides_agrees_and_stands_from_then_on(self, contract):
        manager, signatory = person(Role.CONTRACT_MANAGER), person(Role.SIGNATORY, of=contract.vendor)
        with pytest.raises(PermissionDenied):
            proposed_milestone(contract, by=signatory)
        milestone = proposed_milestone(contract, by=manager)
        with pytest.raises(NotToDeliver):
            delivered(milestone)
        with pytest.raises(PermissionDenied):
            agree_milestone(milestone=milestone, by=manager)
        assert agree_milestone(milestone=milestone, by=signatory, **at()).status == "agreed"
        with pytest.raises(MilestoneDecided):
            agree_milestone(milestone=milestone, by=signatory, **at())

    @pytest.mark.parametrize(
        ("due_on", "due_at"),
        [
            ((2026, 12, 11), (2026, 12, 11, 17)),
            ((2026, 12, 12), (2026, 12, 14, 17)),
            ((2026, 12, 25), (2026, 12, 28, 17)),
        ],
        ids=["a working day", "a Saturday", "a holiday"],
    )
    def test_it_is_due_when_the_agency_closes_on_that_day_or_the_next_working_one(self, contract, due_on, due_at):
        assert proposed_milestone(contract, due_on=datetime.date(*due_on)).due_at == local(*due_at)

    @pytest.mark.parametrize("due_on", [(2026, 11, 20), (2027, 1, 1), (2025, 12, 1)])
    def test_one_outside_the_contract_or_in_the_past_is_refused(self, contract, due_on):
        with pytest.raises(InvalidInput):
            proposed_milestone(contract, due_on=datetime.date(*due_on))
        assert not contract.milestones.exists()

    @pytest.mark.parametrize(
        ("seconds", "state", "on_time"), [(-1, "agreed", True), (0, "overdue", True), (1, "overdue", False)]
    )
    def test_overdue_and_on_time_are_comparisons_of_times(self, contract, seconds, state, on_time):
        milestone = agreed_milestone(contract)
        moment = milestone.due_at + seconds * A_SECOND
        assert milestone.state(at=moment) == state
        assert (milestone in Milestone.objects.overdue(at=moment)) is (state == "overdue")
        delivered(milestone, at=moment)
        milestone = Milestone.objects.get(pk=milestone.pk)
        assert (milestone.state(at=moment), milestone.is_on_time()) == ("delivered", on_time)
        assert milestone not in Milestone.objects.overdue(at=moment)

    def test_it_is_dropped_before_its_time_and_never_once_it_was_missed(self, contract):
        manager = person(Role.CONTRACT_MANAGER)
        milestone = agreed_milestone(contract)
        with pytest.raises(MilestoneDecided):
            drop_milestone(milestone=milestone, reason="Late.", by=manager, **at(milestone.due_at))
        with pytest.raises(InvalidInput):
            drop_milestone(milestone=milestone, reason=" ", by=manager, **at())
        drop_milestone(milestone=milestone, reason="No longer needed.", by=manager, **at())
        assert Milestone.objects.get().state(at=MONDAY_NOON) == "dropped"


class TestAcceptance:
    def test_the_agency_accepts_or_says_what_is_missing_and_it_comes_again(self, contract, requester, editor):
        milestone = agreed_milestone(contract)
        first = delivered(milestone, by=editor, files=[document("calls")])
        assert ContractDocument.objects.get().delivery == first
        with pytest.raises(NotToDeliver):
            delivered(milestone, by=editor)
        for somebody in (editor, person(Role.REQUESTER), person(Role.CONTRACT_MANAGER)):
            with pytest.raises(PermissionDenied):
                accept_delivery(delivery=first, by=somebody)
        with pytest.raises(InvalidInput):
            reject_delivery(delivery=first, reason=" ", by=requester, **at())
        reject_delivery(delivery=first, reason="Hours are missing.", by=requester, **at())
        assert Milestone.objects.get().state(at=MONDAY_NOON) == "rejected"
        second = delivered(milestone, by=editor, at=MONDAY_NOON + A_DAY)
        accept_delivery(delivery=second, by=requester, **at(MONDAY_NOON + A_DAY))
        with pytest.raises(DeliveryDecided):
            reject_delivery(delivery=second, reason="No.", by=requester, **at(MONDAY_NOON + A_DAY))
        assert Milestone.objects.get().state(at=MONDAY_NOON + A_DAY) == "accepted"

    @pytest.mark.parametrize(("seconds", "silent"), [(-1, False), (0, True)])
    def test_silence_accepts_after_the_working_days_of_the_contract(self, contract, requester, seconds, silent):
        delivery = delivered(agreed_milestone(contract), at=local(2026, 12, 7, 12))
        assert delivery.accept_by == local(2026, 12, 14, 17)
        moment = delivery.accept_by + seconds * A_SECOND
        assert (delivery in Delivery.objects.accepted_by_silence(at=moment)) is silent
        assert Milestone.objects.get().state(at=moment) == ("accepted" if silent else "delivered")
        if not silent:
            assert reject_delivery(delivery=delivery, reason="No.", by=requester, **at(moment)).verdict == "rejected"
            return
        with pytest.raises(AcceptedBySilence, match="Mon 14 Dec 2026"):
            reject_delivery(delivery=delivery, reason="No.", by=requester, **at(moment))
        assert record_silence(delivery=delivery, by=SYSTEM, **at(moment)).verdict == "by_silence"

    def test_without_days_silence_says_nothing(self, contract):
        delivery = delivered(agreed_milestone(contract, accept_days=None))
        assert (delivery.accept_by, delivery.verdict_at(MONDAY_NOON + 900 * A_DAY)) == (None, "")

    def test_the_job_records_silence_once(self, contract, monkeypatch):
        delivery = delivered(agreed_milestone(contract))
        monkeypatch.setattr(tasks, "database_now", lambda: delivery.accept_by)
        record_silence(delivery=delivery, by=SYSTEM, **at(delivery.accept_by))
        tasks.record_silence(delivery_id=delivery.pk)
        assert Delivery.objects.get().decided_at == delivery.accept_by

    def test_the_database_refuses_two_that_stand_and_one_s_own_acceptance(self, contract):
        delivery = delivered(agreed_milestone(contract))
        fields = {"milestone": delivery.milestone, "number": 2, "note": "x", "delivered_at": MONDAY_NOON}
        with pytest.raises(IntegrityError, match="one_delivery_stands"), transaction.atomic():
            Delivery.objects.create(**fields, delivered_by=delivery.delivered_by)
        with pytest.raises(IntegrityError, match="nobody_accepts"), transaction.atomic():
            Delivery.objects.update(verdict="accepted", decided_at=MONDAY_NOON, decided_by=delivery.delivered_by)


def test_delivery_on_time_counts_the_contract_s_milestones(contract):
    kept = agreed_milestone(contract, title="Kept")
    agreed_milestone(contract, title="Missed", due_on=datetime.date(2026, 12, 14))
    agreed_milestone(contract, title="Next month", due_on=datetime.date(2026, 11, 30))
    proposed_milestone(contract, title="Never agreed", due_on=datetime.date(2026, 12, 15))
    delivered(kept, at=kept.due_at)
    term, month = contract.service_level_terms.get(), datetime.date(2026, 12, 1)
    counts = counts_in(term, agreed_time(term, month), period_window(term, month))
    assert [(row.good, row.total) for row in counts.tallies] == [(1, 1), (0, 1)]


def test_what_falls_due_while_the_service_stands_still_is_not_counted(contract):
    agreed_milestone(contract)
    suspended(contract, at=local(2026, 12, 1), pauses_levels=True)
    contract.refresh_from_db()
    term, month = contract.service_level_terms.get(), datetime.date(2026, 12, 1)
    assert counts_in(term, agreed_time(term, month), period_window(term, month)).tallies == ()


class TestDocuments:
    def test_each_is_a_version_read_by_those_it_names(self, contract, requester, editor, client):
        first = paper(contract, by=editor)
        second = paper(contract, by=editor, text="newer", readers="everybody")
        inside = paper(contract, by=requester, title="Notes", kind="minutes", readers="buyer")
        assert (first.number, second.number, inside.number) == (1, 2, 1)
        office, stranger = person(Role.AUDITOR), person(Role.VENDOR_EDITOR)
        seen = {who: set(ContractDocument.objects.visible_to(who)) for who in (requester, editor, office, stranger)}
        assert seen == {
            requester: {first, second, inside},
            editor: {first, second},
            office: {first, second, inside},
            stranger: {second},
        }
        assert client.get(f"/contract-documents/{second.pk}/").content.startswith(b"%PDF")
        client.force_login(editor)
        assert client.get(f"/contract-documents/{inside.pk}/").status_code == 404

    def test_what_is_no_document_or_shuts_its_own_giver_out_is_refused(self, contract, editor):
        with pytest.raises(InvalidInput):
            paper(contract, by=editor, readers="buyer")
        with pytest.raises(PermissionDenied):
            paper(contract, by=person(Role.VENDOR_EDITOR))
        with pytest.raises(InvalidInput):
            delivered(agreed_milestone(contract), by=editor, files=[ContentFile(b"MZ", name="report.pdf")])
        assert (ContractDocument.objects.count(), Delivery.objects.count()) == (0, 0)


class TestCertificates:
    def test_it_is_missing_given_checked_and_lapses_the_day_after_its_last(self, contract, editor):
        certificate = asked_certificate(contract)
        last = datetime.date(2026, 12, 10)
        assert (certificate.state(on=last), certificate in Certificate.objects.uncovered(on=last)) == ("missing", True)
        given = paper(contract, by=editor, certificate=certificate, expires_on=last)
        assert (given.title, given.kind) == (INSURANCE, "certificate")
        assert certificate.state(on=last) == "unchecked"
        verify_evidence(evidence=given.file, by=person(Role.PROCUREMENT_OFFICER))
        certificate = Certificate.objects.get()
        assert [certificate.state(on=day) for day in (last, last + A_DAY)] == ["valid", "lapsed"]
        assert [certificate in Certificate.objects.lapsed(on=day) for day in (last, last + A_DAY)] == [False, True]
        paper(contract, by=editor, text="next", certificate=certificate, expires_on=last + 365 * A_DAY)
        assert Certificate.objects.get().state(on=last + A_DAY) == "unchecked"

    def test_vendor_and_office_hear_of_its_end_once_at_each_mark(self, contract, editor):
        signatory = person(Role.SIGNATORY, of=contract.vendor)
        last = datetime.date(2027, 1, 10)
        paper(contract, by=editor, certificate=asked_certificate(contract), expires_on=last)
        for days in (61, 60, 59, 30, 1, 0, -1, -40):
            moment = local(2027, 1, 10, 12) - days * A_DAY
            for _ in range(2):
                announce_certificates(by=SYSTEM, **at(moment))
        told = Notification.objects.filter(recipient=signatory, subject__startswith=f"{INSURANCE} ends")
        assert sorted(key.rpartition("-")[2] for key in told.values_list("key", flat=True)) == ["0", "30", "60"]

    def test_it_is_the_office_s_to_ask_for_and_to_drop(self, contract, editor):
        for somebody in (editor, person(Role.APPROVER, of=contract.agency)):
            with pytest.raises(PermissionDenied):
                asked_certificate(contract, by=somebody)
        certificate, manager = asked_certificate(contract), person(Role.CONTRACT_MANAGER)
        with pytest.raises(InvalidInput):
            asked_certificate(contract)
        drop_certificate(certificate=certificate, reason="The state insures it.", by=manager, **at())
        with pytest.raises(CertificateGone):
            paper(contract, by=editor, certificate=Certificate.objects.get())
        assert not Certificate.objects.asked().exists()


class TestItStands:
    @pytest.fixture
    def rows(self, contract):
        delivery = delivered(agreed_milestone(contract), files=[document()])
        return (
            (delivery.milestone, "due_on", datetime.date(2027, 1, 1)),
            (delivery, "delivered_at", MONDAY_NOON - A_DAY),
            (delivery.documents.get(), "readers", "everybody"),
            (asked_certificate(contract), "title", "Another"),
        )

    @pytest.mark.parametrize("way", [by_save, by_update, by_bulk_update, by_sql])
    def test_nothing_of_it_changes(self, rows, way):
        for row, field, value in rows:
            with pytest.raises(ProgrammingError, match="annot"), transaction.atomic():
                way(type(row).objects.get(pk=row.pk), field, value)

    def test_nothing_of_it_goes(self, rows):
        for row, _, _ in rows:
            with pytest.raises(ProgrammingError, match="annot"), transaction.atomic():
                gone_by_sql(row)


def delivered_at_once():
    contract, clock = signed_contract(), meeting_clock(2)
    milestone = agreed_milestone(contract)
    people = [person(Role.VENDOR_EDITOR, of=contract.vendor) for _ in range(2)]
    acts = [lambda who=who: delivered_by(milestone, who, clock) for who in people]
    return milestone, at_once(*acts)


def delivered_by(milestone, who, clock):
    return tasks.actions.deliver_milestone(milestone=milestone, note="Done.", by=who, now=clock)


class TestTwoAtOnce:
    def test_it_is_delivered_once(self, cloned_database):
        _, outcomes = delivered_at_once()
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Delivery", "NotToDeliver"], outcomes

    def test_without_the_lock_only_the_database_stops_the_second(self, cloned_database, monkeypatch):
        monkeypatch.setattr(MilestoneQuerySet, "select_for_update", lambda rows, **options: rows)

        def the_database_refuses_one() -> bool:
            _, outcomes = delivered_at_once()
            return sorted(type(outcome).__name__ for outcome in outcomes) == ["Delivery", "IntegrityError"]

        assert goes_wrong(the_database_refuses_one)


def test_from_the_milestone_to_its_acceptance_on_screens(client, contract, requester, editor, set_calendar):
    set_calendar(MONDAY_NOON)
    address = contract.get_absolute_url()
    client.force_login(person(Role.CONTRACT_MANAGER))
    answers = {"kind": "reporting", "title": "First report", "criteria": "All calls.", "due_on": "2026-12-11"}
    assert client.post(f"{address}milestones/new/", answers | {"kind": "x"}).status_code == 422
    assert client.post(f"{address}milestones/new/", answers | {"due_on": "2026-11-02"}).status_code == 422
    assert client.post(f"{address}milestones/new/", answers | {"accept_days": "5"}).url == address
    milestone = contract.milestones.get()
    signatory, page = person(Role.SIGNATORY, of=contract.vendor), milestone.get_absolute_url()
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7 calls", "application/pdf")
    for who, verb, sent in (
        (signatory, "agree", {}),
        (editor, "deliver", {"note": "Here it is.", "file": file}),
        (requester, "accept", {}),
    ):
        client.force_login(who)
        rows = workspace_context(who, at=timezone.now())["rows"]
        assert f"{page}{verb}/" in [row.step.target for row in rows]
        assert client.get(page).context["verbs"][0] == verb
        assert client.get(f"{page}{verb}/").status_code == 200
        assert client.post(f"{page}{verb}/", sent).url == page
        assert client.post(f"{page}{verb}/", sent).status_code == 409
    client.logout()
    shown = client.get(address).content.decode()
    assert "First report" in shown
    assert "Accepted" in shown
    assert "report.pdf" not in shown


def test_papers_on_screens(client, contract, editor, set_calendar):
    set_calendar(MONDAY_NOON)
    address = contract.get_absolute_url()
    client.force_login(person(Role.CONTRACT_MANAGER))
    assert client.post(f"{address}certificates/new/", {"title": INSURANCE}).url == address
    certificate = contract.certificates.get()
    client.force_login(editor)
    assert [row.step.target for row in workspace_context(editor, at=timezone.now())["rows"]] == [
        f"/certificates/{certificate.pk}/add/"
    ]
    file = SimpleUploadedFile("policy.pdf", b"%PDF-1.7 policy", "application/pdf")
    sent = {"file": file, "expires_on": "2026-12-01"}
    assert client.post(f"/certificates/{certificate.pk}/add/", sent | {"expires_on": ""}).status_code == 422
    file.seek(0)
    assert client.post(f"/certificates/{certificate.pk}/add/", sent).url == address
    file = SimpleUploadedFile("notes.png", b"\x89PNG\r\n\x1a\n", "image/png")
    sent = {"title": "Notes", "kind": "minutes", "readers": "parties", "file": file}
    assert client.post(f"{address}documents/new/", sent).url == address
    assert "Notes" in client.get(address).content.decode()
    set_calendar(local(2026, 12, 2, 12))
    client.logout()
    assert "Lapsed" in client.get(address).content.decode()
    assert "Certificate lapsed" in client.get("/contracts/").content.decode()
