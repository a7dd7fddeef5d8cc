"""Ten real processes become solicitations, nothing of them lost; what Stoa publishes is valid OCDS 1.1.

The processes and the schemas are the shared data's. The lists of what has no place here are written down, so that a
change of the mapping shows.
"""

import json
import os
from pathlib import Path

import jsonschema_rs
import pytest
from django.core.management import call_command
from django.urls import reverse

from marketplace.permissions import Role
from rfp.awards.actions import withdraw_award
from rfp.models import SourceRelease
from rfp.open_contracting.actions import take_in_release
from rfp.open_contracting.reading import MAPPED, leaves, read_release, weight_of
from rfp.solicitations.actions import (
    NewDates,
    cancel_solicitation,
    issue_addendum,
    publish_solicitation,
    set_terms,
    submit_for_review,
    write_solicitation,
)
from rfp.solicitations.content import read_lots
from rfp.solicitations.presets import Kind
from tests.factories.awards import approved_award, concluded_award, judged_procurement
from tests.factories.evaluation import stays
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import MONDAY_NOON
from tests.factories.solicitations import BODY, DAY, TWO_LOTS, block, fair_terms, published_solicitation

SHARED = Path(os.environ.get("STOA_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data/ocds"
WITH_CRITERIA = (
    "ocds-kuma6s-147801",
    "ocds-kuma6s-147942",
    "ocds-kuma6s-148155",
    "ocds-r6ebe6-0000579577",
    "ocds-r6ebe6-0000579741",
    "ocds-r6ebe6-0000580937",
    "ocds-r6ebe6-0000581089",
)
OTHERS = (
    "ocds-b5fd17-1205c7ad-1634-4a02-97d7-f40e2384eae7",
    "ocds-b5fd17-5c5de95f-d68b-4ce4-a805-5f57fc2d6498",
    "ocds-r6ebe6-0000579933",
)
# Groups of paths without a place in a solicitation; the release keeps them.
KEPT_AS_SOURCE = {
    "buyer.id", "date", "description", "id", "initiationType", "language", "links", "parties", "relatedProcesses",
    "tag", "tender.additionalClassifications", "tender.bidOpening", "tender.classification", "tender.communication",
    "tender.contractPeriod.endDate", "tender.contractTerms", "tender.coveredBy", "tender.datePublished",
    "tender.documents", "tender.hasRecurrence", "tender.id", "tender.items", "tender.legalBasis",
    "tender.lotDetails.awardCriteriaDetails", "tender.lotDetails.maximumLotsBidPerSupplier",
    "tender.lots.contractPeriod", "tender.lots.hasOptions", "tender.lots.hasRenewal", "tender.lots.options",
    "tender.lots.renewal", "tender.lots.secondStage", "tender.lots.status", "tender.lots.submissionTerms",
    "tender.lots.value", "tender.mainProcurementCategory", "tender.otherRequirements", "tender.procedure",
    "tender.procurementMethodDetails", "tender.recurrence", "tender.reviewDetails", "tender.secondStage",
    "tender.selectionCriteria", "tender.status", "tender.submissionMethod", "tender.submissionMethodDetails",
    "tender.submissionTerms", "tender.suitability", "tender.techniques", "tender.value.currency",
}  # fmt: skip
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not here")


def process(name):
    return json.loads((SHARED / "packages" / f"{name}.json").read_text())


def schema(name):
    loaded = {
        path.name: json.loads(path.read_text())
        for path in (SHARED / "schema-1.1").glob("*.json")
        if path.name != "versioned-release-validation-schema.json"
    }
    resources = [(each.get("id") or f"urn:{name}", each) for name, each in loaded.items()]
    base = "https://standard.open-contracting.org/schema/1__1__5"
    resources.append((f"{base}/versioned-release-validation-schema.json", {}))
    registry = jsonschema_rs.Registry(resources)
    return jsonschema_rs.validator_for(loaded[name], registry=registry)


def is_kept(path):
    return any(path == known or path.startswith(f"{known}.") for known in KEPT_AS_SOURCE)


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*WITH_CRITERIA, *OTHERS])
def test_a_real_process_becomes_a_draft_and_every_path_is_mapped_or_kept(name):
    package = process(name)
    release, officer = package["releases"][0], person(Role.PROCUREMENT_OFFICER)
    publisher = package["publisher"]["name"]
    draft = take_in_release(release=release, publisher=publisher, agency=OrganisationFactory(), by=officer)
    source = SourceRelease.objects.get(solicitation=draft)
    paths = {path for path, _ in leaves(release)}
    assert source.release == release
    assert paths == (paths & MAPPED) | set(source.unmapped)
    assert [path for path in source.unmapped if not is_kept(path)] == []
    tender = release["tender"]
    lots = read_lots(list(draft.body.raw_data), title=draft.title)
    assert len(lots) == max(1, len(tender.get("lots", [])))
    weights = [row["weight"] for lot in lots for row in lot.criterion.values()]
    told = [
        weight_of(each["description"])
        for lot in tender.get("lots", [])
        for each in lot.get("awardCriteria", {}).get("criteria", [])
        if each.get("description")
    ]
    assert weights == told
    assert bool(told) is (name in WITH_CRITERIA)


def test_the_list_of_what_is_kept_as_source_holds_nothing_else():
    unmapped = {
        path for name in (*WITH_CRITERIA, *OTHERS) for path in read_release(process(name)["releases"][0]).unmapped
    }
    used = {known for known in KEPT_AS_SOURCE for path in unmapped if path == known or path.startswith(f"{known}.")}
    assert used == KEPT_AS_SOURCE


def test_a_release_without_a_tender_is_no_solicitation():
    with pytest.raises(ValueError, match="no tender"):
        read_release({"ocid": "ocds-1"})


@pytest.mark.django_db
def test_what_is_published_amended_and_cancelled_is_valid_and_counts_each_step(client, tmp_path):
    officer = person(Role.PROCUREMENT_OFFICER)
    rfp = published_solicitation(by=officer, body=[*TWO_LOTS, *BODY])
    published_solicitation(kind=Kind.RFI, by=officer)
    issue_addendum(
        solicitation=rfp,
        reason="More time.",
        latest_revision_id=rfp.latest_revision_id,
        dates=NewDates(bids_due_at=rfp.bids_due_at + DAY),
        by=officer,
        now=lambda: MONDAY_NOON + DAY,
    )
    gone = published_solicitation(by=officer)
    told = {"code": "no_funds", "reason": "The grant ended."}
    cancel_solicitation(solicitation=gone, by=officer, now=lambda: MONDAY_NOON + DAY, **told)
    releases = client.get(reverse("ocds_releases")).json()
    records = client.get(reverse("ocds_records")).json()
    one = client.get(reverse("ocds_record", args=[rfp.ocid])).json()
    call_command("export_ocds", str(tmp_path / "register.json"))
    exported = json.loads((tmp_path / "register.json").read_text())
    for document, name in (
        (releases, "release-package-schema.json"),
        (records, "record-package-schema.json"),
        (one, "record-package-schema.json"),
        (exported, "record-package-schema.json"),
    ):
        assert [str(error) for error in schema(name).iter_errors(document)] == []
    assert [release["tag"][0] for release in releases["releases"]] == [
        "tender",
        "tenderAmendment",
        "planning",
        "tender",
        "tenderCancellation",
    ]
    compiled = one["records"][0]["compiledRelease"]["tender"]
    assert compiled["tenderPeriod"]["endDate"] == "2027-01-05T17:00:00Z"
    assert [lot["id"] for lot in compiled["lots"]] == ["1", "2"]
    assert exported == records | {"uri": exported["uri"]}


# Processes with one lot whose published weights add up: what Stoa asks besides is added before the publication.
TO_AWARD = ("ocds-kuma6s-147942", "ocds-r6ebe6-0000580937")
ADDED = [
    block("question", text="How do you get there?", must=True, word_limit=300),
    block("price_schedule", lines=[{"title": "All of it", "unit": "once", "quantity": 1}]),
]
OFFERS = {"Aldgate Lines": "90000.00", "Harborline Systems": "95000.00", "Tidewick Voice": "99000.00"}


def run_to_award(name):
    """A process of another publisher, taken in, published, answered by three, judged and awarded."""
    release, officer = process(name)["releases"][0], person(Role.PROCUREMENT_OFFICER)
    told = {"by": officer, "now": stays(MONDAY_NOON)}
    draft = take_in_release(release=release, publisher="Other", agency=OrganisationFactory(), **told)
    draft = set_terms(solicitation=draft, terms=fair_terms(), **told)
    text = {"title": draft.title, "body": [*draft.body.raw_data, *ADDED]}
    draft = write_solicitation(solicitation=draft, latest_revision_id=draft.latest_revision_id, **text, **told)
    sent = submit_for_review(solicitation=draft, **told)
    told |= {"by": person(Role.PROCUREMENT_OFFICER)}
    out = publish_solicitation(solicitation=sent, latest_revision_id=sent.latest_revision_id, **told)
    return judged_procurement(dict.fromkeys(OFFERS, ("4",)), prices=OFFERS, solicitation=out), release


@pytest.mark.django_db
@pytest.mark.parametrize("name", TO_AWARD)
def test_a_real_process_runs_to_award_and_contract_and_is_exported_as_valid(client, name):
    case, source = run_to_award(name)
    contract = concluded_award(case)
    rfp = case.solicitation
    record = client.get(reverse("ocds_record", args=[rfp.ocid])).json()
    releases = client.get(reverse("ocds_releases")).json()
    assert [str(error) for error in schema("record-package-schema.json").iter_errors(record)] == []
    assert [str(error) for error in schema("release-package-schema.json").iter_errors(releases)] == []
    told = record["records"][0]
    assert [release["tag"][0] for release in told["releases"]] == ["tender", "award", "contract"]
    compiled = told["compiledRelease"]
    [award], [held] = compiled["awards"], compiled["contracts"]
    assert (award["status"], award["suppliers"][0]["name"]) == ("active", "Aldgate Lines")
    assert award["value"] == {"amount": 90000.0, "currency": "USD"}
    assert (held["id"], held["awardID"], held["status"]) == (contract.reference, award["id"], "pending")
    counted = {row["measure"]: row["value"] for row in compiled["bids"]["statistics"]}
    assert counted == {
        "bids": 3,
        "validBids": 3,
        "disqualifiedBids": 0,
        "lowestValidBidValue": 90000.0,
        "highestValidBidValue": 99000.0,
    }
    assert compiled["tender"]["status"] == "complete"
    assert [party["roles"] for party in compiled["parties"]] == [["buyer", "procuringEntity"], ["supplier"]]
    # What came from the source is in what Stoa publishes.
    ours = [row for lot in compiled["tender"]["lots"] for row in lot["awardCriteria"]["criteria"]]
    theirs = [row for lot in source["tender"]["lots"] for row in lot["awardCriteria"]["criteria"]]
    assert [float(row["description"]) for row in ours] == [float(row["description"]) for row in theirs]
    assert compiled["tender"]["title"] == rfp.title


@pytest.mark.django_db
def test_an_award_that_is_taken_back_stays_in_the_releases_as_cancelled(client):
    case = judged_procurement()
    award = approved_award(case)
    withdraw_award(award=award, reason="A sum was wrong.", by=case.officer, now=stays(case.at + DAY))
    record = client.get(reverse("ocds_record", args=[case.solicitation.ocid])).json()
    assert [str(error) for error in schema("record-package-schema.json").iter_errors(record)] == []
    told = record["records"][0]["releases"]
    assert [release["tag"][0] for release in told] == ["tender", "award", "awardCancellation"]
    assert [release["awards"][0]["status"] for release in told[1:]] == ["active", "cancelled"]
    assert [release["tender"]["status"] for release in told] == ["active", "complete", "active"]
    assert told[2]["awards"][0]["amendments"][0]["rationale"] == "A sum was wrong."


@pytest.mark.django_db
def test_the_register_asks_the_same_number_of_questions_however_many_awards_it_holds(
    client, django_assert_max_num_queries
):
    approved_award(judged_procurement())
    with django_assert_max_num_queries(4):
        client.get(reverse("ocds_records"))


@pytest.mark.django_db
def test_drafts_are_in_no_open_data(client):
    officer = person(Role.PROCUREMENT_OFFICER)
    release = process(OTHERS[0])["releases"][0]
    draft = take_in_release(release=release, publisher="Other", agency=OrganisationFactory(), by=officer)
    assert client.get(reverse("ocds_record", args=[draft.ocid])).status_code == 404
    assert client.get(reverse("ocds_records")).json()["records"] == []
