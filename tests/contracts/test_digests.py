"""An agency's month in plain words: written once, as it stood, sent to its people, ended by one click."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.costs.actions import write_charges
from contracts.models import Digest
from contracts.relationships.actions import make_commitment
from contracts.relationships.actions.digesting import write_digest, write_due_digests
from contracts.relationships.queries.digests import first_of, sections_of
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    closed,
    contract_with_order,
    june,
    loaded,
    steady,
    term_of,
)
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

A_DAY = datetime.timedelta(days=1)


@world
def known() -> SimpleNamespace:
    """A contract whose June was missed, and a promise of the office that is late."""
    office = OrganisationFactory(broker=True)
    term = term_of(contract_with_order())
    loaded(term, steady(JUNE, JULY, (june(14, 2), june(14, 4, 22))))
    closed(term)
    agency = term.contract.agency
    manager, requester = person(Role.RELATIONSHIP_MANAGER, of=office), person(Role.REQUESTER, of=agency)
    for one in (manager, requester):
        one.memberships.update(starts_at=JUNE)
    due_on = CLOSED_AT.date()
    owed = {"words": "Figures on calls", "owner": manager, "made_to": requester, "due_on": due_on}
    make_commitment(agency=agency, by=manager, now=lambda: CLOSED_AT, **owed)
    return SimpleNamespace(term=term, agency=agency, manager=manager, requester=requester)


def words_of(sections) -> str:
    return " ".join(line["words"] for section in sections for line in section["lines"])


def written(known, *, at=CLOSED_AT + 3 * A_DAY) -> Digest | None:
    return write_digest(agency=known.agency, month=JUNE.date(), by=SYSTEM, now=lambda: at)


def test_it_says_what_failed_what_is_owed_and_that_nothing_was_charged(known):
    with CaptureQueriesContext(connection) as seen:
        sections = sections_of(known.agency, JUNE.date(), at=CLOSED_AT + 3 * A_DAY)
    assert [section["title"] for section in sections] == [
        "What was spent", "What failed", "What we owe you", "What you owe", "What ends soon",
    ]  # fmt: skip
    said = words_of(sections)
    for words in (
        "Nothing was charged",
        "promised",
        "Figures on calls",
        "late since",
        "Nothing is open from your side",
    ):
        assert words in said
    assert len(seen) <= 9


def test_it_is_written_once_and_stands_as_it_was(known):
    first = written(known)
    assert (written(known), Digest.objects.get()) == (None, first)
    for change in (lambda: Digest.objects.update(sections=[]), lambda: first.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    for month in (CLOSED_AT.date(), CLOSED_AT.date() + 40 * A_DAY):
        with pytest.raises(InvalidInput):
            write_digest(agency=known.agency, month=month, by=SYSTEM, now=lambda: CLOSED_AT)
    with pytest.raises(PermissionDenied):
        write_digest(agency=known.agency, month=JUNE.date(), by=known.requester)


def test_the_job_writes_the_month_that_is_over_for_each_agency_once(known):
    person(Role.REQUESTER).memberships.update(starts_at=JUNE)
    made = [write_due_digests(by=SYSTEM, now=lambda: CLOSED_AT) for _ in range(2)]
    assert (made, Digest.objects.values_list("month", flat=True).distinct().get()) == (
        [2, 0],
        first_of(CLOSED_AT.date(), back=1),
    )


def test_it_is_mailed_in_words_and_one_click_without_a_session_ends_that(known):
    written(known)
    notice = Notification.objects.get(recipient=known.requester, key__startswith="digest-")
    assert "What we owe you\n- Figures on calls" in notice.body
    visitor = client_of(None)
    assert "End the monthly mails?" in visitor.get(notice.unsubscribe).text
    assert [visitor.post(notice.unsubscribe).status_code for _ in range(2)] == [200, 200]
    assert visitor.get(notice.unsubscribe.replace("refuse/", "refuse/1")).status_code == 404
    write_digest(agency=known.agency, month=datetime.date(2020, 1, 1), by=SYSTEM, now=lambda: CLOSED_AT)
    assert Notification.objects.filter(recipient=known.requester, key__startswith="digest-").count() == 1
    ours = client_of(known.requester)
    assert ours.post(reverse("digest_want", args=[known.agency.slug])).status_code == 302
    write_digest(agency=known.agency, month=datetime.date(2020, 2, 1), by=SYSTEM, now=lambda: CLOSED_AT)
    assert Notification.objects.filter(recipient=known.requester, key__startswith="digest-").count() == 2


def test_its_people_and_the_office_read_the_page(known):
    page = written(known).get_absolute_url()
    for who in (known.requester, known.manager):
        assert "Figures on calls" in client_of(who).get(page).text
    assert client_of(person(Role.REQUESTER)).get(page).status_code == 404
    assert client_of(known.requester).get(page.replace("2026", "1999")).status_code == 404
    assert "in plain words" in client_of(known.requester).get(reverse("agency_page", args=[known.agency.slug])).text


def test_what_was_spent_names_services_and_leads_to_the_month_s_bill(known):
    write_charges(month=JUNE.date(), by=SYSTEM, now=lambda: CLOSED_AT)
    total, *named = sections_of(known.agency, JUNE.date(), at=CLOSED_AT)[0]["lines"]
    assert total["words"].startswith("$")
    assert total["words"].endswith(" in all.")
    assert named[0]["words"].startswith("$")
    assert client_of(known.requester).get(total["address"]).status_code == 200
