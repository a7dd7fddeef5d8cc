"""How prices become points is chosen before the publication, published in words with an example, and stands."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from marketplace.errors import InvalidInput
from marketplace.permissions import Role
from rfp.models import Solicitation
from rfp.solicitations.actions import set_terms
from rfp.solicitations.presets import Kind
from tests.factories.awards import judged_procurement
from tests.factories.marketplace import person
from tests.factories.solicitations import drafted_solicitation, fair_terms, published_solicitation
from tests.worlds import world

pytestmark = pytest.mark.django_db
STEPS = "steps_above_lowest"


@world
def draft():
    return drafted_solicitation()


@world
def published():
    return published_solicitation(terms=fair_terms(price_formula=STEPS))


def test_an_officer_chooses_the_formula_with_the_dates(client, draft):
    client.force_login(draft.prepared_by)
    page = client.get(reverse("opportunity_terms", args=[draft.reference]))
    given = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    answer = client.post(page.request["PATH_INFO"], given | {"price_formula": STEPS})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.price_formula == STEPS
    refused = client.post(page.request["PATH_INFO"], given | {"price_formula": "by_hand"})
    assert refused.status_code == 422
    draft.refresh_from_db()
    assert draft.price_formula == STEPS


def test_a_formula_that_is_not_of_the_list_is_refused_and_nothing_changed(draft):
    with pytest.raises(InvalidInput, match="published formula"):
        set_terms(solicitation=draft, terms=fair_terms(price_formula="by_hand"), by=draft.prepared_by)
    with pytest.raises(PermissionDenied):
        set_terms(solicitation=draft, terms=fair_terms(price_formula=STEPS), by=person(Role.EVALUATOR))
    assert Solicitation.objects.get(pk=draft.pk).price_formula == "lowest_over_price"


def test_a_request_for_information_asks_for_no_formula(client):
    rfi = drafted_solicitation(kind=Kind.RFI)
    client.force_login(rfi.prepared_by)
    page = client.get(reverse("opportunity_terms", args=[rfi.reference]))
    assert "price_formula" not in page.context["form"].fields


def test_everybody_reads_it_in_words_with_an_example(client, published):
    page = client.get(published.get_absolute_url()).content.decode()
    for words in (
        "steps above the lowest",
        "each full tenth above it takes a fifth",
        "(1 − 3 ÷ 5) × 40",
        "16.00 points",
    ):
        assert words in page
    told = client.get(reverse("api:opportunity", args=[published.reference])).json()
    assert told["price_formula"] == STEPS
    assert "fifth" in told["price_formula_words"]
    assert published.versions.get().content["terms"]["price_formula"] == STEPS
    release = client.get(reverse("ocds_record", args=[published.ocid])).json()["records"][0]["compiledRelease"]
    assert "fifth" in release["tender"]["awardCriteriaDetails"]


def test_it_stands_once_it_is_published_in_the_database_too(published):
    with pytest.raises(Error, match="addendum only"), transaction.atomic():
        Solicitation.objects.filter(pk=published.pk).update(price_formula="linear_to_highest")
    published.refresh_from_db()
    assert published.price_formula == STEPS


def test_the_panel_judges_by_it(published):
    case = judged_procurement(terms=fair_terms(price_formula="linear_to_highest"))
    content = case.panel.result.content
    assert (case.panel.formula, content["formula"]) == ("linear_to_highest", "linear_to_highest")
    # Of the two that are compared, the dearer one gets nothing for its price.
    assert [(one["letter"], one["place"]) for one in content["ranking"]][0][1] == 1
    totals = {one["letter"]: one["total"] for one in content["ranking"]}
    names = {one.letter: one.bid.vendor.name for one in case.panel.proposals.select_related("bid__vendor")}
    assert {names[letter]: total for letter, total in totals.items()} == {
        "Aldgate Lines": "84.00",
        "Harborline Systems": "56.00",
    }
