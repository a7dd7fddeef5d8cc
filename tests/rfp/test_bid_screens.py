"""The screens of bids: a vendor's people from the start to the receipt, officers to the opening."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from marketplace.audit.models import AuditEvent
from marketplace.audit.signing import public_key
from marketplace.permissions import Role
from rfp.bids.models import Bid, StrictSealing
from rfp.bids.verification import check_listed, check_receipt
from tests.factories.bids import DAY, PDF, bidder, filled_in_bid, started_bid, submitted
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.solicitations import (
    BODY,
    TWO_LOTS,
    block,
    fair_terms,
    published_solicitation,
    solicitation_in_review,
)
from tests.rfp.test_bids import extended, part_of
from tests.worlds import world

FILE_ASKED = block("requirement", text="Your plan as a document.", must=True, answer_kind="file")


@world
def solicitation():
    """Open by the clock of the machine: screens read it."""
    return published_solicitation(at=timezone.now() - DAY, body=[*BODY, FILE_ASKED])


@world
def clerk():
    return bidder()


def send(client, bid, key, **fields):
    """Saves a part as its form was just opened."""
    address = reverse("bid_part", args=[bid.code, key])
    number = client.get(address).context["number"]
    return client.post(address, fields | {"latest_revision_id": number})


def test_from_the_start_to_the_receipt_and_back(client, solicitation, clerk, storage):
    client.force_login(clerk)
    start = reverse("bid_start", args=[solicitation.reference, 1])
    assert "Begin the bid" in client.get(start).content.decode()
    client.post(start, {"vendor": clerk.memberships.get().organisation_id})
    bid = Bid.objects.get()
    assert client.get(start).url == bid.get_absolute_url()
    assert "4 to do" in client.get(bid.get_absolute_url()).content.decode()
    send(client, bid, part_of(bid, "yes_no"), yes_no="yes")
    send(client, bid, part_of(bid, "text"), text="We call back.")
    send(client, bid, "prices", P1="19.50")
    refused = send(client, bid, part_of(bid, "file"), file=SimpleUploadedFile("plan.pdf", b"MZ\x90\x00"))
    assert (refused.status_code, b"This is no PDF" in refused.content) == (422, True)
    send(client, bid, part_of(bid, "file"), file=SimpleUploadedFile("Our plan.pdf", PDF))
    page = client.get(bid.get_absolute_url()).content.decode()
    assert "Complete" in page
    assert "Our plan.pdf" in page
    submit = reverse("bid_submit", args=[bid.code])
    page = client.get(submit).content.decode()
    assert all(words in page for words in ("We call back.", "19.50", "hold for 90 days", bid.vendor.name))
    assert "Tick the box" in client.post(submit, {"version": 0}).content.decode()
    assert not bid.receipts.exists()
    receipt = client.post(submit, {"version": 0, "declared": "on"})
    assert receipt.url == reverse("bid_receipt", args=[bid.code, 1])
    assert "Your bid is received" in client.get(receipt.url).content.decode()
    file = client.get(reverse("bid_receipt_file", args=[bid.code, 1])).json()
    assert check_receipt(file, keys=[public_key()])["version"] == 1
    assert client.get(reverse("bid_copy", args=[bid.code])).json()["price"]["lines"] == {"P1": "19.50"}
    assert client.post(submit, {"version": 0, "declared": "on"}).status_code == 409
    withdrawn = client.post(reverse("bid_withdraw", args=[bid.code]), {"version": 1})
    assert "Your bid is withdrawn" in client.get(withdrawn.url).content.decode()
    listed = client.get(reverse("bid_list")).content.decode()
    assert (solicitation.title in listed, "Withdrawn" in listed) == (True, True)


def test_what_is_not_complete_is_not_sent_and_says_where(client, solicitation, clerk):
    bid = started_bid(solicitation, by=clerk, at=timezone.now())
    client.force_login(clerk)
    answer = client.post(reverse("bid_submit", args=[bid.code]), {"version": 0, "declared": "on"})
    assert answer.status_code == 422
    assert reverse("bid_part", args=[bid.code, "prices"]) in answer.content.decode()


def test_a_stale_form_shows_both_versions_and_loses_neither(client, solicitation, clerk):
    bid = filled_in_bid(solicitation, by=clerk, at=timezone.now())
    colleague = person(Role.VENDOR_EDITOR, of=bid.vendor)
    key = part_of(bid, "text")
    address = reverse("bid_part", args=[bid.code, key])
    client.force_login(clerk)
    number = client.get(address).context["number"]
    client.force_login(colleague)
    send(client, bid, key, text="The colleague's words.")
    client.force_login(clerk)
    kept = client.post(reverse("bid_part_keep", args=[bid.code, key]), {"text": "half", "latest_revision_id": number})
    assert kept.json()["kept"].startswith("Kept")
    both = client.post(address, {"text": "The clerk's words.", "latest_revision_id": number})
    assert both.status_code == 409
    assert all(words in both.content.decode() for words in ("The colleague&#x27;s words.", "The clerk&#x27;s words."))
    assert "The clerk&#x27;s words." in client.get(address).content.decode()
    client.post(reverse("bid_part_discard", args=[bid.code, key]))
    assert "The colleague&#x27;s words." in client.get(address).content.decode()


def test_who_may_not_answer_reads_why_on_the_first_page(client, solicitation):
    vendor = OrganisationFactory(vendor=True, status="registered")
    client.force_login(person(Role.VENDOR_ADMIN, of=vendor))
    page = client.get(reverse("bid_start", args=[solicitation.reference, 1])).content.decode()
    assert "not verified" in page
    assert "Begin the bid<" not in page


def test_an_addendum_is_read_and_confirmed_before_anything_is_sent(client, solicitation, clerk):
    bid = filled_in_bid(solicitation, by=clerk, at=timezone.now())
    extended(solicitation, at=timezone.now())
    client.force_login(clerk)
    assert "An addendum came out" in client.get(bid.get_absolute_url()).content.decode()
    assert client.post(reverse("bid_submit", args=[bid.code]), {"version": 0, "declared": "on"}).status_code == 409
    page = reverse("bid_addenda", args=[bid.code])
    assert "More time for everybody." in client.get(page).content.decode()
    client.post(page, {"version": 2})
    assert client.post(reverse("bid_submit", args=[bid.code]), {"version": 0, "declared": "on"}).status_code == 302


def test_who_answers_more_lots_than_it_can_win_reads_so_at_once(client, clerk):
    at = timezone.now() - DAY
    terms = fair_terms(at=at, max_lots_per_vendor=1)
    several = published_solicitation(at=at, body=[*TWO_LOTS, *BODY], terms=terms)
    client.force_login(clerk)
    start = [reverse("bid_start", args=[several.reference, lot]) for lot in (1, 2)]
    assert "One vendor wins at most 1 lot" not in client.get(start[0]).content.decode()
    first = started_bid(several, by=clerk, at=timezone.now())
    assert "One vendor wins at most 1 lot" not in client.get(first.get_absolute_url()).content.decode()
    assert "One vendor wins at most 1 lot" in client.get(start[1]).content.decode()
    second = started_bid(several, by=clerk, at=timezone.now(), lot=2)
    assert "One vendor wins at most 1 lot" in client.get(second.get_absolute_url()).content.decode()


def past(**details):
    """A solicitation whose deadline has passed by the clock of the machine."""
    return published_solicitation(at=timezone.now() - 43 * DAY, **details)


@pytest.mark.django_db
def test_two_officers_open_on_their_page_and_the_list_names_the_receipt(client):
    solicitation = past()
    at = timezone.now() - 40 * DAY
    bid = filled_in_bid(solicitation, at=at)
    receipt = submitted(bid, at=at)
    first, second = person(Role.PROCUREMENT_OFFICER), person(Role.CONTRACT_MANAGER)
    page = reverse("opening_page", args=[solicitation.reference])
    for officer, says in ((first, "Your confirmation is on record"), (second, str(bid.vendor))):
        client.force_login(officer)
        assert "Confirm the opening" in client.get(page).content.decode()
        client.post(page)
        assert says in client.get(page).content.decode()
    assert "We call back" in client.get(bid.get_absolute_url()).content.decode()
    client.logout()
    assert receipt.digest in client.get(reverse("closing_list", args=[solicitation.reference])).content.decode()
    listed = client.get(reverse("closing_list_file", args=[solicitation.reference])).json()
    check_listed(json.loads(json.dumps(receipt.statement)), listed)


def test_before_the_deadline_the_page_tells_no_number_and_an_attempt_goes_on_record(client, solicitation, clerk):
    filled = filled_in_bid(solicitation, by=clerk, at=timezone.now())
    assert filled
    officer = person(Role.PROCUREMENT_OFFICER)
    client.force_login(officer)
    page = reverse("opening_page", args=[solicitation.reference])
    assert "Nobody knows yet how many bids there are" in client.get(page).content.decode()
    assert client.post(page).status_code == 409
    assert AuditEvent.objects.filter(action="rfp.solicitation.opening_refused", actor_id=officer.pk).exists()


@pytest.mark.django_db
def test_officers_choose_passphrases_share_the_key_and_practise(client):
    officers = [person(Role.PROCUREMENT_OFFICER), person(Role.CIO)]
    words = "four words of mine"
    for officer in officers:
        client.force_login(officer)
        key = reverse("officer_key")
        assert client.post(key, {"passphrase": words, "again": "others"}).status_code == 422
        client.post(key, {"passphrase": words, "again": words})
        assert "Your key is made" in client.get(key).content.decode()
    solicitation = solicitation_in_review(at=timezone.now())
    keys = reverse("opening_keys", args=[solicitation.reference])
    client.post(keys, {"officers": [officer.pk for officer in officers], "needed": 2})
    assert StrictSealing.objects.get().needed == 2
    drill = reverse("opening_drill", args=[solicitation.reference])
    for officer in officers:
        client.force_login(officer)
        assert client.post(drill, {"passphrase": "something else"}).status_code == 422
        client.post(drill, {"passphrase": words})
    assert StrictSealing.objects.get().drilled_at is not None


def test_the_list_of_bids_costs_the_same_for_one_and_for_ten(client, clerk, django_assert_max_num_queries):
    for _ in range(3):
        started_bid(published_solicitation(at=timezone.now() - DAY), by=clerk, at=timezone.now())
    client.force_login(clerk)
    with django_assert_max_num_queries(16):
        client.get(reverse("bid_list"))


def test_the_opportunity_leads_its_readers_to_what_they_do_about_bids(client, solicitation, clerk):
    address = solicitation.get_absolute_url()
    start = reverse("bid_start", args=[solicitation.reference, 1])
    opening = reverse("opening_page", args=[solicitation.reference])
    assert not any(one in client.get(address).content.decode() for one in (start, opening))
    client.force_login(clerk)
    assert start in client.get(address).content.decode()
    bid = started_bid(solicitation, by=clerk, at=timezone.now())
    assert bid.get_absolute_url() in client.get(address).content.decode()
    client.force_login(person(Role.PROCUREMENT_OFFICER))
    page = client.get(address).content.decode()
    assert opening in page
    assert str(bid.code) not in page


def test_the_workspace_tells_of_drafts_addenda_and_openings(client, solicitation, clerk):
    bid = filled_in_bid(solicitation, by=clerk, at=timezone.now())
    client.force_login(clerk)
    assert "Finish and submit your bid for" in client.get("/workspace/").content.decode()
    submitted(bid, at=timezone.now())
    extended(solicitation, at=timezone.now())
    page = client.get("/workspace/").content.decode()
    assert "Read what has changed in" in page
    assert "Finish and submit" not in page
    closed = past()
    client.force_login(person(Role.PROCUREMENT_OFFICER))
    page = client.get("/workspace/").content.decode()
    assert "Confirm the opening of" in page
    assert closed.reference in page
