"""The library of clauses and questions: kept in versions, taken into a draft with the version on record."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from marketplace.errors import InvalidInput, StaleForm
from marketplace.permissions import Role
from rfp.clauses.actions import retire_clause, take_clauses
from rfp.clauses.models import Clause, ClauseVersion, TakenClause
from rfp.solicitations.actions import NotADraft
from rfp.solicitations.checks import faults_of
from rfp.solicitations.presets import PRESETS, Kind
from rfp.solicitations.skeletons import GAP, SKELETONS
from tests.factories.clauses import TEXT, kept_clause
from tests.factories.marketplace import person
from tests.factories.solicitations import block, drafted_solicitation, solicitation_in_review
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def clause():
    return kept_clause()


@world
def draft():
    return drafted_solicitation()


def taken(draft, *clauses, by=None, revision=None):
    told = {"latest_revision_id": revision or draft.latest_revision_id, "by": by or draft.prepared_by}
    return take_clauses(solicitation=draft, clauses=list(clauses), **told)


def test_another_text_is_the_next_version_and_the_earlier_one_stands(clause):
    again = kept_clause(clause=clause, title=clause.title, text=TEXT)
    assert again.number == 1
    changed = kept_clause(clause=clause, title=clause.title, text="All data comes back within 10 days.")
    assert changed.number == 2
    assert [one.body[0]["value"]["text"] for one in changed.versions.all()] == [
        "All data comes back within 10 days.",
        TEXT,
    ]
    with pytest.raises(Error), transaction.atomic():
        ClauseVersion.objects.update(title="Other")


def test_a_part_goes_behind_the_last_of_its_kind_with_a_code_of_its_own(clause, draft):
    written = taken(draft, clause)
    kinds = [one["type"] for one in written.body.raw_data]
    assert kinds.index("requirement") == 1
    assert kinds[1:3] == ["requirement", "requirement"]
    codes = [one["value"]["code"] for one in written.body.raw_data if one["type"] == "requirement"]
    assert codes == ["R1", "R2"]
    assert faults_of(list(written.body.raw_data), title=written.title, preset=written.preset) == []


def test_which_version_was_taken_stays_on_record_and_a_newer_one_is_told(client, clause, draft):
    taken(draft, clause)
    kept_clause(clause=clause, title=clause.title, text="Within 10 days.")
    [row] = TakenClause.objects.filter(solicitation=draft)
    assert (row.version.number, row.is_behind) == (1, True)
    assert TEXT in str(Clause.objects.get().versions.get(number=1).body)
    client.force_login(draft.prepared_by)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Version 2 is out" in page
    client.logout()
    with pytest.raises(Error), transaction.atomic():
        TakenClause.objects.all().delete()


def test_nothing_is_taken_into_what_is_reviewed_or_over_a_colleague(clause, draft):
    sent = solicitation_in_review()
    with pytest.raises(NotADraft):
        taken(sent, clause)
    with pytest.raises(StaleForm):
        taken(draft, clause, revision=draft.latest_revision_id + 1)
    with pytest.raises(InvalidInput, match="at least one"):
        taken(draft)
    with pytest.raises(PermissionDenied):
        taken(draft, clause, by=person(Role.EVALUATOR))
    with pytest.raises(InvalidInput, match="not offered"):
        taken(draft, retire_clause(clause=clause, by=draft.prepared_by))
    assert not TakenClause.objects.exists()


def test_who_may_not_write_keeps_no_clause_and_an_empty_one_is_none():
    with pytest.raises(PermissionDenied):
        kept_clause(by=person(Role.CONTRACT_MANAGER))
    for gap in ({"title": " "}, {"use": " "}):
        with pytest.raises(InvalidInput):
            kept_clause(**gap)
    assert not Clause.objects.exists()


def test_an_officer_takes_parts_through_the_pages(client, clause, draft):
    client.force_login(draft.prepared_by)
    here = reverse("clause_take", args=[draft.reference])
    page = client.get(here)
    assert TEXT in page.content.decode()
    revision = page.context["form"].initial["revision"]
    assert client.post(here, {"revision": revision}).status_code == 422
    assert client.post(here, {"revision": revision, "clauses": [clause.pk]}).status_code == 302
    assert draft.reference in client.get(clause.get_absolute_url()).content.decode()
    assert client.post(reverse("clause_retire", args=[clause.pk])).status_code == 302
    assert clause.title not in client.get(here).content.decode().split("Taken from the library")[0]
    client.force_login(person(Role.REQUESTER))
    assert client.get(reverse("clause_list")).status_code == 403
    assert client.get(clause.get_absolute_url()).status_code == 403


def test_the_library_is_kept_in_the_editors_area_by_officers_alone(client, clause):
    here = reverse("wagtailsnippets_rfp_clause:edit", args=[clause.pk])
    client.force_login(person(Role.PROCUREMENT_OFFICER))
    sent = {
        "title": "Exit", "use": "Always.", "body-count": 1, "body-0-deleted": "", "body-0-order": 0, "body-0-id": "a",
        "body-0-type": "background", "body-0-value-title": "Exit", "body-0-value-text": "How we leave.",
    }  # fmt: skip
    answer = client.post(here, sent)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    clause.refresh_from_db()
    assert (clause.number, clause.versions.first().body[0]["type"]) == (2, "background")
    client.force_login(person(Role.EVALUATOR))
    assert client.post(here, sent | {"title": "Other"}).status_code in {302, 403, 404}
    assert Clause.objects.get().title == "Exit"


@pytest.mark.parametrize("key", SKELETONS)
def test_each_template_lacks_nothing_but_its_gaps_and_an_outcome(key):
    skeleton = SKELETONS[key]
    outcome = block("outcome", title="Shorter waits", text="Callers wait less than two minutes.")
    for kind in skeleton.kinds:
        blocks = [outcome, *(dict(one) for one in skeleton.blocks)]
        draft = drafted_solicitation(kind=kind, body=blocks)
        said = faults_of(list(draft.body.raw_data), title="Waits", preset=PRESETS[Kind(kind)])
        assert [one for one in said if GAP not in one] == []
