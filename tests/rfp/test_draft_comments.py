"""A draft is out for comments for a time that is known; what is said is read by all at the same moment."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from marketplace.errors import InvalidInput
from marketplace.permissions import Role
from rfp.models import DraftComment, Solicitation
from rfp.solicitations.actions import (
    CommentsClosed,
    comment_on_draft,
    open_for_comments,
    publish_solicitation,
    submit_for_review,
)
from rfp.solicitations.actions.publishing import CommentsOpen
from tests.factories.marketplace import person
from tests.factories.rfp import MONDAY_NOON
from tests.factories.solicitations import DAY, drafted_solicitation
from tests.worlds import world

SECOND = datetime.timedelta(seconds=1)
DUE = MONDAY_NOON + 8 * DAY  # Tuesday of the next week: five working days, Thanksgiving left out.


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def draft(officer):
    return drafted_solicitation(by=officer)


@world
def vendor():
    return person(Role.BID_MANAGER)


def out(draft, officer, due_at=DUE):
    return open_for_comments(solicitation=draft, due_at=due_at, by=officer, now=lambda: MONDAY_NOON)


def commented(draft, by, at=MONDAY_NOON, words="Two lots would be fairer."):
    own = by.memberships.get().organisation
    return comment_on_draft(solicitation=draft, organisation=own, words=words, by=by, now=lambda: at)


@pytest.mark.django_db
class TestCommentPeriod:
    def test_it_lasts_five_working_days_at_least_and_begins_once(self, draft, officer, vendor):
        with pytest.raises(InvalidInput, match="at least 5 working days"):
            out(draft, officer, due_at=MONDAY_NOON + 8 * DAY - 2 * DAY)
        assert not Solicitation.objects.visible_to(vendor).exists()
        out(draft, officer)
        assert Solicitation.objects.visible_to(vendor).exists()
        with pytest.raises(InvalidInput, match="already"):
            out(draft, officer)

    @pytest.mark.parametrize(("seconds", "taken"), [(-1, True), (0, False)])
    def test_comments_are_taken_until_their_second(self, draft, officer, vendor, seconds, taken):
        out(draft, officer)
        if taken:
            assert commented(draft, vendor, at=DUE + seconds * SECOND).words == "Two lots would be fairer."
            return
        with pytest.raises(CommentsClosed):
            commented(draft, vendor, at=DUE + seconds * SECOND)
        assert not DraftComment.objects.exists()

    def test_everybody_reads_them_from_the_same_second_on(self, draft, officer, vendor):
        out(draft, officer)
        with pytest.raises(InvalidInput):
            commented(draft, vendor, words=" ")
        with pytest.raises(PermissionDenied):
            commented(draft, officer)
        commented(draft, vendor)
        stranger = person(Role.BID_MANAGER)
        for at, readers in [(DUE - SECOND, [vendor, officer]), (DUE, [vendor, officer, stranger])]:
            seen = [one for one in (vendor, officer, stranger) if DraftComment.objects.visible_to(one, at=at)]
            assert seen == readers

    def test_nothing_is_published_before_it_is_over(self, draft, officer):
        out(draft, officer)
        submit_for_review(solicitation=draft, by=officer, now=lambda: MONDAY_NOON)
        told = {"solicitation": draft, "latest_revision_id": draft.latest_revision_id, "by": person(Role.CIO)}
        with pytest.raises(CommentsOpen):
            publish_solicitation(now=lambda: DUE - SECOND, **told)
        assert publish_solicitation(now=lambda: DUE, **told).status == "published"


@pytest.mark.django_db
def test_a_draft_is_put_out_and_commented_on_screens(client, officer, vendor):
    now = datetime.datetime.now(datetime.UTC)
    draft = drafted_solicitation(by=officer, at=now)
    client.force_login(officer)
    due = {"due_on": (now + 14 * DAY).date().isoformat(), "due_clock": "14:00"}
    assert client.post(reverse("opportunity_open_comments", args=[draft.reference]), due).status_code == 302
    client.force_login(vendor)
    words = {"organisation": vendor.memberships.get().organisation_id, "words": "Two lots would be fairer."}
    assert client.post(reverse("opportunity_comment", args=[draft.reference]), words).status_code == 302
    assert b"Two lots would be fairer." in client.get(draft.get_absolute_url()).content
    client.logout()
    public = client.get(draft.get_absolute_url()).content
    assert b"Draft, open for comments" in public
    assert b"Two lots would be fairer." not in public
