"""What stands beneath the office's promise, kept with each version of a contract; a change that widens it warns."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from catalog.models import OfferedServiceLevel
from contracts.agreements.actions import Amended, agree_amendment, approve_amendment, propose_amendment
from contracts.agreements.models import UnderpinningGap
from contracts.service_levels.queries import gaps_of
from marketplace.audit.models import AuditEvent
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from tests.factories.catalog import OfferedServiceLevelFactory, OfferingFactory
from tests.factories.contracts import signed_contract
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

pytestmark = pytest.mark.django_db


def offered(percent: str) -> OfferingFactory:
    level = OfferedServiceLevelFactory.build(offering=None, target=Decimal(percent))
    return OfferingFactory(orderable=True, service_levels=[level])


def managed(percent: str):
    """The office promises 99.9%, its vendor what is given."""
    offering = offered(percent)
    return signed_contract(
        vendor=offering.vendor,
        broker=OrganisationFactory(broker=True),
        delivery_mode="managed",
        offering=offering,
        offering_revision=offering.latest_revision,
    )


@world
def contract():
    return managed("99.85")


@world
def manager():
    return person(Role.CONTRACT_MANAGER)


@world
def approver(contract):
    return person(Role.APPROVER, of=contract.agency, limit=Decimal(1_000_000))


def offers_only(contract, percent: str) -> None:
    OfferedServiceLevel.objects.filter(offering=contract.offering).update(target=Decimal(percent))


def proposed(contract, by, **changes):
    terms = Amended(**({"value": contract.value + 100, "ends_on": contract.ends_on} | changes))
    grounds = "novation" if terms.vendor else "additional"
    return propose_amendment(contract=contract, terms=terms, grounds=grounds, rationale="One more office.", by=by)


def in_force(proposal, approver):
    approve_amendment(proposal=proposal, by=approver)
    return agree_amendment(proposal=proposal, by=person(Role.SIGNATORY, of=proposal.agreed_for))


def kept(contract) -> list[tuple[int, Decimal | None, Decimal]]:
    gaps = UnderpinningGap.objects.filter(version__contract=contract).order_by("version__number")
    return list(gaps.values_list("version__number", "beneath", "points"))


def test_the_gap_at_signing_is_kept_with_the_version_that_was_signed(contract, client, manager):
    assert kept(contract) == [(1, Decimal("99.85"), Decimal("0.05"))]
    client.force_login(manager)
    assert "its vendor 99.85%: the office carries 0.05 points alone." in client.get(contract.get_absolute_url()).text


def test_what_is_kept_neither_changes_nor_goes(contract):
    for change in (lambda rows: rows.update(points=0, beneath=None), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(UnderpinningGap.objects.all())
    assert kept(contract) == [(1, Decimal("99.85"), Decimal("0.05"))]


def test_later_listings_of_the_vendor_change_nothing_of_what_was_signed(contract):
    offers_only(contract, "99.5")
    assert kept(contract) == [(1, Decimal("99.85"), Decimal("0.05"))]
    [gap] = gaps_of(contract, list(contract.service_level_terms.all()))
    assert gap.points == Decimal("0.05")
    assert "Today the vendor offers 99.5%; an amendment or a renewal would leave 0.4 points" in gap.sentence


def test_an_amendment_that_widens_the_gap_warns_before_and_keeps_it_after(contract, manager, approver, client):
    offers_only(contract, "99.5")
    widened = "no longer 99.85%. The gap goes from 0.05 points to 0.4 points."
    client.force_login(manager)
    assert widened in client.get(f"/contracts/{contract.reference}/amend/").text
    proposal = proposed(contract, manager)
    for page in ("", "withdraw/"):
        assert widened in client.get(f"/amendments/{proposal.pk}/{page}").text
    assert widened in Notification.objects.get(recipient=approver, key=f"amendment-{proposal.pk}-proposed").body
    in_force(proposal, approver)
    assert kept(contract) == [(1, Decimal("99.85"), Decimal("0.05")), (2, Decimal("99.5"), Decimal("0.4"))]
    assert widened in str(AuditEvent.objects.get(action="contracts.contract.amended").data["gaps_widened"])
    page = client.get(contract.get_absolute_url()).text
    assert "As signed, 23 Nov 2026: 0.05 points" in page
    assert "With version 2" in page
    assert "from 0.05 points" not in client.get(f"/amendments/{proposal.pk}/").text


@pytest.mark.parametrize("percent", ["99.85", "99.95"])
def test_an_amendment_that_does_not_widen_it_says_nothing(contract, manager, approver, percent, client):
    offers_only(contract, percent)
    proposal = proposed(contract, manager)
    client.force_login(manager)
    assert "The gap goes from" not in client.get(f"/amendments/{proposal.pk}/").text
    in_force(proposal, approver)
    assert kept(contract)[-1] == (2, Decimal(percent), Decimal("99.9") - Decimal(percent))
    assert "gaps_widened" not in AuditEvent.objects.get(action="contracts.contract.amended").data


def test_a_successor_that_offers_nothing_leaves_the_whole_promise_to_the_office(contract, manager, approver):
    successor = OrganisationFactory(vendor=True)
    proposal = proposed(contract, manager, value=contract.value, vendor=successor)
    in_force(proposal, approver)
    assert kept(contract)[-1] == (2, None, Decimal("99.9"))
    [said] = AuditEvent.objects.get(action="contracts.contract.amended").data["gaps_widened"]
    assert "nothing is offered beneath it" in said


def test_where_vendor_and_agency_stand_face_to_face_there_is_no_gap():
    offering = offered("99.5")
    brokered = signed_contract(vendor=offering.vendor, offering=offering, offering_revision=offering.latest_revision)
    assert kept(brokered) == []
