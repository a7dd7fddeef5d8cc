"""Clients whose reader is known at once: no session and no account is read anew, which is the question of other tests.

For tests that ask hundreds of addresses as the same few people. What the people hold is read once, too: a test that
changes roles between two requests signs in with `force_login`.
"""

import copy

from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.client import ClientHandler

from marketplace.accounts.models import User


class _Handler(ClientHandler):
    def __init__(self, reader: User):
        super().__init__(enforce_csrf_checks=False)
        self.reader = reader

    def get_response(self, request: HttpRequest) -> HttpResponse:
        # Where Django keeps whom it found; a copy, for a view may change it before its transaction is taken back.
        request._cached_user = copy.copy(self.reader)
        return super().get_response(request)


def client_of(reader: User | None) -> Client:
    """A client of this person; of a visitor where there is none."""
    client = Client()
    if reader is not None:
        reader = User.objects.get(pk=reader.pk)
        assert reader.standing is not None  # read now, and by that kept
        client.handler = _Handler(reader)
    return client
