"""Competitions of the demonstration: one awarded, one at standstill, one scored; a draft that prescribes too much."""

import json

import pytest
from django.utils import timezone

from marketplace.clock import database_now
from marketplace.demo.loader_admissions import load_admissions
from marketplace.demo.loader_drafts import load_drafts
from marketplace.demo.loader_people import load_people
from marketplace.demo.loader_sourcing import load_sourcing
from rfp.awards.case_file import case_file
from rfp.awards.models import Award, Challenge, Letter
from rfp.awards.verification import faults_of
from rfp.evaluation.models import Panel
from rfp.solicitations.judging import wording_of
from rfp.solicitations.models import Solicitation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


def test_one_is_awarded_and_replayed_and_one_is_scored():
    cast = load_people(at=database_now())
    load_admissions(cast, at=database_now())
    today = timezone.localdate()
    assert load_sourcing(cast, today=today) == 3
    assert load_sourcing(cast, today=today) == 0
    award = Award.objects.get(status="concluded")
    assert (award.vendor.name, award.status) == ("Lingonvale Languages", "concluded")
    assert Challenge.objects.get().status == "dismissed"
    assert award.letters.count() == 3
    awarded = award.lot.solicitation
    assert faults_of(json.loads(json.dumps(case_file(awarded, at=database_now())))) == []
    announced = Award.objects.get(status="approved")
    assert announced.approved_at < database_now() < announced.standstill_ends_at
    assert Letter.objects.filter(award=announced).count() == 2
    scoring = Panel.objects.get(status="scoring")
    assert scoring.solicitation.status == "opened"
    assert [seat.submitted_at is not None for seat in scoring.members.filter(is_chair=False)] == [True, False, False]


def test_a_draft_shows_what_the_check_of_the_wording_finds_and_what_was_taken():
    cast = load_people(at=database_now())
    today = timezone.localdate()
    assert load_drafts(cast, today=today) == 1
    assert load_drafts(cast, today=today) == 0
    draft = Solicitation.objects.get(status="draft")
    assert len(wording_of(draft, at=database_now()).open) >= 4
    assert [(one.version.title, one.version.number) for one in draft.taken_clauses.select_related("version")] == [
        ("Data come back at the end", 1),
        ("Usable by everybody", 1),
    ]
