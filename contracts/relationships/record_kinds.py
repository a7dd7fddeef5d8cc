"""The records of this slice and those below it that threads can be about."""

from contracts.agreements.models import Contract, ServiceLevelTerm
from contracts.orders.models import Order
from contracts.service_levels.models import Incident
from marketplace.billing.models import Invoice

from .models import Complaint, agencies_seen_by
from .records import RecordKind, add_kind

OF_CONTRACT = {"agency": "contract.agency", "vendor": "contract.vendor"}

for kind in (
    RecordKind("agency", "Agency", agencies_seen_by, reference="slug", title="name", agency=""),
    RecordKind("order", "Order", Order.objects.visible_to, title="offering_name", vendor="vendor"),
    RecordKind("contract", "Contract", Contract.objects.visible_to, vendor="vendor"),
    RecordKind("service-level", "Service level", ServiceLevelTerm.objects.visible_to, reference="pk", **OF_CONTRACT),
    RecordKind("incident", "Incident", Incident.objects.visible_to, title="summary", **OF_CONTRACT),
    RecordKind("invoice", "Invoice", Invoice.objects.visible_to, agency="payer", vendor="issuer"),
    RecordKind("complaint", "Complaint", Complaint.objects.visible_to, agency="organisation"),
):
    add_kind(kind)
