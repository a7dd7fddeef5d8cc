"""Promises as OpenSLO files, and the page of templates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from contracts.agreements.level_templates import LEVEL_TEMPLATES
from contracts.agreements.models import Contract

from ..openslo import as_yaml, of_contract, of_template
from ..words import promise_of

YAML = "application/yaml; charset=utf-8"


@require_safe
def contract_openslo(request: HttpRequest, reference: str) -> HttpResponse:
    """What the contract promises, for tools that speak OpenSLO."""
    readable = Contract.objects.signed() | Contract.objects.visible_to(request.user)
    contract = get_object_or_404(readable, reference=reference)
    answer = HttpResponse(as_yaml(of_contract(contract)), content_type=YAML)
    answer["Content-Disposition"] = f'attachment; filename="{contract.reference}-openslo.yaml"'
    return answer


@require_safe
def level_templates(request: HttpRequest) -> HttpResponse:
    """Promises that are common in the trade, side by side."""
    rows = [(template, promise_of(template)) for template in LEVEL_TEMPLATES.values()]
    return render(request, "contracts/service_levels/level_templates.html", {"rows": rows})


@require_safe
def level_templates_openslo(request: HttpRequest) -> HttpResponse:
    """All templates in one file."""
    documents = [document for template in LEVEL_TEMPLATES.values() for document in of_template(template)]
    answer = HttpResponse(as_yaml(documents), content_type=YAML)
    answer["Content-Disposition"] = 'attachment; filename="level-templates-openslo.yaml"'
    return answer
