"""Who in the broker office looks after an agency: dated, one at a time, and somebody is always there to answer."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from contracts.models import Assignment
from contracts.relationships.actions import (
    AnotherDutyThere,
    AssignedAlready,
    NotOfTheOffice,
    assign,
    end_assignment,
)
from contracts.relationships.queries.looking_after import coverage, owners_of
from marketplace.audit.models import AuditEvent
from marketplace.clock import office_day
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.organisations.models import Membership, Substitution
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from tests.factories.marketplace import OrganisationFactory, person
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = pytest.mark.django_db

A_DAY = datetime.timedelta(days=1)
NOON = timezone.now()
TODAY = office_day(NOON)


@world
def office():
    return OrganisationFactory(broker=True)


@world
def agency():
    return OrganisationFactory(name="Department of Human Services")


@world
def cio(office):
    return person(Role.CIO, of=office)


@world
def tomas(office):
    return person(Role.RELATIONSHIP_MANAGER, of=office, name="Tomás Herrera")


@world
def ines(office):
    return person(Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER, of=office, name="Ines Fabre")


@world
def requester(agency):
    return person(Role.REQUESTER, of=agency)


def given(agency, who, by, *, duty="manager", on=TODAY) -> Assignment:
    return assign(agency=agency, duty=duty, person=who, starts_on=on, by=by, now=lambda: NOON)


def test_who_comes_next_takes_over_on_the_day(agency, tomas, ines, cio):
    first = given(agency, tomas, cio)
    second = given(agency, ines, cio, on=TODAY + A_DAY)
    first.refresh_from_db()
    assert (first.ends_on, second.ends_on) == (TODAY + A_DAY, None)
    days = [Assignment.objects.on(day).get().person for day in (TODAY, TODAY + A_DAY)]
    assert days == [tomas, ines]
    assert AuditEvent.objects.filter(action="contracts.assignment.made").count() == 2


@pytest.mark.parametrize("earlier", [0, 1])
def test_a_duty_that_is_given_already_is_refused(agency, tomas, ines, cio, earlier):
    given(agency, tomas, cio)
    with pytest.raises(AssignedAlready):
        given(agency, ines, cio, on=TODAY - earlier * A_DAY)
    assert Assignment.objects.get().person == tomas


def test_who_stands_in_is_somebody_else(agency, tomas, ines, cio):
    given(agency, tomas, cio)
    with pytest.raises(AnotherDutyThere):
        given(agency, tomas, cio, duty="deputy")
    given(agency, ines, cio, duty="deputy")
    with pytest.raises(AnotherDutyThere):
        given(agency, ines, cio, duty="chief")
    assert Assignment.objects.count() == 2


def test_a_duty_goes_to_who_holds_its_role_and_to_an_agency(agency, tomas, cio, requester):
    for who, duty in ((cio, "manager"), (tomas, "chief"), (requester, "deputy")):
        with pytest.raises(NotOfTheOffice):
            given(agency, who, cio, duty=duty)
    with pytest.raises(InvalidInput):
        given(OrganisationFactory(vendor=True), tomas, cio)
    with pytest.raises(PermissionDenied):
        given(agency, tomas, tomas)
    assert not Assignment.objects.exists()


def test_one_person_a_duty_at_a_time_in_the_database_too(agency, tomas, ines, cio):
    made = given(agency, tomas, cio)
    row = {"agency": agency, "starts_on": TODAY + A_DAY, "assigned_at": NOON, "assigned_by": cio}
    for wrong in ({"duty": "manager", "person": ines}, {"duty": "deputy", "person": tomas}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.create(**row, **wrong)
    for change in ({"person": ines}, {"starts_on": TODAY - A_DAY}):
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            Assignment.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        made.delete()
    assert Assignment.objects.get().person == tomas


def test_a_duty_ends_once_and_not_before_it_began(agency, tomas, cio):
    made = given(agency, tomas, cio)
    with pytest.raises(InvalidInput):
        end_assignment(assignment=made, ends_on=TODAY - A_DAY, by=cio, now=lambda: NOON)
    end_assignment(assignment=made, ends_on=TODAY + A_DAY, by=cio, now=lambda: NOON)
    with pytest.raises(AssignedAlready):
        end_assignment(assignment=made, ends_on=TODAY + 9 * A_DAY, by=cio, now=lambda: NOON)
    assert Assignment.objects.get().ends_on == TODAY + A_DAY


def test_the_deputy_answers_while_the_manager_is_away(agency, tomas, ines, cio):
    given(agency, tomas, cio)
    given(agency, ines, cio, duty="deputy")
    assert owners_of([agency.pk], at=NOON) == {agency.pk: tomas.pk}
    role = Membership.objects.get(user=tomas)
    away = Substitution.objects.create(membership=role, substitute=cio, starts_at=NOON - A_DAY, ends_at=NOON + A_DAY)
    assert owners_of([agency.pk], at=NOON) == {agency.pk: ines.pk}
    assert owners_of([agency.pk], at=away.ends_at) == {agency.pk: tomas.pk}
    Membership.objects.filter(role=Role.RELATIONSHIP_MANAGER).update(ends_at=NOON)
    assert owners_of([agency.pk], at=NOON) in ({}, {agency.pk: ines.pk})
    Membership.objects.filter(user=ines).update(ends_at=NOON)
    assert owners_of([agency.pk], at=NOON) == {}


def test_coverage_counts_managers_who_hold_the_role(agency, requester, tomas, cio):
    person(Role.REQUESTER)  # of another agency
    OrganisationFactory()  # nobody there
    assert coverage(at=NOON).percent == 0
    given(agency, tomas, cio)
    found = coverage(at=NOON)
    assert (found.managed, found.agencies, found.percent) == (1, 2, 50)
    Membership.objects.filter(user=tomas).update(ends_at=NOON)
    assert coverage(at=NOON).managed == 0


def test_an_agency_without_a_manager_is_work_of_the_cio(agency, requester, tomas, cio):
    def waiting():
        rows = workspace_context(cio, at=NOON)["rows"]
        return [row.step.reference for row in rows if row.step.what.startswith("Give a relationship manager")]

    assert waiting() == [agency.name]
    given(agency, tomas, cio)
    assert waiting() == []


def test_on_screen_a_duty_is_given_and_the_agency_reads_who(agency, requester, tomas, cio):
    chief, theirs = client_of(cio), client_of(requester)
    page = reverse("agency_page", args=[agency.slug])
    assert "Nobody is its relationship manager" in theirs.get(page).text
    form = {"duty": "manager", "person": tomas.pk, "starts_on": TODAY.isoformat()}
    assert chief.post(reverse("agency_assign", args=[agency.slug]), form).status_code == 302
    assert f"Relationship manager Tomás Herrera since {TODAY:%B %Y}" in theirs.get(page).text
    assert Notification.objects.filter(recipient=requester, subject__contains=agency.name).exists()
    again = chief.post(reverse("agency_assign", args=[agency.slug]), form)
    assert (again.status_code, "This duty is given" in again.text) == (409, True)
    assert "1 agency" in chief.get(reverse("agency_list"), {"q": "Human"}).text


def test_an_agency_s_page_is_for_its_people_and_the_office(agency, requester, cio):
    page = reverse("agency_page", args=[agency.slug])
    for who in (person(Role.REQUESTER), person(Role.VENDOR_ADMIN)):
        assert client_of(who).get(page).status_code == 404
    assert [client_of(who).get(page).status_code for who in (requester, cio)] == [200, 200]


def test_programs_read_who_looks_after_their_agency(agency, requester, tomas, cio):
    given(agency, tomas, cio)
    listed = client_of(requester).get("/api/v1/agencies").json()
    [row] = listed["items"]
    assert (row["slug"], row["has_manager"]) == (agency.slug, True)
    assert row["looked_after_by"] == [{"duty": "manager", "person": "Tomás Herrera", "since": TODAY.isoformat()}]
