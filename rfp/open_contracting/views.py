"""Open contracting data for everybody, without an account."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from .queries import Json, published_processes, record_package, release_package


@require_safe
def ocds_releases(request: HttpRequest) -> HttpResponse:
    """Every release: what was published, each addendum, each cancellation."""
    return _answer(release_package(published_processes(), address=request.path))


@require_safe
def ocds_records(request: HttpRequest) -> HttpResponse:
    """A record for each process."""
    return _answer(record_package(published_processes(), address=request.path))


@require_safe
def ocds_record(request: HttpRequest, ocid: str) -> HttpResponse:
    """The record of one process."""
    found = list(published_processes().filter(ocid=ocid))
    if not found:
        raise Http404
    return _answer(record_package(found, address=request.path))


def _answer(package: Json) -> HttpResponse:
    answer = JsonResponse(package, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"], answer["Access-Control-Allow-Origin"] = "public, max-age=300", "*"
    return answer
