"""A vendor's way through its declaration: its state, the list of tasks, one section, check and sign, the outcome."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from catalog.question_sets.asked import asked_rows
from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, require

from ..actions.declarations import begin_declaration, save_section, sign_declaration
from ..forms import SectionForm, SignatureForm
from ..models import Declaration
from ..page import answers_by_section, declaration_context, home_context
from ..queries import section_states
from .found import company_of, declaration_of

OUTCOMES = {
    Declaration.Status.PASSED: "The declaration is signed and accepted. Ask for the lots you want to offer in.",
    Declaration.Status.IN_REVIEW: "The declaration is signed. A person of the broker office looks at some answers.",
    Declaration.Status.FAILED: "The declaration is signed, and one of its answers shuts out. The reasons stand below.",
}


@login_required
@require_http_methods(["GET", "POST"])
def declaration_home(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a company stands with its declaration; POST begins one, or goes on with the open one."""
    vendor = company_of(request, slug)
    if request.method == "POST":
        return redirect(begin_declaration(vendor=vendor, by=request.user))
    context = home_context(vendor, reader=request.user, at=database_now())
    return render(request, "catalog/admissions/declaration_home.html", context)


@login_required
@require_safe
def declaration_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of tasks while it is filled in; once signed its outcome, reasons and answers."""
    declaration = declaration_of(request, pk)
    context = declaration_context(declaration, reader=request.user, at=database_now())
    return render(request, "catalog/admissions/declaration_page.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def declaration_section(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The questions of one section, saved with gaps or without."""
    declaration = _draft(request, pk, "catalog.declare")
    section = declaration.question_set_version.section(code)
    if section is None:
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SectionForm(*sent, declaration=declaration, section=section)

    def save() -> Declaration:
        answers = form.keep(organisation=declaration.vendor, by=request.user)
        imprint = form.cleaned_data["imprint"]
        return save_section(declaration=declaration, section=section, answers=answers, imprint=imprint, by=request.user)

    if request.method == "POST" and form.is_valid() and attempt(form, save):
        messages.success(request, f"“{section.title}” is saved.")
        return redirect(_next(declaration, code) if "onwards" in request.POST else declaration.get_absolute_url())
    status, kept = status_of(form), []
    if status == 409:
        declaration = declaration_of(request, pk)
        kept = [rows for part, rows in answers_by_section(declaration) if part.code == code]
        # The next press of the button is about the answers that are shown now.
        form.data = form.data.copy()
        form.data["imprint"] = declaration.imprint_of(section)
    context = {
        "declaration": declaration,
        "section": section,
        "form": form,
        "rows": asked_rows(form),
        "kept": kept[0] if kept else [],
    }
    return render(request, "catalog/admissions/declaration_section.html", context, status=status)


def _next(declaration: Declaration, code: str) -> str:
    """The address of the section after this one; after the last the check of all answers."""
    codes = [section.code for section in declaration.question_set_version.sections]
    later = codes[codes.index(code) + 1 :]
    address = declaration.get_absolute_url()
    return f"{address}{later[0]}/" if later else f"{address}check/"


@login_required
@require_http_methods(["GET", "POST"])
def declaration_check(request: HttpRequest, pk: int) -> HttpResponse:
    """All answers once more, what is missing, and the signature."""
    declaration = _draft(request, pk, "catalog.declare")
    form = SignatureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request.user, "catalog.sign_declaration", declaration)
        if form.is_valid():
            signed = attempt(form, lambda: sign_declaration(declaration=declaration, by=request.user))
            if signed:
                messages.success(request, OUTCOMES[Declaration.Status(signed.status)])
                return redirect(signed)
    states = section_states(declaration, on=timezone.localdate())
    context = {
        "declaration": declaration,
        "form": form,
        "missing": [state for state in states if not state.is_done],
        "answers": answers_by_section(declaration),
        "findings": declaration.findings,
        "may_sign": allowed(request.user, "catalog.sign_declaration", declaration),
    }
    return render(request, "catalog/admissions/declaration_check.html", context, status=status_of(form))


def _draft(request: HttpRequest, pk: int, action: str) -> Declaration:
    declaration = declaration_of(request, pk)
    if not allowed(request.user, action, declaration):
        raise PermissionDenied(action)
    return declaration
