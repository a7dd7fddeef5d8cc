"""Own offerings: started, written part by part, kept while somebody types, never overwritten by a colleague."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from catalog.models import Offering, UnsavedEntry
from catalog.offerings.actions import edit_offering, submit_for_moderation
from catalog.offerings.drafting.actions import LONGEST_ENTRY
from catalog.offerings.moderation import CatalogueReview
from marketplace.audit.models import AuditEvent
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory, PlanFactory, TopicFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.question_sets import document, evidence_of, published_version
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
LIST = reverse("offering_list")


@world
def vendor():
    return OrganisationFactory(vendor=True)


@world
def editor(vendor):
    return person(Role.VENDOR_EDITOR, of=vendor, name="Mei Castellanos")


@world
def colleague(vendor):
    return person(Role.VENDOR_ADMIN, of=vendor, name="Jo Lindqvist")


@world
def draft(vendor):
    return OfferingFactory(vendor=vendor, draft=True, name="Kestrel Desk", summary="A desk.", impact_level="")


@pytest.fixture
def tomorrow():
    return timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture
def signed_in(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def address(offering, key="basics", verb=""):
    return reverse(f"offering_part{'_' if verb else ''}{verb}", args=[offering.pk, key])


def typed(page, **changes):
    """What a browser would send of the page's form: what stands in its fields, and what was typed."""
    forms = BeautifulSoup(page.content, "html.parser").find_all("form")
    form = next(form for form in forms if form.find(attrs={"name": "latest_revision_id"}))
    sent = {}
    for field in form.find_all(["input", "textarea", "select"]):
        if field.name == "select":
            values = [option["value"] for option in field.find_all("option", selected=True)]
        elif field.get("type") in {"radio", "checkbox", "file"}:
            values = [field["value"]] if field.has_attr("checked") else []
        else:
            values = [field.get("value", "") if field.name == "input" else field.text.removeprefix("\n")]
        sent.setdefault(field.get("name", ""), []).extend(values)
    return {name: values for name, values in sent.items() if values and name != "csrfmiddlewaretoken"} | changes


def text(answer):
    return answer.content.decode()


def newest(offering):
    offering.refresh_from_db()
    return offering.get_latest_revision_as_object()


def saved_by(offering, user, **fields):
    offering.refresh_from_db()
    edit_offering(offering=offering, fields=fields, latest_revision_id=offering.latest_revision_id, by=user)


def in_review(offering, by):
    submit_for_moderation(offering=offering, by=by)
    return Offering.objects.get(pk=offering.pk)


def sent_back(offering, *, by, remark):
    offering = in_review(offering, by)
    state = offering.current_workflow_task_state
    CatalogueReview.objects.get(pk=state.task_id).on_action(
        state, person(Role.CATALOGUE_EDITOR), "reject", comment=remark
    )
    return Offering.objects.get(pk=offering.pk)


class TestTheList:
    def test_says_of_each_where_it_stands_and_what_it_needs(self, signed_in, vendor, editor, draft):
        OfferingFactory(vendor=vendor, name="Kestrel Line")
        sent_back(
            OfferingFactory(vendor=vendor, draft=True, name="Kestrel Chat"), by=editor, remark="Say who may chat."
        )
        in_review(OfferingFactory(vendor=vendor, draft=True, name="Kestrel Mail"), editor)
        saved_by(OfferingFactory(vendor=vendor, name="Kestrel Forms"), editor, summary="Forms for all.")
        page = text(signed_in(editor).get(LIST))
        assert "5 offerings" in page
        for words in ("Sent back", "Say who may chat.", "With the reviewers", "Newer draft", "Published", "Draft"):
            assert words in page

    def test_names_the_day_of_new_prices_and_no_vendor_where_there_is_one_alone(
        self, signed_in, vendor, editor, tomorrow
    ):
        plan = PlanFactory.build(offering=None, price_changes=[{"from": tomorrow.isoformat(), "price": "21.50"}])
        OfferingFactory(vendor=vendor, orderable=True, plans=[plan])
        page = text(signed_in(editor).get(LIST))
        assert "New prices from" in page
        assert f'<span class="st-faint">{vendor}</span>' not in page

    def test_holds_own_ones_alone(self, signed_in, editor, draft):
        OfferingFactory(name="Somebody else’s")
        page = text(signed_in(editor).get(LIST))
        assert "Kestrel Desk" in page
        assert "Somebody else’s" not in page

    def test_names_evidence_that_lapses(self, signed_in, vendor, editor, tomorrow):
        file = evidence_of(vendor, expires_on=tomorrow, name="certificate.pdf")
        version = published_version()
        OfferingFactory(
            vendor=vendor, question_set_version=version, answers={"tested": "yearly", "report": str(file.pk)}
        )
        assert "certificate.pdf" in text(signed_in(editor).get(LIST))

    def test_takes_the_same_number_of_statements_for_one_and_for_twenty(
        self, signed_in, vendor, editor, django_assert_max_num_queries
    ):
        version = published_version()
        for _ in range(20):
            OfferingFactory(vendor=vendor, draft=True, question_set_version=version, answers={"support": True})
        client = signed_in(editor)
        with django_assert_max_num_queries(16):
            assert text(client.get(LIST)).count("questions to answer") == 20

    def test_an_agency_has_none(self, signed_in):
        assert signed_in(person(Role.REQUESTER)).get(LIST).status_code == 403

    def test_the_office_finds_the_state_s_own_services(self, signed_in):
        office = OrganisationFactory(broker=True)
        service = OfferingFactory(vendor=office, draft=True, name="State Mail")
        client = signed_in(person(Role.CATALOGUE_EDITOR, of=office))
        assert "State Mail" in text(client.get(LIST))
        assert client.get(address(service)).status_code == 200


class TestStarting:
    ANSWERS = {"name": "Kestrel Voice", "service_models": ["saas"], "deployment": "public_cloud"}

    def start(self, client, vendor, **changes):
        return client.post(reverse("offering_new"), {"vendor": vendor.pk, **self.ANSWERS, **changes})

    def test_three_answers_make_a_draft_with_the_questions_of_its_lot(self, signed_in, vendor, editor):
        version = published_version()
        client = signed_in(editor)
        done = self.start(client, vendor)
        offering = Offering.objects.get(name="Kestrel Voice")
        assert done.url == reverse("offering_tasks", args=[offering.pk])
        assert (offering.vendor, offering.live, offering.question_set_version) == (vendor, False, version)
        page = text(client.get(done.url))
        assert "Cloud software" in page
        assert "0 of 2 answered" in page
        assert "“The service” is not complete" in page

    def test_a_double_click_starts_one(self, signed_in, vendor, editor):
        client = signed_in(editor)
        assert self.start(client, vendor).url == self.start(client, vendor).url
        assert Offering.objects.filter(name="Kestrel Voice").count() == 1

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"name": ""}, "Enter the name"),
            ({"name": "x" * 201}, "at most 200 characters"),
            ({"service_models": []}, "Choose at least one"),
            ({"service_models": ["magic"]}, "magic is not one of the available choices"),
            ({"deployment": ""}, "Choose where it runs"),
        ],
    )
    def test_what_does_not_fit_is_said_and_nothing_is_started(self, signed_in, vendor, editor, changes, sentence):
        answer = self.start(signed_in(editor), vendor, **changes)
        assert answer.status_code == 422
        assert sentence in text(answer)
        assert not Offering.objects.exists()

    def test_nobody_starts_one_for_another_vendor(self, signed_in, editor):
        answer = self.start(signed_in(editor), OrganisationFactory(vendor=True))
        assert answer.status_code == 422
        assert not Offering.objects.exists()

    def test_who_signs_contracts_does_not_write_offerings(self, signed_in, vendor):
        assert self.start(signed_in(person(Role.SIGNATORY, of=vendor)), vendor).status_code == 403


class TestWriting:
    def test_a_part_is_saved_as_one_revision_with_its_event(self, signed_in, editor, draft):
        client = signed_in(editor)
        before = draft.revisions.count()
        done = client.post(address(draft), typed(client.get(address(draft)), summary="A desk for requests."))
        assert done.url == reverse("offering_tasks", args=[draft.pk])
        assert newest(draft).summary == "A desk for requests."
        assert draft.revisions.count() == before + 1
        event = AuditEvent.objects.about(draft).get(action="catalog.offering.edited")
        assert event.actor_id == editor.pk

    def test_what_did_not_change_makes_no_revision(self, signed_in, editor, draft):
        client = signed_in(editor)
        before = draft.revisions.count()
        assert client.post(address(draft), typed(client.get(address(draft)))).status_code == 302
        assert draft.revisions.count() == before

    def test_topics_security_and_terms_are_kept(self, signed_in, editor, draft):
        topic = TopicFactory(name="Telephony")
        client = signed_in(editor)
        for key, answers in (
            ("description", {"description": "For all.", "topics": [topic.pk]}),
            ("security", {"certification": "state_assessment", "impact_level": "high", "authorised_on": "2026-01-02"}),
            ("terms", {"data_location": "Ohio", "open_api": "yes", "exit_terms": "All data back."}),
        ):
            page = client.get(address(draft, key))
            assert client.post(address(draft, key), typed(page, **answers)).status_code == 302
        version = newest(draft)
        assert list(version.topics.all()) == [topic]
        assert (version.impact_level, version.open_api, version.exit_terms) == ("high", True, "All data back.")
        assert text(client.get(reverse("offering_tasks", args=[draft.pk]))).count("Done</span>") >= 2

    @pytest.mark.parametrize(
        ("key", "answers", "sentence"),
        [
            ("basics", {"name": ""}, "Enter the name"),
            ("basics", {"summary": "x" * 301}, "at most 300 characters"),
            ("basics", {"summary": "x" * 2_000_000}, ""),
            ("security", {"authorised_on": "2026-02-30"}, "Enter a day that the calendar has"),
            ("security", {"authorised_on": "2026-02-03", "authorised_until": "2026-02-01"}, "It ends before it begins"),
            ("security", {"annual_assessment": "31/12"}, "Enter month and day"),
            ("security", {"assessor": "99999999999999999999"}, "Select a valid choice"),
            ("terms", {"open_api": "maybe"}, "Select a valid choice"),
            ("description", {"topics": ["one"]}, "is not a valid value"),
        ],
    )
    def test_what_does_not_fit_is_said_and_what_was_typed_stays(self, signed_in, editor, draft, key, answers, sentence):
        client = signed_in(editor)
        before = draft.revisions.count()
        answer = client.post(address(draft, key), typed(client.get(address(draft, key)), **answers))
        assert answer.status_code in {413, 422}
        assert sentence in text(answer)
        assert draft.revisions.count() == before

    def test_another_lot_asks_other_questions_and_keeps_what_fits(self, signed_in, vendor, editor):
        software, hosting = published_version(), published_version(lot="cloud-hosting")
        draft = OfferingFactory(
            vendor=vendor, draft=True, question_set_version=software, answers={"support": True, "tested": "never"}
        )
        client = signed_in(editor)
        client.post(address(draft), typed(client.get(address(draft)), service_models=["paas"]))
        version = newest(draft)
        assert version.question_set_version == hosting
        assert version.answers == {"support": True, "tested": "never"}

    @pytest.mark.parametrize("sent", [{"latest_revision_id": "one"}, {"latest_revision_id": "9" * 30}, {}])
    def test_a_form_that_does_not_say_where_it_came_from_is_refused(self, signed_in, editor, draft, sent):
        answer = signed_in(editor).post(address(draft), {"name": "Other", **sent})
        assert answer.status_code == 422
        assert newest(draft).name == "Kestrel Desk"

    def test_the_revision_of_another_offering_is_no_starting_point(self, signed_in, editor, draft):
        other = OfferingFactory(name="Other")
        client = signed_in(editor)
        sent = typed(client.get(address(draft)), latest_revision_id=other.latest_revision_id, name="Taken")
        assert client.post(address(draft), sent).status_code == 422
        assert newest(draft).name == "Kestrel Desk"

    def test_a_nul_is_refused(self, signed_in, editor, draft):
        client = signed_in(editor)
        assert client.post(address(draft), typed(client.get(address(draft)), name="a\x00b")).status_code == 400

    @pytest.mark.parametrize("key", ["nothing", "questions-none"])
    def test_a_part_that_is_not_there_is_404(self, signed_in, editor, draft, key):
        assert signed_in(editor).get(address(draft, key)).status_code == 404


class TestQuestions:
    @pytest.fixture
    def draft(self, vendor):
        return OfferingFactory(vendor=vendor, draft=True, question_set_version=published_version())

    def test_a_section_is_answered_with_its_follow_ups(self, signed_in, editor, draft):
        client = signed_in(editor)
        page = client.get(address(draft, "questions-service"))
        assert 'data-asked-when="support" data-asked-answers="yes"' in text(page)
        assert "Only where “Do you give support?” is answered: Yes." in text(page)
        answers = {"support": "yes", "channels": ["mail", "phone"], "answer_hours": "4", "features": "Queue"}
        client.post(address(draft, "questions-service"), typed(page, **answers))
        assert newest(draft).answers == {
            "support": True,
            "channels": ["mail", "phone"],
            "answer_hours": "4",
            "features": "Queue",
        }
        assert "4 of 4 answered" in text(client.get(reverse("offering_tasks", args=[draft.pk])))

    def test_amounts_and_days_are_checked_as_every_page_writes_them(self, signed_in, editor, draft):
        saved_by(draft, editor, answers={"tested": "never", "insured": "2000000", "since": "2026-11-23"})
        page = text(signed_in(editor).get(reverse("offering_check", args=[draft.pk])))
        assert "$2,000,000.00" in page
        assert "23 Nov 2026" in page

    def test_what_is_not_asked_any_more_is_left_out(self, signed_in, editor, draft):
        client = signed_in(editor)
        page = client.get(address(draft, "questions-service"))
        client.post(address(draft, "questions-service"), typed(page, support="no", channels=["mail"]))
        assert newest(draft).answers == {"support": False}

    def test_the_server_judges(self, signed_in, editor, draft):
        client = signed_in(editor)
        page = client.get(address(draft, "questions-service"))
        answers = {"support": "yes", "channels": ["phone"], "answer_hours": "100"}
        answer = client.post(address(draft, "questions-service"), typed(page, **answers))
        assert answer.status_code == 422
        assert "Enter at most 72" in text(answer)
        assert newest(draft).answers == {}

    def test_a_document_is_kept_even_where_another_answer_is_wrong(self, signed_in, vendor, editor, draft, tomorrow):
        client = signed_in(editor)
        page = client.get(address(draft, "questions-proof"))
        answers = {"tested": "yearly", "report_file": document(), "report_until": str(tomorrow), "insured": "much"}
        answer = client.post(address(draft, "questions-proof"), typed(page, **answers))
        file = vendor.evidence_files.get()
        assert answer.status_code == 422
        assert f'value="{file.pk}" selected' in text(answer)
        client.post(address(draft, "questions-proof"), typed(answer, tested="yearly", report=str(file.pk), insured="9"))
        assert newest(draft).answers["report"] == str(file.pk)

    def test_a_document_at_fault_is_said_at_its_field(self, signed_in, vendor, editor, draft):
        client = signed_in(editor)
        page = client.get(address(draft, "questions-proof"))
        last_day = BeautifulSoup(page.content, "html.parser").find("label", {"for": "id_report_until"})
        assert "optional" not in last_day.text
        assert "Needed where you add a new file." in text(page)
        answer = client.post(
            address(draft, "questions-proof"), typed(page, tested="yearly", report_file=document(), report_until="")
        )
        assert answer.status_code == 422
        assert "Enter the last day on which the document is valid" in text(answer)
        assert not vendor.evidence_files.exists()
        assert newest(draft).answers == {}

    def test_what_was_given_before_can_be_chosen_and_another_vendor_s_cannot(
        self, signed_in, vendor, editor, draft, tomorrow
    ):
        own = evidence_of(vendor, expires_on=tomorrow)
        other = evidence_of(OrganisationFactory(vendor=True), expires_on=tomorrow, text="other")
        client = signed_in(editor)
        page = client.get(address(draft, "questions-proof"))
        assert str(own.pk) in text(page)
        assert str(other.pk) not in text(page)
        refused = client.post(address(draft, "questions-proof"), typed(page, tested="yearly", report=str(other.pk)))
        assert refused.status_code == 422
        done = client.post(address(draft, "questions-proof"), typed(page, tested="yearly", report=str(own.pk)))
        assert done.status_code == 302


class TestKeeping:
    def keep(self, client, draft, **changes):
        return client.post(address(draft, verb="keep"), typed(client.get(address(draft)), **changes))

    def test_what_is_typed_is_kept_without_a_revision_and_comes_back(self, signed_in, editor, draft):
        client = signed_in(editor)
        revisions, events = draft.revisions.count(), AuditEvent.objects.count()
        assert "not saved yet" in self.keep(client, draft, summary="Half a sen").json()["kept"]
        assert (draft.revisions.count(), AuditEvent.objects.count()) == (revisions, events)
        client.logout()
        page = text(signed_in(editor).get(address(draft)))
        assert "What you had typed is back" in page
        assert 'value="Half a sen"' in page

    def test_saving_promotes_it(self, signed_in, editor, draft):
        client = signed_in(editor)
        self.keep(client, draft, summary="Half a sen")
        client.post(address(draft), typed(client.get(address(draft))))
        assert newest(draft).summary == "Half a sen"
        assert not UnsavedEntry.objects.exists()

    def test_it_can_be_discarded(self, signed_in, editor, draft):
        client = signed_in(editor)
        self.keep(client, draft, summary="Half a sen")
        page = client.post(address(draft, verb="discard"), follow=True)
        assert "Half a sen" not in text(page)
        assert not UnsavedEntry.objects.exists()

    def test_what_says_the_same_as_the_saved_version_is_not_kept(self, signed_in, editor, draft):
        client = signed_in(editor)
        self.keep(client, draft, summary="Half a sen")
        assert self.keep(client, draft, summary="A desk.").json() == {"kept": "As saved"}
        assert not UnsavedEntry.objects.exists()

    def test_a_colleague_does_not_see_it(self, signed_in, editor, colleague, draft):
        self.keep(signed_in(editor), draft, summary="Half a sen")
        assert "Half a sen" not in text(signed_in(colleague).get(address(draft)))

    def test_what_a_refused_form_held_is_kept_too(self, signed_in, editor, draft):
        client = signed_in(editor)
        client.post(address(draft), typed(client.get(address(draft)), name="", summary="Not lost."))
        assert "Not lost." in text(client.get(address(draft)))

    def test_more_than_any_form_takes_is_refused(self, signed_in, editor, draft):
        answer = self.keep(signed_in(editor), draft, summary="x" * (LONGEST_ENTRY + 1))
        assert answer.status_code == 413
        assert not UnsavedEntry.objects.exists()

    def test_nobody_keeps_anything_for_another_vendor(self, signed_in, draft):
        client = signed_in(person(Role.VENDOR_EDITOR))
        sent = {"latest_revision_id": draft.latest_revision_id, "summary": "Theirs"}
        assert client.post(address(draft, verb="keep"), sent).status_code == 404
        assert not UnsavedEntry.objects.exists()


class TestTwoAtOnce:
    def test_both_versions_stand_side_by_side_and_the_choice_is_saved(self, signed_in, editor, colleague, draft):
        client = signed_in(editor)
        page = client.get(address(draft))
        saved_by(draft, colleague, summary="Hers.", website="desk.example")
        conflict = client.post(address(draft), typed(page, summary="Mine.", name="Kestrel Desk Two"))
        assert conflict.status_code == 409
        for words in ("Jo Lindqvist saved", "Hers.", "Mine."):
            assert words in text(conflict)
        assert newest(draft).summary == "Hers."
        assert newest(draft).name == "Kestrel Desk"

        hidden = typed(conflict)
        again = client.post(address(draft), hidden)
        assert again.status_code == 409
        assert "Choose a version of" in text(again)
        client.post(address(draft), hidden | {"keep:summary": "mine"})
        version = newest(draft)
        assert (version.summary, version.name, version.website) == ("Mine.", "Kestrel Desk Two", "desk.example")

    def test_theirs_can_be_taken(self, signed_in, editor, colleague, draft):
        client = signed_in(editor)
        page = client.get(address(draft))
        saved_by(draft, colleague, summary="Hers.")
        conflict = client.post(address(draft), typed(page, summary="Mine.", name="Kestrel Desk Two"))
        hidden = typed(conflict)
        client.post(address(draft), hidden | {"keep:summary": "theirs"})
        version = newest(draft)
        assert (version.summary, version.name) == ("Hers.", "Kestrel Desk Two")

    def test_another_part_in_between_disturbs_nobody(self, signed_in, editor, colleague, draft):
        client = signed_in(editor)
        page = client.get(address(draft))
        saved_by(draft, colleague, data_location="Ohio")
        assert client.post(address(draft), typed(page, summary="Mine.")).status_code == 302
        version = newest(draft)
        assert (version.summary, version.data_location) == ("Mine.", "Ohio")

    def test_what_both_typed_alike_is_no_conflict(self, signed_in, editor, colleague, draft):
        client = signed_in(editor)
        page = client.get(address(draft))
        saved_by(draft, colleague, summary="The same.")
        assert client.post(address(draft), typed(page, summary="The same.")).status_code == 302

    def test_while_the_reviewers_have_it_nothing_is_saved_and_nothing_is_lost(
        self, signed_in, editor, colleague, draft
    ):
        client = signed_in(editor)
        page = client.get(address(draft))
        in_review(draft, colleague)
        refused = client.post(address(draft), typed(page, summary="Mine."))
        assert refused.status_code == 409
        for words in ("A reviewer has this offering", "Jo Lindqvist sent it on", "What you typed is kept for you"):
            assert words in text(refused)
        assert newest(draft).summary == "A desk."
        assert UnsavedEntry.objects.get().typed["summary"] == ["Mine."]
        assert client.get(address(draft)).status_code == 409


class TestPlansAndLevels:
    PLAN = {"name": "Standard", "unit": "user", "price": "19.50", "interval": "month", "includes": "All of it"}

    def add_plan(self, client, draft, **changes):
        form = client.get(reverse("offering_plan_add", args=[draft.pk]), follow=True)
        return client.post(form.request["PATH_INFO"], typed(form, **self.PLAN | changes))

    def test_a_plan_with_prices_by_quantity_is_added_changed_and_keeps_its_code(self, signed_in, editor, draft):
        client = signed_in(editor)
        tiers = {"tier_from_1": "1", "tier_price_1": "19.50", "tier_from_2": "200", "tier_price_2": "18.00"}
        assert self.add_plan(client, draft, **tiers).url == address(draft, "prices")
        [plan] = newest(draft).plans.all()
        assert plan.tiers == [{"from": 1, "price": "19.50"}, {"from": 200, "price": "18.00"}]
        key = f"plan-{plan.code}"
        client.post(address(draft, key), typed(client.get(address(draft, key)), price="20.00", setup_charge="50"))
        [changed] = newest(draft).plans.all()
        assert (changed.code, str(changed.price), str(changed.setup_charge)) == (plan.code, "20.00", "50.00")
        assert changed.tiers == plan.tiers
        assert "1 plan" in text(client.get(reverse("offering_tasks", args=[draft.pk])))

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"price": "-1"}, "Enter 0 or more"),
            ({"price": "much"}, "Enter an amount in figures"),
            ({"name": ""}, "Name the plan"),
            ({"minimum_term_months": "0"}, "Enter at least 1"),
            ({"tier_from_1": "200"}, "Enter the price from that quantity on"),
            (
                {"tier_from_1": "9", "tier_price_1": "1", "tier_from_2": "9", "tier_price_2": "1"},
                "larger quantity than the one before",
            ),
        ],
    )
    def test_a_plan_that_does_not_fit_is_refused(self, signed_in, editor, draft, changes, sentence):
        answer = self.add_plan(signed_in(editor), draft, **changes)
        assert answer.status_code == 422
        assert sentence in text(answer)
        assert not newest(draft).plans.all()

    def test_a_plan_is_removed_after_a_question(self, signed_in, editor, draft):
        client = signed_in(editor)
        self.add_plan(client, draft)
        [plan] = newest(draft).plans.all()
        remove = reverse("offering_row_remove", args=[draft.pk, f"plan-{plan.code}"])
        page = client.get(remove)
        assert "is taken out of the draft" in text(page)
        assert newest(draft).plans.all()
        client.post(remove, typed(page))
        assert not newest(draft).plans.all()

    def test_the_code_of_another_vendor_s_plan_is_not_taken(self, signed_in, editor, draft):
        other = OfferingFactory(orderable=True)
        key = f"plan-{other.plans.get().code}"
        assert signed_in(editor).get(address(draft, key)).status_code == 404

    def test_a_service_level_is_promised_changed_and_removed(self, signed_in, editor, draft):
        client = signed_in(editor)
        page = client.get(address(draft, "level-new"))
        assert (
            client.post(address(draft, "level-new"), typed(page, title="First answer", target="90")).status_code == 302
        )
        key = "level-first-answer"
        client.post(address(draft, key), typed(client.get(address(draft, key)), within_minutes="480"))
        [level] = newest(draft).service_levels.all()
        assert (level.title, level.within_minutes) == ("First answer", 480)
        remove = reverse("offering_row_remove", args=[draft.pk, key])
        client.post(remove, typed(client.get(remove)))
        assert not newest(draft).service_levels.all()

    def test_credit_steps_are_rows_of_which_the_first_begins_at_the_target(self, signed_in, editor, draft):
        client, new = signed_in(editor), address(draft, "level-new")
        steps = {"step_percent_1": "10", "step_below_2": "99", "step_percent_2": "25.50", "credit_cap_percent": "50"}
        answer = client.post(new, typed(client.get(new), title="Availability", target="99.9", **steps))
        assert answer.status_code == 302
        [level] = newest(draft).service_levels.all()
        assert level.credit_steps == [{"percent": "10"}, {"below": "99", "percent": "25.5"}]
        page = client.get(address(draft, "level-availability"))
        assert 'name="step_below_2" value="99"' in page.content.decode()
        wrong = client.post(address(draft, "level-availability"), typed(page, target="98.5"))
        assert (wrong.status_code, newest(draft).service_levels.all()[0].target) == (422, level.target)
        assert "begins under 99%, not below the 98.5% promised" in text(wrong)

    @pytest.mark.parametrize(
        ("steps", "said"),
        [
            ({"step_percent_1": "25", "step_below_2": "99", "step_percent_2": "10"}, "A credit never shrinks"),
            ({"step_percent_1": "10", "step_below_2": "99"}, "Enter what is credited from there on"),
            ({"step_below_2": "99", "step_percent_2": "10"}, "Enter what the first miss earns"),
            ({"step_percent_1": "0"}, "more than 0"),
            ({"credit_cap_percent": "50"}, "Enter what a miss earns"),
        ],
    )
    def test_credit_steps_that_do_not_fit_are_refused_and_kept(self, signed_in, editor, draft, steps, said):
        client, new = signed_in(editor), address(draft, "level-new")
        answer = client.post(new, typed(client.get(new), title="Availability", target="99.9", **steps))
        assert answer.status_code == 422
        assert said in text(answer)
        assert not newest(draft).service_levels.all()

    def test_a_target_that_is_no_percentage_is_refused(self, signed_in, editor, draft):
        client = signed_in(editor)
        answer = client.post(
            address(draft, "level-new"), typed(client.get(address(draft, "level-new")), title="All", target="101")
        )
        assert answer.status_code == 422


class TestSending:
    def at(self, verb, offering):
        return reverse(f"offering_{verb}", args=[offering.pk])

    def send(self, client, offering):
        return client.post(self.at("check", offering), typed(client.get(self.at("check", offering))))

    def test_what_is_missing_is_said_with_the_way_to_mend_it_and_nothing_is_sent(self, signed_in, vendor, editor):
        draft = OfferingFactory(
            vendor=vendor,
            draft=True,
            on_standard_terms=True,
            plans=[],
            service_levels=[],
            question_set_version=published_version(),
        )
        answer = self.send(signed_in(editor), draft)
        assert answer.status_code == 409
        for key in ("prices", "levels", "terms", "questions-service", "questions-proof"):
            assert f'<li><a href="{address(draft, key)}">' in text(answer)
        assert not newest(draft).workflow_in_progress

    def test_from_sending_to_a_remark_an_answer_and_publication(self, signed_in, editor, draft):
        client = signed_in(editor)
        assert self.send(client, draft).url == self.at("tasks", draft)
        assert newest(draft).workflow_in_progress
        office = person(Role.CATALOGUE_EDITOR)
        decide = draft.current_workflow_task_state
        CatalogueReview.objects.get(pk=decide.task_id).on_action(decide, office, "reject", comment="Say for whom.")
        assert "Say for whom." in text(client.get(self.at("tasks", draft)))
        assert editor.notifications.latest("pk").address == self.at("tasks", draft)
        client.post(address(draft), typed(client.get(address(draft)), summary="For all offices."))
        assert self.send(client, draft).status_code == 302
        decide = Offering.objects.get(pk=draft.pk).current_workflow_task_state
        CatalogueReview.objects.get(pk=decide.task_id).on_action(decide, office, "approve")
        draft.refresh_from_db()
        assert (draft.live, draft.summary) == (True, "For all offices.")

    def test_what_a_colleague_changed_after_the_check_is_not_sent_unseen(self, signed_in, editor, colleague, draft):
        client = signed_in(editor)
        page = client.get(self.at("check", draft))
        saved_by(draft, colleague, summary="Hers.")
        answer = client.post(self.at("check", draft), typed(page))
        assert answer.status_code == 409
        assert "Somebody changed it after you opened this page" in text(answer)
        assert not newest(draft).workflow_in_progress

    def test_it_can_be_taken_back_once(self, signed_in, editor, draft):
        in_review(draft, editor)
        client = signed_in(editor)
        assert "Take it back from the reviewers?" in text(client.get(self.at("withdraw", draft)))
        assert client.post(self.at("withdraw", draft)).status_code == 302
        assert not newest(draft).workflow_in_progress
        assert client.post(self.at("withdraw", draft)).status_code == 409

    def test_the_preview_shows_the_newest_draft(self, signed_in, vendor, editor):
        offering = OfferingFactory(vendor=vendor, summary="Old words.")
        saved_by(offering, editor, summary="New words.")
        page = text(signed_in(editor).get(self.at("preview", offering)))
        assert "New words." in page
        assert "This is a preview" in page

    def test_a_copy_is_a_draft_of_its_own(self, signed_in, vendor, editor):
        offering = OfferingFactory(vendor=vendor, orderable=True, name="Kestrel Line", question_set_version=None)
        version = published_version()
        client = signed_in(editor)
        done = client.post(self.at("copy", offering))
        assert client.post(self.at("copy", offering)).url == done.url
        copied = Offering.objects.get(name="Copy of Kestrel Line")
        assert (copied.live, copied.question_set_version, copied.vendor) == (False, version, vendor)
        assert copied.plans.get().code != offering.plans.get().code
        assert offering.plans.count() == copied.service_levels.count() == 1

    def test_a_draft_is_deleted_after_a_question_and_what_was_published_stays(self, signed_in, vendor, editor, draft):
        client = signed_in(editor)
        assert "cannot be brought back" in text(client.get(self.at("delete", draft)))
        client.post(self.at("delete", draft))
        assert not Offering.objects.filter(pk=draft.pk).exists()
        published = OfferingFactory(vendor=vendor)
        assert client.post(self.at("delete", published)).status_code == 409
        assert Offering.objects.filter(pk=published.pk).exists()
