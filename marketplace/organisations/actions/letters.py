"""Mail to people who may not have an account yet."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from marketplace.clock import Clock, database_now

from ..models import Invitation
from .joining import secret_of


@transaction.atomic
def mail_invitation(*, invitation_id: int, now: Clock = database_now) -> bool:
    """Sends an open invitation once. Returns False where nothing is to send. Raises OSError without mail server."""
    row = (
        Invitation.objects.open(at=now())
        .select_for_update(of=["self"])
        .select_related("organisation", "invited_by")
        .filter(pk=invitation_id, mailed_at=None)
        .first()
    )
    if row is None:
        return False
    link = settings.SITE_ADDRESS + reverse("invitation_accept", args=[secret_of(row)])
    text = render_to_string("organisations/invitation.txt", {"invitation": row, "link": link})
    EmailMessage(f"{row.organisation} invites you to Stoa", text, to=[row.email]).send()
    row.mailed_at = now()
    row.save(update_fields=["mailed_at"])
    return True
