"""A monitor's file is chosen, checked, taken in and receipted; nothing is kept before somebody says so."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from contracts.models import EvidenceBatch
from marketplace.permissions import Role
from tests.factories.marketplace import person
from tests.factories.measurements import JUNE, contract_with_order, csv_of, june, loaded, steady, term_of
from tests.worlds import world

ROWS = steady(JUNE, june(2), (june(1, 13), june(1, 14)))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def contract():
    return contract_with_order()


@pytest.fixture
def desk(client, contract):
    """The manager at the screen: `desk(content)` has a file checked."""
    client.force_login(person(Role.CONTRACT_MANAGER))
    address = reverse("measurements_upload", args=[contract.reference, "availability"])

    def check(content, name="june.csv"):
        file = SimpleUploadedFile(name, content)
        return client.post(address, {"file": file, "measured_by": contract.vendor_id})

    check.address = address
    return check


def sealed_in(page) -> str:
    return re.search(r'name="checked" value="([^"]+)"', page.content.decode())[1]


def test_a_file_is_checked_then_taken_in_once_and_its_receipt_shows_the_fingerprint(client, contract, desk):
    checked = desk(csv_of(ROWS))
    assert checked.status_code == 200
    assert f"Take in {len(ROWS)} rows" in checked.content.decode()
    assert not EvidenceBatch.objects.exists()
    receipt = client.post(desk.address, {"checked": sealed_in(checked)}, follow=True)
    batch = EvidenceBatch.objects.get()
    assert (batch.rows, batch.measured_by) == (len(ROWS), contract.vendor)
    assert batch.sha256 in receipt.content.decode()
    again = client.post(desk.address, {"checked": sealed_in(checked)}, follow=True)
    assert f"Nothing new: all {len(ROWS)} rows were known already." in again.content.decode()
    assert EvidenceBatch.objects.count() == 1
    known = desk(csv_of(ROWS)).content.decode()
    assert "There is nothing to take in" in known
    assert 'name="checked"' not in known


@pytest.mark.parametrize(
    ("content", "name", "status", "sentences"),
    [
        (csv_of(ROWS).replace(b",down,", b",gone,"), "june.csv", 422, ["1 row has a problem", "Row 5"]),
        (csv_of(ROWS * 30).replace(b",up,", b",on,"), "june.csv", 422, ["180 rows have a problem", "80 more rows"]),
        (b"%PDF", "june.pdf", 422, ["A file of this kind cannot be read."]),
        (b"", "june.csv", 422, ["The file is empty."]),
    ],
)
def test_a_file_at_fault_is_refused_row_by_row(desk, content, name, status, sentences):
    page = desk(content, name)
    assert page.status_code == status
    for sentence in sentences:
        assert sentence in page.content.decode()
    assert not EvidenceBatch.objects.exists()


def test_what_was_checked_is_taken_as_it_was_within_a_day_and_for_its_own_service_level(client, contract, desk):
    sealed = sealed_in(desk(csv_of(ROWS)))
    elsewhere = reverse("measurements_upload", args=[contract_with_order().reference, "availability"])
    for address, sent in (desk.address, f"{sealed}x"), (elsewhere, sealed):
        page = client.post(address, {"checked": sent}, follow=True)
        assert "Choose the file again." in page.content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        client.force_login(person(Role.CONTRACT_MANAGER))
        page = client.post(desk.address, {"checked": sealed}, follow=True)
    assert "Choose the file again." in page.content.decode()
    assert not EvidenceBatch.objects.exists()


def test_evidence_that_came_meanwhile_is_not_contradicted(client, contract, desk):
    sealed = sealed_in(desk(csv_of([(JUNE, "down"), (june(2), "up")])))
    loaded(term_of(contract), [(JUNE, "up")])
    page = client.post(desk.address, {"checked": sealed}, follow=True)
    assert "Evidence is never overwritten." in page.content.decode()
    assert EvidenceBatch.objects.get().rows == 1


def test_the_contract_leads_the_manager_there_and_nobody_else(client, contract, desk):
    page = client.get(contract.get_absolute_url()).content.decode()
    assert desk.address in page
    client.force_login(person(Role.SIGNATORY, of=contract.vendor))
    assert desk.address not in client.get(contract.get_absolute_url()).content.decode()
