"""Question sets: versions that stand, and one check of answers for form, API and import."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils.datastructures import MultiValueDict

from catalog.models import EvidenceFile, QuestionSetVersion
from catalog.question_sets.actions import (
    VersionIncomplete,
    VersionStands,
    adopt_question_set,
    draft_version,
    keep_evidence,
    publish_version,
    verify_evidence,
)
from catalog.question_sets.answer_forms import AnswersForm
from catalog.question_sets.answer_words import shown_answers
from catalog.question_sets.answers import check_answers
from marketplace.errors import InvalidInput
from marketplace.permissions import SYSTEM, Role
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.question_sets import ONE_OF_EACH, content, document, evidence_of, published_version
from tests.worlds import world

TODAY = datetime.date(2026, 11, 23)
TOMORROW = datetime.date(2099, 1, 1)


pytestmark = pytest.mark.usefixtures("storage")


@world
def version():
    return published_version()


@world
def vendor():
    return OrganisationFactory(vendor=True)


@world
def report(vendor):
    return evidence_of(vendor, expires_on=datetime.date(2099, 6, 30))


def complete_answers(report):
    return {
        "support": True,
        "channels": ["mail", "phone"],
        "answer_hours": "1.5",
        "tested": "yearly",
        "report": str(report.pk),
        "insured": "1000000.00",
    }


def errors_of(version, answers, report=None, **options):
    evidence = {str(report.pk): report} if report else {}
    return check_answers(version, answers, on=TODAY, evidence=evidence, **options)


def test_complete_answers_have_no_errors(version, report):
    assert errors_of(version, complete_answers(report), report) == {}


def test_a_draft_may_have_gaps_but_what_it_holds_must_fit(version):
    assert errors_of(version, {}, complete=False) == {}
    assert errors_of(version, {"support": "yes"}, complete=False) == {"support": "Choose yes or no"}
    assert set(errors_of(version, {})) == {"support", "tested", "insured"}


def test_a_follow_up_is_asked_after_its_answer_only(version, report):
    answers = complete_answers(report) | {"support": False}
    said = errors_of(version, answers, report)
    assert said.keys() == {"channels", "answer_hours"}
    assert "asked only after another answer to “Do you give support?”" in said["channels"]
    del answers["channels"], answers["answer_hours"]
    assert errors_of(version, answers, report) == {}


@pytest.mark.parametrize(
    ("key", "answer", "said"),
    [
        ("support", 1, "Choose yes or no"),
        ("channels", ["mail", "mail"], "each once"),
        ("channels", "mail", "each once"),
        ("channels", ["fax"], "each once"),
        ("channels", [{}], "each once"),
        ("answer_hours", "soon", "in digits"),
        ("answer_hours", 1.5, "in digits"),
        ("answer_hours", "1.55", "1 decimal place"),
        ("answer_hours", "0.4", "at least 0.5"),
        ("answer_hours", "72.1", "at most 72"),
        ("features", "one two three four five six seven", "7 words"),
        ("features", "one\ntwo\nthree", "3 lines"),
        ("features", "a\x00b", "control character"),
        ("features", ["a"], "in words"),
        ("tested", "sometimes", "offered"),
        ("tested", ["yearly"], "offered"),
        ("report", "00000000-0000-0000-0000-000000000000", "not among yours"),
        ("report", {"id": 1}, "not among yours"),
        ("insured", "12.345", "dollars and cents"),
        ("insured", "-1", "at least $0.00"),
        ("insured", "9" * 30, "dollars and cents"),
        ("since", "2026-02-30", "calendar has"),
        ("since", "0001-01-01", "calendar has"),
        ("nonsense", "x", "no such question"),
    ],
)
def test_what_does_not_fit_is_said_at_its_key_and_nowhere_else(version, report, key, answer, said):
    errors = errors_of(version, complete_answers(report) | {key: answer}, report)
    assert said in errors.pop(key)
    # A wrong answer may make its follow-ups void; they are named too, and nothing else is.
    assert errors.keys() <= {"channels", "answer_hours", "report"}


def test_lapsed_evidence_keeps_a_draft_and_stops_a_complete_one(version, vendor):
    old = evidence_of(vendor, expires_on=TODAY - datetime.timedelta(days=1))
    answers = complete_answers(old)
    assert errors_of(version, answers, old, complete=False) == {}
    assert errors_of(version, answers, old) == {"report": "It was valid until Sun 22 Nov 2026. Add a current one"}
    assert not old.has_lapsed(on=old.expires_on)


def test_a_published_version_never_changes(version):
    for change in (
        lambda: QuestionSetVersion.objects.filter(pk=version.pk).update(content="[]"),
        lambda: version.delete(),
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()
    with pytest.raises(VersionStands):
        publish_version(version=version, by=SYSTEM)
    assert len(QuestionSetVersion.objects.get(pk=version.pk).sections) == 2


def test_the_next_version_is_drafted_published_and_in_force(version):
    editor = person(Role.CATALOGUE_EDITOR)
    draft = draft_version(question_set=version.question_set, content=content(ONE_OF_EACH[:1]), by=editor)
    find = QuestionSetVersion.objects.in_force(purpose="offering", lot=version.question_set.lot).get
    assert (draft.number, find()) == (2, version)
    publish_version(version=draft, by=editor)
    assert find() == draft


def test_questions_that_do_not_hang_together_are_not_published(version):
    loose = (("one", "One", (("text", {"key": "late", "label": "L", "asked_when": "later", "asked_answers": ["x"]}),)),)
    draft = draft_version(question_set=version.question_set, content=content(loose), by=SYSTEM)
    with pytest.raises(VersionIncomplete, match="no earlier question"):
        publish_version(version=draft, by=SYSTEM)
    draft.refresh_from_db()
    assert draft.published_at is None


def test_a_vendor_edits_no_question_set(version):
    with pytest.raises(PermissionDenied):
        draft_version(question_set=version.question_set, content=content(), by=person(Role.VENDOR_ADMIN))
    assert version.question_set.versions.count() == 1


def test_adopting_what_is_in_force_changes_nothing(version):
    wanted = {"purpose": "offering", "lot": version.question_set.lot, "title": "Questions", "by": SYSTEM}
    assert adopt_question_set(content=content(), **wanted) is False
    assert adopt_question_set(content=content(ONE_OF_EACH[:1]), **wanted) is True
    assert version.question_set.versions.count() == 2


def filled(version, sent, files=None, **options):
    form = AnswersForm(MultiValueDict(sent), MultiValueDict(files or {}), version=version, **options)
    form.is_valid()
    return form


def test_the_form_reads_typed_words_into_plain_answers(version, vendor, report):
    typed = {
        "support": ["yes"],
        "channels": ["mail", "phone"],
        "answer_hours": ["1.5"],
        "tested": ["yearly"],
        "report": [str(report.pk)],
        "insured": ["$1,000,000.00"],
        "since": ["11/23/2026"],
    }
    form = filled(version, typed, answers={}, evidence=[report], complete=True)
    assert not form.errors
    assert form.answers_given == complete_answers(report) | {"since": "2026-11-23"}


def test_the_form_judges_as_the_check_does(version, report):
    wrong = {"support": ["no"], "tested": ["never"], "insured": ["a lot"], "since": ["31/31/2026"]}
    form = filled(version, wrong, answers={})
    plain = {"support": False, "tested": "never", "insured": "a lot", "since": "31/31/2026"}
    expected = check_answers(version, plain, on=TODAY, complete=False)
    assert {key: [sentence] for key, sentence in expected.items()} == form.errors
    assert form["insured"].value() == "a lot"


def test_a_part_of_the_form_keeps_the_answers_of_the_others(version):
    before = {"support": True, "channels": ["mail"], "insured": "5.00"}
    form = filled(version, {"support": ["no"]}, answers=before, section=version.sections[0])
    assert not form.errors
    # The channels were asked after a yes, which is no more.
    assert form.answers_given == {"support": False, "insured": "5.00"}


def test_a_new_document_is_taken_in_with_the_answers(version, vendor):
    editor = person(Role.VENDOR_EDITOR, of=vendor)
    sent = {"tested": ["yearly"], "report_until": ["2099-01-01"]}
    form = filled(version, sent, {"report_file": [document()]}, answers={})
    assert not form.errors
    answers = form.keep(organisation=vendor, by=editor)
    kept = EvidenceFile.objects.get()
    assert answers == {"tested": "yearly", "report": str(kept.pk)}
    assert (kept.name, kept.expires_on, kept.organisation) == ("report.pdf", TOMORROW, vendor)
    assert kept.file.read().startswith(b"%PDF")


def test_a_document_without_its_last_day_or_of_another_kind_is_refused(version):
    sent = {"tested": ["yearly"]}
    form = filled(version, sent, {"report_file": [document()]}, answers={})
    assert "last day" in form.errors["report_until"][0]
    wrong = document()
    wrong.name, wrong.file = "x.pdf", __import__("io").BytesIO(b"MZ\x90 not a document")
    form = filled(version, sent | {"report_until": ["2099-01-01"]}, {"report_file": [wrong]}, answers={})
    assert "no PDF" in form.errors["report_file"][0]
    assert not EvidenceFile.objects.exists()


def test_evidence_is_kept_as_given_once_and_its_badge_names_who_gave_it(vendor, report):
    again = keep_evidence(
        organisation=vendor, file=document(), expires_on=report.expires_on, by=person(Role.VENDOR_ADMIN, of=vendor)
    )
    assert again == report
    for change in (
        lambda: EvidenceFile.objects.filter(pk=report.pk).update(expires_on=TOMORROW),
        lambda: report.delete(),
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()
    with pytest.raises(PermissionDenied):
        verify_evidence(evidence=report, by=person(Role.VENDOR_ADMIN, of=vendor))
    officer = person(Role.PROCUREMENT_OFFICER)
    assert verify_evidence(evidence=report, by=officer).verified_by == officer


def test_another_vendor_neither_adds_nor_reads_evidence(vendor, report):
    stranger = person(Role.VENDOR_ADMIN)
    with pytest.raises(PermissionDenied):
        keep_evidence(organisation=vendor, file=document("other"), expires_on=None, by=stranger)
    assert not EvidenceFile.objects.visible_to(stranger).exists()
    assert EvidenceFile.objects.visible_to(person(Role.AUDITOR)).get() == report


def test_a_file_that_is_too_large_is_refused(vendor):
    big = document("x" * (10 * 1024 * 1024))
    with pytest.raises(InvalidInput, match="10 MB"):
        keep_evidence(organisation=vendor, file=big, expires_on=None, by=person(Role.VENDOR_EDITOR, of=vendor))


def test_answers_are_shown_in_words_by_section(version, report):
    shown = list(shown_answers(version, complete_answers(report), on=TODAY, evidence={str(report.pk): report}))
    assert [section.title for section, _ in shown] == ["The service", "Proof"]
    words = {row.question.key: row.words for _, rows in shown for row in rows}
    assert words == {
        "support": "Yes",
        "channels": "E-mail, Telephone",
        "answer_hours": "1.5 hours",
        "tested": "Every year",
        "report": "report.pdf",
        "insured": "$1,000,000.00",
    }


def test_the_sets_that_come_with_stoa_hang_together_and_are_published_once(db, capsys):
    call_command("publish_question_sets")
    call_command("publish_question_sets")
    assert capsys.readouterr().out.splitlines() == ["5 question sets published.", "0 question sets published."]
    asked = {version.question_set.lot_id: version.questions for version in QuestionSetVersion.objects.published()}
    assert "moving_how" in asked["cloud-support"]
    assert "backed_up" not in asked["cloud-support"]
    assert {"backed_up", "scales", "iso27001"} <= asked["cloud-hosting"].keys()
