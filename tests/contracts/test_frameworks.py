"""Framework agreements: prepared, signed by somebody else, amended within a limit, read by everybody."""

import datetime
import hashlib
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from catalog.companies.actions import part_vendors
from catalog.models import Admission
from contracts.frameworks.actions import (
    AlreadySigned,
    AmendedTerms,
    ChangeLimitReached,
    FrameworkEnded,
    NotAdmitted,
    NotSigned,
    ProposalDecided,
    ProposalOpen,
    approve_framework_proposal,
    draft_framework,
    edit_framework,
    propose_framework_amendment,
    propose_framework_ending,
    refuse_framework_proposal,
    sign_framework,
    withdraw_framework_proposal,
)
from contracts.frameworks.models import Framework, FrameworkAmendment, FrameworkProposal, FrameworkVersion
from contracts.frameworks.page import state_of
from contracts.frameworks.places import places_in
from contracts.frameworks.queries import lots_for
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from tests.factories.contracts import MONDAY_NOON, accepted_order, trade
from tests.factories.frameworks import drafted_framework, framework_terms, signed_framework, took_over
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.solicitations import drafted_solicitation

pytestmark = pytest.mark.django_db
LAST_DAY = datetime.date(2027, 12, 31)


def ids(*names):
    return {"ids": names}


class TestPreparing:
    def test_a_draft_is_numbered_and_ranks_its_vendors_in_their_order(self):
        first, second = OrganisationFactory(vendor=True), OrganisationFactory(vendor=True)
        framework = drafted_framework(second, first)
        assert (framework.reference, framework.status) == ("F-2026-0001", "draft")
        assert [(row.vendor, row.rank) for row in framework.lots.get().vendors.all()] == [(second, 1), (first, 2)]

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"last_order_on": datetime.date(2026, 9, 30)}, "days do not follow"),
            ({"ends_on": LAST_DAY}, "days do not follow"),
            ({"levels": []}, "Nobody may buy"),
            ({"lots": []}, "no lot"),
            ({"lot_ceiling": Decimal("1000000.01")}, "at most at"),
        ],
        **ids("orders before it begins", "ends with the last order", "no buyer", "no lot", "lot above the whole"),
    )
    def test_terms_that_contradict_themselves_are_refused_with_a_sentence(self, changes, says):
        with pytest.raises(InvalidInput, match=says):
            drafted_framework(**changes)
        assert not Framework.objects.exists()

    def test_a_vendor_that_is_not_admitted_to_the_lot_is_not_let_in(self):
        with pytest.raises(NotAdmitted, match="not admitted to Cloud software"):
            drafted_framework(OrganisationFactory(vendor=True, admitted=False))
        assert not Framework.objects.exists()

    def test_an_edit_replaces_everything_and_an_old_form_changes_nothing(self):
        framework, officer = drafted_framework(), person(Role.PROCUREMENT_OFFICER)
        terms = replace(framework_terms(), title="Renamed", members=[OrganisationFactory(level="city")])
        edited = edit_framework(framework=framework, terms=terms, version=1, by=officer, now=lambda: MONDAY_NOON)
        assert (edited.title, edited.version, edited.members.count(), edited.lots.count()) == ("Renamed", 2, 1, 1)
        with pytest.raises(StaleForm):
            edit_framework(framework=framework, terms=framework_terms(), version=1, by=officer)
        assert Framework.objects.get().title == "Renamed"

    @pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER, Role.AGENCY_ADMIN, Role.SIGNATORY, Role.AUDITOR])
    def test_only_procurement_officers_and_the_cio_prepare_one(self, role):
        with pytest.raises(PermissionDenied):
            draft_framework(terms=framework_terms(), by=person(role))


class TestSigning:
    def test_nobody_signs_what_they_prepared_and_the_database_refuses_it_too(self):
        officer = person(Role.PROCUREMENT_OFFICER)
        framework = drafted_framework(by=officer)
        with pytest.raises(PermissionDenied):
            sign_framework(framework=framework, version=1, by=officer)
        with pytest.raises(IntegrityError, match="nobody_signs"), transaction.atomic():
            Framework.objects.update(status="signed", signed_by=officer, signed_at=MONDAY_NOON)
        signed = sign_framework(framework=framework, version=1, by=person(Role.CIO), now=lambda: MONDAY_NOON)
        assert (signed.status, signed.signed_at) == ("signed", MONDAY_NOON)
        with pytest.raises(AlreadySigned):
            sign_framework(framework=framework, version=2, by=person(Role.CIO))

    def test_the_office_s_others_are_asked_to_sign_and_its_vendors_hear_of_the_signature(self):
        officer, cio, vendor = person(Role.PROCUREMENT_OFFICER), person(Role.CIO), OrganisationFactory(vendor=True)
        signatory = person(Role.SIGNATORY, of=vendor)
        framework = drafted_framework(vendor, by=officer)
        asked = [workspace_context(user, at=MONDAY_NOON)["rows"] for user in (cio, officer)]
        assert [[row.step.reference for row in rows] for rows in asked] == [[framework.reference], []]
        sign_framework(framework=framework, version=1, by=cio, now=lambda: MONDAY_NOON)
        told = Notification.objects.filter(key=f"{framework.reference}-signed")
        assert {notice.recipient for notice in told} == {officer, signatory}
        assert workspace_context(cio, at=MONDAY_NOON)["rows"] == []

    def test_an_admission_that_ended_meanwhile_keeps_it_unsigned(self):
        vendor = OrganisationFactory(vendor=True)
        framework = drafted_framework(vendor)
        Admission.objects.filter(vendor=vendor).update(status="ended")
        with pytest.raises(NotAdmitted):
            sign_framework(framework=framework, version=1, by=person(Role.CIO), now=lambda: MONDAY_NOON)
        assert Framework.objects.get().is_draft


def amended(framework, by=None, **changes):
    lot = framework.lots.get()
    terms = {"ceiling": framework.ceiling, "last_order_on": framework.last_order_on, "ends_on": framework.ends_on}
    terms |= {"lot_ceilings": {lot.pk: changes.pop("lot_ceiling", lot.ceiling)}}
    proposal = propose_framework_amendment(
        framework=framework,
        terms=AmendedTerms(**terms | changes),
        grounds="additional",
        rationale="Two more agencies joined.",
        version=framework.version,
        by=by or person(Role.CONTRACT_MANAGER),
        now=noon,
    )
    return approved(proposal).framework


def approved(proposal):
    return approve_framework_proposal(proposal=proposal, by=person(Role.PROCUREMENT_OFFICER), now=noon)


def noon():
    return MONDAY_NOON


class TestAmending:
    def test_an_amendment_keeps_every_value_before_and_after(self):
        framework = amended(signed_framework(), ceiling=Decimal(1_200_000), lot_ceiling=Decimal(700_000))
        framework.refresh_from_db()
        assert (framework.ceiling, framework.lots.get().ceiling, framework.version) == (1_200_000, 700_000, 3)
        amendment = framework.amendments.get()
        assert [str(value) for value in amendment.values.all()] == [
            "Ceiling: $1,000,000.00, then $1,200,000.00",
            "Ceiling of Cloud software: $600,000.00, then $700,000.00",
        ]
        assert AuditEvent.objects.about(framework).last().data["grounds"] == "additional"

    @pytest.mark.parametrize(
        ("before", "then", "accepted"),
        [
            (Decimal(1_150_000), Decimal(1_250_000), True),
            (Decimal(1_150_000), Decimal("1250000.01"), False),
            (Decimal(1_150_000), Decimal(1_000_000), False),
        ],
        **ids("exactly 25% in all", "a cent more", "down again counts too"),
    )
    def test_all_amendments_together_stay_within_the_limit(self, before, then, accepted):
        framework = amended(signed_framework(), ceiling=before)
        if accepted:
            assert amended(framework, ceiling=then).ceiling == then
            return
        with pytest.raises(ChangeLimitReached, match=r"\$250,000.00. \$150,000.00 of that is used"):
            amended(framework, ceiling=then)
        framework.refresh_from_db()
        assert (framework.ceiling, framework.amendments.count()) == (before, 1)

    @pytest.mark.parametrize(
        "changes",
        [{}, {"last_order_on": datetime.date(2030, 1, 1)}, {"lot_ceiling": Decimal(1_000_001)}],
        **ids("nothing changed", "orders after the end", "lot above the whole"),
    )
    def test_an_amendment_that_makes_no_sense_is_refused(self, changes):
        framework = signed_framework()
        with pytest.raises(InvalidInput):
            amended(framework, **changes)
        assert not framework.amendments.exists()

    def test_a_draft_is_edited_and_not_amended(self):
        with pytest.raises(NotSigned):
            amended(drafted_framework(), ceiling=Decimal(1_100_000))

    def test_a_vendor_amends_nothing(self):
        framework = signed_framework()
        with pytest.raises(PermissionDenied):
            amended(framework, by=person(Role.SIGNATORY), ceiling=Decimal(1_100_000))


class TestFourEyes:
    """What is proposed to a signed agreement, and the second person."""

    def proposed(self, framework, by, ceiling=Decimal(1_100_000)):
        terms = AmendedTerms(ceiling, framework.last_order_on, framework.ends_on, {})
        said = {"grounds": "additional", "rationale": "More agencies.", "version": framework.version}
        return propose_framework_amendment(framework=framework, terms=terms, by=by, now=noon, **said)

    def test_nobody_approves_what_they_proposed_and_nothing_is_amended_before(self):
        framework, officer = signed_framework(), person(Role.PROCUREMENT_OFFICER)
        proposal = self.proposed(framework, officer)
        with pytest.raises(PermissionDenied):
            approve_framework_proposal(proposal=proposal, by=officer, now=noon)
        with pytest.raises(ProposalOpen):
            self.proposed(framework, officer)
        framework.refresh_from_db()
        assert (framework.ceiling, framework.amendments.count()) == (1_000_000, 0)
        assert approved(proposal).framework.ceiling == 1_100_000
        with pytest.raises(ProposalDecided):
            approved(proposal)

    def test_the_database_refuses_an_amendment_without_a_second_person(self):
        framework = signed_framework()
        proposal = self.proposed(framework, person(Role.CONTRACT_MANAGER))
        row = {"framework": framework, "number": 1, "grounds": "minor", "rationale": "x", "made_at": MONDAY_NOON}
        for kept in (None, proposal):
            with pytest.raises(ProgrammingError), transaction.atomic():
                FrameworkAmendment.objects.create(proposal=kept, made_by="x", **row)
        with pytest.raises(IntegrityError), transaction.atomic():
            own = {"status": "approved", "decided_by": proposal.proposed_by, "decided_at": MONDAY_NOON}
            FrameworkProposal.objects.update(**own)
        with pytest.raises(ProgrammingError), transaction.atomic():
            FrameworkProposal.objects.update(rationale="Something else.")

    @pytest.mark.parametrize("way", ["refused", "withdrawn"])
    def test_what_is_refused_or_taken_back_changes_nothing(self, way):
        framework, manager = signed_framework(), person(Role.CONTRACT_MANAGER)
        proposal = self.proposed(framework, manager)
        act = {"proposal": proposal, "reason": "Not now.", "now": noon}
        if way == "refused":
            closed = refuse_framework_proposal(by=person(Role.CIO), **act)
        else:
            closed = withdraw_framework_proposal(by=manager, **act)
        framework.refresh_from_db()
        assert (closed.status, framework.ceiling, framework.version) == (way, 1_000_000, 2)

    def test_every_version_is_kept_with_the_digest_of_its_text(self):
        framework = amended(signed_framework(), ceiling=Decimal(1_100_000))
        first, second = framework.versions.all()
        assert [json.loads(one.content)["ceiling"] for one in (first, second)] == ["1000000.00", "1100000.00"]
        assert second.digest == hashlib.sha256(second.content.encode()).hexdigest()
        with pytest.raises(ProgrammingError), transaction.atomic():
            FrameworkVersion.objects.update(content="{}")

    def test_an_agreement_ends_for_new_orders_and_what_was_ordered_runs_on(self, client):
        parties = trade()
        framework = signed_framework(parties.vendor)
        order = accepted_order(parties)
        said = {"rationale": "A new one has begun.", "version": framework.version, "now": noon}
        proposal = propose_framework_ending(framework=framework, by=person(Role.CIO), **said)
        ended = approved(proposal).framework
        assert (ended.status, ended.takes_orders(on=MONDAY_NOON.date())) == ("ended", False)
        assert state_of(ended, on=LAST_DAY).words == "Ended, orders run on"
        order.refresh_from_db()
        assert (order.status, order.framework_lot.framework) == ("accepted", ended)
        assert not lots_for(
            agency=parties.agency, vendor=parties.vendor, lot_code="cloud-software", currency="USD", on=LAST_DAY
        )
        with pytest.raises(FrameworkEnded):
            amended(ended, ceiling=Decimal(1_100_000))
        assert "Ended, orders run on" in client.get(ended.get_absolute_url()).content.decode()


class TestMerged:
    def under(self, parties, vendor):
        on = {"lot_code": "cloud-software", "currency": "USD", "on": LAST_DAY}
        return lots_for(agency=parties.agency, vendor=vendor, **on)

    def test_the_successor_stands_in_the_place_of_the_vendor_that_signed_until_it_is_withdrawn(self, client):
        parties, other = trade(), OrganisationFactory(vendor=True)
        framework = signed_framework(other, parties.vendor)
        successor, lot = OrganisationFactory(vendor=True, name="Harbour Lines"), framework.lots.get()
        assert not self.under(parties, successor)
        merger = took_over(parties.vendor, by=successor)
        assert self.under(parties, successor) == [lot]
        assert [(place.rank, place.signed, place.vendor) for place in places_in(lot)] == [
            (1, other, other),
            (2, parties.vendor, successor),
        ]
        page = client.get(framework.get_absolute_url()).content.decode()
        assert f"{parties.vendor} (part of Harbour Lines now)" in page
        assert f'In its place: <a href="/vendors/{successor.slug}/">Harbour Lines</a>' in page
        told = client.get(f"/api/v1/agreements/{framework.reference}").json()["lots"][0]
        assert told["vendors"] == [other.slug, parties.vendor.slug]
        assert told["held_by"] == [other.slug, successor.slug]
        assert parties.vendor.name in framework.versions.get().content
        part_vendors(merger=merger, reason="It was another one.", by=merger.recorded_by)
        assert not self.under(parties, successor)
        assert [place.vendor for place in places_in(lot)] == [other, parties.vendor]

    def test_whoever_signed_and_took_over_another_holds_one_place_the_better_one(self):
        first, second, third = (OrganisationFactory(vendor=True) for _ in range(3))
        lot = signed_framework(first, second, third).lots.get()
        took_over(first, by=third)
        assert [(place.rank, place.vendor) for place in places_in(lot)] == [(1, third), (2, second)]

    def test_a_mini_competition_invites_who_stands_in_the_lot_now(self):
        first, second, later = (OrganisationFactory(vendor=True) for _ in range(3))
        lot = signed_framework(first, second).lots.get()
        took_over(first, by=later)
        asked = drafted_solicitation(kind="mini_competition", framework_lot=lot)
        assert {row.vendor for row in asked.invitations.all()} == {later, second}


@pytest.mark.parametrize(
    ("on", "words", "takes_orders"),
    [
        (datetime.date(2026, 9, 30), "Not begun", False),
        (datetime.date(2026, 10, 1), "Open for orders", True),
        (LAST_DAY, "Open for orders", True),
        (LAST_DAY + datetime.timedelta(days=1), "Closed for orders", False),
        (datetime.date(2029, 12, 31), "Closed for orders", False),
        (datetime.date(2030, 1, 1), "Over", False),
    ],
)
def test_the_last_day_for_orders_is_not_the_end_of_the_orders(on, words, takes_orders):
    days = {"starts_on": datetime.date(2026, 10, 1), "last_order_on": LAST_DAY, "ends_on": datetime.date(2030, 1, 1)}
    framework = Framework(status="signed", **days)
    assert (state_of(framework, on=on).words, framework.takes_orders(on=on)) == (words, takes_orders)


def test_levels_of_government_and_named_members_may_buy():
    member, stranger = OrganisationFactory(level="city"), OrganisationFactory(level="city")
    framework = signed_framework(members=[member])
    buyers = [OrganisationFactory(level="state"), member, stranger, OrganisationFactory(level="")]
    assert [framework.may_be_used_by(agency) for agency in buyers] == [True, True, False, False]


def answers(framework=None, **changes):
    vendor = OrganisationFactory(vendor=True)
    return {
        "title": "Software for case work",
        "purpose": "Software as a service.",
        "starts_on": "2026-10-01",
        "last_order_on": "2027-12-31",
        "last_day_on": "2029-12-31",
        "ceiling": "1000000",
        "change_limit_percent": "25",
        "levy_percent": "0.75",
        "levels": ["state"],
        "members": "",
        "ceiling_cloud-software": "600000",
        "vendors_cloud-software": vendor.name,
    } | changes


def test_the_office_prepares_signs_and_amends_on_screens(client):
    client.force_login(person(Role.PROCUREMENT_OFFICER))
    wrong = client.post("/agreements/new/", answers(**{"vendors_cloud-software": "No Such Vendor"}))
    assert wrong.status_code == 422
    assert "Nobody here is called “No Such Vendor”" in wrong.content.decode()
    address = client.post("/agreements/new/", answers()).url
    form = client.get(f"{address}edit/").context["form"]
    assert client.post(f"{address}edit/", answers(title="Case work", version=form.initial["version"])).url == address
    client.force_login(person(Role.CIO))
    assert client.post(f"{address}sign/", {"version": 1}).status_code == 409
    assert client.post(f"{address}sign/", {"version": 2}).url == address
    amendment = {"ceiling": "1100000", "ceiling_cloud-software": "600000", "last_order_on": "2027-12-31"}
    amendment |= {"last_day_on": "2029-12-31", "grounds": "minor", "rationale": "One agency more.", "version": 3}
    assert client.post(f"{address}amend/", amendment).url == address
    proposal = FrameworkProposal.objects.get()
    decide = f"{address}proposals/{proposal.pk}/approve/"
    assert client.post(decide).status_code == 403
    assert client.post(f"{address}end/", {"rationale": "Over.", "version": 3}).status_code == 409
    client.force_login(person(Role.PROCUREMENT_OFFICER))
    assert "$1,100,000.00" in client.get(decide).content.decode()
    assert client.post(decide).url == address
    client.logout()
    page = client.get(address).content.decode()
    assert "$1,000,000.00" in page
    assert "$1,100,000.00" in page
    assert "One agency more." in page


def test_the_public_reads_what_is_signed_and_no_draft(client, django_assert_max_num_queries):
    draft = drafted_framework(title="Secret plans")
    signed = [signed_framework() for _ in range(3)]
    client.get("/agreements/")
    with django_assert_max_num_queries(8):
        listed = client.get("/agreements/", {"orders": "open", "q": signed[0].title}).content.decode()
    assert all(framework.reference in listed for framework in signed)
    assert "Secret plans" not in client.get("/agreements/").content.decode()
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get("/agreements/", {"lot": "odd"}).status_code == 422
    with django_assert_max_num_queries(16):
        told = client.get("/api/v1/agreements").json()
    assert (told["count"], told["items"][0]["lots"][0]["ceiling"]) == (3, "600000.00")
    assert client.get(f"/api/v1/agreements/{draft.reference}").status_code == 404
