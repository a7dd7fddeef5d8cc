"""Market forums: announced to everybody, places fairly given out, a line in which nobody is passed over."""

import datetime
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from rfp.forums.actions import (
    AlreadyRegistered,
    HoldLapsed,
    NotBegun,
    RegistrationClosed,
    TooFewPlaces,
    announce_forum,
    cancel_forum,
    confirm_place,
    draft_forum,
    edit_forum,
    pass_places_on,
    record_attendance,
    register_for_forum,
    withdraw_from_forum,
)
from rfp.forums.actions.announcing import NotToBeChanged
from rfp.forums.actions.line import HOLD
from rfp.forums.models import Forum, Registration
from rfp.forums.models.forum import ForumQuerySet, Way
from rfp.forums.page import forum_page as page_of
from rfp.forums.queries import places_of, state_of
from tests.factories.marketplace import organisation_for, person
from tests.factories.rfp import (
    FORUM_STARTS,
    HOUR,
    MONDAY_NOON,
    announced_forum,
    drafted_forum,
    forum_terms,
    held_forum,
    registered,
    stated_need,
)
from tests.races import at_once, goes_wrong, meeting_clock
from tests.worlds import world

SECOND = datetime.timedelta(seconds=1)


@world
def forum():
    return announced_forum()


def stays(at=MONDAY_NOON):
    return lambda: at


def ids(*names):
    return {"ids": names}


def standing(registration, at=MONDAY_NOON):
    """What the person's own page says of the place."""
    return page_of(registration.forum, reader=registration.user, at=at).own.stands


@pytest.fixture
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@pytest.mark.django_db
class TestAnnouncing:
    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"ends_at": FORUM_STARTS}, "end before it begins"),
            ({"registration_closes_at": FORUM_STARTS + SECOND}, "times do not follow"),
            ({"registration_closes_at": MONDAY_NOON}, "times do not follow"),
            ({"room": ""}, "Nobody could take part"),
            ({"agenda": " "}, "no agenda"),
        ],
        **ids("ends as it begins", "registers during it", "closes as it opens", "nowhere", "no agenda"),
    )
    def test_terms_that_contradict_themselves_are_refused(self, officer, changes, says):
        with pytest.raises(InvalidInput, match=says):
            draft_forum(terms=forum_terms(**changes), by=officer)
        assert not Forum.objects.exists()

    def test_a_draft_is_the_office_s_and_an_announced_forum_everybody_s(self, client, officer):
        forum = drafted_forum(by=officer)
        assert (forum.reference, forum.slug) == ("MF-2026-0001", "telematics-for-small-fleets")
        assert client.get(forum.get_absolute_url()).status_code == 404
        with pytest.raises(StaleForm):
            announce_forum(forum=forum, version=7, by=officer, now=stays())
        announce_forum(forum=forum, version=1, by=officer, now=stays())
        assert client.get(forum.get_absolute_url()).status_code == 200
        assert [event.what for event in AuditEvent.objects.about(forum)] == ["Drafted", "Announced"]
        with pytest.raises(MoveRefused):
            announce_forum(forum=forum, version=2, by=officer, now=stays())

    @pytest.mark.parametrize("role", [Role.RELATIONSHIP_MANAGER, Role.AGENCY_ADMIN, Role.VENDOR_ADMIN, Role.AUDITOR])
    def test_only_procurement_officers_and_the_cio_plan_one(self, role):
        with pytest.raises(PermissionDenied):
            draft_forum(terms=forum_terms(), by=person(role))

    def test_what_is_announced_changes_until_it_begins_and_those_who_come_hear_of_it(self, officer):
        forum = announced_forum(by=officer)
        comes = registered(forum)
        edit = {"forum": forum, "terms": forum_terms(title="Telematics, again"), "by": officer}
        with pytest.raises(StaleForm):
            edit_forum(version=1, now=stays(), **edit)
        with pytest.raises(NotToBeChanged):
            edit_forum(version=2, now=stays(FORUM_STARTS), **edit)
        changed = edit_forum(version=2, now=stays(FORUM_STARTS - 2 * HOUR), **edit)
        assert (changed.title, changed.slug) == ("Telematics, again", "telematics-for-small-fleets")
        assert Notification.objects.filter(recipient=comes.user, subject__startswith="Changed").count() == 1

    def test_places_are_not_taken_from_people_and_more_places_go_to_those_in_line(self, officer):
        forum = announced_forum(by=officer)
        rows = [registered(forum) for _ in range(3)]
        terms = forum_terms()
        with pytest.raises(TooFewPlaces):
            edit_forum(forum=forum, terms=replace(terms, room_places=1), version=2, by=officer, now=stays())
        edit_forum(forum=forum, terms=replace(terms, room_places=3), version=2, by=officer, now=stays())
        assert [standing(row) for row in rows] == ["registered", "registered", "held"]

    def test_it_is_called_off_with_a_reason_that_all_of_them_read(self, client, officer):
        forum = announced_forum(by=officer)
        people = {registered(forum).user for _ in range(3)}
        with pytest.raises(InvalidInput):
            cancel_forum(forum=forum, reason=" ", by=officer, now=stays())
        with pytest.raises(NotToBeChanged):
            cancel_forum(forum=forum, reason="Too late.", by=officer, now=stays(FORUM_STARTS))
        assert not Forum.objects.filter(status="cancelled").exists()
        cancel_forum(forum=forum, reason="The room is flooded.", by=officer, now=stays())
        told = Notification.objects.filter(subject__startswith="Called off")
        assert {notice.recipient for notice in told} == people
        assert "The room is flooded." in client.get(forum.get_absolute_url()).content.decode()


@pytest.mark.django_db
class TestPlaces:
    @pytest.mark.parametrize(
        ("at", "opened"),
        [
            (MONDAY_NOON - SECOND, False),
            (MONDAY_NOON, True),
            (FORUM_STARTS - HOUR - SECOND, True),
            (FORUM_STARTS - HOUR, False),
        ],
    )
    def test_registration_is_open_from_its_first_second_to_its_last(self, at, opened, forum):
        if opened:
            assert registered(forum, at=at).status == "registered"
            return
        with pytest.raises(RegistrationClosed):
            registered(forum, at=at)
        assert not Registration.objects.exists()

    def test_one_place_a_person_in_the_name_of_their_own_organisation(self, forum):
        first = registered(forum)
        with pytest.raises(AlreadyRegistered):
            registered(forum, by=first.user)
        with pytest.raises(PermissionDenied):
            register_for_forum(
                forum=forum, organisation=organisation_for(Role.VENDOR_EDITOR), way=Way.IN_PERSON, by=first.user
            )
        with pytest.raises(InvalidInput):
            registered(forum, way=Way.REMOTE)
        assert Registration.objects.count() == 1

    def test_agencies_come_too_and_each_way_has_its_own_places(self):
        forum = announced_forum(room_places=1, remote=True, joining="https://meet.example/1")
        agency = person(Role.REQUESTER)
        rows = [registered(forum, by=agency), registered(forum), registered(forum, way=Way.REMOTE)]
        assert [row.status for row in rows] == ["registered", "waiting", "registered"]
        assert [one.words for one in places_of([forum], at=MONDAY_NOON)[forum.pk]] == [
            "All 1 place taken, 1 waiting",
            "No limit of places",
        ]

    def test_a_free_place_is_held_for_the_first_in_line_who_hears_of_it(self, forum):
        first, _, third, fourth = [registered(forum) for _ in range(4)]
        withdraw_from_forum(registration=first, by=first.user, now=stays())
        assert [standing(third), standing(fourth)] == ["held", "waiting"]
        told = Notification.objects.get(recipient=third.user)
        assert told.subject.startswith("A place is free for you")
        assert confirm_place(registration=third, by=third.user, now=stays(MONDAY_NOON + HOLD - SECOND))
        assert standing(third, MONDAY_NOON + HOLD) == "registered"

    def test_nobody_takes_a_place_that_is_held_for_another(self, forum):
        first, _, third = [registered(forum) for _ in range(3)]
        withdraw_from_forum(registration=first, by=first.user, now=stays())
        newcomer = registered(forum)
        assert newcomer.status == "waiting"
        with pytest.raises(PermissionDenied):
            confirm_place(registration=third, by=newcomer.user, now=stays())

    @pytest.mark.parametrize("worker", [True, False], **ids("recorded by the job", "though no job ran"))
    def test_a_hold_lapses_at_its_second_and_goes_on(self, worker, forum):
        first, _, third, fourth = [registered(forum) for _ in range(4)]
        withdraw_from_forum(registration=first, by=first.user, now=stays())
        lapses = MONDAY_NOON + HOLD
        if worker:
            assert pass_places_on(forum=forum, by=SYSTEM, now=stays(lapses - SECOND)) == 0
            assert pass_places_on(forum=forum, by=SYSTEM, now=stays(lapses)) == 1
            assert pass_places_on(forum=forum, by=SYSTEM, now=stays(lapses)) == 0
        with pytest.raises(HoldLapsed):
            confirm_place(registration=third, by=third.user, now=stays(lapses))
        assert [standing(third, lapses), standing(fourth, lapses)] == ["lapsed", "held" if worker else "free"]
        assert confirm_place(registration=fourth, by=fourth.user, now=stays(lapses)).status == "registered"
        back = registered(forum, by=third.user, at=lapses)
        assert back.status == "waiting"

    def test_no_hold_reaches_into_the_forum(self, forum):
        first, _, third = [registered(forum) for _ in range(3)]
        withdraw_from_forum(registration=first, by=first.user, now=stays(FORUM_STARTS - HOUR))
        third.refresh_from_db()
        assert third.held_until == FORUM_STARTS

    def test_the_database_refuses_a_place_too_many(self, forum):
        waits = [registered(forum) for _ in range(3)][2]
        with pytest.raises(ProgrammingError, match="every place"), transaction.atomic():
            Registration.objects.filter(pk=waits.pk).update(status="registered")
        assert forum.registrations.taking_places().count() == 2

    def test_the_list_closes_once_it_began_with_who_was_there(self, officer, forum):
        there, absent, waited = [registered(forum) for _ in range(3)]
        with pytest.raises(NotBegun):
            record_attendance(forum=forum, present=[], by=officer, now=stays(FORUM_STARTS - SECOND))
        with pytest.raises(InvalidInput):
            record_attendance(forum=forum, present=[waited.pk], by=officer, now=stays(FORUM_STARTS))
        assert held_forum(there, forum=forum, by=officer).status == "held"
        rows = Registration.objects.in_bulk([there.pk, absent.pk, waited.pk])
        assert [rows[row.pk].attended for row in (there, absent, waited)] == [True, False, None]
        with pytest.raises(MoveRefused):
            held_forum(forum=forum, by=officer)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "people", "words"),
    [
        (MONDAY_NOON - SECOND, 0, "Registration opens later"),
        (MONDAY_NOON, 0, "Open"),
        (MONDAY_NOON, 2, "Waiting list"),
        (FORUM_STARTS - HOUR, 2, "Registration closed"),
        (FORUM_STARTS, 0, "Under way"),
        (FORUM_STARTS + HOUR, 0, "Held"),
    ],
)
def test_where_a_forum_stands_follows_from_the_clock_and_the_places(at, people, words, forum):
    for _ in range(people):
        registered(forum)
    assert state_of(forum, places_of([forum], at=at)[forum.pk], at=at).words == words


def race_for_the_last_place():
    """Two ask for the last place, each waiting for the other at the clock, which is read after the lock."""
    forum, clock = announced_forum(room_places=1), meeting_clock()
    people = [person(Role.VENDOR_EDITOR) for _ in range(2)]
    return at_once(
        *(
            lambda by=by: (
                register_for_forum(
                    forum=forum, organisation=by.memberships.first().organisation, way=Way.IN_PERSON, by=by, now=clock
                ).status
            )
            for by in people
        )
    )


def test_of_two_for_the_last_place_one_gets_it_and_the_other_waits(cloned_database):
    assert sorted(race_for_the_last_place()) == ["registered", "waiting"]


def test_without_the_lock_both_would_get_it(cloned_database, monkeypatch):
    monkeypatch.setattr(ForumQuerySet, "select_for_update", lambda forums, **options: forums)
    assert goes_wrong(lambda: race_for_the_last_place() == ["registered", "registered"])


@pytest.fixture
def tomorrow(settings):
    """A forum in the future of the real clock, as screens and channels see it."""
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    times = {"starts_at": now + 72 * HOUR, "registration_opens_at": now - HOUR}
    need = stated_need(title="Quiet engines")
    return announced_forum(at=now - HOUR, remote=True, joining="https://meet.example/77", needs=[need], **times), need


@pytest.mark.django_db
class TestScreens:
    def test_an_officer_plans_announces_and_calls_off(self, client, officer):
        client.force_login(officer)
        day, answers = "2099-12-09", {"title": "Print", "purpose": "Less paper.", "agenda": "Welcome", "room": "214"}
        answers |= {"starts_on": day, "starts_clock": "13:00", "ends_on": day, "ends_clock": "14:30"}
        answers |= {"registration_opens_on": "2026-11-01", "registration_opens_clock": "09:00"}
        answers |= {"registration_closes_on": day, "registration_closes_clock": "12:00", "needs": "N-1999-0001"}
        refused = client.post("/forums/new/", answers)
        assert refused.status_code == 422
        assert "There is no need N-1999-0001" in refused.content.decode()
        address = client.post("/forums/new/", answers | {"needs": ""}).url
        edited = client.get(f"{address}edit/").context["form"].initial
        assert client.post(f"{address}edit/", answers | {"needs": "", "version": edited["version"]}).url == address
        assert client.post(f"{address}announce/", {"version": 1}).status_code == 409
        assert client.post(f"{address}announce/", {"version": 2}).url == address
        assert client.post(f"{address}cancel/", {"reason": "Flooded."}).url == address
        assert Forum.objects.get().status == "cancelled"

    def test_a_vendor_registers_joins_the_line_and_gives_back(self, client, tomorrow, officer):
        forum, _ = tomorrow
        vendor, last = person(Role.VENDOR_EDITOR), person(Role.VENDOR_EDITOR)
        for by in (vendor, person(Role.VENDOR_EDITOR), last):
            client.force_login(by)
            asked = {"organisation": by.memberships.first().organisation_id, "way": "in_person"}
            assert client.post(f"{forum.get_absolute_url()}register/", asked).url == forum.get_absolute_url()
        assert "Number 1 in line" in client.get(forum.get_absolute_url()).content.decode()
        assert client.post(f"{forum.get_absolute_url()}confirm/").status_code == 409
        client.force_login(vendor)
        assert "https://meet.example/77" in client.get(forum.get_absolute_url()).content.decode()
        assert client.post(f"{forum.get_absolute_url()}withdraw/").status_code == 302
        client.force_login(last)
        assert "A place is held for you" in client.get(forum.get_absolute_url()).content.decode()
        assert client.post(f"{forum.get_absolute_url()}confirm/").status_code == 302
        client.force_login(officer)
        assert str(last) in client.get(forum.get_absolute_url()).content.decode()

    def test_who_comes_how_to_join_and_the_needs_are_not_the_public_s(self, client, tomorrow):
        forum, need = tomorrow
        comes = registered(forum, at=datetime.datetime.now(datetime.UTC), topic="Batteries77")
        secrets = (str(comes.user), "meet.example", "Batteries77", need.title, need.reference)
        channels = ["/forums/", forum.get_absolute_url(), f"/forums/{forum.slug}.ics", "/calendars/forums.ics"]
        channels += ["/feeds/forums.atom", "/api/v1/forums", f"/api/v1/forums/{forum.slug}"]
        readers = [None, person(Role.VENDOR_ADMIN), person(Role.REQUESTER)]
        for reader in readers:
            client.logout() if reader is None else client.force_login(reader)
            told = {channel: client.get(channel).content.decode() for channel in channels}
            assert all(forum.title in text for text in told.values())
            assert [(channel, one) for channel, text in told.items() for one in secrets if one in text] == []
        client.force_login(need.stated_by)
        assert need.title in client.get(forum.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(
        ("query", "status"), [("?when=odd", 422), ("?page=x", 404), ("?when=open&way=remote&q=small", 200)]
    )
    def test_odd_addresses_of_the_list_get_a_sentence(self, client, query, status):
        assert client.get(f"/forums/{query}").status_code == status

    def test_lists_are_open_coming_or_held(self, client, tomorrow):
        past = announced_forum(title="Long ago", at=MONDAY_NOON)
        held_forum(forum=past)
        Forum.objects.filter(pk=past.pk).update(
            starts_at=MONDAY_NOON + HOUR, ends_at=MONDAY_NOON + 2 * HOUR, registration_closes_at=MONDAY_NOON + HOUR
        )
        for when, titles in {"open": [tomorrow[0].title], "coming": [tomorrow[0].title], "held": ["Long ago"]}.items():
            page = client.get("/forums/", {"when": when}).context["page"]
            assert [forum.title for forum in page] == titles

    def test_a_list_asks_as_much_for_twenty_forums_as_for_one(self, client, django_assert_max_num_queries):
        officer = person(Role.PROCUREMENT_OFFICER)
        for _ in range(20):
            registered(announced_forum(by=officer))
        with django_assert_max_num_queries(4):
            assert client.get("/forums/").status_code == 200
        with django_assert_max_num_queries(4):
            assert client.get("/api/v1/forums").json()["count"] == 20

    def test_the_calendar_is_folded_escaped_and_in_utc(self, client, tomorrow):
        forum, _ = tomorrow
        Forum.objects.filter(pk=forum.pk).update(title="Fleets, small; ü" * 7)
        answer = client.get("/calendars/forums.ics")
        lines = answer.content.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        text = answer.content.replace(b"\r\n ", b"").decode()
        assert "SUMMARY:" + r"Fleets\, small\; ü" * 7 in text
        assert f"DTSTART:{forum.starts_at:%Y%m%dT%H%M%SZ}" in text
        assert client.get("/calendars/forums.ics", headers={"If-None-Match": answer["ETag"]}).status_code == 304
