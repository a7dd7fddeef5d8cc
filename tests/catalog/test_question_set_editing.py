"""Question sets as editors keep them: drafted, changed in Wagtail, compared, published once, told to vendors."""

import copy
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from catalog.models import QuestionSetVersion
from catalog.offerings.newly_asked import newly_asked_of, tell_newly_asked
from catalog.question_sets.actions import (
    SectionsConflict,
    VersionStands,
    draft_next_version,
    edit_version,
    publish_version,
)
from catalog.question_sets.comparing import changes_between, newly_asked
from catalog.question_sets.merging import marks_of, merge_sections, settle
from catalog.question_sets.questions import read_sections
from marketplace.audit.models import AuditEvent
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import person
from tests.factories.question_sets import content, published_version
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def version():
    return published_version()


@world
def editor():
    return person(Role.CATALOGUE_EDITOR)


@pytest.fixture
def draft(version, editor):
    return draft_next_version(version=version, by=editor)


def changed_content():
    """The features are gone, the insurance is other, and there is something new."""
    made = copy.deepcopy(content())
    service, proof = (section["value"]["questions"] for section in made)
    service.pop()
    proof[2]["value"] |= {"label": "For how many dollars are you insured?"}
    proof.append({"type": "yes_no", "value": {"key": "drills", "label": "Do you hold drills?"}})
    return made


def stored():
    return list(QuestionSetVersion.objects.values()), AuditEvent.objects.count()


def opened(version):
    return marks_of(list(version.content.raw_data))


def edit_address(version):
    return reverse("wagtailsnippets_catalog_questionsetversion:edit", args=[version.pk])


def as_sent(version):
    """What Wagtail's form holds of one section with one question, as a browser sends it."""
    question = {"key": "drills", "label": "Do you hold drills?", "asked_when": "", "hint": "", "required": "on"}
    lists = {f"{name}-count": "0" for name in ("asked_answers", "review_answers", "failing_answers")}
    sent = {
        "opened": json.dumps(opened(version)),
        "content-count": "1",
        "content-0-deleted": "",
        "content-0-order": "0",
        "content-0-type": "section",
    }
    section = {"code": "proof", "title": "Proof", "about": "", "questions-count": "1"}
    first = {"deleted": "", "order": "0", "type": "yes_no", "id": ""}
    sent |= {"content-0-id": ""} | {f"content-0-value-{name}": held for name, held in section.items()}
    sent |= {f"content-0-value-questions-0-{name}": held for name, held in first.items()}
    return sent | {f"content-0-value-questions-0-value-{name}": held for name, held in (question | lists).items()}


class TestComparing:
    def test_what_is_new_other_and_gone_is_told_with_what_is_other_about_it(self):
        changes = changes_between(read_sections(content()), read_sections(changed_content()))
        told = [(change.label, change.before is None, change.after is None, change.what) for change in changes]
        assert told == [
            ("For how many dollars are you insured?", False, False, ("its words",)),
            ("Do you hold drills?", True, False, ()),
            ("Features", False, True, ()),
        ]

    def test_only_what_no_answer_fits_is_newly_asked(self):
        before, after = read_sections(content()), read_sections(changed_content())
        assert [question.key for question in newly_asked(before, after)] == ["drills"]
        other = copy.deepcopy(content())
        other[1]["value"]["questions"][0]["value"]["choices"] = [{"value": "monthly", "label": "Every month"}] * 2
        assert [question.key for question in newly_asked(before, read_sections(other))] == ["tested"]


class TestVersions:
    def test_a_draft_begins_with_the_questions_of_the_one_before_and_only_once(self, version, draft, editor):
        assert (draft.number, draft.sections) == (version.number + 1, version.sections)
        before = stored()
        assert draft_next_version(version=version, by=editor) == draft
        assert stored() == before

    def test_a_draft_is_changed_with_its_event_and_published_for_what_is_answered_from_then_on(self, draft, editor):
        edited = edit_version(version=draft, content=changed_content(), opened=opened(draft), by=editor)
        assert AuditEvent.objects.about(edited).latest("pk").action == "catalog.question_set.edited"
        asked = OfferingFactory(draft=True)
        assert asked.version_in_force() != edited
        publish_version(version=edited, by=editor)
        assert asked.version_in_force() == edited

    def test_a_published_version_is_changed_by_nobody(self, version, editor):
        before = stored()
        with pytest.raises(VersionStands), transaction.atomic():
            edit_version(version=version, content=changed_content(), opened=opened(version), by=editor)
        assert stored() == before

    def test_others_draft_and_change_nothing(self, version, draft):
        strangers = (person(Role.PROCUREMENT_OFFICER), person(Role.VENDOR_EDITOR))
        before = stored()
        for stranger in strangers:
            with pytest.raises(PermissionDenied):
                draft_next_version(version=version, by=stranger)
            with pytest.raises(PermissionDenied):
                edit_version(version=draft, content=changed_content(), opened=opened(draft), by=stranger)
        assert stored() == before


def asking(**labels):
    """Sections with one question each, by their code."""
    return [
        {"type": "section", "value": {"code": code, "title": code.title(), "questions": [
            {"type": "yes_no", "value": {"key": f"{code}_asked", "label": label}}
        ]}}
        for code, label in labels.items()
    ]  # fmt: skip


def asked_in(stream):
    return {section.code: section.questions[0].label for section in read_sections(stream)}


class TestTwoEditors:
    OPENED = marks_of(asking(one="One?", two="Two?", three="Three?"))

    @pytest.mark.parametrize(
        ("mine", "theirs", "merged", "conflicts"),
        [
            ({"one": "Mine?", "two": "Two?"}, {"one": "One?", "two": "Theirs?", "three": "Three?"},
             {"one": "Mine?", "two": "Theirs?"}, ()),
            ({"one": "One?", "two": "Two?", "three": "Three?"}, {"one": "One?", "four": "Theirs?"},
             {"one": "One?", "four": "Theirs?"}, ()),
            ({"one": "Mine?", "two": "Two?", "three": "Three?"}, {"one": "Theirs?", "two": "Two?", "three": "Three?"},
             {"one": "Mine?", "two": "Two?", "three": "Three?"}, ("one",)),
            ({"two": "Two?", "three": "Three?"}, {"one": "Theirs?", "two": "Two?", "three": "Three?"},
             {"two": "Two?", "three": "Three?"}, ("one",)),
            ({"one": "Mine?", "two": "Two?", "three": "Three?"}, {"two": "Two?", "three": "Three?"},
             {"one": "Mine?", "two": "Two?", "three": "Three?"}, ("one",)),
        ],
        ids=["each changed another", "one removed what the other left", "both changed", "I removed", "they removed"],
    )  # fmt: skip
    def test_a_section_comes_from_whoever_changed_it_and_is_asked_about_where_both_did(
        self, mine, theirs, merged, conflicts
    ):
        mine, theirs = asking(**mine), asking(**theirs)
        found = merge_sections(self.OPENED, mine, theirs)
        assert (asked_in(found.stream), found.conflicts) == (merged, conflicts)
        for whose, side in (("mine", mine), ("theirs", theirs)):
            kept = dict.fromkeys(conflicts, whose)
            chosen = merge_sections(settle(self.OPENED, mine, kept, marks_of(theirs)), mine, theirs)
            assert chosen.conflicts == ()
            assert {asked_in(chosen.stream).get(code) for code in conflicts} <= {asked_in(side).get("one")}

    def test_a_stale_save_shows_both_versions_and_the_choice_saves(self, client, draft, editor):
        colleague = person(Role.CATALOGUE_EDITOR)
        client.force_login(editor)
        stale = as_sent(draft)
        theirs = changed_content()
        edit_version(version=draft, content=theirs, opened=opened(draft), by=colleague)
        before = stored()
        response = client.post(edit_address(draft), stale)
        shown = response.content.decode()
        assert (response.status_code, stored()) == (409, before)
        assert f"{colleague} saved this draft" in shown
        assert "For how many dollars are you insured?" in shown
        sent = {name: response.context["sent"][name] for name in ("mine", "opened", "seen")}
        address = f"/question-sets/{draft.pk}/choose/"
        again = client.post(address, sent)
        assert (again.status_code, stored()) == (409, before)
        assert "The draft is not saved yet" in again.content.decode()
        kept = {"keep:service": "theirs", "keep:proof": "mine"}
        newer = copy.deepcopy(theirs)
        newer[1]["value"]["title"] = "Proofs"
        edit_version(version=draft, content=newer, opened=marks_of(theirs), by=colleague)
        moved_on = client.post(address, sent | kept)
        assert moved_on.status_code == 409, "what was chosen against has changed since"
        sent["seen"] = moved_on.context["sent"]["seen"]
        assert client.post(address, sent | kept).url == f"/question-sets/{draft.pk}/"
        kept_now = QuestionSetVersion.objects.get(pk=draft.pk)
        assert [question.key for question in kept_now.section("proof").questions] == ["drills"]
        assert kept_now.section("service") == read_sections(theirs)[0]

    def test_the_later_of_two_saves_is_a_conflict_and_what_cannot_be_read_is_refused(self, client, draft, editor):
        before = opened(draft)
        edit_version(version=draft, content=changed_content(), opened=before, by=editor)
        other = copy.deepcopy(content())
        other[1]["value"]["title"] = "Mine"
        kept = stored()
        with pytest.raises(SectionsConflict) as conflict, transaction.atomic():
            edit_version(version=draft, content=other, opened=before, by=editor)
        assert conflict.value.codes == ("proof",)
        client.force_login(editor)
        for mine in ("", "{", "[1]", '[{"type": "section", "value": {"code": []}}]', '{"a": 1}'):
            sent = {"mine": mine, "opened": "{}", "seen": '{"a": 1}' if not mine else "{}"}
            assert client.post(f"/question-sets/{draft.pk}/choose/", sent).status_code == 422
        assert stored() == kept


class TestWagtail:
    def test_an_editor_changes_a_draft_there_and_comes_back_to_what_it_asks(self, client, draft, editor):
        client.force_login(editor)
        assert client.get(edit_address(draft)).status_code == 200
        response = client.post(edit_address(draft), as_sent(draft))
        assert response.url == f"/question-sets/{draft.pk}/"
        draft = QuestionSetVersion.objects.get(pk=draft.pk)
        assert list(draft.questions) == ["drills"]
        assert AuditEvent.objects.about(draft).latest("pk").actor_id == editor.pk

    def test_a_published_version_opens_no_form_and_takes_no_post(self, client, version, editor):
        client.force_login(editor)
        before = stored()
        for response in (client.get(edit_address(version)), client.post(edit_address(version), as_sent(version))):
            assert (response.status_code, response.url) == (302, f"/question-sets/{version.pk}/")
        assert stored() == before

    def test_versions_are_neither_added_nor_deleted_there(self, client, draft, editor):
        client.force_login(editor)
        before = stored()
        for view, parts in (("add", []), ("delete", [draft.pk])):
            address = reverse(f"wagtailsnippets_catalog_questionsetversion:{view}", args=parts)
            assert client.post(address, as_sent(draft)).status_code in {302, 403}
        assert stored() == before

    @pytest.mark.parametrize("role", [Role.PROCUREMENT_OFFICER, Role.VENDOR_EDITOR, Role.REQUESTER])
    def test_for_others_it_is_not_there(self, client, draft, role):
        client.force_login(person(role))
        assert client.get(edit_address(draft)).status_code == 404


class TestScreens:
    def test_a_draft_shows_what_is_other_and_the_form_as_a_vendor_sees_it(self, client, draft, editor):
        edit_version(version=draft, content=changed_content(), opened=opened(draft), by=editor)
        client.force_login(editor)
        shown = client.get(f"/question-sets/{draft.pk}/").content.decode()
        assert "<ins>Do you hold drills?</ins>" in shown
        assert "<del>Features</del>" in shown
        assert "disabled" in shown
        assert 'name="insured"' in shown

    def test_publishing_asks_first_and_happens_once(self, client, draft, editor):
        client.force_login(editor)
        address = f"/question-sets/{draft.pk}/publish/"
        assert f"Publish version {draft.number}" in client.get(address).content.decode()
        assert QuestionSetVersion.objects.get(pk=draft.pk).published_at is None
        assert client.post(address).status_code == 302
        published = QuestionSetVersion.objects.get(pk=draft.pk).published_at
        assert client.post(address).status_code == 409
        assert QuestionSetVersion.objects.get(pk=draft.pk).published_at == published

    def test_one_whose_questions_do_not_hang_together_is_not_published(self, client, draft, editor):
        wrong = copy.deepcopy(content())
        wrong[0]["value"]["questions"][1]["value"]["asked_when"] = "nothing"
        edit_version(version=draft, content=wrong, opened=opened(draft), by=editor)
        client.force_login(editor)
        assert "which is no earlier question" in client.get(f"/question-sets/{draft.pk}/").content.decode()
        assert client.post(f"/question-sets/{draft.pk}/publish/").status_code == 409
        assert QuestionSetVersion.objects.get(pk=draft.pk).published_at is None

    @pytest.mark.parametrize("role", [Role.PROCUREMENT_OFFICER, Role.VENDOR_EDITOR])
    def test_others_are_refused(self, client, draft, role):
        client.force_login(person(role))
        for part in ("", f"{draft.pk}/", f"{draft.pk}/publish/"):
            assert client.get(f"/question-sets/{part}").status_code == 403


class TestOfferings:
    def test_those_that_answered_an_earlier_version_are_told_what_is_newly_asked_once(
        self, client, version, draft, editor
    ):
        answers = {"support": False, "tested": "never", "insured": "5000.00"}
        offering = OfferingFactory(question_set_version=version, answers=answers)
        seller = person(Role.VENDOR_EDITOR, of=offering.vendor)
        assert newly_asked_of(offering) == (None, [])
        publish_version(
            version=edit_version(version=draft, content=changed_content(), opened=opened(draft), by=editor), by=editor
        )
        newer = QuestionSetVersion.objects.get(pk=draft.pk)
        assert [question.key for question in newly_asked_of(offering)[1]] == ["drills"]
        assert [tell_newly_asked(version=newer) for _ in range(2)] == [1, 1]
        told = Notification.objects.get(recipient=seller)
        assert told.body.startswith("Do you hold drills?. Open to it:")
        client.force_login(seller)
        assert "Newly asked since its answers were given" in client.get(offering.get_absolute_url()).content.decode()
        client.logout()
        assert "Newly asked" not in client.get(offering.get_absolute_url()).content.decode()
        assert json.dumps(answers) == json.dumps(offering.answers)
