"""Lots of framework agreements that wait for their vendor's signature, for those who bind it."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse

from catalog.offerings.plans import price_day
from contracts.frameworks.models import FrameworkVersion, LotSignature, LotVendor
from marketplace.components.formats import day
from marketplace.permissions import Role

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step


def lots_to_sign(reader: Reader) -> QuerySet[LotVendor]:
    """Places whose vendor has not signed the version that stands, while orders can be placed; the unbound on top."""
    versions = FrameworkVersion.objects.filter(framework=OuterRef("lot__framework")).order_by("-number")
    given = LotSignature.objects.filter(lot=OuterRef("lot"), vendor=OuterRef("vendor"), version=OuterRef("stands"))
    waiting = LotVendor.objects.filter(
        permitted(reader.user, "contracts.sign_framework_lot"),
        lot__framework__status="signed",
        lot__framework__last_order_on__gte=price_day(reader.at),
    ).annotate(
        stands=Subquery(versions.values("pk")[:1]),
        asked_at=Subquery(versions.values("made_at")[:1]),
        is_bound=Exists(LotVendor.objects.bound().filter(pk=OuterRef("pk"))),
    )
    waiting = waiting.filter(~Exists(given), stands__isnull=False)
    return waiting.select_related("vendor", "lot__lot", "lot__framework").order_by("is_bound", "asked_at", "pk")


def tell_lot(place: Any, reader: Reader) -> Step:
    framework, vendor = place.lot.framework, place.vendor
    why = f"The office signed it on {day(framework.signed_at)}. Nothing is ordered from {vendor} in this lot before."
    if place.is_bound:
        why = f"A version was made on {day(place.asked_at)} that {vendor} has not signed. Orders go on meanwhile."
    return Step(
        what="Sign, or leave, the lot in",
        reference=framework.reference,
        url=framework.get_absolute_url(),
        about=f"{place.lot.lot} of {framework.title}",
        why=why,
        button="Review",
        target=reverse("framework_lot_sign", args=[framework.reference, place.lot_id]),
        since=place.asked_at,
    )


LOTS_TO_SIGN = Source(
    "lots-to-sign",
    "lot to sign",
    "lots to sign",
    frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN}),
    lots_to_sign,
    tell_lot,
)
