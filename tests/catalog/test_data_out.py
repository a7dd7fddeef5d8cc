"""How data leaves an offering: formats and standards that its vendor chose, shown, compared, required and filtered."""

import pytest

from catalog.longlists.pinned import Pinned, beside_of
from catalog.models import SearchEntry
from catalog.offerings.comparison import load
from catalog.offerings.forms import RequirementsForm
from catalog.offerings.models import Offering
from catalog.offerings.requirements import requirements_of
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery
from marketplace.clock import database_now
from tests.factories.question_sets import published_version
from tests.factories.search import indexed, listed_offering
from tests.worlds import world

pytestmark = pytest.mark.django_db

FORMATS = {
    "key": "export_formats",
    "label": "Formats",
    "choices": [{"value": "csv", "label": "CSV"}, {"value": "json", "label": "JSON"}],
}
STANDARDS = {
    "key": "data_standards",
    "label": "Standards",
    "choices": [{"value": "niem", "label": "NIEM"}, {"value": "hl7-fhir", "label": "HL7 FHIR"}],
}
SECTIONS = (("leaving", "Leaving again", (("choices", FORMATS), ("choices", STANDARDS | {"required": False}))),)


@world
def market():
    """One says both, one a format alone, one nothing."""
    asked = {"question_set_version": published_version(SECTIONS)}
    rows = [
        listed_offering("Open", answers={"export_formats": ["csv", "json"], "data_standards": ["niem"]}, **asked),
        listed_offering("Half", answers={"export_formats": ["json"]}, **asked),
        listed_offering("Silent"),
    ]
    indexed()
    return rows


def found(**selected):
    result = search_catalogue(CatalogueQuery(text="", selected=selected))
    ids = [hit.offering_id for hit in result.hits]
    return set(Offering.objects.filter(pk__in=ids).values_list("name", flat=True))


def test_the_catalogue_filters_by_them_and_not_stated_is_a_value(market):
    assert found(export=("csv",)) == {"Open"}
    assert found(export=("csv", "json")) == {"Open", "Half"}
    assert found(standard=("niem",)) == {"Open"}
    assert (found(export=("none",)), found(standard=("none",))) == ({"Silent"}, {"Half", "Silent"})
    counts = search_catalogue(CatalogueQuery()).counts
    assert {row.value: row.count for row in counts["export"] if row.count} == {"csv": 1, "json": 2, "none": 1}


def test_a_filter_by_which_nothing_can_be_found_is_not_offered(market, client):
    assert "Data comes out as" in client.get("/catalogue/").text
    assert "Data comes out as" not in client.get("/catalogue/", {"q": "silent"}).text


def test_they_stand_on_the_offering_s_page_in_the_comparison_and_in_the_interface(market, client):
    page = client.get(market[0].get_absolute_url()).text
    assert "Data comes out as" in page
    assert "CSV, JSON" in page
    slugs = [one.slug for one in market]
    compared = client.get("/catalogue/compare/", {"offering": slugs, "export": "csv", "standard": "niem"}).text
    assert "CSV, JSON" in compared
    assert "Keeps the data standard NIEM" in compared
    told = client.get(f"/api/v1/offerings/{slugs[0]}").json()
    assert (told["export_formats"], told["data_standards"]) == (["csv", "json"], ["niem"])
    listed = client.get("/api/v1/offerings", {"export": "csv"}).json()["items"]
    assert [row["slug"] for row in listed] == slugs[:1]
    assert client.get("/catalogue/", {"standard": "morse"}).status_code == 400


def test_as_a_requirement_each_is_met_failed_or_not_stated(market):
    form = RequirementsForm({"export": "csv", "standard": "niem"})
    assert form.is_valid(), form.errors
    verdicts = [
        [str(one.judge(offering, None).verdict) for offering in load(Offering.objects.all(), [o.slug for o in market])]
        for one in requirements_of(form.cleaned_data)
    ]
    assert sorted(verdicts) == [["meets", "fails", "not stated"], ["meets", "not stated", "not stated"]]


def test_what_is_not_for_the_public_is_in_no_filter(market):
    hidden = [("leaving", "Leaving again", (("choices", FORMATS | {"public": False}),))]
    secret = listed_offering(
        "Secret",
        answers={"export_formats": ["csv"]},
        question_set_version=published_version(hidden, lot="cloud-hosting"),
    )
    indexed()
    assert secret.export_formats == []
    assert SearchEntry.objects.filter(offering=secret).exists()
    assert found(export=("csv",)) == {"Open"}


def test_a_pinned_version_keeps_them_without_a_statement(market, django_assert_num_queries):
    [row] = Offering.objects.filter(pk=market[0].pk).with_admission()
    content, beside = row.serializable_data(), beside_of(row, at=database_now())
    with django_assert_num_queries(0):
        assert Pinned(content, beside).values["export"] == ["csv", "json"]
        earlier = {name: value for name, value in beside.items() if name != "stated"}
        assert "export" not in Pinned(content, earlier).values
