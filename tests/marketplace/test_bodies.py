"""A public body that is not on the list asks to be; the broker office confirms it or refuses it with a reason."""

import datetime
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from marketplace.accounts.models import User
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.organisations.actions.bodies import BodyDecided, DuplicateBody, decide_body, register_body
from marketplace.organisations.actions.joining import join_by_mail_domain
from marketplace.organisations.models import BodyRegistration, Organisation
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from tests.factories.marketplace import OrganisationFactory, UserFactory, person
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = pytest.mark.django_db

NOW = datetime.datetime.now(datetime.UTC)
FORM = {
    "name": "Adams County",
    "level": "county",
    "state": "OH",
    "parent_name": "State of Ohio",
    "mail_domain": "adams.example",
    "website": "https://www.adams.example",
    "position": "Deputy clerk",
}


def on_domain(*addresses) -> User:
    user = UserFactory(email=addresses[0])
    for address in addresses:
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=address == addresses[0])
    return user


@world
def office():
    broker = OrganisationFactory(broker=True)
    return SimpleNamespace(
        state=OrganisationFactory(name="State of Ohio", state="OH"),
        clerk=on_domain("nia@adams.example", "nia@gmail.com"),
        officer=person(Role.PROCUREMENT_OFFICER, of=broker),
        editor=person(Role.CATALOGUE_EDITOR, of=broker),
    )


def asked(office, by=None, **changes) -> BodyRegistration:
    return register_body(**FORM | {"by": by or office.clerk, "now": lambda: NOW} | changes)


def test_confirmed_it_is_on_the_list_and_whoever_asked_administers_it(office):
    registration = asked(office)
    assert not Organisation.objects.filter(name="Adams County").exists()
    body = decide_body(registration=registration, confirm=True, reason="", by=office.officer, now=lambda: NOW).body
    assert (body.kind, body.level, body.state, body.parent) == ("agency", "county", "OH", office.state)
    assert [held.role for held in User.objects.get(pk=office.clerk.pk).standing] == [Role.AGENCY_ADMIN]
    assert Notification.objects.get(recipient=office.clerk).subject.startswith("Adams County is on the list")
    colleague = on_domain("omar@adams.example")
    assert join_by_mail_domain(organisation=body, by=colleague).role == Role.REQUESTER
    actions = {"organisations.body_asked", "organisations.body_listed"}
    assert actions <= set(AuditEvent.objects.values_list("action", flat=True))


def test_refused_it_is_nobody_and_may_ask_again(office):
    registration = asked(office)
    with pytest.raises(InvalidInput, match="Say why"):
        decide_body(registration=registration, confirm=False, reason=" ", by=office.officer)
    registration.refresh_from_db()
    assert registration.status == BodyRegistration.Status.ASKED
    decide_body(registration=registration, confirm=False, reason="The clerk does not know you.", by=office.officer)
    assert not Organisation.objects.filter(name="Adams County").exists()
    assert "does not know you" in client_of(office.clerk).get(reverse("membership_list")).text
    with pytest.raises(BodyDecided):
        decide_body(registration=registration, confirm=True, reason="", by=office.officer)
    assert asked(office).pk != registration.pk
    assert "does not know you" not in client_of(office.clerk).get(reverse("membership_list")).text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "  "}, "Give the name"),
        ({"position": ""}, "what you do there"),
        ({"level": "empire"}, "level of government"),
        ({"state": "XX"}, "the state"),
        ({"mail_domain": "roads.example"}, "None of your confirmed"),
        ({"mail_domain": "gmail.com"}, "anybody can have an address there"),
        ({"parent_name": "State of Nowhere"}, "No body on the list of Ohio"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(office, changes, says):
    with pytest.raises(InvalidInput, match=says):
        asked(office, **changes)
    assert not BodyRegistration.objects.exists()


def test_an_address_that_is_not_confirmed_does_not_count(office):
    EmailAddress.objects.filter(user=office.clerk).update(verified=False)
    with pytest.raises(InvalidInput):
        asked(office)
    assert not BodyRegistration.objects.exists()


@pytest.mark.parametrize(
    "there",
    [
        {"name": "Adams", "mail_domain": "Adams.example"},
        {"name": "ADAMS County", "level": "county", "state": "OH"},
    ],
)
def test_a_body_on_the_list_is_not_registered_twice(office, there):
    registration = asked(office)
    OrganisationFactory(**there)
    with pytest.raises(DuplicateBody, match="on the list already"):
        decide_body(registration=registration, confirm=True, reason="It is another one.", by=office.officer)
    registration.delete()
    with pytest.raises(DuplicateBody, match="on the list already"):
        asked(office)
    assert not BodyRegistration.objects.exists()


def test_a_county_of_the_same_name_in_another_state_is_another(office):
    OrganisationFactory(name="Adams County", level="county", state="PA")
    registration = asked(office)
    assert (
        decide_body(registration=registration, confirm=True, reason="", by=office.officer).body.slug == "adams-county"
    )


def test_the_same_form_twice_asks_once_and_a_colleague_hears_that_it_waits(office):
    assert asked(office) == asked(office)
    for changes in ({}, {"mail_domain": "county.example"}):
        with pytest.raises(DuplicateBody, match="A colleague has asked"):
            asked(office, by=on_domain(f"omar@{changes.get('mail_domain', 'adams.example')}"), **changes)
    assert BodyRegistration.objects.count() == 1


def test_one_that_looks_like_another_is_confirmed_with_a_reason_only(office):
    OrganisationFactory(name="Adams City", level="city", state="OH", website="https://adams.example")
    registration, page = asked(office), client_of(office.officer)
    told = page.get(registration.get_absolute_url()).text
    assert "Adams City" in told
    assert "its website at adams.example" in told
    answer = page.post(registration.get_absolute_url(), {"decision": "confirm", "reason": ""})
    assert (answer.status_code, "Say why it is another" in answer.text) == (422, True)
    assert not Organisation.objects.filter(name="Adams County").exists()
    page.post(registration.get_absolute_url(), {"decision": "confirm", "reason": "City and county share a website."})
    assert Organisation.objects.filter(name="Adams County").exists()


def test_officers_decide_and_nobody_on_what_they_asked_for(office):
    registration = asked(office)
    EmailAddress.objects.create(user=office.officer, email="officer@b.example", verified=True)
    own = asked(office, by=office.officer, mail_domain="b.example", name="B")
    for row, who in ((registration, office.editor), (registration, office.clerk), (own, office.officer)):
        with pytest.raises(PermissionDenied):
            decide_body(registration=row, confirm=True, reason="Mine.", by=who)
    with pytest.raises(IntegrityError), transaction.atomic():
        BodyRegistration.objects.filter(pk=own.pk).update(
            status="refused", reason="x", decided_by=office.officer, decided_at=NOW
        )
    assert set(BodyRegistration.objects.values_list("status", flat=True)) == {"asked"}


def test_on_screen_from_the_form_to_the_list(office):
    ours, theirs, new = client_of(office.clerk), client_of(office.officer), reverse("body_register")
    assert new in ours.get(reverse("membership_list")).text
    page = ours.get(new).text
    assert '<option value="adams.example"' in page
    assert "gmail.com" not in page
    refused = ours.post(new, FORM | {"parent_name": "Nowhere"})
    assert (refused.status_code, "Deputy clerk" in refused.text) == (422, True)
    assert ours.post(new, FORM).status_code == 302
    assert "Waits for the broker office" in ours.get(reverse("membership_list")).text
    registration = BodyRegistration.objects.get()
    steps = [str(row.step.title) for row in workspace_context(office.officer, at=NOW)["rows"]]
    assert any("Adams County" in step for step in steps)
    assert "Adams County" in theirs.get(reverse("body_registration_list")).text
    assert ours.get(registration.get_absolute_url()).status_code == 403
    assert client_of(person(Role.REQUESTER)).get(registration.get_absolute_url()).status_code == 404
    assert theirs.post(registration.get_absolute_url(), {"decision": "confirm", "reason": ""}).status_code == 302
    assert theirs.post(registration.get_absolute_url(), {"decision": "confirm", "reason": ""}).status_code == 409
    assert "Adams County" in ours.get(reverse("membership_list")).text


def test_who_has_only_an_address_anybody_can_have_reads_what_to_do(office):
    page = client_of(on_domain("nia@yahoo.com")).get(reverse("body_register")).text
    assert "Confirm your address at the body first" in page
