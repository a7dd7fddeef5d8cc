"""An agency's page and its timeline: every record of every kind, as far as the reader may see it, in two statements."""

import datetime
import re
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from contracts.models import Headcount
from contracts.relationships.actions import agree_to_commitment, tell_headcount
from contracts.relationships.history import SOURCES, events, history_of_agency
from contracts.relationships.queries.running import services_of
from contracts.relationships.queries.staff import staff_of
from marketplace.clock import office_day
from marketplace.errors import InvalidInput
from tests.factories.world import small_world
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

A_DAY = datetime.timedelta(days=1)
KINDS = {"meetings", "promises", "orders", "contracts", "service-levels", "bills", "surveys", "complaints", "needs"}


known = world(small_world, "known")


def told(known, who, *kinds):
    """When the promise of the small world is late."""
    later = timezone.now() + datetime.timedelta(days=3)
    return events(history_of_agency(known.agency, reader(known, who), at=later, kinds=kinds))


def reader(known, who):
    return known.people[who]


def test_everything_stands_on_one_timeline_the_latest_first(known):
    agree_to_commitment(commitment=known.promise, by=reader(known, "requester"))
    found = told(known, "cio")
    assert "Promise missed" in {one.what for one in found}
    assert KINDS | {"competitions"} == set(SOURCES)
    assert KINDS <= {one.kind for one in found}
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)
    assert {one.amount is not None for one in found if one.kind == "bills"} == {True}


def test_each_sees_what_they_may_see(known):
    office, own = (told(known, who, "surveys") for who in ("cio", "requester"))
    assert (len(office), len(own)) == (1, 0)
    assert [one.what for one in told(known, "approver", "surveys")] == ["Rating of 2 of 5"]
    assert told(known, "other_vendor", "orders", "bills", "complaints", "meetings") == []


def test_kinds_are_chosen_in_the_address_and_pages_cost_two_statements_however_many_rows(known):
    page, office = reverse("agency_history", args=[known.agency.slug]), client_of(reader(known, "cio"))
    listed = office.get(page, {"kind": ["bills", "no-such-kind"]}).text
    assert ("Bill issued" in listed, "Order sent" in listed) == (True, False)
    assert office.get(page, {"page": "999"}).status_code == 404
    with CaptureQueriesContext(connection) as seen:
        rows = history_of_agency(known.agency, reader(known, "cio"), at=timezone.now())
        assert rows.count() > len(events(rows[:25])) - 1
    assert len(seen) == 2


def test_every_event_leads_to_its_record(known):
    office = client_of(reader(known, "cio"))
    addresses = {}
    for one in told(known, "cio"):
        addresses.setdefault((one.kind, one.what), one.address.split("#")[0])
    assert {address: office.get(address).status_code for address in addresses.values()} == dict.fromkeys(
        addresses.values(), 200
    )


def test_the_page_shows_services_spend_and_promises_to_both_sides(known):
    page = reverse("agency_page", args=[known.agency.slug])
    for who in ("cio", "approver"):
        text = client_of(reader(known, who)).get(page).text
        for words in ("Their services", "Spend, 12 months", "What we promised each other", "All that happened"):
            assert words in text
    rows = services_of(known.agency, reader(known, "cio"), at=timezone.now())
    assert {row.contract for row in rows} >= {known.contract}
    with CaptureQueriesContext(connection) as seen:
        services_of(known.agency, reader(known, "cio"), at=timezone.now())
    assert len(seen) == 4


def test_another_agency_s_timeline_is_not_there(known):
    page = reverse("agency_history", args=[known.agency.slug])
    assert client_of(reader(known, "other_agency")).get(page).status_code == 404


def test_its_staff_is_the_figure_of_the_latest_day_with_its_source(known):
    admin, today, at = reader(known, "agency_admin"), office_day(timezone.now()), timezone.now()
    told = {"agency": known.agency, "people": 1200, "counted_on": today, "source": "Workforce report"}
    for who in ("requester", "vendor", "auditor"):
        with pytest.raises(PermissionDenied):
            tell_headcount(by=reader(known, who), **told)
    for wrong in ({"people": 0}, {"source": " "}, {"counted_on": today + A_DAY}):
        with pytest.raises(InvalidInput):
            tell_headcount(by=admin, **told | wrong)
    assert staff_of(known.agency, spent=Decimal(144_000), at=at).a_head is None
    tell_headcount(by=admin, **told)
    tell_headcount(by=admin, **told | {"people": 900, "counted_on": today - 400 * A_DAY})
    found = staff_of(known.agency, spent=Decimal(144_000), at=at)
    assert (found.told.people, found.a_head) == (1200, Decimal("10.00"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Headcount.objects.update(people=1)


def test_each_figure_of_the_page_opens_its_rows(known):
    admin, place = client_of(reader(known, "agency_admin")), reverse("agency_staff", args=[known.agency.slug])
    form = {"people": "1200", "counted_on": office_day(timezone.now()).isoformat(), "source": "Workforce report"}
    assert admin.post(place, form | {"source": ""}).status_code == 422
    assert admin.post(place, form).status_code == 302
    assert client_of(reader(known, "requester")).post(place, form).status_code == 403
    for who in ("cio", "agency_admin"):
        client = client_of(reader(known, who))
        text = client.get(reverse("agency_page", args=[known.agency.slug])).text
        figures = text[text.index("Key figures") : text.index("</dl>")]
        assert all(word in figures for word in ("1,200", "Workforce report", "Spend a head", "Overlap"))
        opened = [unescape(address) for address in re.findall(r'href="([^"]+)"', figures)]
        assert len(opened) >= 4
        assert {address: client.get(address).status_code for address in opened} == dict.fromkeys(opened, 200)
