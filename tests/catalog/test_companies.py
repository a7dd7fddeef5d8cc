"""What Stoa holds about a company: its own page, and the broker office's register and record."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from catalog.companies.actions import confirm_size
from catalog.companies.page import company_context
from catalog.models import OfferingChange
from marketplace.errors import InvalidInput
from marketplace.organisations.actions.size import NoDetails
from marketplace.organisations.actions.vendors import keep_company
from marketplace.organisations.companies import Company
from marketplace.permissions import Role
from tests.factories.admissions import TO_REVIEW, asked_of_vendors, sent, signatory_of
from tests.factories.admitted import admitted
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, company, person
from tests.factories.question_sets import evidence_of
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
DAY = datetime.timedelta(days=1)
REGISTER = "company_register"


@world
def vendor():
    known = OrganisationFactory(vendor=True, name="Tidewick Voice", slug="tidewick", admitted=False)
    keep_company(known, stated("31-3131313"), timezone.now() - 400 * DAY)
    return known


@world
def signatory(vendor):
    return signatory_of(vendor)


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


def stated(tax_number, size="small") -> Company:
    return company(tax_number=tax_number.replace("-", ""), size=size)


def names_in(client, **query):
    answer = client.get(reverse(REGISTER), query)
    return [row.name for row in answer.context["page"]]


class TestPage:
    def test_a_document_says_where_it_is_used_and_what_ends_is_due(self, vendor, signatory, client):
        asked_of_vendors()
        last_day = timezone.localdate() + 20 * DAY
        proof = evidence_of(vendor, by=signatory, expires_on=last_day)
        unused = evidence_of(vendor, by=signatory, text="other", expires_on=last_day - DAY)
        OfferingFactory(vendor=vendor, name="Tidewick Calls", answers={"report": str(proof.pk)})
        sent(vendor, by=signatory, insurance=str(proof.pk))
        context = company_context(vendor, reader=signatory, at=timezone.now())
        uses = {one.file: [use.words for use in one.uses] for one in context["documents"]}
        assert uses == {proof: [f"Declaration of {timezone.now():%Y}", "Tidewick Calls"], unused: []}
        assert [(one.words, one.over) for one in context["due"]] == [
            ("The size is to be confirmed", True),
            ("“report.pdf” ends", False),
            ("The declaration ends", False),
        ]
        client.force_login(signatory)
        page = client.get(reverse("company_page", args=[vendor.slug])).content.decode()
        assert "••-•••1313" in page
        assert "313131313" not in page

    def test_work_leads_to_the_own_company_and_the_office_to_the_register(self, vendor, signatory, officer, client):
        client.force_login(signatory)
        assert reverse("company_own") in client.get(reverse("workspace")).content.decode()
        assert client.get(reverse("company_own"))["Location"] == reverse("company_page", args=[vendor.slug])
        client.force_login(officer)
        assert reverse(REGISTER) in client.get(reverse("workspace")).content.decode()
        assert client.get(reverse("company_own"))["Location"] == reverse("membership_list")

    def test_other_vendors_do_not_find_it_and_the_office_reads_more(self, vendor, officer, client):
        twin = OrganisationFactory(vendor=True, name="Tidewick Voices")
        address = reverse("company_page", args=[vendor.slug])
        client.force_login(person(Role.VENDOR_ADMIN))
        assert client.get(address).status_code == 404
        client.force_login(signatory_of(vendor))
        assert "Vendors that look like it" not in client.get(address).content.decode()
        client.force_login(officer)
        assert twin.name in client.get(address).content.decode()

    @pytest.mark.parametrize("rows", [1, 6])
    def test_it_takes_as_many_statements_whatever_it_holds(
        self, vendor, signatory, django_assert_max_num_queries, rows
    ):
        for number in range(rows):
            proof = evidence_of(vendor, by=signatory, text=f"text {number}", expires_on=timezone.localdate() + DAY)
            OfferingFactory(vendor=vendor, answers={"report": str(proof.pk)})
        admitted(vendor)
        with django_assert_max_num_queries(12):
            company_context(vendor, reader=signatory, at=timezone.now())


class TestSize:
    def test_the_size_is_stated_anew_with_its_day_and_search_follows(self, vendor, signatory):
        offering = OfferingFactory(vendor=vendor)
        OfferingChange.objects.all().delete()
        at = timezone.now()
        details = confirm_size(vendor=vendor, size="medium", small_business=True, by=signatory, now=lambda: at)
        assert (details.size, details.stated_at, details.size_holds_until) == ("medium", at, at + 365 * DAY)
        vendor.refresh_from_db()
        assert vendor.small_business
        assert OfferingChange.objects.get().offering_id == offering.pk

    def test_what_does_not_fit_or_comes_from_another_is_refused(self, vendor, signatory):
        with pytest.raises(InvalidInput):
            confirm_size(vendor=vendor, size="vast", small_business=None, by=signatory)
        with pytest.raises(PermissionDenied):
            confirm_size(vendor=vendor, size="micro", small_business=None, by=person(Role.VENDOR_ADMIN))
        bare = OrganisationFactory(vendor=True)
        with pytest.raises(NoDetails):
            confirm_size(vendor=bare, size="micro", small_business=None, by=signatory_of(bare))
        vendor.company.refresh_from_db()
        assert vendor.company.size == "small"

    def test_on_the_screen(self, vendor, signatory, client):
        client.force_login(signatory)
        address = reverse("company_size", args=[vendor.slug])
        assert client.post(address, {"size": "vast"}).status_code == 422
        assert client.post(address, {"size": "large", "small_business": "no"}).status_code == 302
        vendor.refresh_from_db()
        assert (vendor.company.size, vendor.small_business) == ("large", False)


class TestRegister:
    def test_the_register_is_filtered_by_size_lot_and_declaration(self, vendor, officer, client):
        admitted(vendor, "cloud-hosting", until=timezone.now() + 30 * DAY)
        OrganisationFactory(vendor=True, name="Anchor Mail", small_business=True)
        OrganisationFactory(vendor=True, name="Barren", admitted=False)
        sent(OrganisationFactory(vendor=True, name="Waiting", admitted=False), **TO_REVIEW)
        admitted(OrganisationFactory(vendor=True, name="Zephyr", admitted=False), until=timezone.now() - DAY)
        client.force_login(officer)
        assert names_in(client) == ["Anchor Mail", "Barren", "Tidewick Voice", "Waiting", "Zephyr"]
        assert names_in(client, lot="cloud-hosting") == ["Anchor Mail", "Tidewick Voice"]
        assert names_in(client, lot="cloud-software") == ["Anchor Mail"]
        assert names_in(client, size="small") == ["Tidewick Voice"]
        assert names_in(client, size="small_business") == ["Anchor Mail"]
        by_declaration = {
            "in_force": ["Anchor Mail", "Tidewick Voice"],
            "lapsing": ["Tidewick Voice"],
            "in_review": ["Waiting"],
            "lapsed": ["Zephyr"],
            "none": ["Barren"],
        }
        for state, names in by_declaration.items():
            assert names_in(client, declaration=state) == names
        assert names_in(client, status="suspended") == []

    def test_a_tax_number_finds_its_vendor_and_is_nowhere_shown(self, vendor, officer, client):
        OrganisationFactory(vendor=True, name="Anchor Mail")
        client.force_login(officer)
        assert names_in(client, q="31-3131313") == names_in(client, q="tidewick") == ["Tidewick Voice"]
        table = b"".join(client.get(reverse("company_register_csv"), {"q": "tidewick"}).streaming_content).decode()
        assert table.splitlines()[1].startswith("Tidewick Voice,Verified,")
        assert "313131313" not in table + client.get(reverse(REGISTER)).content.decode()

    def test_it_is_the_offices(self, signatory, client):
        client.force_login(signatory)
        assert client.get(reverse(REGISTER)).status_code == 403
        assert client.get(reverse("company_register_csv")).status_code == 403

    @pytest.mark.parametrize(
        ("query", "status"), [({"lot": "nonsense"}, 422), ({"page": "99999"}, 404), ({"q": "a" * 300}, 422)]
    )
    def test_what_cannot_be_read_is_said(self, officer, client, query, status):
        client.force_login(officer)
        assert client.get(reverse(REGISTER), query).status_code == status

    @pytest.mark.parametrize("rows", [1, 8])
    def test_it_takes_as_many_statements_for_one_as_for_many(
        self, officer, client, django_assert_max_num_queries, rows
    ):
        for _ in range(rows):
            OrganisationFactory(vendor=True)
        client.force_login(officer)
        with django_assert_max_num_queries(10):
            client.get(reverse(REGISTER))
