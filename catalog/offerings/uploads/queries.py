"""What pages show of a vendor's spreadsheets."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Revision

from catalog.offerings.models import Offering

from .models import OfferingUpload


def uploads_for(user: Any) -> QuerySet[OfferingUpload]:
    """Those that somebody may read, newest first, without the rows of their reports."""
    return OfferingUpload.objects.visible_to(user).select_related("vendor", "sent_by").defer("faults", "notes")


def drafts_of(upload: OfferingUpload, *, reader: Any) -> QuerySet[Offering]:
    """The offerings that got a version while this file was taken in, by whoever took it in."""
    if upload.applied_at is None:
        return Offering.objects.none()
    made = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Offering),
        user=upload.applied_by_id,
        created_at__gt=upload.checked_at,
        created_at__lte=upload.applied_at,
    )
    ids = made.annotate(offering_id=Cast("object_id", BigIntegerField())).values("offering_id")
    return Offering.objects.visible_to(reader).filter(vendor=upload.vendor_id, pk__in=ids)
