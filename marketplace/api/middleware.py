"""What holds for every answer under /api/: an allowance of requests, an ETag, problems also where no operation ran."""

import hashlib
import math

from django.conf import settings
from django.db import OperationalError
from django.utils.cache import get_conditional_response, patch_vary_headers

from marketplace.organisations.actions.allowance import take_request

from .problems import problem

PREFIX = "/api/"


class ApiMiddleware:
    """Counts the request against its caller's allowance, then finishes the headers of the answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        a_minute = settings.API_REQUESTS_A_MINUTE
        if not a_minute:
            return _finished(request, self.get_response(request))
        try:
            left = take_request(caller=f"address {request.META.get('REMOTE_ADDR', '')}", a_minute=a_minute)
        except OperationalError:
            # The database is away: what the request itself needs of it decides the answer.
            return _finished(request, self.get_response(request))
        if left < 0:
            response = problem(
                request, 429, f"One address may ask {a_minute} times a minute. Wait a moment, then go on more slowly."
            )
            response["Retry-After"] = str(math.ceil(-left * 60 / a_minute))
        else:
            response = _finished(request, self.get_response(request))
        response["RateLimit-Limit"] = str(a_minute)
        response["RateLimit-Remaining"] = str(max(0, math.floor(left)))
        response["RateLimit-Reset"] = str(math.ceil((a_minute - max(left, 0)) * 60 / a_minute))
        return response


def _finished(request, response):
    if response.status_code == 405:
        allowed = response.get("Allow", "")
        response = problem(request, 405, f"This address answers to {allowed} only." if allowed else "")
        response["Allow"] = allowed
    patch_vary_headers(response, ["Authorization", "Cookie"])
    response.setdefault("Cache-Control", "private, no-cache")
    if request.method != "GET" or response.status_code != 200 or response.streaming:
        return response
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)
