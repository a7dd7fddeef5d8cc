"""How a vendor kept its promises: weighed, with its sources, read by the vendor first, public once it could reply."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from catalog.offerings.facts import VendorScore
from contracts.models import Scorecard, ScoreWeights
from contracts.renewals.queries import pack_of
from contracts.scorecards.actions import (
    DrawnUpAlready,
    MonthStillRuns,
    NothingMeasured,
    RepliedAlready,
    ReplyDaysOver,
    draw_up_scorecard,
    reply_to_scorecard,
    weigh_scorecards,
    withdraw_scorecard,
)
from contracts.scorecards.models import PARTS, SHIPPED, Weighing
from contracts.scorecards.queries import parts_of, score_of
from contracts.service_levels.actions import decide_dispute, dispute_result, load_measurements
from contracts.service_levels.readings import Count
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    PERIOD,
    closed,
    contract_with_order,
    june,
    loaded,
    steady,
    term_of,
)
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

A_SECOND = datetime.timedelta(seconds=1)
FINAL_AT = CLOSED_AT + datetime.timedelta(days=10)
DOWN = june(14, 2), june(14, 4, 22)  # 99.671% against 99.9%: a credit of a tenth


@world
def vendor():
    return OrganisationFactory(vendor=True, name="Kestrel Systems")


@world
def term(vendor):
    """June was missed and cost 1,240.00 of 12,400.00."""
    term = term_of(contract_with_order(vendor=vendor))
    loaded(term, steady(JUNE, JULY, DOWN))
    closed(term)
    return term


@world
def deliveries(vendor, term):
    """Nineteen of twenty were delivered on time under another contract, and that was enough."""
    level = {"code": "delivery", "title": "Delivery", "target": Decimal(90), "kind": "delivery", "template": ""}
    other = term_of(contract_with_order(vendor=vendor, level=level))
    load_measurements(term=other, readings=[Count(1, "desk", june(5), 19, 20)], by=SYSTEM, now=lambda: CLOSED_AT)
    closed(other)
    return other


@world
def officer():
    return person(Role.PERFORMANCE_OFFICER)


@world
def signatory(vendor):
    return person(Role.SIGNATORY, of=vendor)


def drawn_up(vendor, officer, *, at=FINAL_AT, month=PERIOD) -> Scorecard:
    return draw_up_scorecard(vendor=vendor, last_month=month, by=officer, now=lambda: at)


def values(scorecard) -> dict:
    return {part["part"]: part["value"] for part in scorecard.parts}


def test_each_part_is_weighed_and_what_is_not_measured_lends_its_weight(vendor, deliveries, officer):
    scorecard = drawn_up(vendor, officer)
    # The one month with a promise of time in service was missed; 1,240 lost of the fees of two contracts.
    assert values(scorecard) == {
        "attainment": "0.00",
        "response": None,
        "satisfaction": None,
        "delivery": "95.00",
        "credits": "95.00",
        "disputes": None,
    }
    assert (scorecard.reference, scorecard.score) == ("VS-2026-0001", Decimal("25.91"))
    assert scorecard.score == ((10 * 95 + 5 * 95) / Decimal(55)).quantize(Decimal("0.01"))


def test_every_figure_opens_to_its_sources(vendor, term, officer):
    parts = {part["part"]: part for part in drawn_up(vendor, officer).parts}
    [month], [credit] = parts["attainment"]["sources"], parts["credits"]["sources"]
    assert (month["what"], month["value"], month["url"]) == (
        term.contract.reference,
        "0 of 1",
        term.contract.get_absolute_url(),
    )
    assert (credit["what"], credit["value"]) == ("SC-2026-0001", "$1,240.00")
    assert parts["satisfaction"]["rests_on"] == "Not measured yet"


@pytest.mark.parametrize(
    ("by_vendor", "upheld", "value"), [(True, False, "0.00"), (False, True, "0.00"), (True, True, "100.00")]
)
def test_a_dispute_is_lost_where_the_other_side_was_right(vendor, term, officer, by_vendor, upheld, value):
    contract = term.contract
    by = person(Role.SIGNATORY, of=vendor) if by_vendor else person(Role.AGENCY_ADMIN, of=contract.agency)
    dispute = dispute_result(result=term.period_results.get(), reason="Ours differs.", by=by, now=lambda: CLOSED_AT)
    decide_dispute(dispute=dispute, upheld=upheld, reason="Two monitors.", by=officer, now=lambda: CLOSED_AT)
    parts = parts_of(vendor, last_month=PERIOD, weights=SHIPPED, at=FINAL_AT)
    assert next(part["value"] for part in parts if part["part"] == "disputes") == value


def test_only_what_is_final_counts(vendor, term, officer):
    with pytest.raises(NothingMeasured):
        drawn_up(vendor, officer, at=FINAL_AT - A_SECOND)
    assert not VendorScore.objects.exists()
    drawn_up(vendor, officer)


def test_a_month_that_runs_and_months_that_stand_already_are_refused(vendor, term, officer):
    drawn_up(vendor, officer)
    with pytest.raises(DrawnUpAlready):
        drawn_up(vendor, officer)
    with pytest.raises(MonthStillRuns):
        drawn_up(vendor, officer, month=FINAL_AT.date())
    with pytest.raises(PermissionDenied):
        drawn_up(vendor, person(Role.CONTRACT_MANAGER))
    assert Scorecard.objects.count() == 1


def test_it_is_public_at_the_second_the_days_to_reply_are_over(vendor, term, officer, signatory):
    scorecard, nobody = drawn_up(vendor, officer), person(Role.SIGNATORY)
    assert scorecard.reply_ends_at == FINAL_AT + datetime.timedelta(days=10)
    for at, seen in ((scorecard.reply_ends_at - A_SECOND, False), (scorecard.reply_ends_at, True)):
        assert Scorecard.objects.visible_to(nobody, at=at).exists() is seen
        assert bool(VendorScore.objects.latest(vendors=[vendor.pk], at=at)) is seen
        assert Scorecard.objects.visible_to(signatory, at=at).exists()


def test_the_vendor_replies_once_and_in_time_and_it_stands(vendor, term, officer, signatory):
    scorecard = drawn_up(vendor, officer)
    reply = {"scorecard": scorecard, "by": signatory}
    with pytest.raises(ReplyDaysOver):
        reply_to_scorecard(words="Late.", now=lambda: scorecard.reply_ends_at, **reply)
    with pytest.raises(InvalidInput):
        reply_to_scorecard(words=" ", now=lambda: FINAL_AT, **reply)
    with pytest.raises(PermissionDenied):
        reply_to_scorecard(scorecard=scorecard, words="Ours.", by=officer, now=lambda: FINAL_AT)
    reply_to_scorecard(words="Storage was new.", now=lambda: scorecard.reply_ends_at - A_SECOND, **reply)
    with pytest.raises(RepliedAlready):
        reply_to_scorecard(words="And more.", now=lambda: FINAL_AT, **reply)
    scorecard.refresh_from_db()
    assert scorecard.reply == "Storage was new."
    with pytest.raises(DatabaseError), transaction.atomic():
        Scorecard.objects.update(reply="Another one.")


def test_it_is_withdrawn_only_before_it_is_public_and_drawn_up_anew(vendor, term, officer):
    scorecard = drawn_up(vendor, officer)
    act = {"scorecard": scorecard, "by": officer}
    with pytest.raises(InvalidInput):
        withdraw_scorecard(reason=" ", now=lambda: FINAL_AT, **act)
    with pytest.raises(ReplyDaysOver):
        withdraw_scorecard(reason="Wrong.", now=lambda: scorecard.reply_ends_at, **act)
    withdraw_scorecard(reason="A month is missing.", now=lambda: FINAL_AT, **act)
    assert not Scorecard.objects.public(at=scorecard.reply_ends_at).exists()
    assert not VendorScore.objects.exists()
    assert drawn_up(vendor, officer).reference == "VS-2026-0002"


@pytest.mark.parametrize("act", ["score", "delete"])
def test_the_database_keeps_what_was_drawn_up(vendor, term, officer, act):
    drawn_up(vendor, officer)
    acts = {"score": lambda: Scorecard.objects.update(score=99), "delete": Scorecard.objects.all().delete}
    with pytest.raises(DatabaseError), transaction.atomic():
        acts[act]()


# Weights


def test_weights_hold_from_a_day_to_come_and_leave_what_stands(vendor, term, officer):
    first = drawn_up(vendor, officer)
    day = FINAL_AT.date() + datetime.timedelta(days=1)
    heavy = Weighing(0, 0, 0, 0, 100, 0, reply_days=30)
    weights = {"weighing": heavy, "holds_from": day, "reason": "Money first.", "now": lambda: FINAL_AT}
    with pytest.raises(PermissionDenied):
        weigh_scorecards(by=officer, **weights)
    weigh_scorecards(by=person(Role.CIO), **weights)
    withdraw_scorecard(scorecard=first, reason="Anew.", by=officer, now=lambda: FINAL_AT)
    assert drawn_up(vendor, officer).score == first.score
    Scorecard.objects.get(withdrawn_at=None)
    later = drawn_up(vendor, officer, at=FINAL_AT + datetime.timedelta(days=40), month=datetime.date(2026, 7, 1))
    assert (later.score, later.reply_ends_at - later.drawn_up_at) == (Decimal(90), datetime.timedelta(days=30))


@pytest.mark.parametrize(
    "changes",
    [
        {"weighing": Weighing(attainment=41)},
        {"weighing": Weighing(reply_days=4)},
        {"holds_from": FINAL_AT.date()},
        {"reason": " "},
    ],
)
def test_weights_that_do_not_fit_are_refused(changes):
    day = FINAL_AT.date() + datetime.timedelta(days=1)
    weights = {"weighing": SHIPPED, "holds_from": day, "reason": "Why not."} | changes
    with pytest.raises(InvalidInput):
        weigh_scorecards(by=person(Role.CIO), now=lambda: FINAL_AT, **weights)
    assert not ScoreWeights.objects.exists()


def test_the_database_asks_for_a_hundred():
    values = dict.fromkeys(PARTS, 10)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScoreWeights.objects.create(
            holds_from=PERIOD, reply_days=10, reason="No.", made_at=CLOSED_AT, made_by=person(Role.CIO), **values
        )


def test_a_score_of_nothing_is_none():
    assert score_of([{"weight": 40, "value": None}]) is None


# Where it is read


def test_it_stands_in_the_comparison_and_in_the_renewal_pack_once_public(vendor, term, officer, client):
    offerings = [OfferingFactory(vendor=one) for one in (vendor, OrganisationFactory(vendor=True))]
    address = f"{reverse('catalogue_compare')}?" + "&".join(f"offering={one.slug}" for one in offerings)
    scorecard = drawn_up(vendor, officer)  # in summer, so that it is public today
    assert f"{scorecard.score} of 100" in client.get(address).text
    assert pack_of(term.contract, on=PERIOD)["score"] == {
        "said": f"{scorecard.score} of 100",
        "reference": scorecard.reference,
        "until": "June 2026",
    }
    other = draw_up_scorecard(vendor=vendor, last_month=datetime.date(2026, 7, 1), by=officer)
    assert other.reference not in client.get(address).text


def test_on_screen_from_drawing_up_to_the_reply(vendor, term, officer, signatory, client):
    client.force_login(officer)
    client.post(reverse("scorecard_new"), {"vendor": vendor.pk, "last_month": _last_month()})
    scorecard = Scorecard.objects.get()
    client.force_login(signatory)
    assert Notification.objects.filter(recipient=signatory, subject__contains=scorecard.reference).exists()
    assert scorecard.reference in client.get(reverse("workspace")).text
    assert client.post(reverse("scorecard_reply", args=[scorecard.reference]), {"words": ""}).status_code == 422
    client.post(reverse("scorecard_reply", args=[scorecard.reference]), {"words": "Storage was new."})
    page = client.get(scorecard.get_absolute_url()).text
    assert all(said in page for said in ("Storage was new.", "SC-2026-0001", "Not measured yet", "0 of 1"))
    client.logout()
    assert client.get(scorecard.get_absolute_url()).status_code == 404
    assert scorecard.reference not in client.get(reverse("scorecard_list") + "?format=csv").text


def _last_month() -> str:
    return (timezone.localdate().replace(day=1) - datetime.timedelta(days=1)).replace(day=1).isoformat()


def test_the_questions_do_not_grow_with_contracts(vendor, term, officer, django_assert_num_queries):
    for _ in range(3):
        other = term_of(contract_with_order(vendor=vendor))
        loaded(other, steady(JUNE, JULY))
        closed(other)
    with django_assert_num_queries(4):
        parts = parts_of(vendor, last_month=PERIOD, weights=SHIPPED, at=FINAL_AT)
    assert parts[0]["rests_on"] == "4 months with a verdict"
