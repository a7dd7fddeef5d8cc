"""Opening: two officers, after the deadline, never before; prices apart; keys split, moved, destroyed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from marketplace.audit.actions import find_first_bad_event
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.permissions import SYSTEM, Role
from rfp.bids.actions import (
    BiddingClosed,
    FileUnreadable,
    NoPiece,
    NotOpenedYet,
    NotToBeOpened,
    NotYetDue,
    TooLateToSplit,
    WrongPassphrase,
    change_passphrase,
    confirm_opening,
    erase_keys,
    make_officer_key,
    open_prices,
    practise,
    publish_closing_list,
    read_opened_file,
    refuse_early_opening,
    rotate_platform_key,
    split_key,
    what_would_be_sent,
)
from rfp.bids.keys import KeyErased, KeyMissing, private_key_of_solicitation
from rfp.bids.models import (
    Bid,
    ClosingList,
    KeyHolder,
    OfficerKey,
    OpenedEnvelope,
    Opening,
    SolicitationKey,
    StrictSealing,
    Wrap,
)
from rfp.bids.queries import opening_of, prices_of, proposals_of
from rfp.bids.reading import NotReadable, open_draft, open_own_version
from rfp.bids.verification import check_content
from rfp.solicitations.actions import cancel_solicitation, publish_solicitation
from tests.factories.bids import PDF, SECOND, TUESDAY, filled_in_bid, opened, submitted, submitted_bid, withdrawn
from tests.factories.marketplace import person
from tests.factories.solicitations import BODY, block, published_solicitation, solicitation_in_review
from tests.worlds import world

PHRASE = "four words of mine {}"


@world
def solicitation():
    return published_solicitation()


@world
def bids(solicitation):
    """Three bids; the last one is withdrawn."""
    made = [submitted_bid(solicitation, price=price, text=f"Plan for {price}.") for price in ("10", "20", "30")]
    withdrawn(made[-1])
    return made


@world
def officers():
    return [person(Role.PROCUREMENT_OFFICER), person(Role.CONTRACT_MANAGER), person(Role.CIO)]


def clock(solicitation, seconds=0):
    at = solicitation.bids_due_at + seconds * SECOND
    return lambda: at


def nothing_is_open(solicitation):
    solicitation.refresh_from_db()
    lot = solicitation.lots.get()
    return (
        solicitation.opened_at is None
        and not OpenedEnvelope.objects.filter(version__bid__lot__solicitation=solicitation, part="price").exists()
        and proposals_of(lot) == prices_of(lot) == []
    )


class TestOpening:
    @pytest.mark.parametrize(("seconds", "opens"), [(-1, False), (0, True), (1, True)])
    def test_bids_are_opened_from_the_deadline_on_and_never_before(self, solicitation, bids, officers, seconds, opens):
        for officer in officers[:2]:
            act = {"solicitation": solicitation, "by": officer, "now": clock(solicitation, seconds)}
            if opens:
                confirm_opening(**act)
            else:
                with pytest.raises(NotYetDue):
                    confirm_opening(**act)
        assert nothing_is_open(solicitation) is not opens

    def test_an_early_attempt_is_refused_and_on_record(self, solicitation, officers):
        with pytest.raises(NotYetDue):
            refuse_early_opening(solicitation=solicitation, by=officers[0], now=clock(solicitation, -1))
        assert AuditEvent.objects.filter(action="rfp.solicitation.opening_refused", actor_id=officers[0].pk).exists()

    def test_one_officer_alone_opens_nothing_however_often(self, solicitation, bids, officers):
        for _ in range(3):
            confirm_opening(solicitation=solicitation, by=officers[0], now=clock(solicitation))
        assert Opening.objects.count() == 1
        assert nothing_is_open(solicitation)
        confirm_opening(solicitation=solicitation, by=officers[1], now=clock(solicitation))
        assert not nothing_is_open(solicitation)

    @pytest.mark.parametrize("role", [Role.EVALUATOR, Role.PANEL_CHAIR, Role.AUDITOR, Role.REQUESTER, Role.BID_MANAGER])
    def test_others_open_nothing(self, solicitation, bids, role):
        with pytest.raises(PermissionDenied):
            confirm_opening(solicitation=solicitation, by=person(role), now=clock(solicitation))

    def test_what_was_submitted_last_is_read_and_what_was_withdrawn_is_not(self, solicitation, bids, officers):
        promised = submitted(bids[0])
        sent = open_own_version(Bid.objects.get(pk=bids[0].pk).versions.get(number=2))
        solicitation = opened(solicitation, *officers[:2])
        proposals = proposals_of(solicitation.lots.get())
        assert [one.bid for one in proposals] == bids[:2]
        assert [one.version for one in proposals] == [2, 1]
        assert proposals[1].answers["Q1"] == {"text": "Plan for 20."}
        check_content(promised.statement, sent)
        assert opening_of(solicitation).bids == 2
        assert find_first_bad_event() is None

    def test_after_it_those_who_opened_and_the_auditor_see_whose_bids_they_are(self, solicitation, bids, officers):
        opened(solicitation, *officers[:2])
        readers = [*officers, person(Role.AUDITOR), person(Role.EVALUATOR)]
        seen = [Bid.objects.visible_to(reader).count() for reader in readers]
        assert seen == [2, 2, 0, 2, 0]
        events = AuditEvent.objects.visible_to(person(Role.AUDITOR))
        assert events.filter(action="rfp.bid.submitted").count() == 3

    def test_a_second_opening_and_a_late_bid_are_refused(self, solicitation, bids, officers):
        late = filled_in_bid(solicitation)
        opened(solicitation, *officers[:2])
        with pytest.raises(NotToBeOpened):
            confirm_opening(solicitation=solicitation, by=officers[2], now=clock(solicitation, 5))
        with pytest.raises(BiddingClosed):
            submitted(late, at=solicitation.bids_due_at)

    def test_a_bid_that_does_not_open_is_on_record_and_the_others_go_on(self, solicitation, bids, officers):
        wrap = Wrap.objects.get(version__bid=bids[0], part="technical", holder="opening")
        other = Wrap.objects.get(version__bid=bids[1], part="technical", holder="opening")
        wrap.delete()
        Wrap.objects.create(version=wrap.version, part="technical", holder="opening", wrapped=bytes(other.wrapped))
        solicitation = opened(solicitation, *officers[:2])
        first, second = proposals_of(solicitation.lots.get())
        assert (bool(first.fault), first.answers) == (True, {})
        assert second.fault == ""
        assert opening_of(solicitation).not_readable == 1

    @pytest.mark.parametrize(
        ("statement", "says"),
        [
            (
                "INSERT INTO rfp_opening (solicitation_id, officer_id, at) "
                "SELECT id, prepared_by_id, bids_due_at - interval '1 second' FROM rfp_solicitation",
                "before the deadline",
            ),
            (
                "INSERT INTO rfp_openedenvelope (version_id, part, content, fault, opened_at) "
                "SELECT id, 'technical', '{}', '', now() FROM rfp_bidversion",
                "two officers",
            ),
        ],
    )
    def test_the_database_refuses_what_the_code_might_forget(self, solicitation, bids, statement, says):
        with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
def test_who_reads_a_file_of_an_opened_bid_goes_on_record(storage):
    document = block("requirement", text="Your plan as a document.", must=True, answer_kind="file")
    solicitation = published_solicitation(body=[*BODY, document])
    bid = submitted_bid(solicitation)
    code, officer = str(bid.files.get().code), person(Role.PROCUREMENT_OFFICER)
    act = {"bid": bid, "code": code, "by": officer, "now": clock(solicitation)}
    with pytest.raises(FileUnreadable):
        read_opened_file(**act)
    opened(solicitation, officer, person(Role.CIO))
    facts, content = read_opened_file(**act)
    assert (facts["name"], content) == ("plan.pdf", PDF)
    assert AuditEvent.objects.filter(action="rfp.bid.file_read", actor_id=officer.pk).count() == 1
    with pytest.raises(PermissionDenied):
        read_opened_file(**act | {"by": person(Role.BID_MANAGER)})
    with pytest.raises(FileUnreadable):
        read_opened_file(**act | {"code": "another"})


class TestPrices:
    def test_they_open_for_those_past_the_gate_alone(self, solicitation, bids, officers):
        lot = solicitation.lots.get()
        act = {"lot": lot, "by": officers[0], "now": clock(solicitation, 60)}
        with pytest.raises(NotOpenedYet):
            open_prices(**act, past_gate=bids)
        opened(solicitation, *officers[:2])
        assert prices_of(lot) == []
        for _ in range(2):
            open_prices(**act, past_gate=[bids[1], bids[2]])
        [price] = prices_of(lot)
        assert (price.bid, price.currency, price.total) == (bids[1], "USD", 180 * 20)

    def test_others_do_not_open_them(self, solicitation, bids, officers):
        opened(solicitation, *officers[:2])
        with pytest.raises(PermissionDenied):
            open_prices(lot=solicitation.lots.get(), past_gate=bids, by=person(Role.EVALUATOR))


class TestClosingList:
    def test_it_is_published_at_closing_names_every_receipt_and_tells_no_number(self, solicitation, bids):
        early = publish_closing_list(solicitation=solicitation, by=SYSTEM, now=clock(solicitation, -1))
        listed = publish_closing_list(solicitation=solicitation, by=SYSTEM, now=clock(solicitation))
        again = publish_closing_list(solicitation=solicitation, by=SYSTEM, now=clock(solicitation, 90))
        assert (early, again) == (None, listed)
        receipts = {receipt.digest for bid in bids for receipt in bid.receipts.all()}
        assert receipts < set(listed.digests)
        assert len(listed.digests) == 16
        assert listed.digests == sorted(listed.digests)

    def test_the_list_of_nobody_looks_the_same(self, solicitation):
        assert len(publish_closing_list(solicitation=solicitation, by=SYSTEM, now=clock(solicitation)).digests) == 16

    def test_an_opening_before_the_job_publishes_it(self, solicitation, bids, officers):
        opened(solicitation, *officers[:2])
        assert ClosingList.objects.filter(solicitation=solicitation).exists()


class TestKeys:
    def test_held_keys_move_to_a_new_platform_key_with_live_bids(self, solicitation, bids, officers, settings):
        draft = open_draft(bids[0])
        settings.BID_SEALING_KEYS_BEFORE, settings.BID_SEALING_KEY = [settings.BID_SEALING_KEY], "77" * 32
        assert rotate_platform_key() == 2 + 3
        assert rotate_platform_key() == 0
        settings.BID_SEALING_KEYS_BEFORE = []
        assert open_draft(bids[0]) == draft
        opened(solicitation, *officers[:2])
        assert len(proposals_of(solicitation.lots.get())) == 2

    def test_without_the_key_nothing_opens_and_nothing_is_lost(self, solicitation, bids, officers, settings):
        kept, settings.BID_SEALING_KEY = settings.BID_SEALING_KEY, "99" * 32
        confirm_opening(solicitation=solicitation, by=officers[0], now=clock(solicitation))
        with pytest.raises(KeyMissing):
            confirm_opening(solicitation=solicitation, by=officers[1], now=clock(solicitation))
        assert nothing_is_open(solicitation)
        settings.BID_SEALING_KEY = kept
        opened(solicitation, officers[1])
        assert len(proposals_of(solicitation.lots.get())) == 2

    def test_called_off_the_keys_are_destroyed_and_what_was_submitted_opens_for_nobody(self, solicitation, bids):
        assert erase_keys(solicitation=solicitation, by=SYSTEM, now=lambda: TUESDAY) == 0
        cancel_solicitation(
            solicitation=solicitation,
            code="no_need",
            reason="The need went away.",
            by=person(Role.PROCUREMENT_OFFICER),
            now=lambda: TUESDAY,
        )
        assert erase_keys(solicitation=solicitation, by=SYSTEM, now=lambda: TUESDAY) == 2
        assert erase_keys(solicitation=solicitation, by=SYSTEM, now=lambda: TUESDAY) == 0
        assert not Wrap.objects.exists()
        for key in SolicitationKey.objects.all():
            with pytest.raises(KeyErased):
                private_key_of_solicitation(key)
        with pytest.raises(NotReadable):
            open_own_version(bids[0].versions.get())
        assert AuditEvent.objects.filter(action="rfp.solicitation.bid_keys_erased").count() == 1
        with pytest.raises(DatabaseError, match="never_replaced"), transaction.atomic():
            SolicitationKey.objects.update(held=b"x", erased_at=None)


@world
def reviewed():
    return solicitation_in_review()


@world
def holders(officers):
    """Each with a passphrase of their own."""
    for number, officer in enumerate(officers):
        make_officer_key(passphrase=PHRASE.format(number), by=officer)
    return officers


class TestStrictMode:
    def published(self, reviewed, holders):
        split_key(solicitation=reviewed, officers=holders, needed=2, by=holders[0], now=lambda: TUESDAY)
        publisher = person(Role.PROCUREMENT_OFFICER)
        return publish_solicitation(
            solicitation=reviewed,
            latest_revision_id=reviewed.latest_revision_id,
            by=publisher,
            now=lambda: TUESDAY - 86400 * SECOND,
        )

    def test_two_of_three_named_officers_open_with_their_passphrases(self, reviewed, holders):
        solicitation = self.published(reviewed, holders)
        bid = submitted_bid(solicitation)
        due = clock(solicitation)
        with pytest.raises(WrongPassphrase):
            confirm_opening(solicitation=solicitation, passphrase="some other words", by=holders[0], now=due)
        confirm_opening(solicitation=solicitation, passphrase=PHRASE.format(0), by=holders[0], now=due)
        assert nothing_is_open(solicitation)
        confirm_opening(solicitation=solicitation, passphrase=PHRASE.format(2), by=holders[2], now=due)
        lot = solicitation.lots.get()
        assert [one.bid for one in proposals_of(lot)] == [bid]
        assert not KeyHolder.objects.exclude(given=None, piece=None).exists()
        open_prices(lot=lot, past_gate=[bid], by=holders[0], now=due)
        assert prices_of(lot)[0].total == 180 * 19.5

    def test_others_hold_no_piece(self, reviewed, holders):
        solicitation = self.published(reviewed, holders)
        stranger = person(Role.PROCUREMENT_OFFICER)
        make_officer_key(passphrase=PHRASE.format(9), by=stranger)
        act = {"passphrase": PHRASE.format(9), "by": stranger, "now": clock(solicitation)}
        with pytest.raises(NoPiece):
            confirm_opening(solicitation=solicitation, **act)
        assert not Opening.objects.exists()

    def test_the_platform_key_alone_opens_nothing_and_the_vendor_keeps_a_copy(self, reviewed, holders):
        solicitation = self.published(reviewed, holders)
        bid = filled_in_bid(solicitation)
        copy = what_would_be_sent(bid)
        receipt = submitted(bid)
        check_content(receipt.statement, copy)
        for key in SolicitationKey.objects.filter(solicitation=solicitation):
            with pytest.raises(KeyMissing):
                private_key_of_solicitation(key)
        with pytest.raises(NotReadable):
            open_own_version(bid.versions.get())
        assert set(open_draft(bid).parts) == {"salt"}

    def test_officers_practise_without_touching_the_key(self, reviewed, holders):
        solicitation = self.published(reviewed, holders)
        sealing = StrictSealing.objects.get(solicitation=solicitation)
        for number in (0, 1):
            assert sealing.drilled_at is None
            sealing = practise(
                sealing=sealing, passphrase=PHRASE.format(number), by=holders[number], now=lambda: TUESDAY
            )
        assert sealing.drilled_at == TUESDAY
        assert nothing_is_open(solicitation)
        assert not KeyHolder.objects.filter(piece=None).exists()

    def test_a_changed_passphrase_opens_the_same_pieces_once_it_was_practised_again(self, reviewed, holders):
        solicitation = self.published(reviewed, holders)
        bid, sealing = submitted_bid(solicitation), StrictSealing.objects.get(solicitation=solicitation)
        for number in (0, 1):
            practise(sealing=sealing, passphrase=PHRASE.format(number), by=holders[number], now=lambda: TUESDAY)
        told = {"by": holders[0], "now": lambda: TUESDAY}
        for old, new, refusal in (
            ("some other words", "another four words", WrongPassphrase),
            (PHRASE.format(0), "short", InvalidInput),
            (PHRASE.format(0), PHRASE.format(0), InvalidInput),
        ):
            with pytest.raises(refusal):
                change_passphrase(old=old, new=new, **told)
        assert StrictSealing.objects.get().drilled_at == TUESDAY
        change_passphrase(old=PHRASE.format(0), new="another four words", **told)
        assert (StrictSealing.objects.get().drilled_at, KeyHolder.objects.get(officer=holders[0]).drilled_at) == (
            None,
            None,
        )
        for number, words in ((0, "another four words"), (1, PHRASE.format(1))):
            sealing = practise(sealing=sealing, passphrase=words, by=holders[number], now=lambda: TUESDAY)
        assert sealing.drilled_at == TUESDAY
        due = {"solicitation": solicitation, "now": clock(solicitation)}
        with pytest.raises(WrongPassphrase):
            confirm_opening(passphrase=PHRASE.format(0), by=holders[0], **due)
        confirm_opening(passphrase="another four words", by=holders[0], **due)
        confirm_opening(passphrase=PHRASE.format(1), by=holders[1], **due)
        assert [one.bid for one in proposals_of(solicitation.lots.get())] == [bid]
        assert find_first_bad_event() is None

    def test_whoever_has_no_key_changes_nothing_and_no_key_is_ever_replaced(self, holders):
        with pytest.raises(NoPiece):
            change_passphrase(old="a", new="another four words", by=person(Role.CIO))
        with pytest.raises(PermissionDenied):
            change_passphrase(old="a", new="another four words", by=person(Role.AUDITOR))
        with pytest.raises(DatabaseError, match="never_replaced"), transaction.atomic():
            OfficerKey.objects.update(public_key=b"x" * 32)
        with pytest.raises(DatabaseError, match="officer_keys_stay"), transaction.atomic():
            OfficerKey.objects.all().delete()

    def test_it_is_settled_before_the_publication_among_officers_who_can(self, solicitation, reviewed, holders):
        act = {"needed": 2, "by": holders[0], "now": lambda: TUESDAY}
        with pytest.raises(TooLateToSplit):
            split_key(solicitation=solicitation, officers=holders, **act)
        for officers, needed in (([holders[0]], 2), (holders, 4), (holders, 1)):
            with pytest.raises(InvalidInput):
                split_key(solicitation=reviewed, officers=officers, **act | {"needed": needed})
        with pytest.raises(InvalidInput, match="passphrase first"):
            split_key(solicitation=reviewed, officers=[holders[0], person(Role.CIO)], **act)
        with pytest.raises(PermissionDenied):
            split_key(solicitation=reviewed, officers=holders, **act | {"by": person(Role.AUDITOR)})
        with pytest.raises(InvalidInput, match="16 characters"):
            make_officer_key(passphrase="short", by=person(Role.CIO))
        assert not StrictSealing.objects.exists()
