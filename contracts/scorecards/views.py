"""Scorecards on screens: the list, one with its sources, the vendor's reply, and the weights."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.files.tables import csv_lines
from marketplace.permissions import allowed, require

from .actions import draw_up_scorecard, reply_to_scorecard, weigh_scorecards, withdraw_scorecard
from .forms import DrawUpForm, ReplyForm, WeightsForm, WithdrawForm
from .models import PARTS, Scorecard
from .queries import TITLES, every_weights, weights_on

MOST_LINES = 10_000


def _seen(request: HttpRequest) -> QuerySet[Scorecard]:
    return Scorecard.objects.visible_to(request.user, at=database_now()).select_related("vendor")


@require_safe
def scorecard_list(request: HttpRequest) -> HttpResponse:
    """Every scorecard that the reader may see, the latest months first; the same as a table for a spreadsheet."""
    words = request.GET.get("q", "")[:200]
    found = _seen(request).standing()
    if words:
        found = found.filter(vendor__name__icontains=words.replace("\x00", ""))
    if request.GET.get("format") == "csv":
        answer = HttpResponse("".join(csv_lines(_table(found))), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="scorecards.csv"'
        return answer
    context = {
        "page": page_of(found.defer("parts"), request.GET.get("page")),
        "words": words,
        "now": database_now(),
        "may_draw_up": allowed(request.user, "contracts.draw_up_scorecard"),
    }
    return render(request, "contracts/scorecards/scorecard_list.html", context)


def _table(found: QuerySet[Scorecard]) -> list[list[Any]]:
    rows: list[list[Any]] = [["reference", "vendor", "first_month", "last_month", "score", *PARTS]]
    for one in found[:MOST_LINES]:
        values = {part["part"]: part["value"] for part in one.parts}
        months = [f"{month:%Y-%m}" for month in (one.first_month, one.last_month)]
        rows.append([one.reference, one.vendor.name, *months, one.score, *(values.get(part) or "" for part in PARTS)])
    return rows


@require_safe
def scorecard_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One scorecard: each part with its weight and its sources, and what the vendor says."""
    people = ("drawn_up_by", "replied_by", "withdrawn_by")
    scorecard = get_object_or_404(_seen(request).select_related(*people), reference=reference)
    at, by = database_now(), request.user
    waits = scorecard.withdrawn_at is None and at < scorecard.reply_ends_at
    measured = sum(part["weight"] for part in scorecard.parts if part["value"] is not None)
    context = {
        "scorecard": scorecard,
        "waits": waits,
        "measured": measured,
        "may_reply": waits and not scorecard.replied_at and allowed(by, "contracts.reply_to_scorecard", scorecard),
        "may_withdraw": waits and allowed(by, "contracts.draw_up_scorecard"),
    }
    return render(request, "contracts/scorecards/scorecard_page.html", context)


@login_required
def scorecard_new(request: HttpRequest) -> HttpResponse:
    """Draw up a vendor's twelve months."""
    require(request.user, "contracts.draw_up_scorecard")
    at = database_now()
    form = DrawUpForm(request.POST or None, today=at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: draw_up_scorecard(by=request.user, **form.cleaned_data))
        if made:
            messages.success(request, f"{made.reference} is drawn up. {made.vendor} can reply before it is public.")
            return redirect(made)
    context = {"form": form, "title": "Draw up a scorecard", "submit": "Draw it up", "weights": weights_on(at.date())}
    return render(request, "contracts/scorecards/scorecard_form.html", context, status=status_of(form))


@login_required
def scorecard_reply(request: HttpRequest, reference: str) -> HttpResponse:
    """The vendor's reply, once."""
    scorecard = get_object_or_404(_seen(request), reference=reference)
    require(request.user, "contracts.reply_to_scorecard", scorecard)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: reply_to_scorecard(scorecard=scorecard, by=request.user, **form.cleaned_data)):
            messages.success(request, "Your reply stands beside the figures.")
            return redirect(scorecard)
    context = {"form": form, "title": f"Reply to {scorecard}", "submit": "Put the reply on record", "about": scorecard}
    return render(request, "contracts/scorecards/scorecard_form.html", context, status=status_of(form))


@login_required
def scorecard_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it back before it is public."""
    scorecard = get_object_or_404(_seen(request), reference=reference)
    require(request.user, "contracts.draw_up_scorecard")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: withdraw_scorecard(scorecard=scorecard, by=request.user, **form.cleaned_data)):
            messages.success(request, "It is withdrawn, and its vendor is told.")
            return redirect(scorecard)
    context = {"form": form, "title": f"Withdraw {scorecard}", "submit": "Withdraw it", "about": scorecard}
    return render(request, "contracts/scorecards/scorecard_form.html", context, status=status_of(form))


@require_safe
def scorecard_weights(request: HttpRequest) -> HttpResponse:
    """What each part counts, from which day on, and why."""
    today = database_now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    held = weights_on(today)
    context = {
        "held": held,
        "parts": [(TITLES[part], held.of(part)) for part in PARTS],
        "rows": [(row, [(TITLES[part], row.weighing.of(part)) for part in PARTS]) for row in every_weights()],
        "may_weigh": allowed(request.user, "contracts.weigh_scorecards"),
    }
    return render(request, "contracts/scorecards/weights.html", context)


@login_required
def scorecard_weigh(request: HttpRequest) -> HttpResponse:
    """Weigh the parts anew, from a day to come on."""
    require(request.user, "contracts.weigh_scorecards")
    form = WeightsForm(request.POST or None, held=weights_on(database_now().date()))
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("holds_from", "reason")}
        if attempt(form, lambda: weigh_scorecards(weighing=form.weighing, by=request.user, **given)):
            messages.success(request, "The weights hold from that day on. Scorecards that stand keep theirs.")
            return redirect("scorecard_weights")
    context = {"form": form, "title": "Weigh the parts anew", "submit": "Put them on record"}
    return render(request, "contracts/scorecards/scorecard_form.html", context, status=status_of(form))
