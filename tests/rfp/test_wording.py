"""The wording of a solicitation: judged as saved, shown beside the text, kept with a reason that the reviewer reads."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.permissions import Role
from rfp.models import UpheldFinding
from rfp.solicitations.actions import (
    FindingGone,
    NotADraft,
    invite_vendors,
    submit_for_review,
    uphold_finding,
    write_solicitation,
)
from rfp.solicitations.judging import wording_of
from rfp.solicitations.models import Solicitation
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import MONDAY_NOON
from tests.factories.solicitations import BODY, block, drafted_solicitation, published_solicitation
from tests.worlds import world

pytestmark = pytest.mark.django_db

PRESCRIBED = "The contractor must use Gannet Archive to keep the records."
AS_OUTCOME = "Each record is found within ten seconds by whoever may see it."
MINDED = block("requirement", text=PRESCRIBED, must=True, answer_kind="yes_no")


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def draft(officer):
    OfferingFactory(name="Gannet Archive")
    return drafted_solicitation(by=officer, body=[*BODY, MINDED])


@pytest.fixture
def finding(draft):
    return wording(draft).open[0]


def wording(solicitation):
    return wording_of(Solicitation.objects.get(pk=solicitation.pk), at=MONDAY_NOON)


def uphold(draft, finding, *, by, reason="The records law names it."):
    return uphold_finding(solicitation=draft, key=finding.key, reason=reason, by=by, now=lambda: MONDAY_NOON)


def rewritten(draft, text, *, by):
    body = [*draft.body.raw_data][:-1]
    body.append(block("requirement", text=text, must=True, answer_kind="yes_no"))
    stored = Solicitation.objects.get(pk=draft.pk)
    return write_solicitation(
        solicitation=stored, title=stored.title, body=body, latest_revision_id=stored.latest_revision_id, by=by
    )


class TestJudging:
    def test_names_of_the_catalogue_and_methods_are_found_where_they_stand(self, draft):
        found = {finding.kind.value: finding for finding in wording(draft).open if finding.sentence == PRESCRIBED}
        assert set(found) == {"brand", "method"}
        [passage] = [passage for passage in wording(draft).passages if PRESCRIBED in passage.text]
        assert len(passage.findings) == 2

    def test_the_index_falls_with_the_rewriting_and_its_highest_is_kept(self, draft, officer):
        before = wording(draft)
        rewritten(draft, AS_OUTCOME, by=officer)
        after = wording(draft)
        assert before.judged.index > after.judged.index
        assert after.highest == before.judged.index
        assert not [one for one in after.judged.findings if one.sentence == PRESCRIBED]

    def test_few_who_may_answer_are_a_finding(self, officer):
        few = drafted_solicitation(by=officer, kind="mini_competition")
        invite_vendors(solicitation=few, invited={OrganisationFactory(vendor=True): "Knows it."}, by=officer)
        said = [finding.sentence for finding, _ in wording(few).of_terms]
        assert "One vendor can answer as it stands." in said

    def test_it_takes_as_many_statements_for_one_sentence_as_for_forty(self, draft, officer, django_assert_num_queries):
        long = drafted_solicitation(
            by=officer, body=[*BODY, *[block("question", text=f"{PRESCRIBED} {n}", must=True) for n in range(40)]]
        )
        for solicitation in (draft, long):
            stored = Solicitation.objects.select_related("agency").get(pk=solicitation.pk)
            with django_assert_num_queries(6):
                wording_of(stored, at=MONDAY_NOON)


class TestUpholding:
    def test_a_reason_answers_the_finding_and_is_on_the_record(self, draft, officer, finding):
        before = wording(draft)
        kept = uphold(draft, finding, by=officer)
        after = wording(draft)
        assert after.kept == {finding.key: kept}
        assert (len(after.open), after.judged.index) == (len(before.open) - 1, before.judged.index)
        event = AuditEvent.objects.about(draft).get(action="rfp.solicitation.finding_upheld")
        assert (event.data["sentence"], event.data["reason"]) == (finding.sentence, "The records law names it.")

    @pytest.mark.parametrize("reason", ["", "  \n", "x" * 2_001])
    def test_without_a_reason_nothing_is_kept(self, draft, officer, finding, reason):
        with pytest.raises(InvalidInput):
            uphold(draft, finding, by=officer, reason=reason)
        assert not UpheldFinding.objects.exists()

    def test_nobody_outside_the_office_keeps_one(self, draft, finding):
        for role in (Role.REQUESTER, Role.SIGNATORY, Role.AUDITOR):
            with pytest.raises(PermissionDenied):
                uphold(draft, finding, by=person(role))
        assert not UpheldFinding.objects.exists()

    def test_a_changed_sentence_needs_a_new_reason(self, draft, officer, finding):
        uphold(draft, finding, by=officer)
        rewritten(draft, PRESCRIBED.replace("keep", "file"), by=officer)
        assert wording(draft).kept == {}

    def test_what_was_mended_or_kept_already_is_not_kept_again(self, draft, officer, finding):
        uphold(draft, finding, by=officer)
        with pytest.raises(FindingGone):
            uphold(draft, finding, by=officer)
        assert UpheldFinding.objects.count() == 1

    def test_once_published_the_reasons_stand(self, officer):
        solicitation = published_solicitation(by=officer, body=[*BODY, MINDED])
        with pytest.raises(NotADraft):
            uphold(solicitation, wording(solicitation).open[0], by=officer)

    def test_the_database_keeps_reasons_as_they_were_given(self, draft, officer, finding):
        kept = uphold(draft, finding, by=officer)
        rows = UpheldFinding.objects.filter(pk=kept.pk)
        for change in (lambda: rows.update(reason="Another"), rows.delete):
            with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
                change()
        with pytest.raises(IntegrityError), transaction.atomic():
            fields = {"sentence": "x", "kind": "brand", "upheld_by": officer, "upheld_at": MONDAY_NOON}
            UpheldFinding.objects.create(solicitation=draft, key="0" * 32, reason="", **fields)


class TestScreens:
    def test_a_finding_is_read_and_kept_on_the_page(self, client, draft, officer, finding):
        client.force_login(officer)
        page = reverse("opportunity_wording", args=[draft.reference])
        shown = client.get(page).content.decode()
        assert PRESCRIBED in shown
        assert "Instead:" in shown
        refused = client.post(page, {"finding": finding.key, "reason": ""})
        assert refused.status_code == 422
        assert client.post(page, {"finding": finding.key, "reason": "The law names it."}).url == page
        assert "The law names it." in client.get(page).content.decode()

    def test_the_reviewer_reads_how_many_are_left_before_publishing(self, client, draft, officer, finding):
        uphold(draft, finding, by=officer)
        submit_for_review(solicitation=draft, by=officer)
        client.force_login(person(Role.CIO))
        shown = client.get(reverse("opportunity_publish", args=[draft.reference])).content.decode()
        assert "1 kept with a reason" in shown
        kept = client.get(reverse("opportunity_wording", args=[draft.reference])).content.decode()
        assert "The records law names it." in kept

    def test_the_findings_stand_beside_the_text_while_it_is_written(self, client, draft, officer):
        client.force_login(officer)
        address = client.get(reverse("opportunity_write", args=[draft.reference])).url
        shown = client.get(address).content.decode()
        assert 'data-side-panel="wording"' in shown
        assert PRESCRIBED in shown
