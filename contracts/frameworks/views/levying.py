"""The levy of a signed agreement on screen: another percent is announced for a month to come."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from catalog.offerings.plans import price_day
from contracts.frameworks.actions import FrameworkEnded, NotSigned, announce_levy
from contracts.frameworks.actions.levying import first_months
from contracts.frameworks.forms import LevyForm
from contracts.frameworks.models import FrameworkLevy
from marketplace.permissions import require

from .preparing import show_framework, take_step, visible_framework

ANNOUNCED = "It is announced and public. Vendors, and agencies with orders under the agreement, are told."


@login_required
def framework_levy(request: HttpRequest, reference: str) -> HttpResponse:
    """Announces another percent from a month on."""
    framework = visible_framework(request, reference)
    require(request.user, "contracts.announce_levy")
    if framework.is_draft or framework.ended_at is not None:
        refusal = NotSigned() if framework.is_draft else FrameworkEnded(framework)
        return show_framework(request, framework, refusal=str(refusal))
    on = price_day(timezone.now())
    form = LevyForm(request.POST or None, framework=framework, months=first_months(framework, on=on), on=on)

    def announce() -> FrameworkLevy:
        return announce_levy(framework=framework, by=request.user, **form.cleaned_data)

    return take_step(request, framework, form, announce, "framework_levy.html", ANNOUNCED)
