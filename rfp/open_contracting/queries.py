"""The register of procurements in the Open Contracting Data Standard 1.1: a release for each published version."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from rfp.awards.models import Award
from rfp.solicitations.models import Solicitation, SolicitationVersion
from rfp.solicitations.presets import Kind
from rfp.solicitations.price_formulas import FORMULAS

from .results import Happening, awards_of, happenings_of, results_at, stamp, stands, suppliers_of

Json = dict[str, Any]
EXTENSIONS = [
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/master/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/master/extension.json",
]
METHODS = {"open": "open", "category": "selective", "invited": "limited"}
SINCE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def published_processes() -> QuerySet[Solicitation]:
    """Everything that was published, oldest first, with what the releases read. A constant number of statements."""
    awards = Award.objects.announced().select_related("bid__vendor", "result", "contract").order_by("pk")
    rows = Solicitation.objects.published().select_related("agency", "follows")
    rows = rows.prefetch_related("versions", "lots", Prefetch("lots__awards", queryset=awards))
    return rows.order_by("published_at", "pk")


def releases_of(solicitation: Solicitation) -> list[Json]:
    """One a version, one for each thing that came of it, one for a cancellation; oldest first, each whole."""
    versions = sorted(solicitation.versions.all(), key=lambda version: version.number)
    found = [_release(solicitation, version, versions[: number + 1]) for number, version in enumerate(versions)]
    awards = awards_of(solicitation)
    for one in sorted(happenings_of(awards), key=lambda happening: happening.at):
        found.append(_result(found[-1], one, awards))
    return found + ([_cancelled(solicitation, found[-1])] if solicitation.cancelled_at else [])


def _result(last: Json, one: Happening, awards: list[Award]) -> Json:
    """The release before with what stands from this happening on."""
    held = {str(each.lot.number) for each in awards if stands(each, one.at)}
    lots = [{**lot, "status": "complete" if lot["id"] in held else "active"} for lot in last["tender"]["lots"]]
    status = "complete" if len(held) == len(lots) else "active"
    buyers = [party for party in last["parties"] if "supplier" not in party["roles"]]
    return {
        **last,
        "id": one.name,
        "date": stamp(one.at),
        "tag": [one.tag],
        "parties": buyers + suppliers_of(awards, one.at),
        "tender": {**last["tender"], "status": status, "lots": lots},
        **results_at(awards, one.at),
    }


def _cancelled(solicitation: Solicitation, last: Json) -> Json:
    tender = {**last["tender"], "status": "cancelled"}
    rationale = f"{solicitation.get_cancel_code_display()}. {solicitation.cancel_reason}"
    gone = {"id": "cancellation", "date": stamp(solicitation.cancelled_at), "rationale": rationale}
    tender["amendments"] = [*tender.get("amendments", []), gone]
    name = f"{solicitation.reference}-cancelled"
    return {**last, "id": name, "date": gone["date"], "tag": ["tenderCancellation"], "tender": tender}


def _release(solicitation: Solicitation, version: SolicitationVersion, so_far: list[SolicitationVersion]) -> Json:
    planning = solicitation.kind == Kind.RFI
    tags = ("planning", "planningUpdate") if planning else ("tender", "tenderAmendment")
    buyer = {"id": f"agency-{solicitation.agency.slug}", "name": solicitation.agency.name}
    release = {
        "ocid": solicitation.ocid,
        "id": f"{solicitation.reference}-{version.number}",
        "date": stamp(version.published_at),
        "tag": [tags[0] if version.number == 1 else tags[1]],
        "initiationType": "tender",
        "language": "en",
        "parties": [{**buyer, "roles": ["buyer", "procuringEntity"]}],
        "buyer": buyer,
        "tender": _tender(solicitation, version, so_far),
    }
    if solicitation.follows:
        before = solicitation.follows
        how = "unsuccessfulProcess" if before.status == Solicitation.Status.CANCELLED else "planning"
        related = {"id": "1", "relationship": [how], "title": before.title, "scheme": "ocid"}
        release["relatedProcesses"] = [{**related, "identifier": before.ocid}]
    return release


def _tender(solicitation: Solicitation, version: SolicitationVersion, so_far: list[SolicitationVersion]) -> Json:
    content, terms = version.content, version.content["terms"]
    first = so_far[0].published_at
    tender = {
        "id": solicitation.reference,
        "title": content["title"],
        "description": _description(content),
        "status": "planning" if solicitation.kind == Kind.RFI else "active",
        "procuringEntity": {"id": f"agency-{solicitation.agency.slug}", "name": solicitation.agency.name},
        "procurementMethod": METHODS[terms["audience"]],
        "procurementMethodDetails": solicitation.get_kind_display(),
        "mainProcurementCategory": "services",
        "awardCriteria": "ratedCriteria",
        "submissionMethod": ["electronicSubmission"],
        "enquiryPeriod": {"startDate": stamp(first), "endDate": terms["questions_due_at"]},
        "tenderPeriod": {"startDate": stamp(first), "endDate": terms["bids_due_at"]},
        "lots": [_lot(lot) for lot in content["lots"]],
        "items": [item for lot in content["lots"] for item in _items(lot)],
        "documents": [_notice(solicitation, version)],
    }
    if solicitation.kind == Kind.RFI:
        del tender["awardCriteria"]
    elif named := terms.get("price_formula"):
        formula = FORMULAS[named]
        tender["awardCriteriaDetails"] = f"Price: {formula.label}. {formula.words}"
    if amendments := [_amendment(solicitation, each) for each in so_far if each.addendum]:
        tender["amendments"] = amendments
    return {name: value for name, value in tender.items() if value not in (None, [])}


def _description(content: Json) -> str:
    return "\n\n".join(block["value"]["text"] for block in content["text"] if block["type"] == "outcome")


def _lot(lot: Json) -> Json:
    """The lot with its criteria, as the extension of lots tells them."""
    told: Json = {"id": str(lot["number"]), "title": lot["title"], "status": "active"}
    if lot["estimated_value"] is not None:
        told["value"] = {"amount": float(lot["estimated_value"]), "currency": "USD"}
    if lot["criterion"]:
        told["awardCriteria"] = {"criteria": [_criterion(row) for row in lot["criterion"]]}
    return told


def _criterion(row: Json) -> Json:
    kind = {"price": "price"}.get(row["kind"], "quality")
    return {"type": kind, "name": row["title"], "description": row["weight"]}


def _items(lot: Json) -> list[Json]:
    return [
        {
            "id": f"{lot['number']}-{row['code']}",
            "description": row["title"],
            "quantity": float(row["quantity"]),
            "unit": {"name": row["unit"]},
            "relatedLot": str(lot["number"]),
        }
        for row in lot["price_line"]
    ]


def _amendment(solicitation: Solicitation, version: SolicitationVersion) -> Json:
    return {
        "id": str(version.addendum),
        "date": stamp(version.published_at),
        "rationale": version.reason,
        "description": "; ".join(f"{one['what']}: {one['before']} → {one['after']}" for one in version.changes),
        "amendsReleaseID": f"{solicitation.reference}-{version.number - 1}",
        "releaseID": f"{solicitation.reference}-{version.number}",
    }


def _notice(solicitation: Solicitation, version: SolicitationVersion) -> Json:
    return {
        "id": f"{solicitation.reference}-notice",
        "documentType": "tenderNotice",
        "title": version.content["title"],
        "url": f"{settings.SITE_ADDRESS}{solicitation.get_absolute_url()}",
        "datePublished": stamp(version.published_at),
        "format": "text/html",
        "language": "en",
    }


def release_package(processes: Iterable[Solicitation], *, address: str) -> Json:
    """Every release of these processes. Without any there is no package: the standard wants at least one release."""
    releases = [release for one in processes for release in releases_of(one)]
    return {**_package(address, releases), "releases": releases}


def record_package(processes: Iterable[Solicitation], *, address: str) -> Json:
    """A record a process: its releases, and what they come to today."""
    records, releases = [], []
    for one in processes:
        own = releases_of(one)
        latest = {**own[-1], "id": f"{one.ocid}-compiled", "tag": ["compiled"]}
        records.append({"ocid": one.ocid, "releases": own, "compiledRelease": latest})
        releases += own
    return {**_package(address, releases), "records": records}


def _package(address: str, releases: list[Json]) -> Json:
    return {
        "uri": f"{settings.SITE_ADDRESS}{address}",
        "version": "1.1",
        "extensions": EXTENSIONS,
        "publishedDate": max((release["date"] for release in releases), default=stamp(SINCE)),
        "publisher": {"name": "Stoa", "uri": settings.SITE_ADDRESS},
    }
