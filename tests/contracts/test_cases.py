"""Answers and fixes: clocks that are nothing but their events, in service hours, with pauses, lunch and holidays."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.offerings.measured import measured_levels
from catalog.offerings.models import Offering
from contracts.models import Case, ClockEvent
from contracts.service_levels.actions import NotMeasured, Told, WrongKindOfEvidence, record_clock_events
from contracts.service_levels.arithmetic.clocks import ClockConfused, Event, State, Step, read_clock
from contracts.service_levels.queries.cases import hours_in_words
from marketplace.business_time import BusinessCalendar, business_seconds, weekly
from marketplace.errors import InvalidInput
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferedServiceLevelFactory, OfferingFactory
from tests.factories.marketplace import person
from tests.factories.measurements import CLOSED_AT, closed, contract_with_order, june, term_of
from tests.worlds import world

DAY = ((time(8), time(17)),)
# 1 June 2026 is a Monday, here a holiday; 29 May the Friday before.
OFFICE = BusinessCalendar("UTC", weekly(DAY), {date(2026, 6, 1): "Holiday"})
LUNCH = BusinessCalendar("UTC", weekly(((time(8), time(12)), (time(13), time(17)))))
HOUR = 3600


def at(day: int, clock: str, month: int = 6) -> datetime:
    return datetime.combine(date(2026, month, day), time.fromisoformat(clock), tzinfo=UTC)


FRIDAY = at(29, "16:30", month=5)


def clock_of(*events: tuple, target: int, calendar=OFFICE, seen=CLOSED_AT):
    return read_clock([Event(*one) for one in events], target=target, calendar=calendar, at=seen)


# Golden figures G3 to G5 of the reference


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], at(2, "11:30")),
        ([(at(2, "09:00"), at(2, "10:00"))], at(2, "12:30")),
        ([(at(2, "09:00"), at(2, "10:00")), (at(29, "18:00", 5), at(29, "22:00", 5))], at(2, "12:30")),
        ([(at(29, "18:00", 5), at(29, "22:00", 5))], at(2, "11:30")),
    ],
)
def test_four_hours_from_friday_afternoon_over_a_holiday_and_pauses(pauses, due):
    events = [(FRIDAY, Step.STARTED)]
    for start, end in pauses:
        events += [(start, Step.PAUSED), (end, Step.RESUMED)]
    assert clock_of(*events, target=4 * HOUR).due_at == due


def test_the_clock_stands_over_lunch():
    assert clock_of((at(3, "11:30"), Step.STARTED), target=HOUR, calendar=LUNCH).due_at == at(3, "13:30")


def test_what_began_on_saturday_starts_on_monday():
    saturday = at(6, "10:00")
    clock = clock_of((saturday, Step.STARTED), target=HOUR)
    assert clock.due_at == at(8, "09:00")
    assert clock_of((saturday, Step.STARTED), target=HOUR, seen=at(8, "08:00")).elapsed == 0


@pytest.mark.parametrize(
    ("stopped", "seen", "state"),
    [
        (None, at(2, "11:29"), State.RUNNING),
        (None, at(2, "11:30"), State.BREACHED),
        (at(2, "11:30"), at(9, "00:00"), State.MET),
        (at(2, "11:31"), at(9, "00:00"), State.MET_LATE),
        (at(2, "11:31"), at(2, "11:30"), State.BREACHED),
    ],
)
def test_the_second_of_the_due_time_decides(stopped, seen, state):
    events = [(FRIDAY, Step.STARTED), *([(stopped, Step.STOPPED)] if stopped else [])]
    assert clock_of(*events, target=4 * HOUR, seen=seen).state is state


def test_a_pause_after_the_due_time_saves_nothing():
    events = [(FRIDAY, Step.STARTED), (at(2, "12:00"), Step.PAUSED), (at(3, "12:00"), Step.RESUMED)]
    clock = clock_of(*events, (at(3, "13:00"), Step.STOPPED), target=4 * HOUR)
    assert (clock.state, clock.due_at, clock.decided_at) == (State.MET_LATE, at(2, "11:30"), at(2, "11:30"))


def test_a_paused_clock_has_no_due_time_and_three_quarters_are_near():
    paused = clock_of((FRIDAY, Step.STARTED), (at(2, "10:30"), Step.PAUSED), target=4 * HOUR, seen=at(9, "00:00"))
    assert (paused.state, paused.due_at, paused.elapsed, paused.is_near) == (State.PAUSED, None, 3 * HOUR, True)
    assert not clock_of((FRIDAY, Step.STARTED), target=4 * HOUR, seen=at(2, "10:29")).is_near


@pytest.mark.parametrize(
    "steps",
    [
        [Step.PAUSED],
        [Step.STARTED, Step.STARTED],
        [Step.STARTED, Step.RESUMED],
        [Step.STARTED, Step.PAUSED, Step.PAUSED],
        [Step.STARTED, Step.STOPPED, Step.PAUSED],
    ],
)
def test_events_that_cannot_follow_each_other_are_refused(steps):
    with pytest.raises(ClockConfused, match="That cannot be"):
        clock_of(*((at(3, f"{9 + number}:00" if number else "09:00"), step) for number, step in enumerate(steps)),
                 target=HOUR)  # fmt: skip


zones = st.sampled_from(["UTC", "America/New_York", "America/Denver", "Australia/Lord_Howe"])


@given(zones, st.lists(st.integers(1, 60 * 24 * 20), min_size=1, max_size=7, unique=True), st.integers(1, 40))
@settings(max_examples=60)
def test_due_time_and_elapsed_time_agree_across_changes_of_the_clock(zone, minutes, hours):
    """Drawn anew by a slower way: the due time is the first moment at which the elapsed time reaches the target."""
    calendar = BusinessCalendar(zone, weekly(((time(8), time(12)), (time(13), time(17)))))
    begins = datetime(2026, 3, 1, 9, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    steps = [Step.STARTED, *([Step.PAUSED, Step.RESUMED] * 3)]
    moments = sorted(begins + timedelta(minutes=minute) for minute in minutes)
    events = [Event(moment, step) for moment, step in zip(moments, steps, strict=False)]
    clock = read_clock(events, target=hours * HOUR, calendar=calendar, at=begins + timedelta(days=200))
    if clock.due_at is None:
        return
    running, since = 0, None
    for event in [*events, Event(clock.due_at, Step.STOPPED)]:
        moment = min(event.at, clock.due_at)
        if since is not None and moment > since:
            running += business_seconds(since, moment, calendar)
        since = moment if event.step in {Step.STARTED, Step.RESUMED} else None
    assert running == hours * HOUR


# Cases on record

OFFICE_HOURS = tuple((("08:00", "17:00"),) if day < 5 else () for day in range(7))


@world
def promised():
    level = {
        "code": "answer", "title": "Urgent answer", "target": Decimal(90), "within_minutes": 240, "template": "",
        "service_hours": OFFICE_HOURS, "measuring_party": "vendor",
    }  # fmt: skip
    return term_of(contract_with_order(level=level))


@pytest.fixture
def term(storage, promised):
    return promised


@pytest.fixture
def desk(term):
    return person(Role.VENDOR_EDITOR, of=term.contract.vendor)


def told(number: str, *events: tuple) -> list[Told]:
    return [Told(number, step, moment, *more) for step, moment, *more in events]


IN_TIME = [*told("F-1", (Step.STARTED, june(2, 9), "", "No dial tone"), (Step.STOPPED, june(2, 10)))]
LATE = [*told("F-2", (Step.STARTED, june(3, 9)), (Step.STOPPED, june(3, 16)))]
PAUSED = [*told("F-3", (Step.STARTED, june(4, 9)), (Step.PAUSED, june(4, 10), "agency"), (Step.RESUMED, june(4, 15)),
                (Step.STOPPED, june(4, 16)))]  # fmt: skip
UNANSWERED = told("F-4", (Step.STARTED, june(29, 9)))
NOT_DUE = told("F-5", (Step.STARTED, june(30, 16)))


def recorded(term, events, *, by=SYSTEM, moment=CLOSED_AT):
    return record_clock_events(term=term, events=events, by=by, now=lambda: moment)


def test_attainment_counts_what_was_decided_in_the_month(term):
    with pytest.raises(NotMeasured):
        closed(term)
    recorded(term, [*IN_TIME, *LATE, *PAUSED, *UNANSWERED, *NOT_DUE])
    result = closed(term)
    assert (result.good, result.total, result.uptime_percent, result.verdict) == (2, 4, 50, "breached")
    assert result.details == {"missed": ["F-2", "F-4"]}


def test_the_catalogue_shows_what_was_answered_in_time_with_window_source_and_coverage(db, storage, client):
    level = {"code": "answer", "title": "First answer", "target": Decimal(90), "within_minutes": 240, "template": ""}
    offering = OfferingFactory(
        orderable=True,
        service_levels=[
            OfferedServiceLevelFactory.build(offering=None, code="answer", target=Decimal(90), within_minutes=240)
        ],
    )
    terms = [
        term_of(contract_with_order(level=level | of, offering=offering, vendor=offering.vendor))
        for of in ({}, {"measuring_party": "vendor"})
    ]
    recorded(terms[0], [*IN_TIME, *LATE])
    recorded(terms[1], IN_TIME)
    recorded(terms[1], told("F-7", (Step.STARTED, june(1, 9)), (Step.STOPPED, june(1, 10))))
    for term in terms:
        closed(term)
    [kept] = measured_levels(Offering.objects.get(pk=offering.pk))
    assert (kept.head, kept.percent, kept.total) == ("First answer within 4 h", 75, 4)
    assert kept.note == (
        "Jun 2026, 4 cases, 2 of 2 closed months with a figure, counted by the broker office, the vendor"
    )
    page = client.get(f"/catalogue/{offering.slug}/").text
    assert all(
        said in page for said in ("First answer within 4 h", "75%", kept.note, "75% measured, 90% within 4 hours")
    )
    other = OfferingFactory(orderable=True)
    compared = client.get("/catalogue/compare/", {"offering": [offering.slug, other.slug]}).text
    assert all(said in compared for said in ("First answer within 4 h measured", kept.note, "Not measured yet"))


def test_sending_again_in_any_order_and_parts_changes_nothing(term):
    events = [*IN_TIME, *LATE, *PAUSED, *UNANSWERED]
    for part in (events[:3], events[::-1], events):
        recorded(term, part)
    assert (Case.objects.count(), ClockEvent.objects.count()) == (4, len(events))
    assert recorded(term, events).fresh == 0


def test_a_pause_told_late_makes_a_revision(term):
    recorded(term, [*told("F-9", (Step.STARTED, june(3, 9)), (Step.STOPPED, june(3, 16)))])
    assert closed(term).verdict == "breached"
    recorded(term, told("F-9", (Step.PAUSED, june(3, 10), "third_party"), (Step.RESUMED, june(3, 14))))
    revised = closed(term)
    assert (revised.revision, revised.verdict) == (2, "met")


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([], "no event"),
        (told("F-1", (Step.STARTED, CLOSED_AT + timedelta(hours=1))), "lies in the future"),
        (told("F-1", (Step.STARTED, june(2, 9)), (Step.PAUSED, june(2, 10))), "a pause says"),
        (told("F-1", (Step.STARTED, june(2, 9), "agency")), "a pause says"),
        (
            told("F-1", (Step.STOPPED, june(2, 9))),
            "F-1: At 2026-06-02 09:00 UTC the clock stops, before it starts",
        ),
        (told("", (Step.STARTED, june(2, 9))), "needs a number"),
        (told("F-1", (Step.STARTED, datetime(2026, 6, 2, 9))), "has no zone"),  # noqa: DTZ001 what is refused
    ],
)
def test_what_cannot_be_is_refused_whole_with_a_sentence(term, events, sentence):
    with pytest.raises((InvalidInput, ClockConfused), match=sentence):
        recorded(term, [*LATE, *events] if events else events)
    assert not Case.objects.exists()


def test_only_the_measuring_party_tells_and_only_of_answers_and_fixes(term, desk):
    for other in (person(Role.PERFORMANCE_OFFICER), person(Role.AGENCY_ADMIN, of=term.contract.agency)):
        with pytest.raises(PermissionDenied):
            recorded(term, IN_TIME, by=other)
    assert not Case.objects.exists()
    assert recorded(term, IN_TIME, by=desk).fresh == 2
    with pytest.raises(WrongKindOfEvidence):
        recorded(term_of(contract_with_order()), IN_TIME)


def test_the_database_keeps_events_as_they_are(term):
    recorded(term, IN_TIME)
    for change in (
        lambda: ClockEvent.objects.update(at=june(1)),
        lambda: ClockEvent.objects.all().delete(),
        lambda: Case.objects.update(subject="Other"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_both_sides_read_the_clock_and_why_it_is_due(client, term, desk, django_assert_max_num_queries):
    recorded(term, [*IN_TIME, *PAUSED, *UNANSWERED])
    listed, own = (f"/contracts/{term.contract.reference}/answer/cases/{end}" for end in ("", "of/F-3/"))
    assert client.get(listed).status_code == 302
    for reader in (desk, person(Role.REQUESTER, of=term.contract.agency)):
        client.force_login(reader)
        page = client.get(own).content.decode()
        assert "5 hours of service time stood still" in page
        assert "Waits for the agency" in page
        with django_assert_max_num_queries(12):
            overview = client.get(listed).content.decode()
        assert "Overdue" in overview
        assert ("Record what happened" in overview) == (reader == desk)
    table = client.get(listed, {"format": "csv"}).content.decode()
    assert table.count("\n") == 4
    assert "No case fits" in client.get(listed, {"state": "open", "q": "F-1"}).content.decode()
    client.force_login(person(Role.SIGNATORY))
    assert client.get(listed).status_code == 404


def test_a_desk_records_on_screen_in_the_contracts_zone(client, term, desk):
    client.force_login(desk)
    address = f"/contracts/{term.contract.reference}/answer/cases/record/"
    event = {"number": "=1+1", "subject": "No dial tone", "step": "started", "reason": "", "on": "2026-06-02",
             "clock": "09:00"}  # fmt: skip
    assert client.post(address, event | {"step": "stopped"}).status_code == 422
    assert not Case.objects.exists()
    assert client.post(address, event).status_code == 302
    assert Case.objects.get().started_at == june(2, 9)
    listed = client.get(f"/contracts/{term.contract.reference}/answer/cases/", {"format": "csv"})
    assert "'=1+1" in listed.content.decode()


def test_programs_tell_and_read_cases(client, term, desk):
    client.force_login(desk)
    address = f"/api/v1/contracts/{term.contract.reference}/service-levels/answer/cases"
    events = [{"case": one.number, "step": one.step, "at": one.at.isoformat()} for one in IN_TIME]
    assert [client.post(address, {"events": events}, "application/json").status_code for _ in range(2)] == [201, 200]
    [found] = client.get(address).json()["items"]
    assert (found["state"], found["elapsed_seconds"], found["promised_seconds"]) == ("met", HOUR, 4 * HOUR)
    client.force_login(person(Role.AGENCY_ADMIN, of=term.contract.agency))
    assert client.post(address, {"events": events}, "application/json").status_code == 403


def test_hours_are_said_in_words(term):
    assert hours_in_words(term) == ["Monday to Friday: 08:00 to 17:00"]
