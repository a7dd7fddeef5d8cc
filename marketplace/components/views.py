"""One page that shows every component, with its use and a live sample; and each error page as readers meet it."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from marketplace.components.error_pages import TITLES, error_response
from marketplace.components.samples import sample_context


def _check_reader(request) -> None:
    """Staff, and everybody in the demonstration. Raises Http404 for anybody else."""
    if not (settings.DEMO or request.user.is_staff):
        raise Http404("components are for staff and for the demonstration")


def component_list(request):
    """Every component with its use and a sample."""
    _check_reader(request)
    return render(request, "components/component_list.html", sample_context(request))


def error_page(request, status):
    """The page of an error, without the error."""
    _check_reader(request)
    if status not in TITLES:
        raise Http404("no such error page")
    return error_response(request, status)
