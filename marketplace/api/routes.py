"""The API composed from the slices: each brings a `router`, and one line here gives it its address."""

import json
from functools import cached_property

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from catalog.offerings.listings.api import router as listings
from catalog.search.api import router as offerings
from catalog.shortlists.api import router as shortlists
from cms.library.api import router as library
from contracts.comparisons.api import router as comparisons
from contracts.frameworks.api import router as agreements
from contracts.invoicing.api import router as metered_use
from contracts.orders.api import awards, offers
from contracts.orders.api import router as orders
from contracts.policies.api import router as policies
from contracts.portfolio.api import router as systems
from contracts.portfolio.goals.api import router as goal_scorecards
from contracts.portfolio.overlap.api import router as overlaps
from contracts.register.api import router as register
from contracts.relationships.api import complaints, promises, satisfaction, threads
from contracts.relationships.api import router as agencies
from contracts.service_levels.api.cases import router as cases
from contracts.service_levels.api.measurements import router as measurements
from contracts.service_levels.api.periods import router as service_levels
from marketplace.billing.api import credit_notes
from marketplace.billing.api import router as invoices
from marketplace.organisations.token_auth import PUBLIC
from marketplace.schemas import Problem
from rfp.awards.api import of_opportunity
from rfp.awards.api import router as notices
from rfp.clarifications.api import router as answers
from rfp.evaluation.api import router as evaluations
from rfp.forums.api import router as forums
from rfp.market_reports.api import router as market_reports
from rfp.needs.api import pipeline
from rfp.needs.api import router as needs
from rfp.solicitations.api import router as opportunities

from .documentation import Documentation
from .problems import PROBLEM, TITLES, answer_refusals

DESCRIPTION = """What Stoa publishes, and what programs of agencies and vendors may do.
Amounts are decimals in text with a currency beside them; times are ISO 8601 in UTC; lists come in pages;
every refusal is a problem (RFC 9457)."""


class StrictParser(Parser):
    """JSON as its standard says: no NaN, no Infinity."""

    def parse_body(self, request: HttpRequest):
        """Raises ValueError for what is not JSON."""
        return json.loads(request.body, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


class StoaAPI(NinjaAPI):
    """NinjaAPI that declares, with every operation, how it may be refused."""

    def get_openapi_schema(self, **options) -> OpenAPISchema:
        """The description of the API, the same for everybody: it is drawn up at the first question and kept."""
        return self._described

    @cached_property
    def _described(self) -> OpenAPISchema:
        """With the refusals that hold for every operation."""
        schema = super().get_openapi_schema()
        schema["components"]["schemas"]["Problem"] = Problem.model_json_schema(
            ref_template="#/components/schemas/{model}", mode="serialization"
        )
        schema["components"]["schemas"].update(schema["components"]["schemas"]["Problem"].pop("$defs", {}))
        for methods in schema["paths"].values():
            for method, operation in methods.items():
                operation["responses"] = _with_refusals(operation["responses"], method)
        return schema


def _with_refusals(responses: dict, method: str) -> dict:
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    refusals = {status: {"description": title, "content": content} for status, title in TITLES.items()}
    unchanged = {304: {"description": "Unchanged since the ETag that was sent"}} if method == "get" else {}
    return {**refusals, **unchanged, **responses}


api = StoaAPI(
    title="Stoa",
    version="1",
    description=DESCRIPTION,
    docs=Documentation(),
    urls_namespace="api",
    auth=PUBLIC,
    parser=StrictParser(),
)
answer_refusals(api)
api.add_router("/offerings", offerings)
api.add_router("/listings", listings)
api.add_router("/shortlists", shortlists)
api.add_router("/orders", orders)
api.add_router("/orders", metered_use)
api.add_router("/order-offers", offers)
api.add_router("/direct-awards", awards)
api.add_router("/agencies", agencies)
api.add_router("/satisfaction", satisfaction)
api.add_router("/complaints", complaints)
api.add_router("/promises", promises)
api.add_router("/threads", threads)
api.add_router("/library", library)
api.add_router("/agreements", agreements)
api.add_router("/policies", policies)
api.add_router("/comparisons", comparisons)
api.add_router("/systems", systems)
api.add_router("/goal-scorecards", goal_scorecards)
api.add_router("/overlaps", overlaps)
api.add_router("/contracts", register)
api.add_router("/contracts", service_levels)
api.add_router("/contracts", measurements)
api.add_router("/contracts", cases)
api.add_router("/invoices", invoices)
api.add_router("/credit-notes", credit_notes)
api.add_router("/needs", needs)
api.add_router("/pipeline", pipeline)
api.add_router("/forums", forums)
api.add_router("/opportunities", opportunities)
api.add_router("/opportunities", answers)
api.add_router("/opportunities", of_opportunity)
api.add_router("/opportunities", market_reports)
api.add_router("/evaluations", evaluations)
api.add_router("/awards", notices)
