"""The only way a status changes."""

import datetime

import pytest
from django.db import transaction

from marketplace.audit.models import AuditEvent
from marketplace.lifecycle import MoveRefused, move
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM
from tests.factories.marketplace import OrganisationFactory

AT = datetime.datetime(2026, 11, 23, 14, tzinfo=datetime.UTC)


@pytest.fixture
def vendor(db):
    return OrganisationFactory(vendor=True, status="registered")


def test_a_listed_move_saves_status_and_named_fields_and_writes_one_event(vendor):
    vendor.website, vendor.city = "https://quill.example", "Franklin"
    move(vendor, "verified", by=SYSTEM, at=AT, fields=["website"], reason="Seen.", data={"number": 7})
    vendor.refresh_from_db()
    assert (vendor.status, vendor.website, vendor.city) == ("verified", "https://quill.example", "")
    event = AuditEvent.objects.get()
    assert event.action == "organisations.organisation.verified"
    assert event.data == {"from": "registered", "to": "verified", "reason": "Seen.", "number": 7}
    assert event.at == AT


@pytest.mark.parametrize(
    ("was", "to"),
    [
        (was, to)
        for was in Organisation.Status
        for to in Organisation.Status
        if to not in Organisation.TRANSITIONS.get(was, ())
    ],
)
def test_every_move_that_is_not_listed_is_refused_and_changes_nothing(db, was, to):
    vendor = OrganisationFactory(vendor=True, status=was)
    with pytest.raises(MoveRefused):
        move(vendor, to, by=SYSTEM, at=AT)
    vendor.refresh_from_db()
    assert vendor.status == was
    assert not AuditEvent.objects.exists()


def test_the_refusal_is_a_sentence_with_a_next_step(vendor):
    with pytest.raises(MoveRefused, match="is waiting for verification, so it cannot become suspended. Load the page"):
        move(vendor, "suspended", by=SYSTEM, at=AT)
    assert MoveRefused.status == 409


def test_rolled_back_neither_status_nor_event_stays(vendor):
    with transaction.atomic():
        move(vendor, "verified", by=SYSTEM, at=AT)
        transaction.set_rollback(True)
    vendor.refresh_from_db()
    assert vendor.status == "registered"
    assert not AuditEvent.objects.exists()


def test_outside_a_transaction_it_refuses_to_start(cloned_database):
    vendor = OrganisationFactory(vendor=True, status="registered")
    with pytest.raises(RuntimeError, match="inside the action's transaction"):
        move(vendor, "verified", by=SYSTEM, at=AT)
