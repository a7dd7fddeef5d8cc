"""Telling people: a row in the caller's transaction, an e-mail once that is committed."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from marketplace.clock import Clock, database_now

from .models import Notification


@transaction.atomic
def notify(
    *,
    recipients: Iterable[Any],
    key: str,
    subject: str,
    body: str = "",
    address: str = "",
    unsubscribe: str = "",
    at: datetime.datetime,
) -> None:
    """Tells each of `recipients` once for each `key`, in the application now and by e-mail after the commit.

    Call it inside the action's transaction: where that rolls back, nobody hears of it. A repeated call with the same
    key tells only those who have not been told. `address` is the path of the page to look at,
    `unsubscribe` that of a page that ends such notices at one click, without a session (RFC 8058).
    """
    people = {person.pk for person in recipients if person.pk is not None}
    told = Notification.objects.filter(key=key, recipient__in=people).values_list("recipient_id", flat=True)
    new = sorted(people.difference(told))
    if not new:
        return
    text = {"key": key, "subject": _one_line(subject)[:200], "body": body, "address": address, "at": at}
    text["unsubscribe"] = unsubscribe
    Notification.objects.bulk_create(
        [Notification(recipient_id=person, **text) for person in new], ignore_conflicts=True
    )
    rows = Notification.objects.filter(key=key, recipient__in=new, recipient__is_active=True).order_by("pk")
    jobs: list[JSONDict] = [{"notification_id": pk} for pk in rows.values_list("pk", flat=True)]
    if jobs:
        # The queue is a table: the jobs become visible to the worker with the commit, and vanish with a rollback.
        app.configure_task("notifications.mail_notification").batch_defer(*jobs)


def _one_line(text: str) -> str:
    return " ".join(text.split())


@transaction.atomic
def mail_notification(*, notification_id: int, now: Clock = database_now) -> bool:
    """Sends one notice by e-mail. Returns False, without sending, where it is gone or was sent before.

    Raises OSError where the mail server cannot be reached; the job is tried again.
    """
    row = (
        Notification.objects.select_for_update(of=["self"])
        .select_related("recipient")
        .filter(pk=notification_id, mailed_at__isnull=True, recipient__is_active=True)
        .first()
    )
    if row is None:
        return False
    text = render_to_string("notifications/mail.txt", {"notice": row, "site_address": settings.SITE_ADDRESS})
    # One Message-ID a notice: should a killed worker repeat the sending, mail programs show it once.
    headers = {"Message-ID": f"<notice-{row.pk}@{settings.SITE_ADDRESS.split('//')[-1]}>"}
    if row.unsubscribe:
        headers["List-Unsubscribe"] = f"<{settings.SITE_ADDRESS}{row.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    EmailMessage(row.subject, text, to=[row.recipient.email], headers=headers).send()
    row.mailed_at = now()
    row.save(update_fields=["mailed_at"])
    return True


@transaction.atomic
def mark_read(*, notices: Any, by: Any, at: datetime.datetime) -> int:
    """Marks those of `notices` (a queryset) that are `by`'s own and unread as read. Returns how many there were."""
    return notices.visible_to(by).unread().update(read_at=at)
