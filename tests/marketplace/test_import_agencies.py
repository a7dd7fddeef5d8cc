"""Importing public bodies: by their source's id, once, whatever else the file holds."""

import os
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from marketplace.audit.models import AuditEvent
from marketplace.organisations.agency_imports import import_agencies
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, Role
from tests.factories.marketplace import OrganisationFactory, person

pytestmark = pytest.mark.django_db

SHARED = Path(os.environ.get("STOA_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
ROW = {
    "source": "dotgov",
    "source_id": "",
    "level": "city",
    "name": "Town of Windsor",
    "parent": "",
    "city": "Windsor",
    "state": "CO",
    "domain": "windsorgov.gov",
}


def take_in(*rows, by=SYSTEM, **options):
    return import_agencies(rows=rows, file_name="agencies.csv", digest="0" * 64, by=by, **options)


def agencies():
    return list(Organisation.objects.agencies().order_by("pk").values())


def test_the_shared_register_is_taken_in_whole_and_a_repeat_changes_nothing(capsys):
    if not SHARED.exists():
        pytest.skip("the shared data is not on this machine")
    call_command("import_agencies", str(SHARED / "agencies.csv"))
    assert "Agencies: 2,176 created, 0 changed, 0 same, 0 left out." in capsys.readouterr().out
    assert Organisation.objects.get(source_id="22-002-01").parent.name == "Department of Homeland Security"
    before = agencies(), AuditEvent.objects.count()
    call_command("import_agencies", str(SHARED / "agencies.csv"))
    assert (agencies(), AuditEvent.objects.count()) == before
    assert "0 created, 0 changed, 2,176 same" in capsys.readouterr().out


def test_a_row_becomes_an_agency_that_nobody_joins_by_its_web_host():
    take_in(ROW)
    agency = Organisation.objects.agencies().get()
    assert (agency.name, agency.level, agency.state, agency.slug) == (
        "Town of Windsor",
        "city",
        "CO",
        "town-of-windsor",
    )
    assert (agency.website, agency.mail_domain) == ("https://windsorgov.gov", "")


def test_towns_of_one_name_are_told_apart_by_their_state_whatever_comes_first():
    OrganisationFactory(slug="town-of-windsor")
    take_in({**ROW, "state": "VT"}, {**ROW, "state": "CO"})
    slugs = dict(Organisation.objects.filter(source="dotgov").values_list("state", "slug"))
    assert slugs == {"CO": "town-of-windsor-co", "VT": "town-of-windsor-vt"}


def test_a_body_finds_its_parent_in_its_own_state():
    parents = [{**ROW, "name": "Department of Roads", "level": "state", "state": state} for state in ("CO", "VT")]
    part = {**ROW, "name": "Bridges", "level": "state", "state": "VT", "parent": "Department of Roads"}
    take_in(part, *parents)
    assert Organisation.objects.get(name="Bridges").parent.state == "VT"


def test_changed_facts_are_brought_up_to_date_and_leave_the_slug():
    row = {**ROW, "source": "fedramp", "source_id": "22-1"}
    take_in(row)
    assert take_in({**row, "name": "City of Windsor", "city": "New Windsor"}).changed == 1
    agency = Organisation.objects.agencies().get()
    assert (agency.name, agency.sort_name, agency.city) == ("City of Windsor", "city of windsor", "New Windsor")
    assert agency.slug == "town-of-windsor"
    assert AuditEvent.objects.filter(action="organisations.agencies_imported").count() == 2


def test_a_rehearsal_changes_nothing():
    assert take_in(ROW, dry_run=True).created == 1
    assert agencies() == []
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Its name is missing."),
        ({"name": "N" * 201}, "Its name has 201 characters; at most 200 are taken."),
        ({"name": "Wind\x00sor"}, "Its name holds a control character"),
        ({"level": "galactic"}, "Its level “galactic” is not known."),
        ({"state": "Colorado"}, "Its state has 8 characters"),
        ({"source": ""}, "Its source is missing."),
        ({}, "An earlier row names the same body."),
    ],
)
def test_a_bad_row_is_left_out_with_a_sentence_and_the_rest_goes_in(wrong, sentence):
    (refusal,) = take_in(ROW, {**ROW, **wrong}, {**ROW, "name": "City of Aurora"}).refusals
    assert refusal.place == 2
    assert sentence in refusal.sentence
    assert Organisation.objects.agencies().count() == 2


@pytest.mark.parametrize("role", [Role.AGENCY_ADMIN, Role.AUDITOR, Role.VENDOR_ADMIN])
def test_only_the_office_imports(role):
    with pytest.raises(PermissionDenied):
        take_in(ROW, by=person(role))


def test_a_file_without_its_columns_or_of_another_kind_is_refused(tmp_path):
    for content, sentence in (("name\nRoads\n", "has no column source, level"), ("\xff", "has no column")):
        path = tmp_path / "agencies.csv"
        path.write_text(content)
        with pytest.raises(CommandError, match=sentence):
            call_command("import_agencies", str(path))
