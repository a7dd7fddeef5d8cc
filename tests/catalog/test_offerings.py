"""Offerings: what the database refuses, who reads which, what can be ordered, and the changes before publication."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from catalog.models import Offering, OfferingChange, OfferingFacts, Plan
from catalog.offerings import actions
from catalog.offerings.actions import AlreadyUnderReview, Contents, LockedByEditor, NotUnderReview, UnderReview
from catalog.offerings.page_rows import load_for_page
from catalog.offerings.plans import check_tiers
from catalog.offerings.publication import OfferingKept, PublicationRefused
from catalog.offerings.snippets import state_of
from catalog.offerings.standing import record_standing
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import (
    AgencyUseFactory,
    OfferedServiceLevelFactory,
    OfferingFactory,
    OfferingFactsFactory,
    PlanFactory,
    TopicFactory,
)
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

from .wagtail_screens import address, held_by, send_edit

pytestmark = pytest.mark.django_db

FIELDS = {"name": "Kestrel Desk", "service_models": ["saas"], "deployment": "public_cloud"}


@world
def vendor():
    return OrganisationFactory(vendor=True)


@world
def seller(vendor):
    return person(Role.VENDOR_EDITOR, of=vendor)


@world
def editor():
    return person(Role.CATALOGUE_EDITOR)


@world
def draft(vendor):
    return OfferingFactory(draft=True, vendor=vendor)


def events_of(offering):
    return list(AuditEvent.objects.about(offering).values_list("action", flat=True))


def edit(offering, by, *, latest=None, contents=None, **fields):
    return actions.edit_offering(
        offering=offering,
        fields=fields,
        contents=contents or Contents(),
        latest_revision_id=latest or offering.latest_revision_id,
        by=by,
    )


# What the database refuses


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"price": Decimal("-0.01")}, "plan_prices_are_not_negative"),
        ({"setup_charge": Decimal(-1)}, "plan_prices_are_not_negative"),
        ({"minimum_term_months": 0}, "plan_has_a_minimum_term"),
        ({"included_quantity": -1}, "included_quantity"),
    ],
)
def test_the_database_refuses_an_impossible_plan(changes, constraint):
    plan = OfferingFactory(orderable=True).plans.get()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**changes)


def test_the_database_refuses_a_second_plan_with_the_same_code():
    plan = OfferingFactory(orderable=True).plans.get()
    with pytest.raises(IntegrityError, match="code"), transaction.atomic():
        PlanFactory(offering=OfferingFactory(), code=plan.code)


@pytest.mark.parametrize("target", [Decimal("-0.1"), Decimal("100.0001")])
def test_the_database_refuses_a_target_that_is_no_percentage(target):
    with pytest.raises(IntegrityError, match="target_is_a_percentage"), transaction.atomic():
        OfferedServiceLevelFactory(offering=OfferingFactory(), target=target)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"service_models": []}, "offering_has_a_service_model"),
        ({"exit_terms": ""}, "orderable_offering_says_where_data_is_and_how_to_leave"),
        (
            {"prices_from": datetime.date(2026, 7, 1), "prices_until": datetime.date(2026, 6, 30)},
            "offering_prices_end_after_they_start",
        ),
    ],
)
def test_the_database_refuses_an_offering_that_contradicts_itself(changes, constraint):
    offering = OfferingFactory(orderable=True)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Offering.objects.filter(pk=offering.pk).update(**changes)


def test_the_database_refuses_a_second_offering_with_the_slug_or_the_source_id_of_another():
    OfferingFactory(slug="one", source="fedramp", source_id="FR1")
    for same in ({"slug": "one"}, {"source": "fedramp", "source_id": "FR1"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OfferingFactory(**same)


def test_the_database_keeps_what_was_published_even_from_a_bulk_deletion():
    offering = OfferingFactory()
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        Offering.objects.filter(pk=offering.pk).delete()
    with pytest.raises(OfferingKept):
        offering.delete()
    assert Offering.objects.filter(pk=offering.pk).exists()


@pytest.mark.parametrize(
    "tiers",
    [
        "text",
        {"from": 1},
        [3],
        [{"from": 1}],
        [{"from": 0, "price": "1.00"}],
        [{"from": True, "price": "1.00"}],
        [{"from": 1, "price": 1.5}],
        [{"from": 1, "price": "-1.00"}],
        [{"from": 1, "price": "NaN"}],
        [{"from": 1, "price": "one"}],
        [{"from": 1, "price": "1.00", "x": "\x00"}],
        [{"from": 1, "price": "1.00", "to": "\x00"}],
        [{"from": 5, "price": "2.00"}, {"from": 5, "price": "1.00"}],
        [{"from": 5, "price": "2.00"}, {"from": 1, "price": "3.00"}],
    ],
)
def test_prices_by_quantity_that_make_no_sense_are_refused(tiers):
    with pytest.raises(ValidationError):
        check_tiers(tiers)


# Who reads which, and what can be ordered


def test_the_public_reads_what_is_listed_and_a_vendor_its_own_drafts_too(draft, seller, editor, vendor):
    listed = OfferingFactory(vendor=vendor)
    OfferingFactory(vendor=OrganisationFactory(vendor=True, status="suspended"))
    OfferingFactory(draft=True)
    stranger = person(Role.VENDOR_EDITOR)
    seen = {who: set(Offering.objects.visible_to(who)) for who in (stranger, seller, editor)}
    assert seen[stranger] == {listed}
    assert seen[seller] == {listed, draft}
    assert len(seen[editor]) == 4


WITHOUT = {
    "plans": ({"plans": []}, "It has no plan."),
    "promises": ({"service_levels": []}, "It has no service level."),
    "location": ({"data_location": "", "draft": True}, "It does not say where the data is kept."),
    "exit": ({"exit_terms": "", "draft": True}, "It does not say how an agency gets out."),
    "blank exit": ({"exit_terms": " \n ", "draft": True}, "It does not say how an agency gets out."),
    "mode": ({"delivery_mode": ""}, "It does not say who delivers."),
    "vehicle": ({"on_standard_terms": False}, "No contract covers it."),
    "both": ({"no_service_level_promised": True}, "It has service levels and says that none is promised."),
}


@pytest.mark.parametrize(("changes", "sentence"), WITHOUT.values(), ids=WITHOUT)
def test_each_thing_that_an_order_needs_is_asked_for_in_a_sentence(changes, sentence):
    offering = OfferingFactory(orderable=True, **changes)
    assert any(sentence in said for said in offering.missing_for_orders())
    assert not offering.is_orderable
    assert offering not in Offering.objects.orderable() or sentence.startswith("It has service levels")


def test_an_offering_of_a_vendor_known_by_published_facts_alone_cannot_be_ordered():
    offering = OfferingFactory(orderable=True, vendor=OrganisationFactory(vendor=True, status="listed"))
    assert "is not verified" in offering.missing_for_orders()[0]
    assert not Offering.objects.orderable().exists()


@pytest.mark.parametrize("changes", [{}, {"service_levels": [], "no_service_level_promised": True}])
def test_a_complete_offering_can_be_ordered(changes):
    offering = OfferingFactory(orderable=True, **changes)
    assert offering.missing_for_publication() == []
    assert offering.is_orderable
    assert list(Offering.objects.orderable()) == [offering]


def test_the_page_of_an_offering_takes_few_statements_whatever_it_holds(django_assert_max_num_queries):
    topics = TopicFactory.create_batch(5)
    offering = OfferingFactory(orderable=True, topics=topics)
    OfferingFactsFactory(offering=offering)
    AgencyUseFactory.create_batch(20, offering=offering)
    with django_assert_max_num_queries(4):
        found = load_for_page(AnonymousUser(), offering.slug)
        assert (found.is_orderable, found.vendor.name != "", found.facts.used_by_count) == (True, True, 0)
        assert len([use.agency.name for use in found.agency_uses.all()]) == 20
        assert [topic.name for topic in found.shown_topics] == sorted(topic.name for topic in topics)
        assert [level.code for level in found.service_levels.all()] == ["availability"]
        assert not found.likenesses.all()


def test_prices_stand_from_the_first_to_the_last_day_of_the_list():
    offering = Offering(prices_from=datetime.date(2026, 7, 1), prices_until=datetime.date(2027, 6, 30))
    on = [datetime.date(2026, 6, 30), datetime.date(2026, 7, 1), datetime.date(2027, 6, 30), datetime.date(2027, 7, 1)]
    assert [offering.price_list_is_valid(on=day) for day in on] == [False, True, True, False]


# Drafts


def test_a_vendor_drafts_an_offering_of_its_own(vendor, seller):
    contents = Contents(
        topics=[TopicFactory(name="Service Desk")],
        plans=[PlanFactory.build(offering=None)],
        service_levels=[OfferedServiceLevelFactory.build(offering=None)],
    )
    offering = actions.create_offering(vendor=vendor, fields=FIELDS, contents=contents, by=seller)
    offering = Offering.objects.get(pk=offering.pk)
    assert (offering.slug, offering.live, offering.plans.count(), offering.service_levels.count()) == (
        "kestrel-desk", False, 1, 1,
    )  # fmt: skip
    assert [topic.name for topic in offering.latest_revision.as_object().topics.all()] == ["Service Desk"]
    assert events_of(offering) == ["catalog.offering.drafted"]
    assert not OfferingChange.objects.exists()


def test_drafts_of_one_name_get_addresses_of_their_own(vendor, seller):
    slugs = [actions.create_offering(vendor=vendor, fields=FIELDS, by=seller).slug for _ in range(3)]
    assert slugs == ["kestrel-desk", "kestrel-desk-2", "kestrel-desk-3"]


def test_a_slug_that_was_free_when_the_form_was_checked_is_chosen_again_when_it_is_saved(vendor):
    first, second = (Offering(vendor=vendor, live=False, **FIELDS) for _ in range(2))
    for draft in (first, second):
        draft.full_clean()
    first.save()
    second.save()
    assert (first.slug, second.slug) == ("kestrel-desk", "kestrel-desk-2")


@pytest.mark.parametrize("role", [Role.VENDOR_EDITOR, Role.SIGNATORY, Role.REQUESTER, Role.AUDITOR])
def test_nobody_drafts_or_edits_for_another_vendor(draft, role):
    stranger = person(role)
    with pytest.raises(PermissionDenied):
        actions.create_offering(vendor=draft.vendor, fields=FIELDS, by=stranger)
    for change in (
        lambda: edit(draft, stranger, summary="Mine."),
        lambda: actions.delete_draft(offering=draft, by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            change()
    assert Offering.objects.get().summary == draft.summary
    assert events_of(draft) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "name"),
        ({"name": "N" * 201}, "at most 200"),
        ({"name": "Kestrel\x00"}, "A text holds a NUL character"),
        ({"service_models": ["xaas"]}, "xaas"),
        ({"deployment": "moon"}, "moon"),
        ({"description": "x" * 20_001}, "at most 20000"),
        ({"live": True}, "live cannot be set here"),
        ({"invented": True, "source": "me"}, "invented, source cannot be set here"),
    ],
)
def test_values_that_do_not_fit_are_refused_and_nothing_is_saved(vendor, seller, draft, fields, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        actions.create_offering(vendor=vendor, fields={**FIELDS, **fields}, by=seller)
    with pytest.raises(InvalidInput, match=sentence):
        edit(draft, seller, **fields)
    assert Offering.objects.count() == 1
    assert Revision.objects.for_instance(draft).count() == 1
    assert events_of(draft) == []


@pytest.mark.parametrize(
    "wrong", [{"price": Decimal(-1)}, {"minimum_term_months": 0}, {"unit": ""}, {"tiers": [{"from": 1}]}]
)
def test_a_plan_that_does_not_fit_is_refused(draft, seller, wrong):
    with pytest.raises(InvalidInput, match="Nothing was saved"):
        edit(draft, seller, contents=Contents(plans=[PlanFactory.build(offering=None, **wrong)]))
    assert not Plan.objects.exists()


def test_a_change_to_a_published_offering_waits_in_a_draft(seller, editor, vendor):
    offering = OfferingFactory(vendor=vendor, summary="Old.")
    edit(offering, seller, summary="New.")
    offering.refresh_from_db()
    assert (offering.summary, offering.has_unpublished_changes) == ("Old.", True)
    assert offering.get_latest_revision_as_object().summary == "New."
    actions.publish_offering(offering=offering, by=editor)
    assert offering.summary == "New."


def test_a_stale_edit_is_refused(draft, seller, editor):
    opened = draft.latest_revision_id
    edit(draft, seller, summary="First.")
    with pytest.raises(StaleForm):
        edit(draft, editor, latest=opened, summary="Second.")
    assert Offering.objects.get().summary == "First."


def test_two_editors_of_wagtails_screen_do_not_overwrite_each_other(client, draft, editor):
    client.force_login(editor)
    page = client.get(address("edit", draft.pk))
    send_edit(client, draft, summary="First.")
    response = client.post(address("edit", draft.pk), {**held_by(page), "summary": "Second."})
    assert "Somebody changed this record" in response.content.decode()
    assert response.context["form"]["summary"].value() == "Second."
    assert Offering.objects.get().summary == "First."


def test_nobody_else_edits_what_an_editor_has_locked(draft, seller, editor):
    Offering.objects.filter(pk=draft.pk).update(locked=True, locked_by=editor, locked_at=timezone.now())
    with pytest.raises(LockedByEditor):
        edit(draft, seller, summary="Mine.")
    edit(draft, editor, summary="The editor's own.")


# Review and the end of drafts


def test_while_a_reviewer_has_it_nobody_edits_deletes_or_sends_it_again(draft, seller, editor):
    actions.submit_for_moderation(offering=draft, by=seller)
    with pytest.raises(UnderReview):
        edit(draft, seller, summary="Quickly.")
    with pytest.raises(UnderReview):
        actions.delete_draft(offering=draft, by=editor)
    with pytest.raises(AlreadyUnderReview):
        actions.submit_for_moderation(offering=draft, by=seller)
    with pytest.raises(PublicationRefused, match="A reviewer has it"):
        actions.publish_offering(offering=draft, by=editor)
    assert events_of(draft) == ["catalog.offering.submitted"]
    assert Notification.objects.filter(recipient=editor).count() == 1


def test_what_was_withdrawn_can_be_edited_and_sent_again(draft, seller):
    actions.submit_for_moderation(offering=draft, by=seller)
    actions.withdraw_from_review(offering=draft, by=seller)
    draft.refresh_from_db()
    edit(draft, seller, summary="Better.")
    actions.submit_for_moderation(offering=draft, by=seller)
    with pytest.raises(PermissionDenied):
        actions.withdraw_from_review(offering=draft, by=person(Role.VENDOR_EDITOR))
    assert [event.rpartition(".")[2] for event in events_of(draft)] == ["submitted", "withdrawn", "edited", "submitted"]


def test_what_is_not_under_review_cannot_be_withdrawn(draft, seller):
    with pytest.raises(NotUnderReview):
        actions.withdraw_from_review(offering=draft, by=seller)


def test_a_vendor_publishes_nothing_itself(draft, seller):
    for change in (actions.publish_offering, actions.unpublish_offering):
        with pytest.raises(PermissionDenied):
            change(offering=draft, by=seller)
    assert not Offering.objects.get().live
    assert events_of(draft) == []


def test_a_job_may_publish_and_stands_in_the_trail_as_stoa(draft):
    actions.publish_offering(offering=draft, by=SYSTEM)
    event = AuditEvent.objects.about(draft).get()
    assert (draft.live, event.actor_label, event.actor_id) == (True, "Stoa", None)


# What was measured


def test_measured_figures_are_noted_beside_the_offering_for_search():
    offering, at = OfferingFactory(), timezone.now()
    window = {"measured_from": at - datetime.timedelta(days=365), "measured_to": at}
    for figure in ("99.96", "99.97"):
        record_standing(
            offering=offering, by=SYSTEM, at=at, availability=Decimal(figure), coverage=Decimal(99),
            measured_by="Office of the CIO", **window,
        )  # fmt: skip
    assert OfferingFacts.objects.get().measured_availability == Decimal("99.97")
    assert OfferingChange.objects.filter(offering_id=offering.pk).count() == 2


def test_a_measured_figure_without_its_window_is_refused():
    nothing = {"coverage": None, "measured_from": None, "measured_to": None, "measured_by": ""}
    with pytest.raises(InvalidInput, match="the window it was measured in"):
        record_standing(offering=OfferingFactory(), by=SYSTEM, at=timezone.now(), availability=Decimal(99), **nothing)
    assert not OfferingFacts.objects.exists()


# Wagtail's screens


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=kestrel",
        "?live=true&certification=state_assessment",
        "?certification=unknown",
        "?p=99999",
        "?ordering=x",
    ],
)
def test_the_editors_list_answers_to_whatever_it_is_asked(client, editor, query):
    OfferingFactory()
    client.force_login(editor)
    assert client.get(address("list") + query).status_code in {200, 404}


def test_the_editors_list_takes_the_same_number_of_statements_for_one_and_for_twenty(client, editor):
    client.force_login(editor)
    counts = []
    for more in (1, 19):
        OfferingFactory.create_batch(more)
        client.get(address("list"))
        with CaptureQueriesContext(connection) as statements:
            assert client.get(address("list")).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_editors_list_says_where_each_offering_stands(client, editor, draft, seller):
    OfferingFactory(name="Is live")
    actions.unpublish_offering(offering=OfferingFactory(name="Was live"), by=editor)
    actions.submit_for_moderation(offering=draft, by=seller)
    client.force_login(editor)
    shown = {row.name: state_of(row) for row in client.get(address("list")).context["object_list"]}
    assert shown == {"Is live": "Published", "Was live": "Taken down", draft.name: "Under review"}


def test_editors_compare_revisions_read_the_history_and_preview_the_public_page(client, editor):
    offering = OfferingFactory(orderable=True, summary="Old.")
    first = offering.latest_revision_id
    edit(offering, editor, summary="New words.")
    offering.refresh_from_db()
    client.force_login(editor)
    compared = client.get(address("revisions_compare", offering.pk, first, offering.latest_revision_id))
    assert "New words." in compared.content.decode()
    assert client.get(address("history", offering.pk)).status_code == 200
    previewed = client.get(address("revisions_view", offering.pk, offering.latest_revision_id)).content.decode()
    assert "New words." in previewed
    assert "$19.50" in previewed
