"""Where allauth asks us: who may sign up, how mail leaves, and where people land."""

from allauth.account.adapter import DefaultAccountAdapter

from marketplace.errors import DomainError


class MailUnavailable(DomainError):
    """The mail server does not answer."""

    status = 503
    sentence = "The mail could not be sent, because the mail server does not answer. Try again in a few minutes."


class AccountAdapter(DefaultAccountAdapter):
    """Accounts without a user name; the address is the name to sign in with."""

    def populate_username(self, request, user):
        """There is no user name to fill in."""

    def send_mail(self, template_prefix, email, context):
        """Sends at once: the mail holds a secret that must not wait in the queue. Raises MailUnavailable."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as failure:
            raise MailUnavailable from failure
