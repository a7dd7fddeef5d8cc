"""Records are kept by a schedule; a legal hold blocks every destruction; who asks reads redacted copies alone."""

import datetime
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from rfp.bids.actions import erase_keys
from rfp.bids.models import Bid, SolicitationKey
from rfp.holds.actions import HeldAlready, OnHold, lift_hold
from rfp.holds.models import LegalHold
from rfp.models import Solicitation
from rfp.records.actions import (
    NotOver,
    ObjectionsOver,
    StillObjecting,
    answer_disclosure,
    object_to_disclosure,
)
from rfp.records.models import Disclosure
from rfp.records.queries import holding_of, redacted_copies
from rfp.records.schedule import BY_KEY as KIND
from rfp.records.schedule import Facts, kept_until, kinds_of
from rfp.solicitations.actions import cancel_solicitation
from tests.factories.awards import approved_award, judged_procurement
from tests.factories.bids import SECOND, TUESDAY, bidder, filled_in_bid, save, submitted, submitted_bid
from tests.factories.evaluation import opened_procurement, stays
from tests.factories.marketplace import person
from tests.factories.records import enacted_schedule, opened_disclosure, placed_hold
from tests.factories.solicitations import DAY, published_solicitation
from tests.worlds import world

pytestmark = pytest.mark.django_db
SECRET, SHOWN, WHY = "Our margin is eleven percent.", "Our margin is [left out].", "A trade secret."


@world
def case():
    """Awarded; the first vendor marked a part of its answer as confidential."""
    solicitation = published_solicitation()
    return awarded(solicitation)


def awarded(solicitation):
    by = bidder(role=Role.SIGNATORY)
    bid = filled_in_bid(solicitation, by=by)
    save(bid, "answer-Q1", {"text": SECRET, "confidential": "yes", "reason": WHY, "redacted": SHOWN}, by=by)
    submitted(bid, at=TUESDAY)
    names = ("Aldgate Lines", "Harborline Systems")
    points = dict.fromkeys([*names, by.memberships.get().organisation.name], ("4",))
    case = judged_procurement(points, names=names, solicitation=solicitation)
    approved_award(case)
    case.solicitation.refresh_from_db()
    case.bid, case.owner = Bid.objects.get(pk=bid.pk), by
    return case


class TestTheSchedule:
    def test_days_are_computed_from_what_happened(self):
        facts = Facts(announced_on=datetime.date(2027, 2, 1), contract_ends_on=datetime.date(2028, 2, 29))
        assert kept_until(KIND["others"], 3, facts) == datetime.date(2030, 2, 1)
        assert kept_until(KIND["file"], 7, facts) == datetime.date(2035, 3, 1)
        gone = replace(facts, contract_ends_on=None, announced_on=None, cancelled_on=datetime.date(2027, 1, 4))
        assert kept_until(KIND["file"], 7, gone) == datetime.date(2034, 1, 4)
        assert kept_until(KIND["winning"], 7, gone) is None
        assert kept_until(KIND["others"], None, facts) is None

    def test_each_kind_of_request_has_its_own_kinds_of_record(self):
        assert [kind.key for kind in kinds_of(is_rfi=False)] == ["file", "winning", "others"]
        assert [kind.key for kind in kinds_of(is_rfi=True)] == ["file", "answers"]

    def test_the_days_of_a_procurement_follow_its_award(self, case):
        assert {row.until for row in holding_of(case.solicitation, at=case.at).rows} == {None}
        enacted_schedule()
        rows = {row.kind.key: row.until for row in holding_of(case.solicitation, at=case.at).rows}
        assert rows["others"] == case.at.date().replace(year=case.at.year + 3)
        assert rows["file"] is None


class TestHolds:
    def test_while_one_stands_no_key_is_destroyed_whoever_forgets_to_ask(self):
        rfp, officer = published_solicitation(), person(Role.PROCUREMENT_OFFICER)
        submitted_bid(rfp)
        hold = placed_hold(rfp)
        cancel_solicitation(solicitation=rfp, code="no_need", reason="Gone.", by=officer, now=stays(TUESDAY + DAY))
        keys = SolicitationKey.objects.filter(solicitation=rfp, erased_at__isnull=True)
        held = keys.count()
        with pytest.raises(OnHold):
            erase_keys(solicitation=rfp, by=SYSTEM)
        with pytest.raises(Error, match="legal hold"), transaction.atomic():
            keys.update(held=None, held_by="", erased_at=TUESDAY)
        assert (keys.count(), held > 0) == (held, True)
        lift_hold(hold=hold, reason="The court decided.", by=person(Role.CIO))
        assert erase_keys(solicitation=rfp, by=SYSTEM) == held

    def test_one_role_places_it_and_another_lifts_it(self, case):
        with pytest.raises(PermissionDenied):
            placed_hold(case.solicitation, by=person(Role.CIO))
        both = person(Role.PROCUREMENT_OFFICER, Role.CIO)
        hold = placed_hold(case.solicitation, by=both)
        for who in (both, person(Role.PROCUREMENT_OFFICER), person(Role.AUDITOR)):
            with pytest.raises(PermissionDenied):
                lift_hold(hold=hold, reason="Over.", by=who)
        with pytest.raises(HeldAlready):
            placed_hold(case.solicitation)
        with pytest.raises(Error), transaction.atomic():
            LegalHold.objects.filter(pk=hold.pk).update(
                lifted_by=both, lifted_at=hold.placed_at, lifted_because="Over."
            )
        assert LegalHold.objects.standing().get() == hold


class TestDisclosure:
    def test_marked_parts_are_left_out_with_the_reason_and_prices_are_shown(self, case):
        copies = {copy["vendor"]: copy for copy in redacted_copies(case.solicitation, left_out={})}
        own = copies[case.bid.vendor.name]
        [answer] = [one for one in own["answers"] if one["code"] == "Q1"]
        assert (answer["shown"], answer["left_out_because"]) == (SHOWN, WHY)
        assert SECRET not in str(copies)
        assert all(copy["price"] for copy in copies.values())
        assert len(copies) == 3

    def test_nothing_is_asked_for_before_the_procurement_is_over(self):
        with pytest.raises(NotOver):
            opened_disclosure(opened_procurement())
        assert not Disclosure.objects.exists()

    def test_every_vendor_is_told_at_one_second_and_objects_in_time(self, case):
        disclosure = opened_disclosure(case)
        told = Notification.objects.filter(subject__endswith="Somebody asks to see your bid")
        assert (told.count(), set(told.values_list("at", flat=True))) == (3, {case.at})
        due, make = disclosure.objections_due_at, {"disclosure": disclosure, "bid": case.bid, "words": "Our plan."}
        with pytest.raises(ObjectionsOver):
            object_to_disclosure(by=case.owner, now=stays(due), **make)
        with pytest.raises(PermissionDenied):
            object_to_disclosure(by=case.bidders["Aldgate Lines"], now=stays(due - SECOND), **make)
        object_to_disclosure(by=case.owner, now=stays(due - SECOND), **make)
        with pytest.raises(InvalidInput):
            object_to_disclosure(by=case.owner, now=stays(due - SECOND), **make)
        assert disclosure.objections.count() == 1

    @pytest.mark.parametrize(("seconds", "answered"), [(-1, False), (0, True)])
    def test_nothing_is_shown_before_the_time_to_object_is_over(self, case, seconds, answered):
        disclosure = opened_disclosure(case)
        at = disclosure.objections_due_at + seconds * SECOND
        told = {"disclosure": disclosure, "words": "Shown as far as marked.", "upheld": {}, "by": case.second}
        if answered:
            assert SECRET not in str(answer_disclosure(now=stays(at), **told).answer)
            with pytest.raises(MoveRefused):
                answer_disclosure(now=stays(at), **told)
            with pytest.raises(Error), transaction.atomic():
                Disclosure.objects.update(words="Other")
        else:
            with pytest.raises(StillObjecting):
                answer_disclosure(now=stays(at), **told)
            assert Disclosure.objects.get().answer is None

    def test_an_upheld_objection_leaves_the_bid_out_with_the_reason(self, case):
        disclosure = opened_disclosure(case)
        told = {"disclosure": disclosure, "bid": case.bid, "words": "All of it."}
        object_to_disclosure(by=case.owner, now=stays(case.at), **told)
        told = {"disclosure": disclosure, "words": "Two are shown.", "by": case.second}
        due = stays(disclosure.objections_due_at)
        other = Bid.objects.exclude(pk=case.bid.pk).first().pk
        for upheld in ({other: "Why not."}, {case.bid.pk: " "}):
            with pytest.raises(InvalidInput):
                answer_disclosure(upheld=upheld, now=due, **told)
        answer = answer_disclosure(upheld={case.bid.pk: "It holds a plan of the building."}, now=due, **told).answer
        left_out = {copy["vendor"]: copy["left_out"] for copy in answer["bids"]}
        assert left_out[case.bid.vendor.name] == "It holds a plan of the building."
        assert SHOWN not in str(answer)


def test_office_and_vendor_walk_through_the_pages(client, case):
    reference, officer = case.solicitation.reference, person(Role.PROCUREMENT_OFFICER)
    client.force_login(officer)
    assert reference in client.get(reverse("record_list")).content.decode()
    assert client.post(reverse("hold_place", args=[reference]), {"reason": "A claim."}).status_code == 302
    assert (
        "Nothing is destroyed while the hold stands"
        in client.get(reverse("record_page", args=[reference])).content.decode()
    )
    assert client.get(reverse("hold_lift", args=[reference])).status_code == 403
    asked = {"asked_by": "The Franklin Courier", "wanted": "All bids."}
    assert client.post(reverse("disclosure_new", args=[reference]), asked).status_code == 302
    here = Disclosure.objects.get().get_absolute_url()
    client.force_login(case.owner)
    page = client.get(here).content.decode()
    assert SHOWN in page
    assert SECRET not in page
    assert not any(name in page for name in ("Aldgate Lines", "Harborline Systems", "Franklin Courier"))
    assert client.post(f"{here}object/", {"words": "Not the plan."}).status_code == 302
    assert client.get(f"{here}answer/").status_code == 403
    client.force_login(officer)
    assert "Not the plan." in client.get(f"{here}answer/").content.decode()
    assert client.post(f"{here}answer/", {"words": "Shown."}).status_code == 409
    client.force_login(person(Role.REQUESTER))
    assert client.get(here).status_code == 404
    assert client.get(reverse("record_page", args=[reference])).status_code == 403
    assert Solicitation.objects.get(reference=reference).status == "awarded"
