"""Asking at moments, one click without signing in, and a follow-up for every rating under four, never two."""

import datetime
import re
from decimal import Decimal
from math import sqrt
from statistics import NormalDist

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from contracts.models import FollowUp, OutcomeWord, Survey, SurveyAnswer
from contracts.relationships.actions import (
    AnsweredAlready,
    Given,
    OutcomeStands,
    SurveyOver,
    agree_action,
    answer_survey,
    ask,
    ask_due_surveys,
    assign,
    close_follow_up,
    confirm_outcome,
    contest_outcome,
    record_answers,
    record_attempt,
    record_contact,
)
from contracts.relationships.actions.judging import BEFORE_ANYBODY_SPOKE
from contracts.relationships.arithmetic import wilson
from contracts.relationships.links import survey_link, survey_of_token
from contracts.relationships.models import Moment
from contracts.relationships.queries.moments import Due, quarter_before
from contracts.relationships.queries.satisfaction import by_organisation, by_quarter, loop_of, overall
from contracts.service_levels.actions import decide_dispute, dispute_result
from marketplace.accounts.models import User
from marketplace.audit.models import AuditEvent
from marketplace.clock import office_day
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from marketplace.workspace.page import workspace_context
from tests.factories.marketplace import OrganisationFactory, UserFactory, person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    closed,
    contract_with_order,
    june,
    loaded,
    steady,
    term_of,
)
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

A_DAY, A_SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)
NOON = timezone.now()


@world
def office():
    return OrganisationFactory(broker=True)


@world
def agency():
    return OrganisationFactory(name="Department of Human Services")


@world
def requester(agency):
    return person(Role.REQUESTER, of=agency, name="Alma Reyes")


@world
def tomas(office, agency):
    """The agency's relationship manager."""
    manager, cio = person(Role.RELATIONSHIP_MANAGER, of=office, name="Tomás Herrera"), person(Role.CIO, of=office)
    given = {"agency": agency, "duty": "manager", "person": manager, "starts_on": office_day(NOON)}
    assign(by=cio, now=lambda: NOON, **given)
    return manager


@world
def survey(agency, requester, tomas):
    return asked(agency, requester)


def asked(agency, who, *, subject="2026-Q3", at=NOON) -> Survey:
    [made] = ask([Due(Moment.QUARTER, subject, "the quarter", agency.pk, who.pk)], by=SYSTEM, now=lambda: at)
    return made


def rated(survey, rating=2, *, at=NOON + A_DAY) -> SurveyAnswer:
    by = survey.person
    return answer_survey(survey=survey, rating=rating, comment="It takes a day.", by=by, now=lambda: at)


@pytest.mark.parametrize(("rating", "follow_ups"), [(1, 1), (3, 1), (4, 0), (5, 0)])
def test_a_rating_under_four_opens_a_follow_up_with_an_owner_and_two_business_days(survey, tomas, rating, follow_ups):
    friday = datetime.datetime(2044, 1, 8, 17, tzinfo=datetime.UTC)
    late = asked(survey.organisation, survey.person, subject="2026-Q4", at=friday - A_DAY)
    rated(late, rating, at=friday)
    found = list(FollowUp.objects.all())
    assert len(found) == follow_ups
    for one in found:
        assert (one.owner, one.status) == (tomas, FollowUp.Status.OPENED)
        assert one.due_at == datetime.datetime(2044, 1, 12, 22, tzinfo=datetime.UTC)  # Tuesday, 5 pm Eastern


def test_without_a_manager_it_is_the_whole_office_s(office):
    manager = person(Role.RELATIONSHIP_MANAGER, of=office)
    vendor = OrganisationFactory(vendor=True)
    rated(asked(vendor, person(Role.SIGNATORY, of=vendor)))
    assert FollowUp.objects.get().owner is None
    assert Notification.objects.filter(recipient=manager, subject="A rating of 2 of 5").exists()
    steps = [row.step.what for row in workspace_context(manager, at=NOON + A_DAY)["rows"]]
    assert "Speak with" in steps


def test_a_low_rating_without_a_follow_up_cannot_be_committed(survey):
    with pytest.raises(DatabaseError, match="opens a follow-up"), transaction.atomic():
        SurveyAnswer.objects.create(survey=survey, rating=3, answered_at=NOON)
        at_once()
    SurveyAnswer.objects.create(survey=survey, rating=4, answered_at=NOON)
    at_once()


def at_once() -> None:
    """What waits for the commit is checked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_one_answer_a_survey_and_one_follow_up_an_answer_in_the_database_too(survey):
    answer = rated(survey)
    with pytest.raises(AnsweredAlready):
        rated(survey, 5)
    doubles = (
        lambda: SurveyAnswer.objects.create(survey=survey, rating=5, answered_at=NOON),
        lambda: FollowUp.objects.create(answer=answer, opened_at=NOON, due_at=NOON),
    )
    for double in doubles:
        with pytest.raises(IntegrityError), transaction.atomic():
            double()
    for change in (lambda: SurveyAnswer.objects.update(rating=5), lambda: FollowUp.objects.all().delete()):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()
    assert (SurveyAnswer.objects.get().rating, FollowUp.objects.count()) == (2, 1)


def test_a_thousand_answers_have_one_follow_up_for_each_low_one_and_none_two(agency, tomas, office):
    people = User.objects.bulk_create([UserFactory.build(email=f"p{n}@people.example") for n in range(1000)])
    due = [Due(Moment.QUARTER, "2026-Q3", "the quarter", agency.pk, one.pk) for one in people]
    rows = [Survey(**one.__dict__, asked_at=NOON, expires_at=NOON + 30 * A_DAY) for one in due]
    surveys = Survey.objects.bulk_create(rows)
    given = [Given(one, 1 + number * 7 % 5) for number, one in enumerate(surveys)]
    with CaptureQueriesContext(connection) as seen:
        record_answers(given=given, by=tomas, now=lambda: NOON)
    at_once()
    low = SurveyAnswer.objects.filter(rating__lt=4)
    assert (SurveyAnswer.objects.count(), low.count(), FollowUp.objects.count()) == (1000, 600, 600)
    assert set(low.values_list("pk", flat=True)) == set(FollowUp.objects.values_list("answer_id", flat=True))
    assert len(seen) < 40
    figures = overall(Survey.objects.all())
    assert (figures.answered, figures.content, figures.share) == (1000, 400, Decimal("40.0"))
    assert AuditEvent.objects.filter(action="contracts.survey.answered").count() == 1


def test_of_many_answers_one_that_is_wrong_keeps_none(survey, requester, tomas):
    other = asked(survey.organisation, requester, subject="2026-Q2")
    for wrong, refusal in ((Given(other, 6), InvalidInput), (Given(survey, 5), AnsweredAlready)):
        with pytest.raises(refusal):
            record_answers(given=[Given(survey, 2), wrong], by=tomas, now=lambda: NOON)
    assert not SurveyAnswer.objects.exists()
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(("good", "of"), [(18, 20), (0, 5), (5, 5), (1, 1), (400, 1000), (7, 11)])
def test_the_interval_is_wilson_s(good, of):
    """Against the roots of |p - share| = z sqrt(p (1 - p) / n), worked out in another way."""
    z = NormalDist().inv_cdf(0.975)
    share, square = good / of, z * z / of
    # (1 + z²/n) p² - (2 share + z²/n) p + share² = 0
    middle, spread = 2 * share + square, sqrt(square * square + 4 * share * square - 4 * square * share * share)
    expected = (middle - spread) / (2 * (1 + square)), (middle + spread) / (2 * (1 + square))
    assert [float(edge) for edge in wilson(good, of)] == pytest.approx(expected, abs=1e-12)


def test_eighteen_of_twenty_is_known():
    low, high = wilson(18, 20)
    assert (round(low, 3), round(high, 3), wilson(0, 0)) == (Decimal("0.699"), Decimal("0.972"), None)


@pytest.mark.parametrize(("seconds", "kept"), [(-1, True), (0, False)])
def test_the_second_of_the_end_decides(survey, seconds, kept):
    at = survey.expires_at + seconds * A_SECOND
    if kept:
        rated(survey, 5, at=at)
    else:
        with pytest.raises(SurveyOver):
            rated(survey, 5, at=at)
    assert SurveyAnswer.objects.exists() is kept


def test_nobody_answers_for_somebody_else(survey, tomas):
    with pytest.raises(PermissionDenied):
        answer_survey(survey=survey, rating=5, by=tomas, now=lambda: NOON)
    assert not SurveyAnswer.objects.exists()


def test_one_click_from_the_notice_without_signing_in(survey):
    visitor = client_of(None)
    address = Notification.objects.get(key=f"survey-{survey.pk}").address
    assert address == survey_link(survey)
    page = visitor.get(address).text
    assert re.findall(r'name="rating" value="(\d)"', page) == ["1", "2", "3", "4", "5"]
    assert not SurveyAnswer.objects.exists()  # a program that follows links answers nothing
    nothing = visitor.post(address, {"comment": "Slow."})
    assert (nothing.status_code, "Nothing was chosen" in nothing.text) == (422, True)
    assert visitor.post(address, {"rating": "3", "comment": "Slow."}).status_code == 302
    answer = SurveyAnswer.objects.get()
    assert (answer.rating, answer.by_link, answer.follow_up.status) == (3, True, "opened")
    assert "You answered 3 of 5" in visitor.get(address).text
    assert visitor.post(address, {"rating": "5"}).status_code == 409
    assert SurveyAnswer.objects.get().rating == 3


def test_a_link_that_is_not_ours_leads_nowhere_and_an_old_one_says_so(agency, requester):
    assert survey_of_token("12.made-up") is None
    assert client_of(None).get(reverse("survey_by_link", args=["12.made-up"])).status_code == 404
    old = asked(agency, requester, at=NOON - 31 * A_DAY)
    answer = client_of(None).post(survey_link(old), {"rating": "5"})
    assert (answer.status_code, "The time to answer is over" in answer.text) == (410, True)
    assert not SurveyAnswer.objects.exists()


def test_the_daily_job_asks_after_a_decided_dispute_once(office):
    term = term_of(contract_with_order())
    loaded(term, steady(JUNE, JULY, (june(14, 2), june(14, 4, 22))))
    closed(term)
    admin = person(Role.AGENCY_ADMIN, of=term.contract.agency)
    dispute = dispute_result(result=term.period_results.get(), reason="Ours differs.", by=admin, now=lambda: CLOSED_AT)
    officer = person(Role.PERFORMANCE_OFFICER, of=office)

    def run(after) -> int:
        ask_due_surveys(by=SYSTEM, now=lambda: CLOSED_AT + after)
        return Survey.objects.filter(moment=Moment.DISPUTE).count()

    assert run(A_DAY) == 0
    decide_dispute(dispute=dispute, upheld=False, reason="Two monitors.", by=officer, now=lambda: CLOSED_AT + A_DAY)
    assert [run(2 * A_DAY), run(3 * A_DAY)] == [1, 1]
    made = Survey.objects.get(moment=Moment.DISPUTE)
    assert (made.person, made.organisation, made.contract) == (admin, term.contract.agency, term.contract)
    assert Notification.objects.filter(recipient=admin, key=f"survey-{made.pk}").count() == 1


def test_each_quarter_those_are_asked_where_a_contract_runs(office):
    contract = contract_with_order()
    first = quarter_before(contract.ends_on)[1]  # of a quarter in which it still runs, or begins to end
    day = first if contract.starts_on <= first < contract.ends_on else contract.starts_on
    at = datetime.datetime.combine(day, datetime.time(18), tzinfo=datetime.UTC)
    signatory = person(Role.SIGNATORY, of=contract.vendor)
    signatory.memberships.update(starts_at=at - A_DAY)
    bystander = person(Role.REQUESTER)
    bystander.memberships.update(starts_at=at - A_DAY)
    within = (office_day(at) - quarter_before(office_day(at))[1]).days <= 30
    ask_due_surveys(by=SYSTEM, now=lambda: at)
    asked_ones = set(Survey.objects.filter(moment=Moment.QUARTER).values_list("person_id", flat=True))
    assert (signatory.pk in asked_ones, bystander.pk in asked_ones) == (within, False)


def test_from_the_call_to_the_outcome_and_asked_again(survey, tomas, requester):
    found = rated(survey).follow_up
    with pytest.raises(MoveRefused):
        close_follow_up(follow_up=found, outcome="Done.", customer_content=True, by=tomas, now=lambda: NOON)
    for words in ("", "  "):
        with pytest.raises(InvalidInput):
            record_contact(follow_up=found, said=words, by=tomas, now=lambda: NOON)
    with pytest.raises(PermissionDenied):
        record_contact(follow_up=found, said="Resets.", by=requester, now=lambda: NOON)
    record_contact(follow_up=found, said="Resets take a day.", by=tomas, now=lambda: NOON + 2 * A_DAY)
    shut = NOON + 3 * A_DAY
    close_follow_up(follow_up=found, outcome="A second desk.", customer_content=True, by=tomas, now=lambda: shut)
    found.refresh_from_db()
    assert (found.status, found.ask_again_on) == ("closed", office_day(shut) + 30 * A_DAY)
    assert Notification.objects.filter(recipient=requester, body="A second desk.").exists()
    ask_due_surveys(by=SYSTEM, now=lambda: shut + 29 * A_DAY)
    assert not Survey.objects.filter(moment=Moment.AGAIN).exists()
    for _ in range(2):
        ask_due_surveys(by=SYSTEM, now=lambda: shut + 30 * A_DAY)
    assert Survey.objects.get(moment=Moment.AGAIN).person == requester


def settled(survey, tomas, *, at=NOON + 2 * A_DAY) -> FollowUp:
    found = FollowUp.objects.filter(answer__survey=survey).first() or rated(survey).follow_up
    record_contact(follow_up=found, said="Resets take a day.", by=tomas, now=lambda: at)
    shut = {"outcome": "A second desk.", "customer_content": True, "by": tomas}
    return close_follow_up(follow_up=found, now=lambda: at, **shut)


def test_contested_by_its_customer_it_is_open_again_with_its_clock(survey, tomas, requester):
    found, at = settled(survey, tomas), datetime.datetime(2044, 1, 8, 17, tzinfo=datetime.UTC)
    shut = found.closed_at
    FollowUp.objects.filter(pk=found.pk).update(ask_again_on=office_day(at) + A_DAY)
    for who in (tomas, person(Role.REQUESTER, of=survey.organisation)):
        with pytest.raises(PermissionDenied):
            contest_outcome(follow_up=found, words="No.", by=who, now=lambda: at)
    with pytest.raises(InvalidInput):
        contest_outcome(follow_up=found, words=" ", by=requester, now=lambda: at)
    with pytest.raises(OutcomeStands):
        contest_outcome(follow_up=found, words="No.", by=requester, now=lambda: at + A_DAY)
    with pytest.raises(DatabaseError, match="opened again by its customer"), transaction.atomic():
        FollowUp.objects.filter(pk=found.pk).update(status="opened", **BEFORE_ANYBODY_SPOKE)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        FollowUp.objects.filter(pk=found.pk).update(due_at=at)
    assert not OutcomeWord.objects.exists()
    contest_outcome(follow_up=found, words="It is always shut.", by=requester, now=lambda: at)
    found.refresh_from_db()
    due = datetime.datetime(2044, 1, 12, 22, tzinfo=datetime.UTC)  # Friday noon and two business days
    assert (found.status, found.owner, found.due_at, found.closed_at) == ("opened", tomas, due, None)
    [kept] = OutcomeWord.objects.all()
    assert (kept.outcome, kept.said, kept.closed_at) == ("A second desk.", "Resets take a day.", shut)
    assert loop_of(FollowUp.objects.all(), at=due).late == 1
    assert Notification.objects.filter(recipient=tomas, subject__startswith="Contested: Alma Reyes").exists()
    with pytest.raises(MoveRefused):
        contest_outcome(follow_up=found, words="Again.", by=requester, now=lambda: at)
    settled(survey, tomas, at=at)
    confirm_outcome(follow_up=found, by=requester, now=lambda: at)
    with pytest.raises(OutcomeStands):
        contest_outcome(follow_up=found, words="After all.", by=requester, now=lambda: at)
    assert (loop_of(FollowUp.objects.all(), at=due).confirmed, found.outcome_words.count()) == (1, 2)


def test_on_screen_the_customer_says_whether_it_is_done(survey, tomas, requester):
    found = settled(survey, tomas, at=NOON)
    theirs, page = client_of(requester), found.get_absolute_url()
    assert "Confirm or contest" in [row.step.what for row in workspace_context(requester, at=NOON)["rows"]]
    assert "Confirm or contest" in theirs.get(page).text
    assert "Confirm or contest" not in client_of(tomas).get(page).text
    assert "A second desk." in theirs.get(f"{page}word/").text
    refused = theirs.post(f"{page}word/", {"content": "no", "words": ""})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["words"])
    assert theirs.post(f"{page}word/", {"content": "no", "words": "It is shut."}).status_code == 302
    assert "It is shut." in client_of(tomas).get(page).text
    assert theirs.post(f"{page}word/", {"content": "yes"}).status_code == 409


def test_it_is_not_closed_without_the_customer_s_word(survey, tomas):
    found = rated(survey).follow_up
    record_contact(follow_up=found, said="Resets.", by=tomas, now=lambda: NOON)
    row = FollowUp.objects.filter(pk=found.pk)
    closed_so = {"status": "closed", "closed_at": NOON, "closed_by": tomas, "ask_again_on": NOON.date(), "outcome": "x"}
    with pytest.raises(IntegrityError, match="checked_with_the_customer"), transaction.atomic():
        row.update(**closed_so)
    row.update(**closed_so, customer_content=False)


def test_the_loop_counts_what_is_closed_in_time_and_late(agency, survey, tomas):
    other = asked(agency, person(Role.APPROVER, of=agency))
    first, second = rated(survey).follow_up, rated(other, 1).follow_up
    record_contact(follow_up=first, said="Resets.", by=tomas, now=lambda: first.due_at)
    close_follow_up(follow_up=first, outcome="Done.", customer_content=True, by=tomas, now=lambda: first.due_at)
    before, after = (loop_of(FollowUp.objects.all(), at=second.due_at + edge) for edge in (-A_SECOND, A_SECOND * 0))
    assert (before.opened, before.closed, before.in_time, before.late) == (2, 1, 1, 0)
    assert (after.late, after.closed_percent) == (1, Decimal("50.0"))


def test_a_group_under_five_is_not_shown(agency, tomas):
    ratings = [5, 4, 4, 2]
    for rating in ratings:
        rated(asked(agency, person(Role.REQUESTER, of=agency)), rating)
    [few] = by_organisation(Survey.objects.all())
    page = client_of(tomas).get(reverse("satisfaction_page")).text
    assert (few.is_shown, "under 5" in page) == (False, True)
    rated(asked(agency, person(Role.REQUESTER, of=agency)), 5)
    [five], [quarter] = by_organisation(Survey.objects.all()), by_quarter(Survey.objects.all())
    assert (five.is_shown, five.share, five.response, quarter.share) == (True, 80, 100, 80)
    page = client_of(tomas).get(reverse("satisfaction_page")).text
    assert ("under 5" in page, "80.0%" in page) == (False, True)
    listed = client_of(tomas).get("/api/v1/satisfaction").json()
    assert (listed["overall"]["content_percent"], listed["follow_ups"]) == (
        "80.0",
        {"opened": 1, "closed": 0, "late": 0},
    )


def test_on_screen_from_the_rating_to_its_outcome(survey, tomas, requester):
    theirs, ours = client_of(requester), client_of(tomas)
    assert theirs.post(survey.get_absolute_url(), {"rating": "2", "comment": "Resets."}).status_code == 302
    found = FollowUp.objects.get()
    assert "Write down the call" in ours.get(found.get_absolute_url()).text
    said = reverse("follow_up_contact", args=[found.pk])
    assert ours.post(said, {"said": ""}).status_code == 422
    assert ours.post(said, {"said": "A day is too long."}).status_code == 302
    close = reverse("follow_up_close", args=[found.pk])
    assert ours.post(close, {"outcome": "A second desk."}).status_code == 422
    assert ours.post(close, {"outcome": "A second desk.", "customer_content": "yes"}).status_code == 302
    page = theirs.get(found.get_absolute_url()).text
    assert "A second desk." in page
    assert "Write down the call" not in page
    assert client_of(person(Role.REQUESTER, of=survey.organisation)).get(found.get_absolute_url()).status_code == 404
    assert "What they told us" in ours.get(reverse("agency_page", args=[survey.organisation.slug])).text


def test_both_find_it_in_their_work(survey, tomas, requester):
    def whats(who):
        return [row.step.what for row in workspace_context(who, at=NOON + A_DAY)["rows"]]

    assert "Say how content you are" in whats(requester)
    rated(survey)
    assert "Say how content you are" not in whats(requester)
    assert "Speak with" in whats(tomas)
    record_contact(follow_up=FollowUp.objects.get(), said="Resets.", by=tomas, now=lambda: NOON)
    assert "Close the follow-up with" in whats(tomas)


def test_not_reached_on_three_days_the_customer_is_asked_to_call(survey, tomas, requester):
    found = rated(survey).follow_up
    for day in range(3):
        assert FollowUp.objects.open().count() == 1
        found = record_attempt(follow_up=found, by=tomas, now=lambda day=day: NOON + day * A_DAY)
        if day < 2:
            with pytest.raises(InvalidInput):
                record_attempt(follow_up=found, by=tomas, now=lambda day=day: NOON + day * A_DAY)
    assert (found.status, found.attempts, FollowUp.objects.open().count()) == ("unreachable", 3, 0)
    assert Notification.objects.filter(recipient=requester, body__contains="Call Tomás Herrera").exists()
    with pytest.raises(MoveRefused):
        record_attempt(follow_up=found, by=tomas, now=lambda: NOON + 9 * A_DAY)
    assert loop_of(FollowUp.objects.all(), at=NOON + 9 * A_DAY).closed_percent == 0
    record_contact(follow_up=found, said="I was away.", by=tomas, now=lambda: NOON + 9 * A_DAY)
    with pytest.raises(IntegrityError, match="after_three_attempts"), transaction.atomic():
        FollowUp.objects.update(status="unreachable", attempts=1, contacted_at=None, contacted_by=None, said="")


def test_what_is_agreed_has_a_day_and_is_closed_with_its_outcome(survey, tomas, requester):
    found = rated(survey).follow_up
    day = office_day(NOON) + 7 * A_DAY
    with pytest.raises(MoveRefused):
        agree_action(follow_up=found, action="A second desk.", action_due_on=day, by=tomas, now=lambda: NOON)
    record_contact(follow_up=found, said="Resets.", by=tomas, now=lambda: NOON)
    for wrong in ({"action": " "}, {"action_due_on": office_day(NOON) - A_DAY}):
        with pytest.raises(InvalidInput):
            given = {"action": "A second desk.", "action_due_on": day, **wrong}
            agree_action(follow_up=found, by=tomas, now=lambda: NOON, **given)
    ours = client_of(tomas)
    form = {"action": "A second desk.", "action_due_on": day.isoformat()}
    assert ours.post(reverse("follow_up_agree", args=[found.pk]), form).status_code == 302
    assert "A second desk." in client_of(requester).get(found.get_absolute_url()).text
    assert Notification.objects.filter(recipient=requester, subject="What we do about your rating").exists()
    closing = {"outcome": "It answers.", "customer_content": "yes"}
    assert ours.post(reverse("follow_up_close", args=[found.pk]), closing).status_code == 302
    found.refresh_from_db()
    assert (found.status, found.action_due_on) == ("closed", day)
    assert ours.post(reverse("follow_up_attempt", args=[found.pk])).status_code == 409


def test_answers_from_paper_are_typed_in_together_or_not_at_all(agency, survey, tomas):
    other = asked(agency, person(Role.APPROVER, of=agency))
    page, ours = reverse("survey_answers_record"), client_of(tomas)
    first, second = f"rating-{survey.pk}", f"rating-{other.pk}"
    for wrong in ({}, {first: "6"}, {first: "2", f"words-{other.pk}": "Words alone."}):
        assert ours.post(page, {"none": "", **wrong}).status_code == 422
    assert not SurveyAnswer.objects.exists()
    assert ours.post(page, {first: "2", f"words-{survey.pk}": "On paper.", second: ""}).status_code == 302
    answer = SurveyAnswer.objects.get()
    assert (answer.survey, answer.comment, FollowUp.objects.count()) == (survey, "On paper.", 1)
    assert str(other.person) in ours.get(page, {"q": agency.name}).text
    assert client_of(survey.person).get(page).status_code == 403
