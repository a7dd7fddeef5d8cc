"""Telling people: a row in the caller's transaction, an e-mail once that is committed."""

import datetime
from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.template.loader import render_to_string
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from marketplace.clock import Clock, database_now

from .models import Notification

# One statement: tells those who were not told by this key, and hands out the new notices of people who are active.
TELL = """
WITH told AS (
    INSERT INTO notifications_notification (recipient_id, key, subject, body, address, unsubscribe, at)
    SELECT recipient, %s, %s, %s, %s, %s, %s FROM unnest(%s::bigint[]) AS recipient
    ON CONFLICT (recipient_id, key) DO NOTHING
    RETURNING id, recipient_id
)
SELECT told.id FROM told JOIN accounts_user AS person ON person.id = told.recipient_id AND person.is_active
ORDER BY told.id
"""


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
    if not people:
        return
    texts = (key, _one_line(subject)[:200], body, address, unsubscribe)
    with nullcontext() if connection.in_atomic_block else transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TELL, [*map(str, texts), at, sorted(people)])
        jobs: list[JSONDict] = [{"notification_id": number} for (number,) in cursor.fetchall()]
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
