"""What comes of a forum: questions without names, answers and minutes for all at one moment, lessons for needs."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from rfp.forums.actions import (
    ActionItem,
    AlreadyVoted,
    AnswersReleased,
    ListNotClosed,
    NotBegun,
    QuestionsClosed,
    QuestionsLeft,
    answer_question,
    approve_question,
    dismiss_question,
    merge_question,
    record_lesson,
    release_minutes,
    tell_of_release,
    vote_for_question,
)
from rfp.forums.models import Forum, ForumQuestion, MinutesVersion, QuestionVote
from rfp.forums.outcome import outcome_of
from tests.factories.marketplace import person
from tests.factories.rfp import (
    FORUM_STARTS,
    HOUR,
    MONDAY_NOON,
    announced_forum,
    answered_question,
    approved_question,
    asked_question,
    held_forum,
    registered,
    stated_need,
    written_minutes,
)
from tests.worlds import world

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)
AFTER = FORUM_STARTS + 2 * HOUR


def stays(at=MONDAY_NOON):
    return lambda: at


def vote(question, by=None):
    by = by or person(Role.VENDOR_EDITOR)
    return vote_for_question(
        question=question, organisation=by.memberships.first().organisation, by=by, now=stays(MONDAY_NOON)
    )


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def forum(officer):
    return announced_forum(by=officer)


class TestQuestions:
    def test_who_asked_is_read_by_the_moderator_alone_and_stands_in_no_trail(self, forum, officer):
        asker = person(Role.VENDOR_EDITOR, name="Hidden Henry")
        approved_question(forum, by=asker, moderator=officer)
        readers = [person(Role.VENDOR_EDITOR), person(Role.CIO), person(Role.AUDITOR), person(Role.REQUESTER)]
        shown = [outcome_of(forum, reader=reader, at=MONDAY_NOON).questions[0] for reader in readers]
        assert [one.author for one in shown] == [""] * 4
        assert outcome_of(forum, reader=officer, at=MONDAY_NOON).questions[0].author.startswith("Hidden Henry")
        assert outcome_of(forum, reader=asker, at=MONDAY_NOON).questions[0].is_own
        event = AuditEvent.objects.get(action="rfp.question.asked")
        assert (event.actor_id, event.organisation_ids, event.address, event.request_id) == (None, [], None, "")

    def test_until_it_is_approved_only_its_author_and_the_office_read_it(self, forum, officer):
        question = asked_question(forum)
        readers = (question.asked_by, officer, person(Role.VENDOR_EDITOR))
        assert [ForumQuestion.objects.visible_to(reader).count() for reader in readers] == [1, 1, 0]
        dismissed = dismiss_question(question=question, reason="It names a company.", by=officer, now=stays())
        assert [ForumQuestion.objects.visible_to(reader).count() for reader in readers] == [1, 1, 0]
        with pytest.raises(MoveRefused):
            approve_question(question=dismissed, by=officer, now=stays())

    def test_questions_are_taken_until_the_last_second(self, forum):
        assert asked_question(forum, at=FORUM_STARTS + HOUR - SECOND)
        with pytest.raises(QuestionsClosed):
            asked_question(forum, at=FORUM_STARTS + HOUR)
        assert ForumQuestion.objects.count() == 1

    def test_one_vote_a_person_in_the_database_too(self, forum):
        question, voter = approved_question(forum), person(Role.REQUESTER)
        assert vote(question, voter) == 1
        with pytest.raises(AlreadyVoted):
            vote(question, voter)
        with pytest.raises(IntegrityError), transaction.atomic():
            QuestionVote.objects.create(question=question, user=voter)
        assert vote(question) == 2

    def test_a_merged_question_gives_its_votes_once_a_person(self, forum, officer):
        first, second = approved_question(forum), approved_question(forum, words="How large is the fleet?")
        both = person(Role.VENDOR_EDITOR)
        for question in (first, second):
            vote(question, both)
        vote(second)
        merge_question(question=second, into=first, by=officer, now=stays())
        with pytest.raises(QuestionsClosed):
            vote(second)
        [shown] = outcome_of(forum, reader=both, at=MONDAY_NOON).questions
        assert (shown.votes, shown.merged) == (2, ["How large is the fleet?"])

    @pytest.mark.parametrize("wrong", ["itself", "pending", "elsewhere"])
    def test_it_is_merged_only_into_another_public_one_of_its_forum(self, forum, officer, wrong):
        question = approved_question(forum)
        into = {
            "itself": lambda: question,
            "pending": lambda: asked_question(forum),
            "elsewhere": lambda: approved_question(announced_forum()),
        }[wrong]()
        with pytest.raises(InvalidInput, match="merged only into"):
            merge_question(question=question, into=into, by=officer, now=stays())
        question.refresh_from_db()
        assert question.status == "approved"

    @pytest.mark.parametrize("role", [Role.CIO, Role.RELATIONSHIP_MANAGER, Role.VENDOR_ADMIN])
    def test_only_a_procurement_officer_moderates(self, forum, role):
        with pytest.raises(PermissionDenied):
            approve_question(question=asked_question(forum), by=person(role))


class TestTheRelease:
    """Answers and minutes are read by everybody from one second on, and by nobody but the office before it."""

    @pytest.fixture
    def over(self, forum, officer):
        self.comes = registered(forum)
        self.question = answered_question(forum, answer="Answer4711.")
        held_forum(self.comes, forum=forum, by=officer)
        written_minutes(forum, words="Minutes4711.", by=officer)
        forum.refresh_from_db()
        return forum

    def test_nobody_but_the_office_reads_before_the_moment_on_any_channel(self, client, over, officer):
        out_at = max(AFTER, datetime.datetime.now(datetime.UTC)) + 100 * HOUR
        release_minutes(forum=over, release_at=out_at, by=officer, now=stays(AFTER))
        paths = [over.get_absolute_url(), f"/api/v1/forums/{over.slug}", "/api/v1/forums", "/forums/"]
        paths += ["/feeds/forums.atom", "/calendars/forums.ics", f"/forums/{over.slug}.ics", "/workspace/", "/notices/"]

        def leaks():
            texts = {path: client.get(path).content.decode() for path in paths}
            return [path for path, text in texts.items() if "4711" in text]

        for reader in (None, self.comes.user, self.question.asked_by, person(Role.AGENCY_ADMIN)):
            client.logout() if reader is None else client.force_login(reader)
            assert leaks() == []
        assert not Notification.objects.filter(subject__startswith="Minutes").exists()
        client.force_login(officer)
        assert leaks() == paths[:1]

    def test_from_the_second_on_everybody_reads_the_same(self, over, officer):
        out_at = AFTER + HOUR
        release_minutes(forum=over, release_at=out_at, by=officer, now=stays(AFTER))
        over.refresh_from_db()
        vendor = person(Role.VENDOR_EDITOR)
        before, then = (outcome_of(over, reader=vendor, at=at) for at in (out_at - SECOND, out_at))
        assert (before.questions[0].answer, before.minutes, list(before.attendance)) == ("", [], [])
        assert (then.questions[0].answer, then.minutes[0].words) == ("Answer4711.", "Minutes4711.")
        assert then.attendance == [str(self.comes.organisation)]
        assert tell_of_release(forum=over, at=out_at - SECOND) is False
        assert tell_of_release(forum=over, at=out_at) is True
        tell_of_release(forum=over, at=out_at + SECOND)
        told = Notification.objects.filter(subject__startswith="Minutes and answers")
        assert {notice.recipient for notice in told} == {self.comes.user, self.question.asked_by}
        assert {notice.at for notice in told} == {out_at}

    def test_nothing_comes_out_while_a_question_has_no_answer(self, forum, officer):
        waiting = approved_question(forum)
        held_forum(forum=forum, by=officer)
        with pytest.raises(ListNotClosed, match="no minutes yet"):
            release_minutes(forum=forum, by=officer, now=stays(AFTER))
        written_minutes(forum, by=officer)
        with pytest.raises(QuestionsLeft, match="1 question has"):
            release_minutes(forum=forum, by=officer, now=stays(AFTER))
        answer_question(question=waiting, answer="Yes.", by=officer, now=stays(AFTER))
        with pytest.raises(InvalidInput):
            release_minutes(forum=forum, release_at=AFTER, by=officer, now=stays(AFTER))
        assert release_minutes(forum=forum, by=officer, now=stays(AFTER)).release_at == AFTER

    def test_what_is_released_stands_by_whatever_way(self, over, officer):
        release_minutes(forum=over, by=officer, now=stays(AFTER))
        with pytest.raises(AnswersReleased):
            answer_question(question=self.question, answer="Another.", by=officer, now=stays(AFTER))
        changes = (
            lambda: ForumQuestion.objects.update(answer="Another."),
            lambda: MinutesVersion.objects.update(words="Others."),
            lambda: MinutesVersion.objects.all()._raw_delete("default"),
        )
        for change in changes:
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()
        assert ForumQuestion.objects.get().answer == "Answer4711."

    def test_a_correction_is_a_version_with_a_reason_for_everybody(self, over, officer):
        release_minutes(forum=over, by=officer, now=stays(AFTER))
        with pytest.raises(InvalidInput, match="what you correct"):
            written_minutes(over, after=1, at=AFTER + HOUR)
        with pytest.raises(StaleForm):
            written_minutes(over, after=0, at=AFTER + HOUR, reason="A name.")
        written_minutes(over, words="As it was.", after=1, at=AFTER + HOUR, reason="A name was wrong.")
        over.refresh_from_db()
        read = outcome_of(over, reader=person(Role.VENDOR_EDITOR), at=AFTER + HOUR).minutes
        assert [(one.number, one.words) for one in read] == [(2, "As it was."), (1, "Minutes4711.")]
        assert Notification.objects.filter(subject__startswith="Corrected minutes").exists()

    def test_drafts_before_the_release_stay_the_office_s(self, over, officer):
        todo = ActionItem("Publish the figures.", "Labor", datetime.date(2027, 1, 15))
        written_minutes(over, words="The second draft.", after=1, actions=[todo], by=officer)
        release_minutes(forum=over, by=officer, now=stays(AFTER))
        over.refresh_from_db()
        [read] = outcome_of(over, reader=person(Role.VENDOR_EDITOR), at=AFTER).minutes
        assert (read.number, [entry.kind for entry in read.entries.all()]) == (2, ["decision", "action"])


class TestLessons:
    def test_what_an_agency_learnt_becomes_part_of_its_need(self, client):
        need = stated_need()
        forum = announced_forum(needs=[need])
        told = {"forum": forum, "need": need, "words": "Lesson4711: most vendors price by vehicle."}
        with pytest.raises(NotBegun):
            record_lesson(**told, by=need.stated_by, now=stays(FORUM_STARTS - SECOND))
        with pytest.raises(PermissionDenied):
            record_lesson(**told, by=person(Role.REQUESTER), now=stays(FORUM_STARTS))
        assert not need.lessons.exists()
        record_lesson(**told, by=need.stated_by, now=stays(FORUM_STARTS))
        client.force_login(need.stated_by)
        page = client.get(need.get_absolute_url()).content.decode()
        assert "Lesson4711" in page
        assert forum.reference in page
        with pytest.raises(ProgrammingError), transaction.atomic():
            need.lessons.update(words="Nothing.")

    def test_a_forum_gives_lessons_only_to_needs_it_is_about(self):
        need = stated_need()
        with pytest.raises(InvalidInput, match="not about that need"):
            record_lesson(forum=announced_forum(), need=need, words="x", by=need.stated_by, now=stays(FORUM_STARTS))
        assert not need.lessons.exists()


def test_from_a_question_to_the_release_on_screens(client, officer):
    now = datetime.datetime.now(datetime.UTC)
    need = stated_need()
    forum = announced_forum(by=officer, at=now, starts_at=now + 3 * HOUR, registration_opens_at=now, needs=[need])
    address, vendor = forum.get_absolute_url(), person(Role.VENDOR_EDITOR)
    client.force_login(vendor)
    asked = {"organisation": vendor.memberships.first().organisation_id, "words": "How many?"}
    assert client.post(f"{address}questions/ask/", asked).url == address
    question = ForumQuestion.objects.get()
    client.force_login(officer)
    page = f"{address}questions/{question.pk}/"
    assert client.post(page, {"verb": "merge"}).status_code == 422
    assert client.post(page, {"verb": "approve"}).status_code == 302
    client.force_login(vendor)
    assert [client.post(f"{page}vote/").status_code for _ in range(2)] == [302, 409]
    client.force_login(officer)
    assert client.post(page, {"verb": "answer", "answer": "Three hundred."}).status_code == 302
    Forum.objects.update(
        registration_opens_at=now - 5 * HOUR, registration_closes_at=now - 3 * HOUR, starts_at=now - 2 * HOUR,
        ends_at=now - HOUR,
    )  # fmt: skip
    assert client.post(f"{address}attendance/").url == address
    told = {"words": "Prices.", "decisions": "We go on.", "actions": "Publish it; Labor; soon", "after": 0}
    wrong = client.post(f"{address}minutes/", told)
    assert wrong.status_code == 422
    assert "does not say what; who; by when" in wrong.content.decode()
    assert client.post(f"{address}minutes/", told | {"actions": "Publish it; Labor; 2027-01-15"}).url == address
    assert client.post(f"{address}release/", {"when": "later"}).status_code == 422
    assert client.post(f"{address}release/", {"when": "now"}).url == address
    client.logout()
    assert "Three hundred." in client.get(address).content.decode()
    assert client.get(f"/api/v1/forums/{forum.slug}").json()["questions"][0]["answer"] == "Three hundred."
    client.force_login(need.stated_by)
    assert client.post(f"{address}lessons/", {"need": need.pk, "words": "By vehicle."}).url == address


def test_a_page_asks_as_much_for_many_questions_as_for_one(client, forum, django_assert_max_num_queries):
    for _ in range(12):
        vote(approved_question(forum))
    client.get(forum.get_absolute_url())
    with django_assert_max_num_queries(12):
        assert client.get(forum.get_absolute_url()).status_code == 200
