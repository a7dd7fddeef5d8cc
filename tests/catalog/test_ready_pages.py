"""An offering's page is kept ready for visitors without an account, and never shown once anything on it has changed."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import AgencyUse, Assessor, EvidenceFile, Offering, OfferingFacts, Plan, ReadyPage, Topic
from catalog.offerings import page_versions
from catalog.offerings.models import OfferedServiceLevel
from marketplace.organisations.models import Organisation, Sanction
from marketplace.permissions import Role
from tests.factories.catalog import (
    AgencyUseFactory,
    AssessorFactory,
    OfferingFactory,
    OfferingFactsFactory,
    TopicFactory,
)
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.question_sets import evidence_of, published_version
from tests.worlds import world

pytestmark = pytest.mark.django_db
KEPT = "as it was kept"
NOT_SHOWN = {"catalog_readypage", "line"}  # the second is a name inside a statement (organisations.models.line_of)
# Whether the vendor is admitted is asked anew for each visitor: it ends at a second.
ASKED_EACH_TIME = {"catalog_admission", "catalog_declaration", "organisations_sanction"}


@world
def desk():
    """An offering with something of everything that its page can show."""
    vendor = OrganisationFactory(vendor=True, name="Kestrel Lane")
    offering = OfferingFactory(
        orderable=True, name="Kestrel Desk", slug="kestrel-desk", vendor=vendor, topics=[TopicFactory()],
        assessor=AssessorFactory(), question_set_version=published_version(),
    )  # fmt: skip
    report = evidence_of(vendor, expires_on=timezone.localdate() + datetime.timedelta(days=2))
    offering.answers = {"support": False, "tested": "yearly", "report": str(report.pk)}
    offering.save()
    OfferingFactsFactory(offering=offering)
    AgencyUseFactory(offering=offering)
    return offering


def page(client):
    return client.get("/catalogue/kestrel-desk/").content.decode()


def statements(client, address="/catalogue/kestrel-desk/"):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return [each["sql"] for each in asked.captured_queries]


def test_the_second_visitor_gets_the_same_page_by_one_statement(client, desk):
    first = page(client)
    assert len(statements(client)) == 1
    assert page(client) == first


CHANGES = {
    "its name": lambda: Offering.objects.update(name="Harrier Desk"),
    "its vendor": lambda: Organisation.objects.filter(kind="vendor").update(name="Harrier Lane"),
    "a topic": lambda: Topic.objects.update(name="Harrier topics"),
    "no topic any more": lambda: Offering.objects.get(slug="kestrel-desk").topics.through.objects.all().delete(),
    "a price": lambda: Plan.objects.update(price="77.70"),
    "a new plan": lambda: Plan.objects.create(offering=Offering.objects.get(), name="Large", price=9),
    "a promise": lambda: OfferedServiceLevel.objects.update(target="98.5"),
    "no promise any more": lambda: OfferedServiceLevel.objects.all().delete(),
    "what was measured": lambda: OfferingFacts.objects.update(used_by_count=41),
    "its assessor": lambda: Assessor.objects.update(name="Harrier Assessors"),
    "who uses it": lambda: AgencyUse.objects.create(
        offering=Offering.objects.get(), agency=OrganisationFactory(name="Harrier Agency"), kind="reuse"
    ),
    "the name of who uses it": lambda: Organisation.objects.filter(kind="agency").update(name="Harrier Agency"),
    "a document": lambda: EvidenceFile.objects.update(
        verified_at=timezone.now(), verified_by=person(Role.PROCUREMENT_OFFICER)
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_changes_by_whatever_way_is_seen_at_once(client, desk, what):
    before = page(client)
    CHANGES[what]()
    after = page(client)
    assert after != before
    ReadyPage.objects.all().delete()
    assert after == page(client)


def test_every_table_that_a_page_reads_makes_its_version(client, desk):
    """A table that is missing here could change without the page: add it to page_versions.py."""
    said = " ".join(statements(client))
    parts_of_a_statement = set(re.findall(r"([a-z_]+) AS \(SELECT", said.replace("(\n    SELECT", "(SELECT")))
    read = set(re.findall(r'(?:FROM|JOIN) "?([a-z_]+)"?', said)) - parts_of_a_statement
    assert read - NOT_SHOWN - ASKED_EACH_TIME <= set(re.findall(r"(?:FROM|JOIN) ([a-z_]+)", page_versions._statement()))
    assert {"catalog_plan", "catalog_evidencefile", "organisations_organisation"} <= read


def test_what_lapses_on_a_day_is_shown_on_that_day(client, desk):
    before = page(client)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
        assert page(client) != before


def test_a_sanction_is_seen_at_its_second_and_its_end_too(client, desk):
    before = page(client)
    at = timezone.now() + datetime.timedelta(seconds=30)
    Sanction.objects.create(
        vendor=desk.vendor, kind="suspension", reason="It was late.", starts_at=at,
        ends_at=at + datetime.timedelta(seconds=30), imposed_by=person(Role.CIO),
        office=OrganisationFactory(broker=True),
    )  # fmt: skip
    assert page(client) == before
    with time_machine.travel(at + datetime.timedelta(seconds=1)):
        assert page(client) != before
    with time_machine.travel(at + datetime.timedelta(seconds=31)):
        assert page(client) == before


def test_what_is_withdrawn_or_of_a_hidden_vendor_is_gone_at_once(client, desk):
    page(client)
    Organisation.objects.filter(pk=desk.vendor_id).update(status="suspended")
    assert client.get("/catalogue/kestrel-desk/").status_code == 404
    Organisation.objects.filter(pk=desk.vendor_id).update(status="verified")
    Offering.objects.update(live=False)
    assert client.get("/catalogue/kestrel-desk/").status_code == 404


def test_a_reader_with_an_account_a_cookie_or_a_question_gets_a_page_of_their_own(client, desk):
    page(client)
    ReadyPage.objects.update(html=KEPT)
    assert page(client) == KEPT
    assert KEPT not in client.get("/catalogue/kestrel-desk/?users=12").content.decode()
    client.cookies["messages"] = "something"
    assert page(client) != KEPT
    client.cookies.clear()
    client.force_login(person(Role.REQUESTER))
    assert page(client) != KEPT
    assert ReadyPage.objects.get().html == KEPT


def test_a_page_with_a_secret_of_its_reader_is_not_kept(rf, desk):
    request = rf.get("/")
    request.META["CSRF_COOKIE"] = "secret"
    response = type("Answer", (), {"status_code": 200, "content": b"a form"})()
    page_versions.keep(request, page_versions.Version(desk.pk, "1", None), response)
    assert not ReadyPage.objects.exists()


def test_a_refused_question_is_kept_by_nobody(client, desk):
    assert client.get("/catalogue/kestrel-desk/?users=none").status_code == 400
    assert not ReadyPage.objects.exists()


def test_pages_of_another_day_and_of_what_is_not_listed_are_cleared_away(client, desk):
    page(client)
    assert page_versions.clear_pages() == 0
    assert len(statements(client)) == 1
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=False):
        assert page_versions.clear_pages() == 1
    page(client)
    Offering.objects.filter(pk=desk.pk).update(live=False)
    assert page_versions.clear_pages() == 1
    assert not ReadyPage.objects.exists()
