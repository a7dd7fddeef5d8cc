"""Data-sharing agreements: each listed move and no other, signed by both, reviewed by the clock, public by default."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cms.library.actions import (
    clear_sharing,
    draft_sharing,
    edit_sharing,
    end_sharing,
    note_days,
    return_sharing,
    send_to_review,
    sign_renewal,
    sign_sharing,
)
from cms.library.actions.sharing import ClearedByYou, NotCleared, NotYourSide, SignedAlready, digest_of
from cms.library.models import SharingAgreement, SharingSignature
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.lifecycle import MoveRefused, move
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from marketplace.workspace.page import workspace_context
from tests.factories.library import cleared, drafted, published, sides, signed, terms, version_of
from tests.factories.marketplace import OrganisationFactory, person
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

Status = SharingAgreement.Status
FIRST = datetime.date(2027, 3, 1)
REVIEW = datetime.date(2028, 3, 1)
A_SECOND = datetime.timedelta(seconds=1)
BEFORE = datetime.datetime(2027, 2, 10, 15, tzinfo=datetime.UTC)
REVIEW_BEGINS = datetime.datetime(2028, 3, 1, 5, tzinfo=datetime.UTC)  # midnight on the state's clocks


@world
def roads():
    return OrganisationFactory(name="Department of Roads")


@world
def schools():
    return OrganisationFactory(name="Department of Schools")


@world
def people(roads, schools):
    return sides(roads, schools)


@world
def agreement(roads, schools, people):
    return drafted(roads, schools, by=people.giver, now=BEFORE, starts_on=FIRST, review_on=REVIEW)


def at(moment):
    return {"now": lambda: moment}


def in_force(agreement, people):
    """Signed before its first day, which has come."""
    agreement = signed(agreement, people, **at(BEFORE))
    note_days(by=SYSTEM, **at(REVIEW_BEGINS - A_SECOND))
    agreement.refresh_from_db()
    return agreement


def statuses(agreement):
    events = AuditEvent.objects.about(agreement)
    return [event.data["to"] for event in events if "to" in event.data]


def renew(agreement, side, by, until=datetime.date(2029, 3, 1), moment=REVIEW_BEGINS):
    return sign_renewal(agreement=agreement, organisation=side, review_on=until, by=by, **at(moment))


class TestItsLife:
    def test_from_the_draft_to_its_end(self, agreement, people, roads, schools):
        agreement = in_force(agreement, people)
        renew(agreement, roads, people.giver)
        renewed = renew(agreement, schools, people.taker)
        assert (renewed.review_on, renewed.round) == (datetime.date(2029, 3, 1), 1)
        end_sharing(agreement=agreement, reason="The routes are planned otherwise.", by=people.taker, **at(BEFORE))
        assert statuses(agreement) == ["legal_review", "signed", "active", "review_due", "renewed", "ended"]

    @pytest.mark.parametrize(("source", "to"), [(s, t) for s in Status for t in Status if s != t])
    def test_no_move_but_the_listed_ones(self, agreement, source, to):
        listed = to in SharingAgreement.TRANSITIONS.get(source, ())
        agreement.status = source
        agreement.cleared_at = agreement.signed_at = agreement.ended_at = BEFORE
        agreement.ended_because = "Done."
        agreement.save()
        if listed:
            move(agreement, to, by=SYSTEM, at=BEFORE)
        else:
            with pytest.raises(MoveRefused):
                move(agreement, to, by=SYSTEM, at=BEFORE)
        assert SharingAgreement.objects.get().status == (to if listed else source)

    def test_the_second_before_its_review_and_the_second_it_begins(self, agreement, people, roads):
        agreement = signed(agreement, people, **at(BEFORE))  # no job has run since
        with pytest.raises(MoveRefused):
            renew(agreement, roads, people.giver, moment=REVIEW_BEGINS - A_SECOND)
        assert agreement.state(on=REVIEW - datetime.timedelta(days=1)) == "active"
        assert agreement.state(on=REVIEW) == "review_due"
        renew(agreement, roads, people.giver)
        assert statuses(agreement) == ["legal_review", "signed", "active", "review_due"]

    def test_a_job_notes_days_once_and_tells_both_sides(self, agreement, people):
        signed(agreement, people, **at(BEFORE))
        assert [note_days(by=SYSTEM, **at(REVIEW_BEGINS)) for _ in range(2)] == [1, 0]
        for who in (people.giver, people.taker):
            told = Notification.objects.filter(recipient=who, subject__contains="to review")
            assert told.count() == 1
        with pytest.raises(PermissionDenied):
            note_days(by=people.giver)

    def test_its_review_stands_in_the_work_of_both_sides(self, agreement, people, roads):
        agreement = in_force(agreement, people)
        for who in (people.giver, people.taker):
            steps = [row.step for row in workspace_context(who, at=REVIEW_BEGINS)["rows"]]
            assert [(one.what, one.reference) for one in steps] == [("Renew or end", agreement.reference)]
        renew(agreement, roads, people.giver)
        assert workspace_context(people.giver, at=REVIEW_BEGINS)["rows"] == []


class TestDrafting:
    def test_either_side_changes_it_until_it_is_sent(self, agreement, people, roads, schools):
        told = {"agreement": agreement, "terms": terms(roads, schools, purpose="To plan stops.")}
        edited = edit_sharing(version=1, by=people.taker, **told)
        assert (edited.version, edited.purpose) == (2, "To plan stops.")
        with pytest.raises(StaleForm):
            edit_sharing(version=1, by=people.giver, **told)
        send_to_review(agreement=edited, version=2, by=people.giver)
        with pytest.raises(MoveRefused):
            edit_sharing(version=2, by=people.giver, **told)

    @pytest.mark.parametrize(
        "changes",
        [
            {"purpose": " "},
            {"datasets": ()},
            {"datasets": ({"name": "Addresses", "holds": ""},)},
            {"review_on": datetime.date(2000, 1, 1)},
        ],
    )
    def test_terms_that_do_not_hold_together_are_refused(self, roads, schools, people, changes):
        with pytest.raises(InvalidInput):
            draft_sharing(terms=terms(roads, schools, **changes), by=people.giver)
        assert not SharingAgreement.objects.exists()

    def test_nobody_drafts_for_others_or_with_themselves(self, roads, schools, people):
        with pytest.raises(PermissionDenied):
            draft_sharing(terms=terms(roads, schools), by=person(Role.AGENCY_ADMIN))
        with pytest.raises(InvalidInput):
            draft_sharing(terms=terms(roads, roads), by=people.giver)
        assert not SharingAgreement.objects.exists()


class TestReviewAndSignatures:
    def test_the_office_clears_what_it_read_and_nobody_signs_before(self, agreement, people, roads):
        agreement = send_to_review(agreement=agreement, version=1, by=people.giver)
        assert Notification.objects.filter(recipient=people.reviewer, subject__contains="to review").exists()
        told = {"agreement": agreement, "organisation": roads, "digest": digest_of(agreement)}
        with pytest.raises(NotCleared):
            sign_sharing(by=people.giver, **told)
        with pytest.raises(PermissionDenied):
            clear_sharing(agreement=agreement, version=1, by=people.giver)
        clear_sharing(agreement=agreement, version=1, by=people.reviewer)
        sign_sharing(by=people.giver, **told)
        with pytest.raises(SignedAlready):
            sign_sharing(by=people.giver, **told)
        assert SharingAgreement.objects.get().status == Status.LEGAL_REVIEW

    def test_one_person_does_not_sign_for_both(self, agreement, people, roads, schools):
        both = person(Role.AGENCY_ADMIN, of=roads)
        both.memberships.create(organisation=schools, role=Role.AGENCY_ADMIN, starts_at=BEFORE)
        agreement = cleared(agreement, people)
        told = {"agreement": agreement, "digest": digest_of(agreement), "by": both}
        sign_sharing(organisation=roads, **told)
        with pytest.raises(NotYourSide):
            sign_sharing(organisation=schools, **told)
        assert SharingSignature.objects.count() == 1

    def test_a_signature_is_for_the_text_that_was_read_and_for_one_s_own_side(self, agreement, people, roads):
        agreement = cleared(agreement, people)
        told = {"agreement": agreement, "organisation": roads}
        with pytest.raises(StaleForm):
            sign_sharing(digest="0" * 64, by=people.giver, **told)
        with pytest.raises(NotYourSide):
            sign_sharing(digest=digest_of(agreement), by=people.taker, **told)
        with pytest.raises(PermissionDenied):
            sign_sharing(digest=digest_of(agreement), by=person(Role.REQUESTER, of=roads), **told)
        assert not SharingSignature.objects.exists()

    def test_given_back_an_earlier_signature_counts_no_more(self, agreement, people, roads, schools):
        agreement = cleared(agreement, people)
        sign_sharing(agreement=agreement, organisation=roads, digest=digest_of(agreement), by=people.giver)
        with pytest.raises(InvalidInput):
            return_sharing(agreement=agreement, reason=" ", by=people.taker)
        agreement = return_sharing(agreement=agreement, reason="Name the fields.", by=people.taker)
        assert agreement.status == Status.DRAFTED
        agreement = cleared(agreement, people)
        sign_sharing(agreement=agreement, organisation=schools, digest=digest_of(agreement), by=people.taker)
        assert SharingAgreement.objects.get().status == Status.LEGAL_REVIEW

    def test_both_sides_renew_to_one_day(self, agreement, people, roads, schools):
        agreement = in_force(agreement, people)
        renew(agreement, roads, people.giver)
        other = renew(agreement, schools, people.taker, until=datetime.date(2028, 9, 1))
        assert (other.status, other.renewal_on) == ("review_due", datetime.date(2028, 9, 1))
        with pytest.raises(InvalidInput):
            renew(agreement, roads, people.giver, until=REVIEW)
        renewed = renew(agreement, roads, people.giver, until=datetime.date(2028, 9, 1))
        assert (renewed.status, renewed.review_on) == ("renewed", datetime.date(2028, 9, 1))

    def test_the_database_keeps_what_was_signed(self, agreement, people):
        agreement = in_force(agreement, people)
        rows = SharingAgreement.objects.filter(pk=agreement.pk)
        changes = [{"purpose": "Other."}, {"datasets": []}, {"review_on": datetime.date(2040, 1, 1)}]
        for change in changes:
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**change)
        for what in (rows, SharingSignature.objects.all()):
            with pytest.raises(DatabaseError), transaction.atomic():
                what.delete()
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(status="ended")


class TestMoreParties:
    def test_the_office_is_a_party_and_a_third_body_signs_too(self, roads, people):
        """The office gives; two agencies get. Three signatures make it, each under one digest."""
        office = people.reviewer.memberships.get().organisation
        ports = OrganisationFactory(name="Department of Ports")
        cio, pilot = person(Role.CIO, of=office), person(Role.AGENCY_ADMIN, of=ports)
        agreement = drafted(office, roads, by=person(Role.RELATIONSHIP_MANAGER, of=office), further=(ports,))
        assert client_of(pilot).get(agreement.get_absolute_url()).status_code == 200
        drafter = SimpleNamespace(giver=agreement.drafted_by, reviewer=people.reviewer)
        agreement = cleared(agreement, drafter)
        digest = digest_of(agreement)
        for side, by in ((office, cio), (ports, pilot)):
            assert "Sign" in [row.step.what for row in workspace_context(by, at=timezone.now())["rows"]]
            agreement = sign_sharing(agreement=agreement, organisation=side, digest=digest, by=by)
            assert agreement.status == Status.LEGAL_REVIEW
        agreement = sign_sharing(agreement=agreement, organisation=roads, digest=digest, by=people.giver)
        assert agreement.status in (Status.SIGNED, Status.ACTIVE)
        with pytest.raises(DatabaseError, match="parties"), transaction.atomic():
            agreement.further_parties.all().delete()
        listed = client_of(None).get(f"/library/agreements/?party={ports.slug}").content.decode()
        assert "1 agreement<" in listed
        [row] = client_of(None).get(reverse("api:sharing_agreements")).json()["items"]
        assert row["further"] == [ports.slug]

    def test_who_cleared_a_text_does_not_sign_it(self, roads, people):
        office = people.reviewer.memberships.get().organisation
        cio = person(Role.CIO, of=office)
        agreement = drafted(office, roads, by=person(Role.CONTRACT_MANAGER, of=office))
        agreement = cleared(agreement, SimpleNamespace(giver=agreement.drafted_by, reviewer=cio))
        with pytest.raises(ClearedByYou):
            sign_sharing(agreement=agreement, organisation=office, digest=digest_of(agreement), by=cio)
        assert not SharingSignature.objects.exists()

    def test_each_body_stands_once_and_none_is_a_vendor(self, roads, schools, people):
        for further in ((schools,), (OrganisationFactory(vendor=True),)):
            with pytest.raises(InvalidInput):
                draft_sharing(terms=terms(roads, schools, further=further), by=people.giver)
        assert not SharingAgreement.objects.exists()


class TestWhoReads:
    def test_the_register_is_public_from_the_second_signature_on(self, agreement, people):
        place = agreement.get_absolute_url()
        readers = (None, person(Role.VENDOR_ADMIN), person(Role.REQUESTER), people.taker, people.reviewer)
        assert [client_of(who).get(place).status_code for who in readers] == [404, 404, 404, 200, 200]
        signed(agreement, people)
        assert {client_of(who).get(place).status_code for who in readers} == {200}

    def test_what_is_not_public_stays_with_its_parties(self, roads, schools, people):
        agreement = signed(drafted(roads, schools, by=people.giver, public=False), people)
        places = [agreement.get_absolute_url(), reverse("api:sharing_agreement", args=[agreement.reference])]
        for place in places:
            assert [client_of(who).get(place).status_code for who in (None, people.taker)] == [404, 200]
        assert "0 agreements" in client_of(None).get(reverse("sharing_register")).content.decode()

    def test_it_is_narrowed_by_words_party_and_state_in_the_address(self, roads, schools, people, agreement):
        signed(agreement, people, **at(BEFORE))
        signed(drafted(schools, roads, by=people.taker, title="Snow routes"), sides(schools, roads))
        lists = {
            "q=street": 2, f"party={roads.slug}": 2, "q=snow&state=force": 1, "state=preparing": 1, "state=ended": 0,
        }  # fmt: skip
        for query, count in lists.items():
            body = client_of(None).get(f"/library/agreements/?{query}").content.decode()
            assert f"{count} agreement" in body, query
        assert client_of(None).get("/library/agreements/?state=wolfram").status_code == 422
        api = client_of(None).get(reverse("api:sharing_agreements"), {"state": "preparing"}).json()
        assert [one["reference"] for one in api["items"]] == [agreement.reference]
        assert api["items"][0]["datasets"][0]["name"] == "Addresses"


def test_on_screen_from_the_template_to_the_signatures(client, roads, schools, people):
    template = version_of(published(roads, by=people.giver, kind="data_sharing", title="How we share"))
    client.force_login(people.taker)
    sent = {
        "title": "Bus stops", "side": "gets", "partner": roads.pk, "purpose": "Routes.", "legal_basis": "Act 4.",
        "retention": "A year.", "contact": "Data office", "starts_on": "12/01/2089", "review_on": "12/01/2090",
        "public": "on", "made_from": template.pk, "data_1_name": "Stops", "data_1_holds": "Places.",
    }  # fmt: skip
    refused = client.post("/library/agreements/new/", {**sent, "data_1_holds": ""})
    assert (refused.status_code, "Bus stops" in refused.content.decode()) == (422, True)
    client.post("/library/agreements/new/", sent)
    agreement = SharingAgreement.objects.get()
    place = agreement.get_absolute_url()
    assert (agreement.provider, agreement.recipient, agreement.made_from) == (roads, schools, template)
    assert "How we share" in client.get(place).content.decode()
    client.post(f"{place}edit/", {**sent, "version": 1, "title": "All bus stops"})
    client.post(f"{place}review/", {"version": 2})
    for who, step in ((people.reviewer, "clear"), (people.taker, "sign"), (people.giver, "sign")):
        client.force_login(who)
        assert f"{place}{step}/" in client.get(place).content.decode()
        form = client.get(f"{place}{step}/").context["form"]
        client.post(f"{place}{step}/", {field.name: field.value() or "" for field in form})
    agreement.refresh_from_db()
    assert (agreement.status, agreement.title) == ("signed", "All bus stops")
    assert client.get(f"{place}wolfram/").status_code == 404
    client.post(f"{place}end/", {"reason": "Not needed."})
    assert "Not needed." in client_of(None).get(place).content.decode()
