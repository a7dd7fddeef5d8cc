"""Two competitions of the demonstration: one awarded that an auditor can replay, one whose bids are being scored."""

import json

import pytest
from django.utils import timezone

from marketplace.clock import database_now
from marketplace.demo.loader_admissions import load_admissions
from marketplace.demo.loader_people import load_people
from marketplace.demo.loader_sourcing import load_sourcing
from rfp.awards.case_file import case_file
from rfp.awards.models import Award, Challenge, Letter
from rfp.awards.verification import faults_of
from rfp.evaluation.models import Panel
from rfp.solicitations.models import Solicitation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


def test_one_is_awarded_and_replayed_and_one_is_scored():
    cast = load_people(at=database_now())
    load_admissions(cast, at=database_now())
    today = timezone.localdate()
    assert load_sourcing(cast, today=today) == 2
    assert load_sourcing(cast, today=today) == 0
    award = Award.objects.get()
    assert (award.vendor.name, award.status) == ("Lingonvale Languages", "concluded")
    assert Challenge.objects.get().status == "dismissed"
    assert Letter.objects.count() == 3
    awarded = Solicitation.objects.get(status="awarded")
    assert faults_of(json.loads(json.dumps(case_file(awarded, at=database_now())))) == []
    scoring = Panel.objects.get(status="scoring")
    assert scoring.solicitation.status == "opened"
    assert [seat.submitted_at is not None for seat in scoring.members.filter(is_chair=False)] == [True, False, False]
