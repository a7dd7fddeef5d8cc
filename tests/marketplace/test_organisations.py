"""The people of an organisation: roles, limits, leaving, standing in; tokens for programs."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from marketplace.accounts.models import User
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.organisations.actions import allowance, members, substitutes, tokens
from marketplace.organisations.models import ApiAllowance, ApiToken, HandOver, Membership, Organisation, Substitution
from marketplace.permissions import Role, allowed
from tests.factories.marketplace import MembershipFactory, OrganisationFactory, UserFactory, person
from tests.worlds import world

NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
DAY = datetime.timedelta(days=1)
pytestmark = pytest.mark.django_db


def at(moment=NOW):
    return lambda: moment


def fresh(user):
    return User.objects.get(pk=user.pk)


def roles_of(user):
    return sorted(held.role for held in fresh(user).standing)


@world
def agency():
    return OrganisationFactory(name="Department of Roads")


@world
def admin(agency):
    return person(Role.AGENCY_ADMIN, of=agency, name="Ada Morrow")


@world
def approver(agency):
    return person(Role.APPROVER, of=agency, limit=50_000, name="Leon Marsh")


@world
def colleague(agency):
    return person(Role.REQUESTER, of=agency, name="Dana Whitcomb")


class TestLeaving:
    def test_the_only_approver_cannot_leave_without_a_successor(self, approver, admin):
        with pytest.raises(members.SuccessorNeeded):
            members.end_membership(membership=approver.memberships.get(), by=admin, now=at())
        assert roles_of(approver) == [Role.APPROVER]
        assert not HandOver.objects.exists()

    def test_a_successor_takes_over_role_limit_and_work(self, approver, admin, colleague):
        members.end_membership(membership=approver.memberships.get(), successor=colleague, by=admin, now=at())
        assert roles_of(approver) == []
        assert roles_of(colleague) == [Role.APPROVER, Role.REQUESTER]
        assert colleague.memberships.get(role=Role.APPROVER).delegation_limit == 50_000
        (row,) = HandOver.objects.waiting()
        assert (row.from_user, row.to_user, row.role) == (approver, colleague, Role.APPROVER)
        assert "You take over from Leon Marsh" in Notification.objects.get(recipient=colleague).subject
        assert "not approver" in Notification.objects.get(recipient=approver).subject

    def test_where_others_hold_the_role_nobody_need_be_named(self, approver, admin, agency):
        person(Role.APPROVER, of=agency, limit=10)
        members.end_membership(membership=approver.memberships.get(), by=admin, now=at())
        assert roles_of(approver) == []

    @pytest.mark.parametrize("who", ["approver", "stranger"])
    def test_a_successor_is_somebody_else_of_the_same_organisation(self, approver, admin, who):
        successor = approver if who == "approver" else person(Role.APPROVER)
        with pytest.raises(InvalidInput):
            members.end_membership(membership=approver.memberships.get(), successor=successor, by=admin, now=at())
        assert roles_of(approver) == [Role.APPROVER]

    def test_nobody_ends_their_own(self, admin):
        with pytest.raises(PermissionDenied):
            members.end_membership(membership=admin.memberships.get(), by=admin, now=at())

    def test_the_cio_ends_what_an_organisation_cannot_end_itself(self, admin, colleague):
        members.end_membership(membership=admin.memberships.get(), successor=colleague, by=person(Role.CIO), now=at())
        assert roles_of(colleague) == [Role.AGENCY_ADMIN, Role.REQUESTER]

    def test_an_admin_of_another_agency_cannot(self, approver):
        with pytest.raises(PermissionDenied):
            members.end_membership(membership=approver.memberships.get(), by=person(Role.AGENCY_ADMIN), now=at())

    def test_twice_is_refused(self, approver, admin, colleague):
        row = approver.memberships.get()
        members.end_membership(membership=row, successor=colleague, by=admin, now=at())
        with pytest.raises(members.MembershipOver):
            members.end_membership(membership=row, successor=colleague, by=admin, now=at())
        assert HandOver.objects.count() == 1

    def test_who_leaves_altogether_leaves_no_token_and_no_substitution(self, agency, admin, colleague):
        second = person(Role.AGENCY_ADMIN, of=agency)
        token, secret = tokens.issue_token(
            organisation=agency, name="Monitor", scopes=["read"], expires_at=NOW + DAY, by=second, now=at()
        )
        substitutes.appoint_substitute(
            membership=colleague.memberships.get(),
            substitute=second,
            starts_at=NOW,
            ends_at=NOW + DAY,
            by=colleague,
            now=at(),
        )
        members.end_membership(membership=second.memberships.get(), by=admin, now=at())
        with pytest.raises(tokens.TokenRefused):
            tokens.use_token(secret=secret, now=at())
        assert not Substitution.objects.not_over(at=NOW).exists()

    def test_the_screen_asks_who_takes_over_and_keeps_the_role_until_then(self, client, approver, admin, colleague):
        client.force_login(admin)
        row = approver.memberships.get()
        page = reverse("member_end", args=[row.organisation.slug, row.pk])
        assert "Nobody else holds this role" in client.get(page).content.decode()
        assert client.post(page, {"successor": ""}).status_code == 422
        assert roles_of(approver) == [Role.APPROVER]
        assert client.post(page, {"successor": colleague.pk}).status_code == 302
        assert roles_of(approver) == []


class TestChanging:
    def test_a_limit_is_set_and_audited(self, approver, admin):
        members.set_delegation_limit(membership=approver.memberships.get(), limit=75_000, by=admin, now=at())
        assert fresh(approver).standing[0].delegation_limit == 75_000
        event = AuditEvent.objects.get(action="organisations.set_delegation_limit")
        assert event.data == {"from": "50000.00", "to": 75_000}

    def test_nobody_raises_their_own_limit(self, agency):
        both = person(Role.AGENCY_ADMIN, Role.APPROVER, of=agency, limit=10)
        with pytest.raises(PermissionDenied):
            members.set_delegation_limit(
                membership=both.memberships.get(role=Role.APPROVER), limit=1_000_000, by=both, now=at()
            )

    def test_a_requester_has_no_limit(self, colleague, admin):
        with pytest.raises(InvalidInput):
            members.set_delegation_limit(membership=colleague.memberships.get(), limit=5, by=admin, now=at())

    def test_another_role_ends_the_first(self, colleague, admin, agency):
        person(Role.REQUESTER, of=agency)
        members.change_role(
            membership=colleague.memberships.get(), role=Role.APPROVER, delegation_limit=10, by=admin, now=at()
        )
        assert roles_of(colleague) == [Role.APPROVER]
        assert colleague.memberships.count() == 2

    def test_the_only_one_in_a_role_hands_it_over_when_changing(self, approver, admin, colleague):
        change = {"membership": approver.memberships.get(), "role": Role.REQUESTER, "by": admin, "now": at()}
        with pytest.raises(members.SuccessorNeeded):
            members.change_role(**change)
        members.change_role(**change, successor=colleague)
        assert (roles_of(approver), roles_of(colleague)) == ([Role.REQUESTER], [Role.APPROVER, Role.REQUESTER])

    def test_the_screen_refuses_a_vendors_role_and_an_approver_without_limit(self, client, colleague, admin, agency):
        client.force_login(admin)
        page = reverse("member_change", args=[agency.slug, colleague.memberships.get().pk])
        assert client.get(page).status_code == 200
        assert client.post(page, {"role": "signatory"}).status_code == 422
        answer = client.post(page, {"role": "approver"})
        assert (answer.status_code, roles_of(colleague)) == (422, [Role.REQUESTER])
        assert "Enter up to which total value" in answer.content.decode()


class TestStandingIn:
    def appoint(self, membership, substitute, by, starts_at=NOW, ends_at=NOW + 7 * DAY, moment=NOW):
        return substitutes.appoint_substitute(
            membership=membership, substitute=substitute, starts_at=starts_at, ends_at=ends_at, by=by, now=at(moment)
        )

    @pytest.mark.parametrize(("after", "acts"), [(-1, False), (0, True), (7 * 86_400 - 1, True), (7 * 86_400, False)])
    def test_from_the_first_second_to_before_the_last(self, approver, colleague, after, acts, time_machine):
        self.appoint(approver.memberships.get(), colleague, approver, starts_at=NOW + DAY, ends_at=NOW + 8 * DAY)
        time_machine.move_to(NOW + DAY + datetime.timedelta(seconds=after), tick=False)
        assert (Role.APPROVER in roles_of(colleague)) is acts

    def test_the_limit_is_that_of_the_person_stood_in_for(self, approver, colleague):
        self.appoint(approver.memberships.get(), colleague, approver, starts_at=NOW - DAY, moment=NOW - DAY)
        (held,) = [held for held in fresh(colleague).standing if held.role == Role.APPROVER]
        assert (held.delegation_limit, held.stands_for) == (50_000, approver.pk)

    def test_never_for_oneself(self, approver):
        with pytest.raises(InvalidInput):
            self.appoint(approver.memberships.get(), approver, approver)

    def test_an_admin_does_not_appoint_themselves(self, approver, admin):
        with pytest.raises(InvalidInput, match="Nobody appoints themselves"):
            self.appoint(approver.memberships.get(), admin, admin)
        assert Role.APPROVER not in roles_of(admin)

    def test_a_stranger_cannot_stand_in(self, approver):
        with pytest.raises(InvalidInput):
            self.appoint(approver.memberships.get(), person(Role.APPROVER), approver)

    def test_a_colleague_without_the_right_appoints_nobody(self, approver, colleague, agency):
        with pytest.raises(PermissionDenied):
            self.appoint(approver.memberships.get(), person(Role.REQUESTER, of=agency), colleague)

    @pytest.mark.parametrize("days", [0, -1, 184])
    def test_it_has_an_end_within_half_a_year(self, approver, colleague, days):
        with pytest.raises(InvalidInput):
            self.appoint(approver.memberships.get(), colleague, approver, ends_at=NOW + days * DAY)
        assert not Substitution.objects.exists()

    def test_the_database_refuses_an_end_before_the_start(self, approver, colleague):
        with pytest.raises(IntegrityError), transaction.atomic():
            Substitution.objects.create(
                membership=approver.memberships.get(), substitute=colleague, starts_at=NOW, ends_at=NOW
            )

    def test_overlapping_days_are_refused(self, approver, colleague):
        row = approver.memberships.get()
        self.appoint(row, colleague, approver)
        with pytest.raises(substitutes.AlreadyCovered):
            self.appoint(row, colleague, approver, starts_at=NOW + 3 * DAY, ends_at=NOW + 9 * DAY)
        assert self.appoint(row, colleague, approver, starts_at=NOW + 7 * DAY, ends_at=NOW + 9 * DAY)

    def test_ended_early_it_gives_nothing_more(self, approver, colleague):
        row = self.appoint(approver.memberships.get(), colleague, approver, starts_at=NOW - DAY, moment=NOW - DAY)
        substitutes.end_substitution(substitution=row, by=approver, now=at())
        assert roles_of(colleague) == [Role.REQUESTER]
        with pytest.raises(substitutes.SubstitutionOver):
            substitutes.end_substitution(substitution=row, by=approver, now=at())

    def test_nobody_approves_their_own_through_a_substitute(self, approver, colleague, agency):
        """Asked by the approver, decided by the stand-in: refused; asked by the stand-in: refused as well."""
        self.appoint(approver.memberships.get(), colleague, approver, starts_at=NOW - DAY, moment=NOW - DAY)
        stand_in = fresh(colleague)

        class Order:
            agency_id = agency.pk

        by_approver, by_stand_in, by_other = Order(), Order(), Order()
        by_approver.requester_id, by_stand_in.requester_id = approver.pk, colleague.pk
        by_other.requester_id = UserFactory().pk
        verdicts = [
            allowed(stand_in, "contracts.approve_order", order) for order in (by_approver, by_stand_in, by_other)
        ]
        assert verdicts == [False, False, True]

    def test_the_screen(self, client, approver, colleague, agency):
        client.force_login(approver)
        page = reverse("substitute_appoint", args=[agency.slug, approver.memberships.get().pk])
        today = NOW.date()
        sent = {"substitute": colleague.pk, "starts_on": today + DAY, "ends_on": today}
        assert client.get(page).status_code == 200
        assert client.post(page, sent).status_code == 422
        assert client.post(page, sent | {"ends_on": today + 3 * DAY}).status_code == 302
        assert "Dana Whitcomb" in client.get(reverse("member_list", args=[agency.slug])).content.decode()
        row = Substitution.objects.get()
        assert client.post(reverse("substitute_end", args=[agency.slug, row.pk])).status_code == 302
        assert client.post(reverse("substitute_end", args=[agency.slug, row.pk])).status_code == 409


class TestTokens:
    @pytest.fixture
    def issued(self, agency, admin):
        return tokens.issue_token(
            organisation=agency, name="Monitor", scopes=["measure", "read"], expires_at=NOW + DAY, by=admin, now=at()
        )

    def test_only_a_hash_is_kept(self, issued):
        token, secret = issued
        assert secret.startswith(f"stoa_{token.prefix}_")
        assert secret.removeprefix(f"stoa_{token.prefix}_") not in str(ApiToken.objects.values().get())
        assert secret not in str(list(AuditEvent.objects.values_list("data", flat=True)))

    def test_it_acts_for_its_owner_in_its_organisation_alone(self, issued, admin):
        MembershipFactory(user=admin, organisation=OrganisationFactory(vendor=True), role=Role.VENDOR_ADMIN)
        user = tokens.use_token(secret=issued[1], now=at()).owner
        assert [held.role for held in user.standing] == [Role.AGENCY_ADMIN]

    @pytest.mark.parametrize(("seconds", "works"), [(-1, True), (0, False)])
    def test_it_ends(self, issued, seconds, works):
        moment = at(NOW + DAY + datetime.timedelta(seconds=seconds))
        if works:
            assert tokens.use_token(secret=issued[1], now=moment)
        else:
            with pytest.raises(tokens.TokenRefused):
                tokens.use_token(secret=issued[1], now=moment)

    def test_revoked_unknown_and_left_are_refused_in_the_same_words(self, issued, agency, admin):
        token, secret = issued
        said = set()
        for spoil in (
            lambda: "stoa_0000000000_nonsense",
            lambda: (Membership.objects.filter(user=admin).update(ends_at=NOW - DAY), secret)[1],
            lambda: (
                Membership.objects.filter(user=admin).update(ends_at=None),
                tokens.revoke_token(token=token, by=fresh(admin), now=at()),
                secret,
            )[2],
        ):
            with pytest.raises(tokens.TokenRefused) as refusal:
                tokens.use_token(secret=spoil(), now=at())
            said.add(str(refusal.value))
        assert len(said) == 1

    def test_use_is_noted_but_not_at_every_request(self, issued, django_assert_num_queries):
        tokens.use_token(secret=issued[1], now=at())
        with django_assert_num_queries(2):
            tokens.use_token(secret=issued[1], now=at(NOW + datetime.timedelta(minutes=1)))
        assert ApiToken.objects.get().last_used_at == NOW

    @pytest.mark.parametrize("days", [0, 367])
    def test_an_end_within_a_year(self, agency, admin, days):
        with pytest.raises(InvalidInput):
            tokens.issue_token(
                organisation=agency, name="x", scopes=["read"], expires_at=NOW + days * DAY, by=admin, now=at()
            )

    @pytest.mark.parametrize("scopes", [[], ["read", "everything"]])
    def test_known_scopes_only(self, agency, admin, scopes):
        with pytest.raises(InvalidInput):
            tokens.issue_token(organisation=agency, name="x", scopes=scopes, expires_at=NOW + DAY, by=admin, now=at())

    def test_a_requester_makes_none(self, agency, colleague):
        with pytest.raises(PermissionDenied):
            tokens.issue_token(
                organisation=agency, name="x", scopes=["read"], expires_at=NOW + DAY, by=colleague, now=at()
            )

    def test_the_secret_is_on_one_page_once(self, client, agency, admin):
        client.force_login(admin)
        new = {"name": "Monitor", "scopes": ["read"], "ends_on": NOW.date() + 30 * DAY}
        made = client.post(reverse("token_issue", args=[agency.slug]), new)
        secret = made.context["secret"]
        assert made.status_code == 201
        assert secret in made.content.decode()
        listed = client.get(reverse("token_list", args=[agency.slug])).content.decode()
        assert "Monitor" in listed
        assert secret not in listed
        assert client.post(reverse("token_issue", args=[agency.slug]), new | {"scopes": ["all"]}).status_code == 422
        revoke = reverse("token_revoke", args=[agency.slug, ApiToken.objects.get().pk])
        assert client.post(revoke).status_code == 302
        assert ApiToken.objects.get().revoked_at


class TestAllowance:
    def test_a_bucket_empties_and_refills(self):
        left = [allowance.take_request(caller="address 192.0.2.1", a_minute=3) for _ in range(4)]
        assert [value >= 0 for value in left] == [True, True, True, False]
        ApiAllowance.objects.update(at=NOW - datetime.timedelta(minutes=1))
        assert allowance.take_request(caller="address 192.0.2.1", a_minute=3) == pytest.approx(2, abs=0.1)

    def test_refusals_cost_nothing(self):
        for _ in range(30):
            left = allowance.take_request(caller="c", a_minute=1)
        assert -1 <= left < 0

    def test_callers_do_not_share(self):
        allowance.take_request(caller="a", a_minute=1)
        assert allowance.take_request(caller="b", a_minute=1) >= 0

    def test_full_buckets_are_forgotten(self):
        allowance.take_request(caller="a", a_minute=1)
        assert allowance.forget_full_allowances(now=at(NOW + DAY)) == 1


class TestPages:
    def test_the_list_of_people_takes_a_fixed_number_of_statements(
        self, client, agency, admin, django_assert_max_num_queries
    ):
        for _ in range(30):
            person(Role.REQUESTER, of=agency)
        client.force_login(admin)
        client.get(reverse("member_list", args=[agency.slug]))
        with django_assert_max_num_queries(9):
            page = client.get(reverse("member_list", args=[agency.slug]))
        assert page.content.decode().count("Change role") >= 30

    @pytest.mark.parametrize("name", ["member_list", "member_invite", "token_list", "token_issue"])
    def test_another_agency_gets_404(self, client, agency, name):
        client.force_login(person(Role.AGENCY_ADMIN))
        assert client.get(reverse(name, args=[agency.slug])).status_code == 404

    @pytest.mark.parametrize("name", ["member_change", "member_end", "substitute_appoint"])
    def test_another_agencys_member_gets_404(self, client, agency, colleague, name):
        client.force_login(person(Role.AGENCY_ADMIN))
        address = reverse(name, args=[agency.slug, colleague.memberships.get().pk])
        assert client.get(address).status_code == 404

    def test_a_visitor_is_asked_to_sign_in(self, client, agency):
        answer = client.get(reverse("member_list", args=[agency.slug]))
        assert answer.status_code == 302
        assert answer.url.startswith("/accounts/login/")

    def test_demoted_in_the_middle_of_a_session_the_next_request_is_refused(self, client, agency, admin):
        client.force_login(admin)
        page = reverse("member_invite", args=[agency.slug])
        assert client.get(page).status_code == 200
        Membership.objects.filter(user=admin).update(role=Role.REQUESTER)
        assert client.get(page).status_code == 403


class TestDatabase:
    def test_one_open_membership_in_a_role(self, colleague, agency):
        with pytest.raises(IntegrityError), transaction.atomic():
            MembershipFactory(user=colleague, organisation=agency, role=Role.REQUESTER)

    def test_one_agency_for_a_mail_domain_whatever_its_case(self):
        OrganisationFactory(mail_domain="roads.example")
        with pytest.raises(IntegrityError), transaction.atomic():
            OrganisationFactory(mail_domain="Roads.Example")

    def test_an_organisation_is_not_part_of_itself(self, agency):
        agency.parent = agency
        with pytest.raises(IntegrityError), transaction.atomic():
            agency.save()

    def test_no_negative_limit(self, agency):
        with pytest.raises(IntegrityError), transaction.atomic():
            MembershipFactory(organisation=agency, role=Role.APPROVER, delegation_limit=-1)

    def test_names_sort_without_case(self):
        OrganisationFactory(name="zeta")
        OrganisationFactory(name="Alpha")
        OrganisationFactory(name="beta")
        assert list(Organisation.objects.values_list("name", flat=True)) == ["Alpha", "beta", "zeta"]
