"""Desktop comparisons: offers frozen, weighed, judged, signed, replayed, and the order that rests on one."""

import datetime
import io
import json
import zipfile
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from catalog.longlists.pinned import digest_of
from catalog.models import Offering
from catalog.offerings.models import OfferingFacts
from catalog.offerings.scores import record_vendor_score
from catalog.shortlists.actions import add_to_shortlist, open_shortlist
from contracts.comparisons.actions import (
    AlreadySigned,
    Judged,
    MayNotUse,
    NotReady,
    TooFewOffers,
    judge_offers,
    sign_comparison,
    weigh_criteria,
)
from contracts.comparisons.models import Candidate, Comparison, Judgement, Weight
from contracts.comparisons.offers import Source, of_lot, of_shortlist
from contracts.comparisons.record import first_difference, record_file, record_of
from contracts.comparisons.scoring import Holds, rank, score_of, sensitivity
from contracts.orders.actions import NotTheFirstPlace, RouteClosed, choose_way, edit_draft, submit_order
from contracts.policies.actions import BandTerms
from contracts.policies.models import Route
from contracts.policies.queries import RouteTerms
from marketplace.errors import InvalidInput, StaleForm
from marketplace.permissions import SYSTEM, Role
from tests.factories.comparisons import (
    AT_NOON,
    WEIGHTS,
    dearer_offer,
    signed_comparison,
    started_comparison,
    weighed_comparison,
)
from tests.factories.contracts import MONDAY_NOON, funded_order, trade, wanted
from tests.factories.frameworks import signed_framework, took_over
from tests.factories.marketplace import person
from tests.factories.policies import enacted_policy
from tests.worlds import world

D = Decimal


class TestScoring:
    @pytest.mark.parametrize(
        ("criterion", "value", "others", "score"),
        [
            ("price", "24", ["19.50", "24"], "81.25"),
            ("price", "19.50", ["19.50", "24"], "100"),
            ("price", "0", ["0", "24"], "100"),
            ("answer", "90", ["30", "90"], "33.33"),
            ("availability", "99.5", ["99.9", "99.5"], "20"),
            ("measured", "99.9", ["100", "99.9"], "1"),
            ("used_by", "2", ["2", "3"], "66.67"),
            ("used_by", "0", ["0", "0"], "0"),
            ("score", "87.5", ["87.5", "92"], "87.50"),
            ("score", None, ["92"], "0"),
            ("quality", "3", ["3", "5"], "60"),
            ("availability", None, ["99.9", None], "0"),
        ],
    )
    def test_a_score_by_its_formula(self, criterion, value, others, score):
        values = [None if other is None else D(other) for other in others]
        assert score_of(criterion, None if value is None else D(value), values) == D(score)

    def test_of_equal_totals_the_cheaper_stands_first(self):
        values = {1: {"price": D(20), "fit": D(3)}, 2: {"price": D(10), "fit": D(3)}}
        assert [row.key for row in rank(values, {"fit": 100})] == [2, 1]

    # A costs 19.50 with 3 points, B 24 with 5: B leads by 40 in quality and is 18.75 behind in price.
    VALUES = {1: {"price": D("19.50"), "quality": D(3)}, 2: {"price": D(24), "quality": D(5)}}

    def test_between_which_weights_the_first_place_holds(self):
        ranked = rank(self.VALUES, WEIGHTS)
        assert [(row.key, row.total) for row in ranked] == [(2, D("88.75")), (1, D(84))]
        price, quality = sensitivity(ranked, WEIGHTS)
        assert price == Holds("price", None, D("68.1"))  # 100 × 40 ÷ 58.75
        assert quality == Holds("quality", D("31.9"), None)  # 100 × 18.75 ÷ 58.75
        assert price.words("Price") == "The first place holds unless price weighs over 68.1%."
        assert quality.words("Quality") == "The first place holds unless quality weighs under 31.9%."

    @pytest.mark.parametrize(("percent", "first"), [(68, 2), (69, 1)])
    def test_the_bound_is_where_the_ranking_turns(self, percent, first):
        assert rank(self.VALUES, {"price": percent, "quality": 100 - percent})[0].key == first

    def test_whoever_leads_in_all_holds_whatever_a_weight_is(self):
        values = {1: {"price": D(10), "quality": D(5)}, 2: {"price": D(20), "quality": D(1)}}
        assert sensitivity(rank(values, WEIGHTS), WEIGHTS) == [Holds("price", None, None), Holds("quality", None, None)]
        assert sensitivity(rank(values, {"price": 100}), {"price": 100}) == []


@world
def parties():
    return trade()


@world
def comparison(parties):
    return signed_comparison(parties)


@pytest.mark.django_db
class TestFreezing:
    def test_offers_are_frozen_with_the_cheapest_plan_and_what_is_published(self, parties):
        OfferingFacts.objects.create(offering=parties.offering, used_by_count=3, updated_at=MONDAY_NOON)
        comparison = started_comparison(parties)
        first, second = comparison.candidates.all()
        assert (first.cost, second.cost) == (D("23575.50"), D("29016.00"))
        assert (first.facts["price"], D(first.facts["availability"]), first.facts["used_by"]) == (
            "23575.50",
            D("99.9"),
            "3",
        )
        assert (comparison.reference, comparison.status) == ("D-2026-0001", "draft")

    def test_the_scorecard_of_a_vendor_is_frozen_with_its_offer_once_it_is_public(self, parties):
        soon = timezone.now() + datetime.timedelta(days=3)
        for number, public_from in enumerate([MONDAY_NOON, soon], 1):
            record_vendor_score(
                vendor=parties.vendor,
                reference=f"VS-2026-000{number}",
                score=D("80.00") + number,
                months=(datetime.date(2025, 11, number), datetime.date(2026, 10, number)),
                public_from=public_from,
                by=SYSTEM,
            )
        first, second = started_comparison(parties).candidates.all()
        assert (first.facts["score"], "score" in second.facts) == ("81.00", False)

    def test_the_offers_of_a_lot_are_those_of_its_vendors_in_it(self, parties):
        other, stranger = dearer_offer(), dearer_offer()
        dearer_offer(vendor=other.vendor, service_models=["iaas"])
        lot = signed_framework(parties.vendor, other.vendor).lots.get()
        assert set(of_lot(lot).offerings) == {parties.offering.pk, other.pk}
        assert stranger.pk not in of_lot(lot).offerings

    def test_a_successor_s_offers_are_compared_in_the_place_of_the_vendor_it_took_over(self, parties):
        other, later = dearer_offer(), dearer_offer()
        lot = signed_framework(parties.vendor, other.vendor).lots.get()
        took_over(other.vendor, by=later.vendor)
        assert set(of_lot(lot).offerings) == {parties.offering.pk, later.pk}

    def test_what_cannot_be_ordered_is_left_out_with_its_reason(self, parties):
        unpriced = dearer_offer(plans=[])
        comparison = started_comparison(parties, dearer_offer(), unpriced)
        assert comparison.left_out == [{"name": unpriced.name, "because": "It cannot be ordered at the moment."}]

    def test_one_offer_is_no_comparison(self, parties):
        with pytest.raises(TooFewOffers, match="Left out are"):
            started_comparison(parties, dearer_offer(plans=[]))
        assert not Comparison.objects.exists()

    def test_an_agreement_of_others_is_not_compared_under(self, parties):
        lot = signed_framework(parties.vendor, levels=["city"]).lots.get()
        with pytest.raises(MayNotUse):
            started_comparison(parties, source=of_lot(lot))

    def test_only_the_agency_s_requesters_start_one(self, parties):
        with pytest.raises(PermissionDenied):
            started_comparison(type(parties)(**{**vars(parties), "requester": parties.approver}))
        assert not Comparison.objects.exists()


@pytest.mark.django_db
class TestWeighingAndSigning:
    @pytest.mark.parametrize("weights", [{"price": 99}, {"price": 60, "quality": 41}, {"colour": 100}, {}])
    def test_weights_that_do_not_make_100_are_refused(self, parties, weights):
        comparison = started_comparison(parties)
        with pytest.raises(InvalidInput, match="Nothing was saved"):
            weigh_criteria(comparison=comparison, weights=weights, version=1, by=parties.requester, **AT_NOON)
        assert not comparison.weights.exists()

    @pytest.mark.parametrize(("points", "words"), [(6, "Why."), (3, " ")])
    def test_points_beyond_the_scale_or_without_a_reason_are_refused(self, parties, points, words):
        comparison = started_comparison(parties)
        judged = [Judged(comparison.candidates.first().pk, "quality", points, words)]
        with pytest.raises(InvalidInput):
            judge_offers(comparison=comparison, judged=judged, version=1, by=parties.requester, **AT_NOON)
        assert not Judgement.objects.exists()

    def test_what_is_missing_is_said_before_a_signature(self, parties):
        comparison = started_comparison(parties)
        act = {"comparison": comparison, "by": parties.requester, **AT_NOON}
        with pytest.raises(NotReady, match="Nothing is weighed"):
            sign_comparison(reason="Good.", version=1, **act)
        comparison = weigh_criteria(weights=WEIGHTS, version=1, **act)
        with pytest.raises(NotReady, match="has no points for quality"):
            sign_comparison(reason="Good.", version=2, **act)
        with pytest.raises(InvalidInput, match="no reason"):
            sign_comparison(reason=" ", version=2, **act)
        with pytest.raises(StaleForm):
            sign_comparison(reason="Good.", version=1, **act)
        assert Comparison.objects.get().is_draft

    def test_the_signature_names_the_first_place_and_keeps_a_digest(self, parties):
        other = dearer_offer()
        comparison = signed_comparison(parties, other)
        again = Comparison.objects.with_parts().get()
        assert comparison.winner.offering == other
        assert digest_of(record_of(again)) == comparison.digest
        assert first_difference(again) == ""

    def test_what_is_signed_stands_by_whatever_way(self, parties, comparison):
        changes = (
            lambda: Comparison.objects.update(reason="Other"),
            lambda: Comparison.objects.all()._raw_delete("default"),
            lambda: Candidate.objects.update(cost=1),
            lambda: Candidate.objects.all()._raw_delete("default"),
            lambda: Weight.objects.update(percent=50),
            lambda: Weight.objects.all()._raw_delete("default"),
            lambda: Judgement.objects.update(points=5),
            lambda: Weight.objects.create(comparison=comparison, criterion="fit", percent=1),
        )
        for change in changes:
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        with pytest.raises(AlreadySigned):
            weigh_criteria(comparison=comparison, weights=WEIGHTS, version=4, by=parties.requester)
        assert first_difference(Comparison.objects.with_parts().get()) == ""

    def test_a_replay_finds_a_changed_version(self, parties, comparison):
        revision = comparison.candidates.first().revision
        revision.content["name"] = "Renamed"
        revision.save()
        assert "is not the one that was pinned" in first_difference(comparison)

    def test_a_later_price_does_not_touch_it(self, parties, comparison):
        parties.offering.plans.update(price=1)
        Offering.objects.get(pk=parties.offering.pk).save_revision(clean=False).publish()
        assert first_difference(comparison) == ""

    def test_the_file_proves_itself(self, parties, comparison):
        client_file = zipfile.ZipFile(io.BytesIO(_file(comparison)))
        document = json.loads(client_file.read(f"{comparison.reference}/comparison.json"))
        assert client_file.read(f"{comparison.reference}/SHA256SUMS").decode().startswith(comparison.digest)
        assert [offer["place"] for offer in document["offers"]] == [2, 1]


def _file(comparison):
    return record_file(Comparison.objects.with_parts().get(pk=comparison.pk))


@pytest.mark.django_db
class TestOrderingTheFirstPlace:
    def first_place(self, parties, **changes):
        """The trade's own offering stands first: price alone counts."""
        return signed_comparison(parties, weights={"price": 100}, **changes)

    def rest_on(self, parties, comparison, order=None):
        order = order or funded_order(parties)
        return choose_way(
            order=order, comparison=comparison, version=order.version, by=parties.requester, now=lambda: MONDAY_NOON
        )

    def test_an_order_rests_on_its_comparison_under_no_agreement_too(self, parties):
        order = self.rest_on(parties, self.first_place(parties))
        order = submit_order(order=order, version=order.version, by=parties.requester, now=lambda: MONDAY_NOON)
        assert (order.route, order.award_grounds, order.framework_lot) == (Route.COMPARISON, "", None)

    def test_only_the_first_place_as_compared_rests_on_it(self, parties):
        comparison, draft = self.first_place(parties), weighed_comparison(parties)
        second = signed_comparison(parties)
        order = funded_order(parties, quantity=101)
        for other, what in ((second, None), (draft, None), (comparison, order)):
            with pytest.raises(NotTheFirstPlace):
                self.rest_on(parties, other, what)
        order = self.rest_on(parties, comparison)
        order = edit_draft(
            order=order,
            wanted=wanted(parties, months=13),
            version=order.version,
            by=parties.requester,
            now=lambda: MONDAY_NOON,
        )
        with pytest.raises(NotTheFirstPlace):
            submit_order(order=order, version=order.version, by=parties.requester, now=lambda: MONDAY_NOON)

    def test_the_policy_judges_it_as_a_comparison(self, parties):
        comparison, order = self.first_place(parties), funded_order(parties)
        enacted_policy(bands=[BandTerms(None, {Route.COMPETITION: RouteTerms()})])
        with pytest.raises(RouteClosed, match="Desktop comparison is not open"):
            self.rest_on(parties, comparison, order)

    def test_from_a_lot_to_a_request_that_rests_on_it(self, client, parties):
        other = dearer_offer()
        lot = signed_framework(parties.vendor, other.vendor).lots.get()
        client.force_login(parties.requester)
        asked = {
            "title": "Desks",
            "agency": parties.agency.pk,
            "source": f"lot-{lot.pk}",
            "quantity": 100,
            "months": 12,
        }
        weigh = client.post("/comparisons/new/", asked)["Location"]
        refused = client.post(weigh, {"version": 1, "price": 60, "quality": 41})
        assert (refused.status_code, "add up to 101%" in refused.content.decode()) == (422, True)
        page = client.post(weigh, {"version": 1, "price": 60, "quality": 40})["Location"]
        assert "has no points for quality" in client.get(page).content.decode()
        points = {f"points_quality_{row.pk}": 3 for row in Candidate.objects.all()}
        words = {f"words_quality_{row.pk}": "Tried." for row in Candidate.objects.all()}
        client.post(f"{page}judge/", {"version": 2, **points, **words})
        assert "stands first with" in client.get(f"{page}sign/").content.decode()
        client.post(f"{page}sign/", {"version": 3, "reason": "Cheapest and good."})
        comparison = Comparison.objects.get()
        assert comparison.winner.offering == parties.offering
        assert "All is as it was" in client.get(f"{page}replay/").content.decode()
        assert client.get(f"{page}record.zip")["Content-Type"] == "application/zip"
        assert client.post(f"{page}weigh/", {"version": 4, "price": 100}).status_code == 409
        order = funded_order(parties, at=comparison.signed_at)
        way = client.get(f"{order.get_absolute_url()}way/").content.decode()
        assert f"After desktop comparison {comparison.reference}" in way
        chosen = {"version": order.version, "way": comparison.reference}
        client.post(f"{order.get_absolute_url()}way/", chosen)
        order.refresh_from_db()
        assert (order.comparison, order.framework_lot) == (comparison, lot)
        listed = client.get("/api/v1/comparisons").json()["items"]
        assert (listed[0]["digest"], listed[0]["weights"]) == (comparison.digest, WEIGHTS)

    def test_others_do_not_see_it(self, client, parties, comparison):
        for reader, sees in ((parties.approver, True), (person(Role.AUDITOR), True), (parties.signatory, False)):
            assert Comparison.objects.visible_to(reader).exists() is sees
        client.force_login(parties.signatory)
        assert client.get(comparison.get_absolute_url()).status_code == 404

    def test_the_list_has_a_budget(self, client, parties, django_assert_max_num_queries):
        for _ in range(3):
            signed_comparison(parties)
        client.force_login(parties.requester)
        with django_assert_max_num_queries(12):
            assert client.get("/comparisons/").content.decode().count("Signed") >= 3


@pytest.mark.django_db
def test_a_source_of_a_shortlist_is_what_stands_on_it(parties):
    shortlist = open_shortlist(title="Desks", agency=parties.agency, by=parties.requester)
    add_to_shortlist(shortlist=shortlist, offerings=[parties.offering], note="", by=parties.requester)
    assert of_shortlist(shortlist) == Source(f"Shortlist {shortlist}", [parties.offering.pk])
