"""Bids: prepared together, sealed, received until the deadline and not a second longer, with a receipt each time."""

import io
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from marketplace.audit.actions import find_first_bad_event
from marketplace.audit.models import AuditEvent
from marketplace.audit.signing import public_key
from marketplace.errors import InvalidInput, StaleForm
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.organisations.actions.sanctions import impose_sanction
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role
from rfp.bids.actions import (
    AddendaUnread,
    BiddingClosed,
    BidIncomplete,
    BothChanged,
    EntryTooLong,
    NotEligible,
    acknowledge_addenda,
    discard_unsaved,
    keep_unsaved,
    remove_file,
    save_part,
    start_bid,
    submit_bid,
    what_would_be_sent,
    withdraw_bid,
)
from rfp.bids.contents import PRICES, words_in
from rfp.bids.models import Bid, BidVersion, Receipt
from rfp.bids.queries import is_stale, tasks_of
from rfp.bids.reading import open_draft, open_file, open_own_version, open_unsaved
from rfp.bids.receipts import receipt_file
from rfp.bids.verification import NotGenuine, check_content, check_receipt
from rfp.solicitations.actions import NewDates, issue_addendum
from rfp.solicitations.presets import Kind
from tests.factories.bids import (
    DAY,
    PDF,
    SECOND,
    TUESDAY,
    added_file,
    bidder,
    filled_in_bid,
    save,
    started_bid,
    submitted,
    submitted_bid,
    withdrawn,
)
from tests.factories.marketplace import person
from tests.factories.solicitations import BODY, block, published_solicitation
from tests.worlds import world

FILE_ASKED = block("requirement", text="Your plan as a document.", must=True, answer_kind="file")


@world
def solicitation():
    return published_solicitation(body=[*BODY, FILE_ASKED])


@world
def clerk():
    return bidder()


@world
def bid(solicitation, clerk):
    return filled_in_bid(solicitation, by=clerk)


@world
def colleague(clerk):
    return person(Role.VENDOR_EDITOR, of=clerk.memberships.get().organisation)


def part_of(bid, kind):
    return next(f"answer-{row.code}" for row in bid.lot.requirements.all() if row.answer_kind == kind)


def faults(bid):
    return [fault.sentence for task in tasks_of(bid, open_draft(bid)) for fault in task.faults]


def extended(solicitation, *, at=TUESDAY + DAY, days=10):
    """An addendum that moves the deadline."""
    due = solicitation.bids_due_at + days * DAY
    return issue_addendum(
        solicitation=solicitation,
        reason="More time for everybody.",
        latest_revision_id=solicitation.latest_revision_id,
        dates=NewDates(bids_due_at=due),
        by=person(Role.PROCUREMENT_OFFICER),
        now=lambda: at,
    )


class TestStarting:
    def test_a_vendor_has_one_bid_a_lot_and_a_second_start_finds_it(self, solicitation, clerk, colleague):
        bid = started_bid(solicitation, by=clerk)
        again = start_bid(lot=bid.lot, vendor=bid.vendor, by=colleague, now=lambda: TUESDAY)
        assert again == bid
        with pytest.raises(DatabaseError, match="one_bid_a_vendor_a_lot"), transaction.atomic():
            Bid.objects.create(lot=bid.lot, vendor=bid.vendor, started_by=clerk, started_at=TUESDAY, changed_at=TUESDAY)
        assert solicitation.follows_of.filter(user=clerk).exists()

    @pytest.mark.parametrize(
        ("changes", "says"),
        [({"status": Organisation.Status.REGISTERED}, "not verified"), ({"kind": "agency"}, "no vendor")],
    )
    def test_who_may_not_answer_is_told_why_before_any_effort(self, solicitation, clerk, changes, says):
        vendor = clerk.memberships.get().organisation
        Organisation.objects.filter(pk=vendor.pk).update(**changes)
        vendor.refresh_from_db()
        with pytest.raises(NotEligible, match=says):
            start_bid(lot=solicitation.lots.get(), vendor=vendor, by=clerk, now=lambda: TUESDAY)
        assert not Bid.objects.exists()

    def test_only_the_vendor_s_own_people_begin_one_and_only_while_it_is_open(self, solicitation, clerk):
        act = {"lot": solicitation.lots.get(), "vendor": clerk.memberships.get().organisation}
        for stranger in (bidder(), person(Role.PROCUREMENT_OFFICER), person(Role.REQUESTER)):
            with pytest.raises(PermissionDenied):
                start_bid(**act, by=stranger, now=lambda: TUESDAY)
        with pytest.raises(BiddingClosed):
            start_bid(**act, by=clerk, now=lambda: solicitation.bids_due_at)
        assert not Bid.objects.exists()


class TestPreparing:
    def test_what_is_missing_or_wrong_is_told_part_by_part_and_early(self, solicitation, clerk):
        bid = started_bid(solicitation, by=clerk)
        assert len(faults(bid)) == 4
        save(bid, part_of(bid, "yes_no"), {"yes_no": "no"}, by=clerk)
        save(bid, part_of(bid, "text"), {"text": "word " * 301}, by=clerk)
        save(bid, PRICES, {"P1": "free"}, by=clerk)
        said = " ".join(faults(bid))
        assert "which must be met" in said
        assert "1 word too long" in said
        assert "No price yet" in said
        with pytest.raises(BidIncomplete) as refused:
            submitted(bid, by=clerk)
        assert len(refused.value.found) == 4
        assert not BidVersion.objects.exists()

    def test_words_are_counted_alike_for_everybody(self):
        assert words_in("  one two\nthree\tfour ") == 4

    @pytest.mark.parametrize("price", ["", "-1", "1.005", "NaN", "Infinity", "1e99", "abc", "1 000 "])
    def test_what_is_no_price_is_none(self, bid, price):
        save(bid, PRICES, dict.fromkeys([line.code for line in bid.lot.price_lines.all()], price), by=bid.started_by)
        assert any("No price yet" in said for said in faults(bid))

    def test_two_colleagues_never_overwrite_each_other_and_both_versions_are_kept(self, bid, clerk, colleague):
        key = part_of(bid, "text")
        opened = bid.parts.get(key=key).number
        act = {"bid": bid, "key": key, "now": lambda: TUESDAY}
        save_part(**act, texts={"text": "The colleague's."}, number=opened, by=colleague)
        with pytest.raises(BothChanged, match="after you opened it") as both:
            save_part(**act, texts={"text": "The clerk's."}, number=opened, by=clerk)
        assert (both.value.theirs["text"], both.value.mine["text"]) == ("The colleague's.", "The clerk's.")
        assert open_draft(bid).parts[key] == {"text": "The colleague's."}

    def test_what_somebody_types_is_kept_for_them_until_they_save_or_discard_it(self, bid, clerk, colleague):
        key = part_of(bid, "text")
        act = {"bid": bid, "key": key, "number": 1, "now": lambda: TUESDAY}
        entry = keep_unsaved(**act, texts={"text": "half a sen"}, by=clerk)
        assert open_unsaved(entry) == {"text": "half a sen"}
        assert not bid.unsaved.visible_to(colleague).exists()
        save_part(**act, texts={"text": "half a sentence"}, by=clerk)
        assert not bid.unsaved.exists()
        keep_unsaved(**act | {"number": 2}, texts={"text": "other"}, by=clerk)
        discard_unsaved(bid=bid, key=key, by=clerk)
        assert not bid.unsaved.exists()

    def test_a_part_nobody_asked_for_or_far_too_long_is_refused(self, bid, clerk):
        act = {"bid": bid, "number": 0, "by": clerk, "now": lambda: TUESDAY}
        with pytest.raises(InvalidInput):
            save_part(**act, key="answer-Z9", texts={"text": "?"})
        with pytest.raises(EntryTooLong):
            save_part(**act, key=part_of(bid, "text"), texts={"text": "x" * 100_001})

    def test_a_confidential_answer_wants_a_reason_and_a_redacted_copy_and_a_price_never_is_one(self, bid, clerk):
        key = part_of(bid, "text")
        save(bid, key, {"text": "Our method.", "confidential": "yes"}, by=clerk)
        assert len(faults(bid)) == 2
        save(
            bid,
            key,
            {"text": "Our method.", "confidential": "yes", "reason": "A trade secret.", "redacted": "Withheld."},
            by=clerk,
        )
        save(bid, PRICES, {"P1": "19.50", "confidential": "yes", "reason": "Ours."}, by=clerk)
        assert faults(bid) == []
        sent = what_would_be_sent(bid)
        answer = sent["technical"]["answers"][key.removeprefix("answer-")]
        assert (answer["reason"], answer["redacted"]) == ("A trade secret.", "Withheld.")
        assert set(sent["price"]) == {"currency", "lines", "salt"}

    def test_files_lie_sealed_under_names_that_say_nothing(self, bid, clerk, storage):
        file = added_file(bid, by=clerk, name="Secret Kestrel plan.pdf")
        facts = open_draft(bid).files[str(file.code)]
        assert facts["name"] == "Secret Kestrel plan.pdf"
        assert open_file(bid, str(file.code), facts["key"]) == PDF
        kept = file.boxed.open().read()
        assert b"PDF" not in kept
        assert "ecret" not in file.boxed.name
        remove_file(bid=bid, code=str(file.code), by=clerk, now=lambda: TUESDAY)
        assert str(file.code) not in open_draft(bid).files

    def test_an_addendum_makes_a_bid_stale_until_somebody_says_that_it_was_read(self, bid, clerk):
        submitted(bid)
        version = extended(bid.solicitation)
        bid = Bid.objects.get(pk=bid.pk)
        assert is_stale(bid)
        with pytest.raises(AddendaUnread):
            submitted(bid)
        act = {"bid": bid, "by": clerk, "now": lambda: TUESDAY + 2 * DAY}
        with pytest.raises(StaleForm):
            acknowledge_addenda(**act, version=1)
        bid = acknowledge_addenda(**act, version=version.number)
        assert not is_stale(bid)
        assert submitted(bid).statement["answers_version"] == 2


class TestSubmitting:
    @pytest.mark.parametrize(("seconds", "accepted"), [(-1, True), (0, False), (1, False)])
    def test_bids_are_received_only_before_the_deadline(self, bid, seconds, accepted):
        at = bid.solicitation.bids_due_at + seconds * SECOND
        if accepted:
            submitted(bid, at=at)
        else:
            with pytest.raises(BiddingClosed, match="by Stoa's clock"):
                submitted(bid, at=at)
        assert Bid.objects.get(pk=bid.pk).status == ("submitted" if accepted else "draft")
        assert BidVersion.objects.exists() is Receipt.objects.exists() is accepted

    def test_it_is_replaced_withdrawn_and_submitted_again_with_a_receipt_each_time(self, bid, clerk):
        kinds = [submitted(bid).kind, submitted(bid).kind, withdrawn(bid).kind, submitted(bid).kind]
        assert kinds == ["submitted", "submitted", "withdrawn", "submitted"]
        bid = Bid.objects.get(pk=bid.pk)
        assert (bid.status, bid.version, bid.versions.count(), bid.receipts.count()) == ("submitted", 3, 3, 4)
        receipts = list(bid.receipts.order_by("number"))
        assert [one.statement["before"] for one in receipts] == ["", *(one.digest for one in receipts[:-1])]
        assert Notification.objects.filter(recipient=clerk, subject__startswith="Bid ").count() == 4
        with pytest.raises(StaleForm):
            submit_bid(bid=bid, version=2, by=clerk, now=lambda: TUESDAY)

    def test_a_column_that_an_update_adds_hinders_no_process_that_goes_on(self, bid):
        for _ in range(3):
            submitted(bid)  # What it asks the database is planned by now.
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE rfp_solicitation ADD COLUMN told_later text")
        submitted(bid)
        assert bid.versions.count() == 4

    def test_nothing_is_withdrawn_from_the_deadline_on_and_a_draft_not_at_all(self, bid, clerk):
        with pytest.raises(MoveRefused):
            withdrawn(bid)
        submitted(bid)
        with pytest.raises(BiddingClosed):
            withdrawn(bid, at=bid.solicitation.bids_due_at)
        assert Bid.objects.get(pk=bid.pk).status == "submitted"

    def test_editors_prepare_and_others_submit(self, bid, colleague):
        with pytest.raises(PermissionDenied):
            submit_bid(bid=bid, version=0, by=colleague, now=lambda: TUESDAY)
        with pytest.raises(PermissionDenied):
            withdraw_bid(bid=bid, version=0, by=colleague, now=lambda: TUESDAY)

    def test_a_vendor_debarred_meanwhile_is_refused_with_the_reason(self, bid):
        impose_sanction(
            vendor=bid.vendor,
            kind="debarment",
            reason="It billed for work not done.",
            ends_at=TUESDAY + 90 * DAY,
            by=person(Role.CIO),
            now=lambda: TUESDAY - SECOND,
        )
        with pytest.raises(NotEligible, match="barred"):
            submitted(bid)
        assert not BidVersion.objects.exists()

    @pytest.mark.parametrize(
        ("statement", "says"),
        [
            ("UPDATE rfp_bidversion SET digest = ''", "append_only"),
            ("DELETE FROM rfp_bidversion", "append_only"),
            ("UPDATE rfp_receipt SET digest = ''", "append_only"),
            ("UPDATE rfp_wrap SET wrapped = ''", "wraps_stand"),
            ("DELETE FROM rfp_bid", "submitted_bids_stay"),
            ("UPDATE rfp_bid SET vendor_id = started_by_id", "stays with its lot"),
            ("UPDATE rfp_bid SET status = 'withdrawn', changed_at = '2099-01-01'", "from the deadline on"),
            ("UPDATE rfp_bid SET version = 9, changed_at = '2099-01-01'", "from the deadline on"),
            (
                "INSERT INTO rfp_bidversion "
                "(bid_id, number, based_on, technical, digest, submitted_by_id, received_at) "
                "SELECT bid_id, 9, 1, technical, digest, submitted_by_id, '2099-01-01' FROM rfp_bidversion",
                "from the deadline on",
            ),
        ],
    )
    def test_the_database_refuses_what_the_code_might_forget(self, bid, statement, says):
        submitted(bid)
        with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


class TestReceipts:
    def test_the_shipped_command_checks_a_receipt_its_copy_and_nothing_else(self, bid, tmp_path):
        copy = what_would_be_sent(bid)
        receipt = submitted(bid)
        told, kept = tmp_path / "receipt.json", tmp_path / "copy.json"
        told.write_text(json.dumps(receipt_file(receipt)))
        kept.write_text(json.dumps(copy))
        said = io.StringIO()
        call_command("verify_receipt", told, "--content", kept, stdout=said)
        assert receipt.digest in said.getvalue()
        told.write_text(told.read_text().replace('"version": 1', '"version": 2'))
        with pytest.raises(CommandError, match="does not fit"):
            call_command("verify_receipt", told)
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("verify_receipt", tmp_path / "none.json")

    def test_it_outlives_a_change_of_keys(self, bid, settings):
        receipt, before = receipt_file(submitted(bid)), public_key()
        settings.AUDIT_SIGNING_KEY = "22" * 32
        with pytest.raises(NotGenuine):
            check_receipt(receipt, keys=[public_key()])
        assert check_receipt(receipt, keys=[public_key(), before])["kind"] == "submitted"

    def test_the_vendor_reads_its_own_again_and_it_is_what_the_receipt_says(self, bid):
        receipt = submitted(bid)
        version = bid.versions.get()
        own = open_own_version(version)
        assert own["price"]["lines"] == {"P1": "19.50"}
        check_content(receipt.statement, own)


class TestWhoSees:
    def test_nobody_but_the_vendor_sees_that_there_is_a_bid(self, bid, clerk, colleague):
        submitted(bid)
        others = [person(role) for role in Role if role not in {Role.BID_MANAGER}]
        assert Bid.objects.visible_to(clerk).get() == Bid.objects.visible_to(colleague).get() == bid
        assert not any(Bid.objects.visible_to(one).exists() for one in others)

    def test_the_trail_of_bids_is_read_by_nobody_before_the_opening_and_is_whole(self, bid):
        submitted(bid)
        auditor = person(Role.AUDITOR)
        events = AuditEvent.objects.filter(action__startswith="rfp.bid.")
        assert events.count() >= 6
        assert not AuditEvent.objects.visible_to(auditor).filter(action__startswith="rfp.bid").exists()
        assert find_first_bad_event() is None

    def test_answers_to_an_rfi_are_not_sealed_and_the_office_reads_them_as_they_come(self, clerk):
        rfi = published_solicitation(kind=Kind.RFI)
        response = submitted_bid(rfi, by=clerk)
        officer = person(Role.PROCUREMENT_OFFICER)
        assert Bid.objects.visible_to(officer).get() == response
        assert not Bid.objects.visible_to(bidder()).exists()
        assert response.versions.get().price is None
        assert response.versions.get().opened.get().content["answers"]
        assert not rfi.bid_keys.exists()
