"""What is known about a person's way of signing in."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings


def owes_second_factor(user: Any) -> bool:
    """Whether somebody's role demands a second factor that they have not set up."""
    return (
        settings.SECOND_FACTOR_REQUIRED
        and user.is_authenticated
        and user.needs_second_factor
        and not is_mfa_enabled(user)
    )


def verified_addresses(user: Any) -> list[str]:
    """The e-mail addresses that somebody has shown to be theirs, in small letters."""
    found = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted(address.lower() for address in found)
