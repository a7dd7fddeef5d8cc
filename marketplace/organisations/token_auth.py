"""How a program or a browser proves who it is to the API. Operations name one of the lists at the end."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer

from marketplace.accounts.queries import owes_second_factor

from .actions.tokens import TokenRefused, use_token
from .models import ApiToken

Scope = ApiToken.Scope


class BearerToken(HttpBearer):
    """`Authorization: Bearer …`: acts as the token's owner, in the name of the token's organisation alone."""

    openapi_description = "A token made under Organisation → Programs. It has scopes and an end."

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The token's row. Raises AuthenticationError for a wrong one, PermissionDenied where its scope is missing."""
        try:
            row = use_token(secret=token.strip())
        except TokenRefused as refusal:
            raise AuthenticationError(message=str(refusal)) from refusal
        if self.scope not in row.scopes:
            raise PermissionDenied(f"This token lacks the scope “{self.scope}”.")
        request.user = row.owner
        request.api_token = row
        return row


class BrowserSession(APIKeyCookie):
    """Somebody signed in through the browser; what changes something carries the CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The person, or None for a visitor. Raises PermissionDenied where a second factor is due."""
        if not request.user.is_authenticated:
            return None
        if owes_second_factor(request.user):
            raise PermissionDenied("Your role needs a second factor. Set one up at /accounts/2fa/, then go on.")
        return request.user


class Anyone:
    """The last resort of public operations: a visitor."""

    def __call__(self, request: HttpRequest) -> Any:
        request.user = getattr(request, "user", AnonymousUser())
        return "anyone"


PUBLIC = [BearerToken(Scope.READ), BrowserSession(), Anyone()]
READ = [BearerToken(Scope.READ), BrowserSession()]
ORDER = [BearerToken(Scope.ORDER), BrowserSession()]
PROVISION = [BearerToken(Scope.PROVISION), BrowserSession()]
LIST = [BearerToken(Scope.LIST), BrowserSession()]
MEASURE = [BearerToken(Scope.MEASURE), BrowserSession()]
