"""What is found alike and why, how it is grouped, and what people said of it: verdicts survive new data."""

import dataclasses
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from catalog.models import OfferingLikeness
from contracts.models import OverlapFinding, OverlapItem, OverlapRun, OverlapVerdict
from contracts.orders.duplicates import similar_uses
from contracts.portfolio.overlap.actions import detect_overlaps, judge_overlap
from contracts.portfolio.overlap.candidates import alike_pairs, candidate_pairs
from contracts.portfolio.overlap.clustering import groups
from contracts.portfolio.overlap.queries import groups_on, uses_of
from contracts.portfolio.overlap.reading import Ideas, Item, read, runs_of, words_of
from contracts.portfolio.overlap.saving import Use, cheapest, saving
from contracts.portfolio.overlap.weighing import Weighed, worn_out_runs
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import AgencyUseFactory
from tests.factories.contracts import MONDAY_NOON
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.overlaps import DOES, catalogue, described, item_of
from tests.known_readers import client_of
from tests.worlds import world


def items(*texts, **details):
    """Items A, B, C … of a maker each."""
    named = zip("ABCDEFGH", texts, strict=False)
    return [Item(key=key, name=key, maker=f"Maker{key}", text=text, **details) for key, text in named]


class TestReading:
    IDEAS = Ideas([["lms", "learning management"], ["management"]])

    def test_the_longest_wording_is_what_is_meant(self):
        reading = read(Item("A", "Desk", text="Learning management, and management."), self.IDEAS)
        assert reading.ideas == {"learning management": (1, 1.5), "management": (1, 1.5)}

    def test_an_idea_in_the_name_counts_most(self):
        assert read(Item("A", "LMS", text="LMS"), self.IDEAS).ideas == {"learning management": (2, 2.0)}

    def test_the_makers_own_words_and_little_words_tell_nothing(self):
        reading = read(Item("A", "Acme Desk", "Acme Inc.", "The Acme desk for policies"), self.IDEAS)
        assert set(reading.words) == {"desk", "policy"}
        assert reading.family == {"acme", "desk"}

    def test_what_everybody_says_is_left_out(self):
        told = "is available to federal agencies"
        runs = worn_out_runs(items(*[f"{word} {told}" for word in ("a", "b", "c", "d")]))
        assert set(runs_of(words_of("available to federal agencies"))) <= runs
        assert set(read(Item("A", "x", text=f"Calls {told}"), self.IDEAS, worn_out=runs).words) == {"call"}


class TestTheScore:
    TEXTS = (*[DOES["contact"]] * 2, *[DOES[name] for name in ("learning", "backup", "fleet", "grants", "signing")])

    def test_its_parts_add_up_to_it_and_name_what_both_say(self):
        likeness = Weighed(items(*self.TEXTS)).likeness(0, 1)
        assert likeness.score == pytest.approx(sum(part.points for part in likeness.parts))
        assert {part.kind for part in likeness.parts} == {"words", "ideas"}
        assert any("agents" in part.shared or "agent" in part.shared for part in likeness.parts)
        assert likeness.score > 0.8

    def test_it_is_the_same_both_ways_round(self):
        weighed = Weighed(items(*self.TEXTS))
        assert weighed.likeness(0, 3).score == pytest.approx(weighed.likeness(3, 0).score)

    def test_topics_count_only_where_both_name_some(self):
        one, other, *rest = items(*self.TEXTS)
        named = [
            dataclasses.replace(one, topics=frozenset({"calls"})),
            dataclasses.replace(other, topics=frozenset({"chats"})),
        ]
        only = Weighed([named[0], other, *rest]).likeness(0, 1)
        both = Weighed([*named, *rest]).likeness(0, 1)
        assert [part.kind for part in only.parts] == ["words", "ideas"]
        assert both.score < only.score

    def test_two_editions_of_one_makers_product_are_alike_whatever_they_say(self):
        editions = [
            Item("A", "Desk for Government", "Acme", "Calls."),
            Item("B", "Desk for Government - High", "Acme, Inc.", "Nothing of it."),
            Item("C", "Desk", "Other", "Calls."),
        ]
        weighed = Weighed(editions)
        assert weighed.likeness(0, 1).score == 1
        assert weighed.likeness(0, 2).score < 1
        assert (0, 1) in candidate_pairs(weighed)

    def test_nothing_said_is_like_nothing(self):
        weighed = Weighed(items("", "", *self.TEXTS))
        assert weighed.likeness(0, 1).score == 0

    def test_pairs_are_found_without_comparing_all(self):
        many = items(*self.TEXTS)
        found = [(one, other) for one, other, _ in alike_pairs(Weighed(many))]
        assert found == [(0, 1)]


class TestGroups:
    CHAIN = {(1, 2): 0.9, (2, 3): 0.9}

    def test_a_chain_is_no_group(self):
        assert groups({(1, 2): 0.9, (2, 3): 0.3, (3, 4): 0.9}, least=0.25) == [[1, 2], [3, 4]]

    def test_three_of_a_kind_are_one(self):
        assert groups(self.CHAIN | {(1, 3): 0.3}, least=0.25) == [[1, 2, 3]]

    def test_a_verdict_keeps_apart_whatever_the_score(self):
        assert groups(self.CHAIN | {(1, 3): 0.9}, apart=[(1, 2)], least=0.25) in ([[2, 3]], [[1, 3]])

    def test_a_verdict_keeps_together_whatever_the_score(self):
        assert groups({}, together=[(4, 9)]) == [[4, 9]]

    def test_apart_stands_over_together_of_others(self):
        assert groups({}, together=[(1, 2), (2, 3)], apart=[(1, 3)]) == [[1, 2]]


class TestWhatItSaves:
    USES = (
        Use(1, "Heron", "Labor", Decimal(120_000), 100),
        Use(2, "Plover", "Health", Decimal(60_000), 100),
        Use(2, "Plover", "Roads", None, 50),
    )

    def test_the_cost_of_moving_is_always_in_it(self):
        found = saving(self.USES, keep=2, moving=Decimal(50_000), years=5)
        assert (found.now, found.then, found.moving_a_year) == (180_000, 120_000, 10_000)
        assert found.yearly == 50_000
        assert saving(self.USES, keep=2, moving=Decimal(400_000), years=5).yearly == -20_000

    def test_the_cheapest_is_by_user_and_unknown_ones_do_not_count(self):
        assert cheapest(self.USES) == 2
        assert cheapest([self.USES[2]]) is None
        assert saving(self.USES[2:], keep=2, moving=Decimal(0), years=1) is None


@world
def offered():
    return catalogue()


@world
def office():
    return OrganisationFactory(broker=True)


@world
def cio(office):
    return person(Role.CIO, of=office)


@world
def run(offered):
    return detect_overlaps(by=SYSTEM)


def the_two(offered, *names):
    return [item_of(offered[name]) for name in names or ("Heron Calls", "Plover Desk")]


def judged(offered, cio, says="apart", names=(), reason="One is for clinics only."):
    first, second = the_two(offered, *names)
    return judge_overlap(first=first, second=second, says=says, reason=reason, by=cio)


@pytest.mark.django_db
class TestDetection:
    def test_a_run_finds_groups_and_tells_the_catalogue_why(self, offered, run):
        assert (run.items, run.findings, run.groups) == (8, 2, 2)
        [told] = OfferingLikeness.objects.filter(offering=offered["Heron Calls"])
        assert told.other == offered["Plover Desk"]
        assert "ccaas" in told.shared or "contact" in told.shared
        assert AuditEvent.objects.get(action="contracts.overlaps.detected").data["digest"] == run.digest

    def test_a_second_run_finds_the_same_and_doubles_nothing(self, run):
        again = detect_overlaps(by=SYSTEM)
        assert (again.digest, again.findings, again.groups) == (run.digest, run.findings, run.groups)
        assert (OverlapItem.objects.count(), OverlapFinding.objects.count()) == (8, 2)
        assert OfferingLikeness.objects.count() == 4

    def test_a_run_is_kept_as_it_was_and_only_the_cio_or_the_night_starts_one(self, run):
        with pytest.raises(DatabaseError), transaction.atomic():
            OverlapRun.objects.update(findings=0)
        with pytest.raises(PermissionDenied):
            detect_overlaps(by=person(Role.REQUESTER))


@pytest.mark.django_db
class TestVerdicts:
    @pytest.mark.parametrize("says", ["apart", "complement"])
    def test_what_is_called_different_leaves_group_catalogue_and_warning(self, offered, cio, run, says):
        judged(offered, cio, says)
        assert [item.group for item in the_two(offered)] == [None, None]
        shown = client_of(None).get(offered["Heron Calls"].get_absolute_url()).content.decode()
        assert "Plover Desk" not in shown

    def test_verdicts_survive_new_data(self, offered, cio, run):
        judged(offered, cio)
        judged(offered, cio, "overlap", ("Stork Vault", "Egret Motor"), "Both stand in one garage.")
        described("Osprey Line", "contact")
        offered["Plover Desk"].description = f"{DOES['contact']} Now with chat bots."
        offered["Plover Desk"].save(update_fields=["description"])
        detect_overlaps(by=SYSTEM)
        heron, plover = the_two(offered)
        assert heron.group is None or heron.group != plover.group
        vault, motor = the_two(offered, "Stork Vault", "Egret Motor")
        assert vault.group == motor.group is not None
        kept = OfferingLikeness.objects.get(offering=offered["Heron Calls"], other=offered["Plover Desk"])
        assert kept.verdict == OfferingLikeness.Verdict.APART
        assert OverlapVerdict.objects.count() == 2

    def test_the_latest_counts_and_none_is_changed(self, offered, cio, run):
        first = judged(offered, cio)
        judged(offered, cio, "overlap", reason="They are the same after all.")
        heron, plover = the_two(offered)
        assert heron.group == plover.group is not None
        with pytest.raises(DatabaseError), transaction.atomic():
            OverlapVerdict.objects.filter(pk=first.pk).update(reason="")

    def test_a_verdict_says_why_and_is_not_everybodys(self, offered, cio, run):
        with pytest.raises(InvalidInput, match="Say why"):
            judged(offered, cio, reason=" ")
        heron, _ = the_two(offered)
        with pytest.raises(InvalidInput, match="one and the same"):
            judge_overlap(first=heron, second=heron, says="apart", reason="r", by=cio)
        with pytest.raises(PermissionDenied):
            judged(offered, person(Role.APPROVER))
        assert not OverlapVerdict.objects.exists()


@pytest.mark.django_db
class TestWhereItShows:
    def test_on_the_page_of_the_catalogue(self, offered, run):
        shown = client_of(None).get(offered["Heron Calls"].get_absolute_url()).content.decode()
        assert "May do the same" in shown
        assert "Plover Desk" in shown

    def test_at_the_request_beside_the_rule_of_topics(self, offered, cio, run):
        health, labor = OrganisationFactory(name="Department of Health"), OrganisationFactory()
        AgencyUseFactory(offering=offered["Plover Desk"], agency=health)
        asked = {"offering": offered["Heron Calls"], "agency": labor, "on": MONDAY_NOON.date()}
        [use] = similar_uses(**asked)
        assert (use.agency, use.topics) == ("Department of Health", [])
        assert use.words
        judged(offered, cio)
        assert similar_uses(**asked) == []

    def test_in_the_portfolio_with_the_form_of_the_verdict(self, offered, cio, run):
        client, pair = client_of(cio), the_two(offered)
        listed = client.get(reverse("overlap_list")).content.decode()
        assert "Heron Calls; Plover Desk" in listed
        [group] = groups_on([pair[0].group])
        one = client.get(reverse("overlap_group", args=[group.number])).content.decode()
        assert "No agency here is known to pay" in one
        address = reverse("overlap_pair", args=[item.pk for item in pair])
        assert client.post(address, {"says": "apart"}).status_code == 422
        answer = client.post(address, {"says": "apart", "reason": "One is for clinics only."})
        assert answer.url == address
        assert "One is for clinics only." in client.get(address).content.decode()

    def test_agencies_and_vendors_read_no_list(self, run):
        for role in (Role.REQUESTER, Role.SIGNATORY):
            assert client_of(person(role)).get(reverse("overlap_list")).status_code == 403

    def test_a_list_takes_as_many_statements_for_one_group_as_for_two(self, offered, run, django_assert_num_queries):
        numbers = list(OverlapItem.objects.grouped().values_list("group", flat=True).distinct())
        for wanted in (numbers[:1], numbers):
            with django_assert_num_queries(3):
                assert len(groups_on(wanted)) == len(wanted)
        assert uses_of(the_two(offered), on=MONDAY_NOON.date()) == []
