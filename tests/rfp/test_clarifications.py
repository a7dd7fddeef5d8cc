"""Questions to a solicitation: asked without a name, answered for all at one moment, never too late for vendors."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from rfp.clarifications.actions import (
    LateAnswers,
    MayNotAnswer,
    NothingToRelease,
    QuestionReleased,
    QuestionsClosed,
    answer_question,
    ask_question,
    dismiss_question,
    release_answers,
)
from rfp.models import AnswerRelease, Question, Solicitation
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import MONDAY_NOON
from tests.factories.solicitations import DAY, published_solicitation
from tests.worlds import world

SECOND = datetime.timedelta(seconds=1)


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def published(officer):
    return published_solicitation(by=officer)


@world
def bidder():
    return person(Role.BID_MANAGER)


def vendor_of(user):
    return user.memberships.get().organisation


def asked(solicitation, *, by, at=MONDAY_NOON, words="Do seasonal staff count?"):
    vendor = vendor_of(by)
    return ask_question(solicitation=solicitation, vendor=vendor, words=words, by=by, now=lambda: at)


def answered(question, *, by, answer="No."):
    return answer_question(question=question, answer=answer, by=by, now=lambda: MONDAY_NOON)


def released(solicitation, *, by, at=MONDAY_NOON, **details):
    return release_answers(solicitation=solicitation, by=by, now=lambda: at, **details)


@pytest.mark.django_db
class TestAsking:
    @pytest.mark.parametrize(("seconds", "taken"), [(-1, True), (0, False)])
    def test_questions_are_taken_until_their_second(self, published, bidder, seconds, taken):
        at = published.questions_due_at + seconds * SECOND
        if taken:
            assert asked(published, by=bidder, at=at).status == "asked"
            return
        with pytest.raises(QuestionsClosed):
            asked(published, by=bidder, at=at)
        assert not Question.objects.exists()

    def test_a_vendor_that_may_not_answer_hears_why_before_it_asks(self, published, bidder):
        new = person(Role.BID_MANAGER, of=OrganisationFactory(vendor=True, status="registered"))
        with pytest.raises(MayNotAnswer, match="not verified yet"):
            asked(published, by=new)
        with pytest.raises(PermissionDenied):
            ask_question(solicitation=published, vendor=vendor_of(bidder), words="?", by=person(Role.REQUESTER))
        with pytest.raises(InvalidInput):
            asked(published, by=bidder, words=" ")
        assert not Question.objects.exists()

    def test_nobody_learns_who_asked_not_even_who_answers(self, client, officer, bidder):
        now = datetime.datetime.now(datetime.UTC)
        open_now = published_solicitation(by=officer, at=now)
        question = asked(open_now, by=bidder, at=now)
        released_one = answered(asked(open_now, by=bidder, at=now), by=officer)
        released(open_now, by=officer, at=now)
        pages = []
        for reader in (officer, person(Role.BID_MANAGER), None):
            client.logout() if reader is None else client.force_login(reader)
            pages.append(client.get(reverse("clarification_list", args=[open_now.reference])).content.decode())
        client.force_login(officer)
        pages.append(
            client.get(reverse("clarification_answer", args=[open_now.reference, question.pk])).content.decode()
        )
        pages.append(client.get(reverse("api:opportunity_questions", args=[open_now.reference])).content.decode())
        about = [one for each in (question, released_one) for one in AuditEvent.objects.about(each)]
        trail = [f"{one.actor_label} {one.data} {one.object_label} {one.organisation_ids}" for one in about]
        for text in (*pages, *trail):
            assert vendor_of(bidder).name not in text
            assert bidder.name not in text
        assert AuditEvent.objects.about(released_one).first().actor_label == "Stoa"


@pytest.mark.django_db
class TestAnswering:
    def test_an_answer_is_the_office_s_until_it_comes_out_for_all_at_one_moment(self, published, officer, bidder):
        first, second = (answered(asked(published, by=bidder), by=officer) for _ in range(2))
        waits = asked(published, by=bidder)
        stranger = person(Role.BID_MANAGER)
        assert not Question.objects.visible_to(stranger).exists()
        release = released(published, by=officer, at=MONDAY_NOON + DAY)
        read = Question.objects.visible_to(stranger).order_by("number")
        assert [(one.pk, one.number, one.release) for one in read] == [
            (first.pk, 1, release),
            (second.pk, 2, release),
        ]
        assert set(Question.objects.visible_to(bidder)) == {first, second, waits}
        assert Notification.objects.filter(recipient=bidder, subject__startswith="2 answers to").count() == 1
        with pytest.raises(NothingToRelease):
            released(published, by=officer)

    def test_what_is_out_stands_and_what_is_left_out_says_why(self, published, officer, bidder):
        question = answered(asked(published, by=bidder), by=officer)
        answered(question, by=officer, answer="No, never.")
        none = asked(published, by=bidder)
        with pytest.raises(InvalidInput):
            dismiss_question(question=none, reason=" ", by=officer)
        dismiss_question(question=none, reason="It is no question.", by=officer, now=lambda: MONDAY_NOON)
        assert Notification.objects.get(recipient=bidder, subject__contains="left out").body == "It is no question."
        released(published, by=officer)
        with pytest.raises(QuestionReleased):
            answered(question, by=officer)
        with pytest.raises(MoveRefused):
            answered(none, by=officer)
        with pytest.raises(DatabaseError), transaction.atomic():
            Question.objects.filter(pk=question.pk).update(answer="Yes.")
        assert Question.objects.get(pk=question.pk).answer == "No, never."

    def test_late_answers_move_the_deadline_or_say_why_it_stands(self, published, officer, bidder):
        answered(asked(published, by=bidder), by=officer)
        late, due = published.answers_due_at + SECOND, published.bids_due_at
        with pytest.raises(LateAnswers) as refusal:
            released(published, by=officer, at=late)
        earliest = refusal.value.earliest
        assert earliest == due + SECOND
        with pytest.raises(LateAnswers):
            released(published, by=officer, at=late, extend_to=due)
        assert not AnswerRelease.objects.exists()
        release = released(published, by=officer, at=late, extend_to=due + DAY)
        assert Solicitation.objects.get().bids_due_at == due + DAY
        assert (release.late, release.extended_by.addendum) == (True, 1)
        answered(asked(published, by=bidder), by=officer)
        stands = released(published, by=officer, at=late, stands_because="It repeats answer 1.")
        assert (stands.extended_by, stands.stands_because) == (None, "It repeats answer 1.")

    def test_less_than_a_working_day_before_the_deadline_it_always_moves(self, published, officer, bidder):
        answered(asked(published, by=bidder), by=officer)
        at = published.bids_due_at - SECOND
        with pytest.raises(LateAnswers):
            released(published, by=officer, at=at, stands_because="It is short.")
        with pytest.raises(LateAnswers):
            released(published, by=officer, at=at, extend_to=at + DAY)
        assert Solicitation.objects.get().version == 1


@pytest.mark.django_db
def test_it_is_asked_answered_and_released_on_screens(client, officer, bidder):
    now = datetime.datetime.now(datetime.UTC)
    open_now = published_solicitation(by=officer, at=now)
    address = [open_now.reference]
    client.force_login(bidder)
    ask = client.post(
        reverse("clarification_ask", args=address), {"words": "How many?", "vendor": vendor_of(bidder).pk}
    )
    assert ask.status_code == 302
    client.force_login(officer)
    question = Question.objects.get()
    answer = {"verb": "answer", "answer": "Three hundred."}
    client.post(reverse("clarification_answer", args=[*address, question.pk]), answer)
    assert client.post(reverse("clarification_release", args=address), {"ok": "1"}).status_code == 302
    client.logout()
    assert b"Three hundred." in client.get(reverse("clarification_list", args=address)).content
