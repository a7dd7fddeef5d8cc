"""Search follows admissions: what came into force or went out of it since it was last told, however that came about."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from catalog.admissions.models import Admission
from marketplace.clock import Clock, database_now

from .changes import note_changes
from .models import Offering


@transaction.atomic
def note_admissions(*, now: Clock = database_now) -> int:
    """Leaves a note for each offering whose vendor's admission has changed; returns how many. A repeat notes nothing.

    An admission, a lapsed declaration, a sanction: all are seen by comparing what holds now with what was told.
    """
    at = now()
    holds = Exists(Admission.objects.in_force(at=at).filter(pk=OuterRef("pk")))
    changed = list(
        Admission.objects.select_for_update(of=["self"]).alias(holds=holds).exclude(told_in_force=F("holds"))
    )
    if not changed:
        return 0
    wanted = {(row.vendor_id, row.lot_id) for row in changed}
    offered = Offering.objects.filter(live=True, on_standard_terms=True, vendor__in={row.vendor_id for row in changed})
    lots = offered.with_lot().annotate(lot=F("own_lot")).values_list("pk", "vendor_id", "lot")
    offering_ids = [pk for pk, vendor_id, lot in lots if (vendor_id, lot) in wanted]
    for row in changed:
        row.told_in_force = not row.told_in_force
    Admission.objects.bulk_update(changed, ["told_in_force"])
    note_changes(offering_ids=offering_ids, at=at)
    return len(offering_ids)
