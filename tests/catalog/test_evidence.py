"""Evidence: who may read it, who gives the badge, and how what lapses is announced and stays in sight."""

import datetime

import pytest
from django.utils import timezone

from catalog.offerings import actions
from catalog.offerings.lapses import announce_lapses
from catalog.offerings.plans import price_day
from marketplace.audit.models import AuditEvent
from marketplace.notifications.models import Notification
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.question_sets import evidence_of, published_version
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
LAST_DAY = datetime.date(2027, 6, 30)


@world
def vendor():
    return OrganisationFactory(vendor=True, status=Organisation.Status.VERIFIED)


@world
def seller(vendor):
    return person(Role.VENDOR_EDITOR, of=vendor)


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def report(vendor, seller):
    return evidence_of(vendor, expires_on=LAST_DAY, by=seller, name="SOC 2 «report».pdf")


@world
def offering(vendor, seller, report):
    """Published, with an answer that names the report."""
    draft = OfferingFactory(draft=True, vendor=vendor, question_set_version=published_version())
    answers = {"support": False, "tested": "yearly", "report": str(report.pk), "insured": "5000.00"}
    actions.edit_offering(
        offering=draft, fields={"answers": answers}, latest_revision_id=draft.latest_revision_id, by=seller
    )
    draft.refresh_from_db()
    return actions.publish_offering(offering=draft, by=SYSTEM)


def noon(day):
    return datetime.datetime.combine(day, datetime.time(17), tzinfo=datetime.UTC)


def reads(report):
    return AuditEvent.objects.about(report).filter(action="catalog.evidence.read").count()


class TestReading:
    def test_its_own_vendor_downloads_it_and_nobody_can_make_a_page_of_it(self, client, seller, report):
        client.force_login(seller)
        answer = client.get(f"/evidence/{report.pk}/file/")
        assert answer.content == b"%PDF-1.7 report"
        assert answer["Content-Disposition"].startswith("attachment; ")
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
        assert "no-store" in answer["Cache-Control"]
        assert reads(report) == 0

    def test_what_the_office_reads_is_in_the_trail(self, client, officer, report):
        client.force_login(officer)
        client.get(f"/evidence/{report.pk}/file/")
        event = AuditEvent.objects.about(report).latest("pk")
        assert (event.action, event.actor_id) == ("catalog.evidence.read", officer.pk)

    def test_other_vendors_and_agencies_find_nothing(self, client, report):
        for stranger in (person(Role.VENDOR_EDITOR), person(Role.REQUESTER)):
            client.force_login(stranger)
            for part in ("", "file/"):
                assert client.get(f"/evidence/{report.pk}/{part}").status_code == 404
            assert client.post(f"/evidence/{report.pk}/badge/").status_code == 404
            assert report.name not in client.get("/evidence/").content.decode()
        assert reads(report) == 0

    def test_a_document_that_is_gone_or_altered_is_not_shown(self, client, officer, report):
        client.force_login(officer)
        with report.file.storage.open(report.file.name, "wb") as kept:
            kept.write(b"%PDF-1.7 another")
        assert client.get(f"/evidence/{report.pk}/file/").status_code == 409
        report.file.storage.delete(report.file.name)
        assert client.get(f"/evidence/{report.pk}/file/").status_code == 409
        assert reads(report) == 0

    @pytest.mark.parametrize("count", [1, 8])
    def test_the_list_takes_as_many_statements_for_one_as_for_eight(
        self, client, officer, vendor, count, django_assert_max_num_queries
    ):
        for number in range(count):
            evidence_of(vendor, text=str(number))
        client.force_login(officer)
        with django_assert_max_num_queries(9):
            assert client.get("/evidence/").content.decode().count("Not checked yet") == count


class TestBadge:
    def test_the_office_gives_it_once_and_everybody_sees_it(self, client, officer, offering, report):
        client.force_login(officer)
        assert "give the badge" in client.get(f"/evidence/{report.pk}/").content.decode()
        for _ in range(2):
            client.post(f"/evidence/{report.pk}/badge/")
        assert AuditEvent.objects.about(report).filter(action="catalog.evidence.verified").count() == 1
        assert "give the badge" not in client.get(f"/evidence/{report.pk}/").content.decode()
        assert report.name not in client.get("/evidence/?unchecked=1").content.decode()
        client.logout()
        assert "Checked by the office" in client.get(offering.get_absolute_url()).content.decode()

    def test_a_vendor_gives_none_to_itself(self, client, seller, report):
        client.force_login(seller)
        assert client.post(f"/evidence/{report.pk}/badge/").status_code == 403
        report.refresh_from_db()
        assert report.verified_at is None


class TestLapses:
    def told(self, people, key="lapse-"):
        rows = Notification.objects.filter(recipient=people, key__startswith=key).order_by("pk")
        return [int(row.key.rpartition("-")[2]) for row in rows]

    def test_it_is_announced_ninety_thirty_and_seven_days_before_and_on_the_day_once_each(self, offering, seller):
        for left in range(95, -4, -1):
            for _ in range(2):
                announce_lapses(now=lambda left=left: noon(LAST_DAY - datetime.timedelta(days=left)))
        assert self.told(seller) == [90, 30, 7, 0]

    def test_after_an_outage_only_the_latest_step_is_told(self, offering, seller):
        announce_lapses(now=lambda: noon(LAST_DAY - datetime.timedelta(days=5)))
        assert self.told(seller) == [7]
        announce_lapses(now=lambda: noon(LAST_DAY + datetime.timedelta(days=2)))
        assert self.told(seller) == [7, 0]
        assert "lapsed on Wed 30 Jun 2027" in Notification.objects.filter(recipient=seller).latest("pk").subject

    def test_on_the_last_day_the_reviewers_are_told_too(self, offering, seller):
        reviewer = person(Role.CATALOGUE_EDITOR)
        announce_lapses(now=lambda: noon(LAST_DAY - datetime.timedelta(days=7)))
        assert self.told(reviewer) == []
        announce_lapses(now=lambda: noon(LAST_DAY))
        assert self.told(reviewer) == [0]

    def test_a_document_that_no_published_answer_names_is_not_announced(self, report, seller):
        assert announce_lapses(now=lambda: noon(LAST_DAY)) == 0
        assert self.told(seller) == []

    def test_an_authorisation_is_announced_as_a_document_is(self, vendor, seller):
        OfferingFactory(vendor=vendor, authorised_until=LAST_DAY)
        announce_lapses(now=lambda: noon(LAST_DAY - datetime.timedelta(days=30)))
        assert self.told(seller, "lapse-authorisation-") == [30]

    def test_the_day_is_the_offices(self):
        just_before_midnight = datetime.datetime(2027, 7, 1, 3, 59, 59, tzinfo=datetime.UTC)
        assert price_day(just_before_midnight) == LAST_DAY

    def test_what_has_lapsed_stays_in_sight_with_its_day(self, client, offering, time_machine):
        time_machine.move_to(noon(LAST_DAY))
        assert "certificate lapsed" not in client.get(offering.get_absolute_url()).content.decode()
        time_machine.move_to(noon(LAST_DAY + datetime.timedelta(days=1)))
        shown = client.get(offering.get_absolute_url()).content.decode()
        assert "certificate lapsed on 30 Jun 2027" in shown

    def test_a_lapsed_authorisation_is_named_so_on_page_and_comparison(self, client, vendor):
        ended = timezone.localdate() - datetime.timedelta(days=1)
        offering = OfferingFactory(vendor=vendor, authorised_on=datetime.date(2024, 1, 1), authorised_until=ended)
        said = f"lapsed on {ended.day} {ended:%b %Y}"
        assert said in client.get(offering.get_absolute_url()).content.decode()
        assert said in client.get("/catalogue/compare/", {"offering": offering.slug}).content.decode()

    def test_lapsed_evidence_is_asked_for_again_before_the_next_version_is_published(
        self, offering, seller, time_machine
    ):
        time_machine.move_to(noon(LAST_DAY + datetime.timedelta(days=1)))
        missing = offering.missing_for_publication()
        assert missing == ["“Proof” is not complete: The report."]
