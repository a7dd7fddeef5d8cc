"""Vendors before they sell anything: what they state when they register, and who looks like them."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from marketplace.errors import InvalidInput
from marketplace.organisations.actions import vendors
from marketplace.organisations.companies import check_company, read_tax_number
from marketplace.organisations.duplicates import findings_about
from marketplace.organisations.models import CompanyDetails, Organisation
from marketplace.permissions import Role
from tests.factories.marketplace import MembershipFactory, OrganisationFactory, UserFactory, company, person

NOW = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)


def vendor_with(tax_number="31-3131313", **fields):
    """A vendor that has stated its company's facts."""
    vendor = OrganisationFactory(vendor=True, **fields)
    vendors.keep_company(vendor, check_company(company(tax_number=tax_number)), NOW)
    return vendor


@pytest.mark.parametrize("text", ["31-4159265", "314159265", " 31-415 9265 "])
def test_a_tax_number_is_read_with_or_without_its_dash(text):
    assert read_tax_number(text) == "314159265"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31-415926", "nine digits"),
        ("3-14159265", "nine digits"),
        ("31-41592655", "nine digits"),
        ("٣١-4159265", "nine digits"),
        ("31-415926\x00", "nine digits"),
        ("07-4159265", "begins with 07"),
        ("00-0000000", "begins with 00"),
    ],
)
def test_what_cannot_be_a_tax_number_is_refused_with_the_reason(text, why):
    with pytest.raises(InvalidInput, match=why):
        read_tax_number(text)


@pytest.mark.parametrize(
    "change", [{"state": "ZZ"}, {"postal_code": "4300"}, {"street": " "}, {"legal_name": ""}, {"size": "huge"}]
)
def test_a_company_s_facts_are_checked_one_by_one(change):
    with pytest.raises(InvalidInput):
        check_company(company(**change))


@pytest.mark.django_db
class TestDetails:
    def test_only_its_people_and_the_office_read_them_and_nobody_the_whole_tax_number(self):
        vendor = vendor_with()
        seen = CompanyDetails.objects.visible_to
        assert seen(person(Role.VENDOR_ADMIN, of=vendor)).exists()
        assert seen(person(Role.PROCUREMENT_OFFICER)).exists()
        assert not seen(person(Role.VENDOR_ADMIN)).exists()
        assert vendor.company.masked_tax_number == "••-•••1313"

    def test_the_database_takes_no_other_form_of_the_tax_number(self):
        vendor = vendor_with()
        with pytest.raises(IntegrityError), transaction.atomic():
            CompanyDetails.objects.filter(organisation=vendor).update(tax_number="31-313131")


@pytest.mark.django_db
class TestFindings:
    def test_tax_number_name_and_mail_domain_are_each_named(self):
        vendor = vendor_with(name="Lingonvale Languages", status="registered")
        MembershipFactory(organisation=vendor, role="vendor_admin", user=UserFactory(email="a@lingonvale.example"))
        same_number = vendor_with(name="Ashgrove")
        alike = OrganisationFactory(vendor=True, name="Lingonvale Language Services")
        same_domain = OrganisationFactory(vendor=True, name="Tidewick")
        MembershipFactory(organisation=same_domain, role="bid_manager", user=UserFactory(email="b@Lingonvale.example"))
        OrganisationFactory(vendor=True, name="Wrenfield Learning")
        found = {finding.organisation: finding.reasons for finding in findings_about(vendor)}
        assert found.keys() == {same_number, alike, same_domain}
        assert found[same_number] == ("the same tax number",)
        assert found[alike][0].startswith("a similar name")
        assert found[same_domain] == ("people with addresses at lingonvale.example",)

    def test_an_address_at_a_public_provider_connects_nobody(self):
        vendor, other = vendor_with(name="Ashgrove"), OrganisationFactory(vendor=True, name="Tidewick")
        for each in (vendor, other):
            user = UserFactory(email=f"{each.slug}@gmail.com")
            MembershipFactory(organisation=each, role="vendor_admin", user=user)
        assert findings_about(vendor) == []

    def test_a_look_alike_is_verified_only_with_a_reason_that_the_trail_keeps(self):
        officer = person(Role.PROCUREMENT_OFFICER)
        vendor_with(name="Ashgrove")
        vendor = vendor_with(name="Tidewick", status="registered")
        with pytest.raises(InvalidInput, match="looks like this one"):
            vendors.verify_vendor(vendor=vendor, by=officer)
        vendor.refresh_from_db()
        assert vendor.status == Organisation.Status.REGISTERED
        vendors.verify_vendor(vendor=vendor, reason="A daughter with accounts of its own.", by=officer)
        vendor.refresh_from_db()
        assert vendor.status == Organisation.Status.VERIFIED

    def test_the_screen_shows_findings_and_the_number_s_last_four_digits_only(self, client):
        vendor_with(name="Ashgrove")
        vendor = vendor_with(name="Tidewick", status="registered")
        client.force_login(person(Role.PROCUREMENT_OFFICER))
        address = reverse("vendor_verify", args=[vendor.slug])
        page = client.get(address).content.decode()
        assert "the same tax number" in page
        assert "••-•••1313" in page
        assert "313131313" not in page
        assert client.post(address, {"decision": "verify"}).status_code == 422
        assert client.post(address, {"decision": "verify", "reason": "Two houses."}).status_code == 302
        assert client.post(address, {"decision": "verify", "reason": "Again."}).status_code == 409
