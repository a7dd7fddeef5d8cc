"""Telling people: once, in the transaction of the change, by e-mail after it."""

import datetime

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from marketplace.notifications import tasks
from marketplace.notifications.actions import mail_notification, mark_read, notify
from marketplace.notifications.models import Notification
from marketplace.notifications.queries import unread_count
from tests.factories.marketplace import UserFactory
from tests.worker import run_worker

AT = datetime.datetime(2026, 11, 23, 14, tzinfo=datetime.UTC)


def tell(*people, key="orders.1.approved", **text):
    notify(recipients=people, key=key, subject=text.pop("subject", "Your request was approved"), at=AT, **text)


@pytest.mark.django_db
def test_each_person_is_told_once_for_each_key():
    dana, omar = UserFactory.create_batch(2)
    tell(dana)
    tell(dana, omar, dana)
    tell(dana, key="orders.1.accepted")
    assert Notification.objects.filter(recipient=dana).count() == 2
    assert Notification.objects.filter(recipient=omar).count() == 1
    assert ProcrastinateJob.objects.filter(task_name="notifications.mail_notification").count() == 3


@pytest.mark.django_db
def test_telling_a_hundred_people_takes_a_fixed_number_of_statements(django_assert_max_num_queries):
    people = UserFactory.create_batch(100)
    with django_assert_max_num_queries(8):
        tell(*people)
    assert Notification.objects.count() == 100


@pytest.mark.django_db
def test_a_change_that_is_rolled_back_tells_nobody():
    dana = UserFactory()
    with transaction.atomic():
        tell(dana)
        transaction.set_rollback(True)
    assert not Notification.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
def test_mail_names_the_page_and_is_sent_once_however_often_the_job_runs():
    dana = UserFactory(email="dana@roads.example")
    tell(dana, body="Larkspur Ledger accepts it next.", address="/orders/ORD-2026-004/")
    notice = Notification.objects.get()
    assert not mail.outbox
    tasks.mail_notification(notice.pk)
    tasks.mail_notification(notice.pk)
    (message,) = mail.outbox
    assert message.to == ["dana@roads.example"]
    assert message.subject == "Your request was approved"
    assert "Larkspur Ledger accepts it next." in message.body
    assert "http://127.0.0.1:8000/orders/ORD-2026-004/" in message.body
    assert f"<notice-{notice.pk}@" in message.extra_headers["Message-ID"]
    notice.refresh_from_db()
    assert notice.mailed_at is not None


@pytest.mark.django_db
def test_a_subject_with_line_breaks_cannot_add_mail_headers():
    tell(UserFactory(), subject="Approved\r\nBcc: everybody@example.com")
    mail_notification(notification_id=Notification.objects.get().pk)
    assert mail.outbox[0].subject == "Approved Bcc: everybody@example.com"


@pytest.mark.django_db
def test_mail_text_is_not_escaped_as_if_it_were_a_page():
    tell(UserFactory(), subject="Quill & Mark's offer", body="5 < 6")
    mail_notification(notification_id=Notification.objects.get().pk)
    assert "Quill & Mark's offer" in mail.outbox[0].body
    assert "5 < 6" in mail.outbox[0].body


@pytest.mark.django_db
def test_a_mail_server_out_of_reach_leaves_the_notice_unmailed(monkeypatch):
    def refuse(self):
        raise ConnectionRefusedError

    tell(UserFactory())
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with pytest.raises(ConnectionRefusedError):
        mail_notification(notification_id=Notification.objects.get().pk)
    assert Notification.objects.get().mailed_at is None
    retry = tasks.mail_notification.retry_strategy
    assert retry.max_attempts == 8
    assert OSError in retry.retry_exceptions


@pytest.mark.django_db
def test_people_without_an_active_account_get_a_row_but_no_mail():
    gone = UserFactory(is_active=False)
    tell(gone)
    assert not ProcrastinateJob.objects.exists()
    assert mail_notification(notification_id=Notification.objects.get().pk) is False
    assert not mail.outbox


@pytest.mark.django_db
def test_marking_read_touches_own_notices_only():
    dana, omar = UserFactory.create_batch(2)
    tell(dana, omar)
    assert unread_count(dana) == 1
    assert mark_read(notices=Notification.objects.all(), by=dana, at=AT) == 1
    assert (unread_count(dana), unread_count(omar)) == (0, 1)


def test_a_worker_mails_what_was_committed(cloned_database):
    dana = UserFactory(email="dana@roads.example")
    tell(dana)
    run_worker()
    assert [message.to for message in mail.outbox] == [["dana@roads.example"]]
    assert ProcrastinateJob.objects.get(task_name="notifications.mail_notification").status == "succeeded"


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def dana(self, client):
        user = UserFactory()
        client.force_login(user)
        return user

    def test_the_list_shows_own_notices_and_leads_to_their_page(self, client, dana):
        tell(dana, address="/orders/O-2026-0004/")
        tell(UserFactory(), subject="Somebody else's")
        page = client.get(reverse("notification_list")).content.decode()
        assert "Your request was approved" in page
        assert "Somebody else" not in page
        opened = client.post(reverse("notification_open", args=[Notification.objects.get(recipient=dana).pk]))
        assert opened.url == "/orders/O-2026-0004/"
        assert unread_count(dana) == 0

    def test_another_persons_notice_is_404_and_stays_unread(self, client, dana):
        other = UserFactory()
        tell(other)
        assert client.post(reverse("notification_open", args=[Notification.objects.get().pk])).status_code == 404
        assert unread_count(other) == 1

    def test_all_are_read_with_one_button(self, client, dana):
        tell(dana)
        tell(dana, key="second")
        assert client.get(reverse("notification_list"), {"show": "unread"}).content.decode().count("st-work__item") == 2
        client.post(reverse("notification_read_all"))
        assert (
            "You have read everything" in client.get(reverse("notification_list"), {"show": "unread"}).content.decode()
        )

    def test_reading_changes_nothing_by_get(self, client, dana):
        tell(dana)
        assert client.get(reverse("notification_open", args=[Notification.objects.get().pk])).status_code == 405
        assert client.get(reverse("notification_read_all")).status_code == 405
        assert unread_count(dana) == 1

    @pytest.mark.parametrize("page", ["99999", "0", "-1", "x", "9" * 30])
    def test_pages_that_are_not_there_are_404(self, client, dana, page):
        assert client.get(reverse("notification_list"), {"page": page}).status_code == 404

    def test_the_list_takes_a_fixed_number_of_statements(self, client, dana, django_assert_max_num_queries):
        for n in range(40):
            tell(dana, key=f"k{n}")
        client.get(reverse("notification_list"))
        with django_assert_max_num_queries(8):
            client.get(reverse("notification_list"))
