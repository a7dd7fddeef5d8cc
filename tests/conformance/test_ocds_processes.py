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
from rfp.models import SourceRelease
from rfp.open_contracting.actions import take_in_release
from rfp.open_contracting.reading import MAPPED, leaves, read_release, weight_of
from rfp.solicitations.actions import NewDates, cancel_solicitation, issue_addendum
from rfp.solicitations.content import read_lots
from rfp.solicitations.presets import Kind
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import MONDAY_NOON
from tests.factories.solicitations import BODY, DAY, TWO_LOTS, published_solicitation

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


@pytest.mark.django_db
def test_drafts_are_in_no_open_data(client):
    officer = person(Role.PROCUREMENT_OFFICER)
    release = process(OTHERS[0])["releases"][0]
    draft = take_in_release(release=release, publisher="Other", agency=OrganisationFactory(), by=officer)
    assert client.get(reverse("ocds_record", args=[draft.ocid])).status_code == 404
    assert client.get(reverse("ocds_records")).json()["records"] == []
