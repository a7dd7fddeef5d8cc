"""What a vendor declares: begun with what it answered last, saved by section, signed, decided by rules or a person."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from catalog.admissions.actions import declarations, lapses
from catalog.models import Declaration, LapseNotice
from catalog.offerings.lapses import announce_lapses as announce_what_offerings_name
from catalog.question_sets.shipped import publish_declaration
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, Role
from tests.factories.admissions import (
    DECLARATION,
    FAILING,
    PASSING,
    TO_REVIEW,
    asked_of_vendors,
    filled_in,
    sent,
    signatory_of,
)
from tests.factories.admitted import declared
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.question_sets import document, evidence_of
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
NOON = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)
MORE = (*DECLARATION, ("more", "More", (("yes_no", {"key": "honest", "label": "Honest?"}),)))


@world
def vendor():
    return OrganisationFactory(vendor=True, name="Tidewick Voice", admitted=False)


@world
def signatory(vendor):
    return signatory_of(vendor)


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def draft(vendor, signatory):
    return filled_in(vendor, by=signatory)


class TestOutcome:
    @pytest.mark.parametrize(
        ("answers", "status"), [(PASSING, "passed"), (TO_REVIEW, "in_review"), (FAILING, "failed")]
    )
    def test_the_gravest_answer_decides(self, vendor, answers, status):
        assert sent(vendor, **answers).status == status

    def test_an_answer_that_shuts_out_is_named_with_its_reason(self, vendor, signatory):
        failed = sent(vendor, by=signatory, **FAILING)
        assert failed.reason == "Convicted of fraud? Yes. It is the law."
        assert (failed.decided_by, failed.valid_until) == (None, None)
        assert failed.reason in Notification.objects.get(recipient=signatory).body

    def test_it_holds_until_its_second_a_year_after_the_signature_and_no_job_is_needed(self, vendor):
        passed = sent(vendor, now=lambda: NOON)
        end = NOON + datetime.timedelta(days=365)
        in_force = Declaration.objects.in_force
        assert in_force(at=end - datetime.timedelta(seconds=1)).get() == passed
        assert not in_force(at=end).exists()

    def test_the_shipped_declaration_passes_needs_a_person_or_fails(self):
        assert publish_declaration(by=SYSTEM)
        assert not publish_declaration(by=SYSTEM)
        rules = [q for q in filled_questions() if q.review_answers or q.failing_answers]
        assert len(rules) > 20
        assert all(question.why for question in rules)


def filled_questions():
    return list(declarations.questions_in_force().questions.values())


class TestDrafts:
    def test_the_next_one_begins_with_the_last_answers_and_documents(self, vendor, signatory):
        asked_of_vendors()
        proof = evidence_of(vendor, by=signatory, expires_on=timezone.localdate() + datetime.timedelta(days=99))
        sent(vendor, by=signatory, insurance=str(proof.pk), **TO_REVIEW | {"conflict": False})
        again = declarations.begin_declaration(vendor=vendor, by=signatory)
        assert again.answers == {**PASSING, "contact": "Dana", "insurance": str(proof.pk)}
        assert again.confirmed_sections == []
        with pytest.raises(declarations.DeclarationIncomplete, match="“Conduct” is not done yet"):
            declarations.sign_declaration(declaration=again, by=signatory)

    def test_begun_twice_is_begun_once(self, vendor, signatory):
        asked_of_vendors()
        first = declarations.begin_declaration(vendor=vendor, by=signatory)
        assert declarations.begin_declaration(vendor=vendor, by=signatory) == first

    def test_two_sections_do_not_disturb_each_other_and_one_is_never_overwritten_unseen(self, vendor, signatory, draft):
        conduct, contact = draft.question_set_version.sections
        stale = draft.imprint_of(contact)
        save = {"declaration": draft, "by": signatory}
        declarations.save_section(section=contact, answers={"contact": "Ann"}, imprint=stale, **save)
        declarations.save_section(section=conduct, answers=FAILING, imprint=draft.imprint_of(conduct), **save)
        with pytest.raises(declarations.SectionChanged):
            declarations.save_section(section=contact, answers={"contact": "Bob"}, imprint=stale, **save)
        draft.refresh_from_db()
        assert (draft.answers["contact"], draft.answers["convicted"]) == ("Ann", True)

    def test_another_companys_document_is_refused(self, vendor, signatory, draft):
        foreign = evidence_of(OrganisationFactory(vendor=True), expires_on=timezone.localdate())
        contact = draft.question_set_version.section("contact")
        with pytest.raises(InvalidInput, match="not among yours"):
            declarations.save_section(
                declaration=draft,
                section=contact,
                answers={"contact": "Ann", "insurance": str(foreign.pk)},
                imprint=draft.imprint_of(contact),
                by=signatory,
            )

    def test_newer_questions_are_taken_in_and_only_they_are_asked_again(self, vendor, signatory, draft):
        asked_of_vendors(MORE)
        with pytest.raises(declarations.QuestionsChanged):
            declarations.sign_declaration(declaration=draft, by=signatory)
        draft = declarations.begin_declaration(vendor=vendor, by=signatory)
        assert (draft.answers, draft.confirmed_sections) == (PASSING, ["conduct", "contact"])
        with pytest.raises(declarations.DeclarationIncomplete, match="“More”"):
            declarations.sign_declaration(declaration=draft, by=signatory)

    def test_only_a_verified_vendor_declares(self, signatory, vendor):
        asked_of_vendors()
        Organisation.objects.filter(pk=vendor.pk).update(status="registered")
        with pytest.raises(declarations.NotVerifiedYet):
            declarations.begin_declaration(vendor=vendor, by=signatory)
        assert not Declaration.objects.exists()


class TestSigning:
    def test_an_editor_fills_in_and_a_signatory_signs(self, vendor, signatory):
        editor = person(Role.VENDOR_EDITOR, of=vendor)
        draft = filled_in(vendor, by=editor)
        with pytest.raises(PermissionDenied):
            declarations.sign_declaration(declaration=draft, by=editor)
        signed = declarations.sign_declaration(declaration=draft, by=signatory)
        assert signed.signed_by == signatory
        with pytest.raises(declarations.AlreadySigned):
            declarations.sign_declaration(declaration=draft, by=signatory)
        assert AuditEvent.objects.filter(action="catalog.declaration.passed").count() == 1

    def test_signed_answers_never_change(self, vendor):
        signed = sent(vendor)
        for change in (lambda: Declaration.objects.update(answers={}), lambda: Declaration.objects.all().delete()):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()
        signed.refresh_from_db()
        assert signed.answers == PASSING


class TestReview:
    def test_a_person_decides_once_with_a_reason_that_the_vendor_reads(self, vendor, signatory, officer):
        waiting = sent(vendor, by=signatory, **TO_REVIEW)
        assert Notification.objects.filter(recipient=officer, subject__contains="waits for review").exists()
        with pytest.raises(InvalidInput, match="Say why"):
            declarations.decide_declaration(declaration=waiting, passed=True, reason=" ", by=officer)
        decided = declarations.decide_declaration(declaration=waiting, passed=True, reason="It is minor.", by=officer)
        assert (decided.status, decided.decided_by) == ("passed", officer)
        assert decided.valid_until == decided.signed_at + datetime.timedelta(days=365)
        assert Notification.objects.get(recipient=signatory).body == "It is minor."
        with pytest.raises(declarations.AlreadyDecided):
            declarations.decide_declaration(declaration=waiting, passed=False, reason="No.", by=officer)

    def test_nobody_decides_on_a_company_they_belong_to(self, vendor, officer):
        insider = person(Role.PROCUREMENT_OFFICER)
        insider.memberships.create(organisation=vendor, role=Role.VENDOR_EDITOR)
        waiting = sent(vendor, **TO_REVIEW)
        with pytest.raises(PermissionDenied):
            declarations.decide_declaration(declaration=waiting, passed=True, reason="Fine.", by=insider)
        waiting.refresh_from_db()
        assert waiting.status == "in_review"


class TestLapse:
    @pytest.mark.parametrize(("days", "told"), [(91, 0), (90, 1), (31, 1), (30, 1), (7, 1), (0, 1)])
    def test_the_end_is_announced_at_each_mark(self, vendor, signatory, days, told):
        declared(vendor, until=NOON + datetime.timedelta(days=days))
        assert lapses.announce_lapses(by=SYSTEM, now=lambda: NOON) == told
        assert lapses.announce_lapses(by=SYSTEM, now=lambda: NOON) == 0
        assert Notification.objects.filter(recipient=signatory).count() == told

    def test_each_mark_once_and_none_once_the_next_one_holds(self, vendor, signatory):
        declared(vendor, until=NOON + datetime.timedelta(days=30))
        lapses.announce_lapses(by=SYSTEM, now=lambda: NOON)
        lapses.announce_lapses(by=SYSTEM, now=lambda: NOON + datetime.timedelta(days=23))
        assert sorted(LapseNotice.objects.values_list("days_before", flat=True)) == [7, 30]
        declared(vendor, until=NOON + datetime.timedelta(days=395))
        assert lapses.announce_lapses(by=SYSTEM, now=lambda: NOON + datetime.timedelta(days=30)) == 0

    def test_a_document_named_in_it_is_announced_too(self, vendor, signatory):
        asked_of_vendors()
        proof = evidence_of(vendor, by=signatory, expires_on=timezone.localdate() + datetime.timedelta(days=6))
        sent(vendor, by=signatory, insurance=str(proof.pk))
        assert lapses.announce_lapses(by=SYSTEM) == 1
        assert "“report.pdf” ends on" in Notification.objects.order_by("pk").last().subject

    def test_a_document_that_an_offering_names_too_is_announced_once(self, vendor, signatory):
        asked_of_vendors()
        proof = evidence_of(vendor, by=signatory, expires_on=timezone.localdate() + datetime.timedelta(days=6))
        sent(vendor, by=signatory, insurance=str(proof.pk))
        OfferingFactory(vendor=vendor, answers={"report": str(proof.pk)})
        administrator, editor = person(Role.VENDOR_ADMIN, of=vendor), person(Role.VENDOR_EDITOR, of=vendor)
        lapses.announce_lapses(by=SYSTEM)
        announce_what_offerings_name()
        told = Notification.objects.filter(key__startswith=f"lapse-evidence-{proof.pk}-")
        people = told.values_list("recipient", flat=True)
        assert sorted(people) == sorted(each.pk for each in (signatory, administrator, editor))


class TestScreens:
    def test_from_the_beginning_to_the_signature(self, vendor, signatory, client):
        asked_of_vendors()
        client.force_login(signatory)
        home = reverse("declaration_home", args=[vendor.slug])
        assert "No declaration is in force" in client.get(home).content.decode()
        page = client.post(home)["Location"]
        assert "Not started" in client.get(page).content.decode()
        first = client.get(f"{page}conduct/")
        assert 'data-asked-when="conflict"' in first.content.decode()
        sent_form = {"convicted": "no", "conflict": "no", "imprint": first.context["form"]["imprint"].initial}
        onwards = client.post(f"{page}conduct/", {**sent_form, "onwards": "yes"})
        assert onwards["Location"] == f"{page}contact/"
        second = client.get(f"{page}contact/")
        upload = {
            "contact": "Dana",
            "insurance_file": document(),
            "insurance_until": "2099-12-31",
            "imprint": second.context["form"]["imprint"].initial,
        }
        assert client.post(f"{page}contact/", upload)["Location"] == page
        assert client.post(f"{page}check/", {}).status_code == 422
        assert "Certificate of insurance" in client.get(f"{page}check/").content.decode()
        assert client.post(f"{page}check/", {"binding": "on"})["Location"] == page
        assert "Every answer passes." in client.get(page).content.decode()
        assert client.post(f"{page}conduct/", sent_form).status_code == 409

    def test_a_stale_section_shows_what_is_kept_now_and_is_saved_with_the_second_press(
        self, vendor, signatory, client, draft
    ):
        client.force_login(signatory)
        address = f"{draft.get_absolute_url()}contact/"
        answer = client.post(address, {"contact": "Bob", "imprint": "0" * 16})
        assert answer.status_code == 409
        assert "What is kept now" in answer.content.decode()
        imprint = answer.context["form"].data["imprint"]
        assert client.post(address, {"contact": "Bob", "imprint": imprint}).status_code == 302
        draft.refresh_from_db()
        assert draft.answers["contact"] == "Bob"

    @pytest.mark.parametrize(
        "bad", [{"contact": "a\0b"}, {"contact": "x" * 2_000_000}, {"insurance": "nonsense"}, {"convicted": "maybe"}]
    )
    def test_what_cannot_be_read_is_said_at_the_field(self, vendor, signatory, client, bad, draft):
        client.force_login(signatory)
        code = "conduct" if "convicted" in bad else "contact"
        section = draft.question_set_version.section(code)
        answer = client.post(f"{draft.get_absolute_url()}{code}/", bad | {"imprint": draft.imprint_of(section)})
        assert answer.status_code == (400 if bad.get("contact") == "a\0b" else 422)
        draft.refresh_from_db()
        assert draft.answers == PASSING

    def test_other_vendors_see_nothing_and_the_office_nothing_before_it_is_signed(
        self, vendor, signatory, officer, client, draft
    ):
        for reader in (person(Role.VENDOR_ADMIN), officer):
            client.force_login(reader)
            assert client.get(draft.get_absolute_url()).status_code == 404
        declarations.sign_declaration(declaration=draft, by=signatory)
        assert client.get(draft.get_absolute_url()).status_code == 200

    def test_the_officer_reads_the_flagged_answers_first_and_decides_in_two_clicks(self, vendor, officer, client):
        waiting = sent(vendor, **TO_REVIEW)
        client.force_login(officer)
        assert "Tidewick Voice" in client.get(reverse("declaration_list")).content.decode()
        review = reverse("declaration_review", args=[waiting.pk])
        page = client.get(review).content.decode()
        assert page.index("A partner sits on a board.") < page.index("Whom to ask")
        assert client.post(review, {"decision": "refuse"}).status_code == 422
        assert client.post(review, {"decision": "refuse", "reason": "Too close."}).status_code == 302
        waiting.refresh_from_db()
        assert (waiting.status, waiting.reason) == ("failed", "Too close.")
        assert client.post(review, {"decision": "accept", "reason": "Oh well."}).status_code == 409

    @pytest.mark.parametrize("rows", [1, 6])
    def test_the_list_takes_as_many_statements_for_one_as_for_many(
        self, officer, client, django_assert_max_num_queries, rows
    ):
        for _ in range(rows):
            sent(**TO_REVIEW)
        client.force_login(officer)
        with django_assert_max_num_queries(8):
            client.get(reverse("declaration_list"))
