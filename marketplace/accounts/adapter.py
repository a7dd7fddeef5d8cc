"""Where allauth asks us: who may sign up, and where people land."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts without a user name; the address is the name to sign in with."""

    def populate_username(self, request, user):
        """There is no user name to fill in."""
