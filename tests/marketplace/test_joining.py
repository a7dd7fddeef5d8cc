"""Ways into an organisation: invitation, mail domain, registration of a vendor."""

import datetime
import re
import threading

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.urls import reverse

from marketplace.accounts.models import User
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.organisations import tasks
from marketplace.organisations.actions import joining, vendors
from marketplace.organisations.models import Invitation, Membership, Organisation
from marketplace.permissions import Role
from tests.factories.marketplace import OrganisationFactory, UserFactory, company, person

NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0) - datetime.timedelta(days=1)


def at(moment=NOW):
    return lambda: moment


def fresh(user):
    return User.objects.get(pk=user.pk)


def confirmed(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def agency():
    return OrganisationFactory(name="Department of Roads", mail_domain="roads.example")


@pytest.fixture
def admin(agency):
    return person(Role.AGENCY_ADMIN, of=agency)


@pytest.fixture
def invitation(agency, admin):
    return joining.invite(organisation=agency, email="Nia@Roads.example ", role=Role.REQUESTER, by=admin, now=at())


@pytest.mark.django_db
class TestInvitations:
    def test_the_link_in_the_mail_gives_the_role(self, invitation, agency, admin):
        nia = confirmed(UserFactory(email="nia@roads.example"))
        joining.accept_invitation(secret=joining.secret_of(invitation), by=nia, now=at())
        assert [held.role for held in fresh(nia).standing] == [Role.REQUESTER]
        assert Notification.objects.get(recipient=admin).subject.endswith("joined Department of Roads as requester")
        assert {"organisations.invite", "organisations.accept_invitation"} <= set(
            AuditEvent.objects.values_list("action", flat=True)
        )

    def test_the_row_keeps_a_hash_and_the_job_an_id(self, invitation):
        secret = joining.secret_of(invitation)
        assert secret not in str(Invitation.objects.filter(pk=invitation.pk).values().get())
        assert invitation.email == "nia@roads.example"

    def test_the_mail_is_sent_once_and_its_link_opens(self, invitation, client, time_machine):
        time_machine.move_to(NOW)
        tasks.send(invitation_id=invitation.pk, now=at())
        tasks.send(invitation_id=invitation.pk, now=at())
        (message,) = mail.outbox
        assert message.to == ["nia@roads.example"]
        path = re.search(r"http://[^/]+(/organisations/invitations/\w+/)", message.body).group(1)
        assert "Department of Roads" in client.get(path).content.decode()

    def test_one_use_only(self, invitation):
        nia = confirmed(UserFactory(email="nia@roads.example"))
        joining.accept_invitation(secret=joining.secret_of(invitation), by=nia, now=at())
        with pytest.raises(joining.InvitationClosed):
            joining.accept_invitation(secret=joining.secret_of(invitation), by=nia, now=at())
        assert nia.memberships.count() == 1

    @pytest.mark.parametrize(("seconds", "works"), [(-1, True), (0, False), (1, False)])
    def test_it_closes_at_the_end_of_its_fourteen_days(self, invitation, seconds, works):
        nia = confirmed(UserFactory(email="nia@roads.example"))
        moment = invitation.expires_at + datetime.timedelta(seconds=seconds)
        if works:
            joining.accept_invitation(secret=joining.secret_of(invitation), by=nia, now=at(moment))
        else:
            with pytest.raises(joining.InvitationClosed):
                joining.accept_invitation(secret=joining.secret_of(invitation), by=nia, now=at(moment))
        assert nia.memberships.exists() is works

    def test_another_persons_address_does_not_take_it_up(self, invitation):
        omar = confirmed(UserFactory(email="omar@roads.example"))
        with pytest.raises(InvalidInput, match="another address"):
            joining.accept_invitation(secret=joining.secret_of(invitation), by=omar, now=at())
        assert not omar.memberships.exists()

    def test_an_address_that_is_not_confirmed_does_not_count(self, invitation):
        nia = UserFactory(email="nia@roads.example")
        with pytest.raises(InvalidInput):
            joining.accept_invitation(secret=joining.secret_of(invitation), by=nia, now=at())

    def test_withdrawn_it_does_not_work(self, invitation, admin):
        joining.withdraw_invitation(invitation=invitation, by=admin, now=at())
        nia = confirmed(UserFactory(email="nia@roads.example"))
        with pytest.raises(joining.InvitationClosed):
            joining.accept_invitation(secret=joining.secret_of(invitation), by=nia, now=at())

    def test_the_same_invitation_twice_is_refused_until_it_is_too_old(self, invitation, agency, admin):
        again = {"organisation": agency, "email": "nia@roads.example", "role": Role.REQUESTER, "by": admin}
        with pytest.raises(joining.InvitationOpen):
            joining.invite(**again, now=at())
        assert Invitation.objects.count() == 1
        later = joining.invite(**again, now=at(NOW + joining.INVITED_FOR))
        assert later.pk != invitation.pk

    @pytest.mark.parametrize("role", [Role.CIO, Role.SIGNATORY])
    def test_roles_of_other_kinds_of_organisations_cannot_be_given(self, agency, admin, role):
        with pytest.raises(InvalidInput):
            joining.invite(organisation=agency, email="x@roads.example", role=role, by=admin, now=at())

    def test_an_approver_is_invited_with_a_limit_and_nobody_else_with_one(self, agency, admin):
        with pytest.raises(InvalidInput, match="limit"):
            joining.invite(organisation=agency, email="x@roads.example", role=Role.APPROVER, by=admin, now=at())
        with pytest.raises(InvalidInput, match="limit"):
            joining.invite(
                organisation=agency, email="x@r.example", role=Role.REQUESTER, delegation_limit=5, by=admin, now=at()
            )

    @pytest.mark.parametrize("role", [Role.REQUESTER, Role.APPROVER])
    def test_members_without_the_admins_role_cannot_invite(self, agency, role):
        with pytest.raises(PermissionDenied):
            joining.invite(
                organisation=agency, email="x@r.example", role=Role.REQUESTER, by=person(role, of=agency), now=at()
            )
        assert not Invitation.objects.exists()

    def test_an_admin_of_another_agency_cannot_invite(self, agency):
        with pytest.raises(PermissionDenied):
            joining.invite(
                organisation=agency, email="x@r.example", role=Role.REQUESTER, by=person(Role.AGENCY_ADMIN), now=at()
            )

    def test_the_broker_office_invites_the_administrator_and_nobody_else(self, agency):
        officer = person(Role.PROCUREMENT_OFFICER)
        first = {"organisation": agency, "email": "x@roads.example", "by": officer, "now": at()}
        assert joining.invite(role=Role.AGENCY_ADMIN, **first)
        with pytest.raises(PermissionDenied):
            joining.invite(role=Role.REQUESTER, **first)

    def test_an_officer_cannot_make_a_cio(self):
        officer = person(Role.PROCUREMENT_OFFICER)
        office = officer.memberships.get().organisation
        with pytest.raises(PermissionDenied):
            joining.invite(organisation=office, email="x@office.example", role=Role.CIO, by=officer, now=at())

    def test_an_unknown_link_is_404(self, client):
        assert client.get(reverse("invitation_accept", args=["0" * 64])).status_code == 404


@pytest.mark.django_db
class TestMailDomain:
    def test_somebody_on_the_domain_becomes_requester_and_the_admin_is_told(self, agency, admin):
        dana = confirmed(UserFactory(email="dana@roads.example"))
        joining.join_by_mail_domain(organisation=agency, by=dana, now=at())
        assert fresh(dana).standing[0].role == Role.REQUESTER
        assert "joined Department of Roads as requester" in Notification.objects.get(recipient=admin).subject

    @pytest.mark.parametrize("address", ["dana@roads.example.com", "dana@a.roads.example", "dana@other.example"])
    def test_other_domains_do_not(self, agency, address):
        dana = confirmed(UserFactory(email=address))
        with pytest.raises(InvalidInput):
            joining.join_by_mail_domain(organisation=agency, by=dana, now=at())
        assert not dana.memberships.exists()

    def test_an_address_that_is_not_confirmed_does_not(self, agency):
        dana = UserFactory(email="dana@roads.example")
        with pytest.raises(InvalidInput):
            joining.join_by_mail_domain(organisation=agency, by=dana, now=at())

    def test_a_vendors_domain_opens_nothing(self):
        vendor = OrganisationFactory(vendor=True, mail_domain="quill.example")
        with pytest.raises(InvalidInput):
            joining.join_by_mail_domain(
                organisation=vendor, by=confirmed(UserFactory(email="a@quill.example")), now=at()
            )

    def test_twice_is_refused(self, agency):
        dana = confirmed(UserFactory(email="dana@roads.example"))
        joining.join_by_mail_domain(organisation=agency, by=dana, now=at())
        with pytest.raises(joining.AlreadyMember):
            joining.join_by_mail_domain(organisation=agency, by=dana, now=at())
        assert Membership.objects.filter(user=dana).count() == 1

    def test_the_offer_is_on_the_page_and_its_button_joins(self, agency, client):
        dana = confirmed(UserFactory(email="dana@Roads.example".lower()))
        client.force_login(dana)
        assert "Join Department of Roads" in client.get(reverse("membership_list")).content.decode()
        assert client.post(reverse("organisation_join", args=[agency.slug])).status_code == 302
        page = client.get(reverse("membership_list")).content.decode()
        assert "Join Department of Roads" not in page
        assert "Requester" in page


@pytest.mark.django_db
class TestVendors:
    facts = {
        "name": "Quill & Mark, Inc.",
        "registration_number": "qm7 k-2 p",
        "small_business": True,
        "company": company(),
    }

    @pytest.fixture
    def founder(self):
        return confirmed(UserFactory())

    @pytest.fixture
    def officer(self):
        return person(Role.PROCUREMENT_OFFICER)

    @pytest.fixture
    def vendor(self, founder, officer):
        return vendors.register_vendor(by=founder, now=at(), **self.facts)

    def test_registered_verified_then_colleagues_are_invited(self, vendor, founder, officer):
        assert (vendor.status, vendor.registration_number) == ("registered", "QM7K2P")
        assert Notification.objects.get(recipient=officer).address == f"/organisations/vendors/{vendor.slug}/"
        with pytest.raises(joining.NotVerified):
            joining.invite(organisation=vendor, email="x@q.example", role=Role.BID_MANAGER, by=fresh(founder), now=at())
        vendors.verify_vendor(vendor=vendor, by=officer, now=at())
        assert joining.invite(
            organisation=vendor, email="x@q.example", role=Role.BID_MANAGER, by=fresh(founder), now=at()
        )
        assert "verified Quill & Mark, Inc." in Notification.objects.filter(recipient=founder).first().subject

    def test_refused_with_a_reason_and_registered_again(self, vendor, founder, officer):
        vendors.refuse_vendor(vendor=vendor, reason="The number belongs to another company.", by=officer, now=at())
        assert Notification.objects.get(recipient=founder).body == "The number belongs to another company."
        assert fresh(founder).standing == ()
        again = vendors.register_vendor(
            by=fresh(founder), now=at(), **self.facts | {"registration_number": "QM-7-K2-P"}
        )
        assert (again.pk, again.status) == (vendor.pk, "registered")

    def test_a_refusal_needs_a_reason(self, vendor, officer):
        with pytest.raises(InvalidInput, match="Say why"):
            vendors.refuse_vendor(vendor=vendor, reason="  ", by=officer, now=at())
        vendor.refresh_from_db()
        assert vendor.status == "registered"

    def test_decided_once(self, vendor, officer):
        vendors.refuse_vendor(vendor=vendor, reason="No such number.", by=officer, now=at())
        with pytest.raises(MoveRefused):
            vendors.verify_vendor(vendor=vendor, by=officer, now=at())

    @pytest.mark.parametrize(
        "twin",
        [
            {"name": "QUILL and MARK", "registration_number": "QM7K2P"},
            {"name": "Quill & Mark LLC", "registration_number": "ZZZ999"},
            {"name": "quill&mark", "registration_number": "ZZZ999"},
        ],
    )
    def test_the_same_company_is_not_registered_twice(self, vendor, twin):
        other = confirmed(UserFactory())
        with pytest.raises(vendors.DuplicateVendor, match="in Stoa already"):
            vendors.register_vendor(by=other, now=at(), company=company(), **twin)
        assert Organisation.objects.vendors().count() == 1
        assert not other.memberships.exists()

    def test_nobody_else_re_registers_a_refused_vendor(self, vendor, officer):
        vendors.refuse_vendor(vendor=vendor, reason="No such number.", by=officer, now=at())
        with pytest.raises(vendors.DuplicateVendor):
            vendors.register_vendor(by=confirmed(UserFactory()), now=at(), **self.facts)
        vendor.refresh_from_db()
        assert vendor.status == "refused"

    def test_a_real_vendor_known_by_its_facts_is_not_taken_over(self, founder):
        OrganisationFactory(vendor=True, name="Ferrous Bell", status="listed", invented=False)
        with pytest.raises(vendors.DuplicateVendor):
            vendors.register_vendor(
                name="Ferrous Bell, Inc.", registration_number="A1", company=company(), by=founder, now=at()
            )

    def test_an_unconfirmed_address_registers_nothing(self):
        with pytest.raises(InvalidInput, match="Confirm"):
            vendors.register_vendor(by=UserFactory(), now=at(), **self.facts)

    def test_a_vendor_does_not_verify_itself(self, vendor, founder):
        with pytest.raises(PermissionDenied):
            vendors.verify_vendor(vendor=vendor, by=fresh(founder), now=at())

    def test_suspension_takes_every_right_and_reinstating_gives_them_back(self, vendor, founder, officer):
        vendors.verify_vendor(vendor=vendor, by=officer, now=at())
        vendors.suspend_organisation(organisation=vendor, reason="Insolvent.", by=officer, now=at())
        assert fresh(founder).standing == ()
        vendors.reinstate_organisation(organisation=vendor, by=officer, now=at())
        assert fresh(founder).standing[0].role == Role.VENDOR_ADMIN

    def test_the_waiting_vendor_is_seen_by_itself_and_the_office_only(self, vendor, founder, officer):
        seen = Organisation.objects.visible_to
        assert vendor in seen(fresh(founder))
        assert vendor in seen(officer)
        assert vendor not in seen(person(Role.VENDOR_ADMIN))

    def test_the_screens_register_and_decide(self, client, founder, officer):
        client.force_login(founder)
        empty = client.post(reverse("vendor_register"), {})
        assert (empty.status_code, Organisation.objects.vendors().count()) == (422, 0)
        assert "Enter the name of your company" in empty.content.decode()
        assert "This field is required" not in empty.content.decode()
        sent = {**self.facts, **vars(self.facts["company"]), "small_business": "true"}
        done = client.post(reverse("vendor_register"), sent)
        vendor = Organisation.objects.vendors().get()
        assert (done.status_code, vendor.small_business) == (302, True)
        assert client.get(reverse("vendor_verify", args=[vendor.slug])).status_code == 403
        client.force_login(officer)
        assert vendor.name.replace("&", "&amp;") in client.get(reverse("vendor_verification_list")).content.decode()
        page = reverse("vendor_verify", args=[vendor.slug])
        assert client.get(page).status_code == 200
        assert client.post(page, {"decision": "refuse", "reason": ""}).status_code == 422
        assert client.post(page, {"decision": "refuse", "reason": "Unknown number."}).status_code == 302
        vendor.refresh_from_db()
        assert vendor.status == "refused"


def test_plain_names_ignore_form_case_and_signs():
    assert vendors.plain_name("Quill & Mark, Inc.") == vendors.plain_name("QUILL mark LLC") == "quillmark"
    assert vendors.plain_name("Larkspur Ledger") != vendors.plain_name("Larkspur")


def test_a_double_click_registers_one_vendor(cloned_database):
    founder = confirmed(UserFactory())
    outcomes = []

    def register():
        try:
            outcomes.append(vendors.register_vendor(by=founder, now=at(), **TestVendors.facts).pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=register) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 4
    assert len(set(outcomes)) == Organisation.objects.vendors().count() == founder.memberships.count() == 1
