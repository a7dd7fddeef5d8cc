"""Whether a vendor may take orders in the lot of an offering. The state's own services need no admission."""

import datetime
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Func, Q
from django.utils import timezone

from catalog.admissions.models import Admission
from catalog.taxonomy.lots import lot_code_expression
from marketplace.organisations.models import Organisation

OF_STATE = Q(vendor__kind=Organisation.Kind.BROKER)


class AdmittedQuerySet(models.QuerySet):
    """Offerings that know, each without a statement of its own, whether their vendor is admitted."""

    def with_lot(self):
        """Knows the code of its lot as `own_lot`, for filters."""
        return self.alias(own_lot=lot_code_expression("service_models", of_state=OF_STATE))

    def with_admission(self, *, barred_too=False, at=None):
        """Reads with each offering whether its vendor is admitted now, or `at` then; `barred_too`: sanctions aside."""
        admitted = _admitted(at or timezone.now(), barred_too=barred_too)
        return self.with_lot().annotate(
            vendor_admitted=ExpressionWrapper(admitted, output_field=BooleanField()),
        )

    def of_admitted_vendors(self):
        return self.with_lot().filter(_admitted(timezone.now()))


def _admitted(at: datetime.datetime, *, barred_too: bool = False) -> Q:
    return OF_STATE | Q(_HoldsAdmission(F("vendor_id"), F("own_lot"), at=at, barred_too=barred_too))


class _HoldsAdmission(Func):
    """Whether this vendor's admission to this lot is in force.

    The ORM would take longer over the rules of admission than over the rest of an offering's page: they are put into
    SQL once a process.
    """

    output_field = BooleanField()

    def __init__(self, vendor: Any, lot: Any, *, at: datetime.datetime, barred_too: bool) -> None:
        super().__init__(vendor, lot)
        self.at, self.barred_too = at, barred_too

    def as_sql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:  # type: ignore[override]
        (vendor, of_vendor), (lot, of_lot) = map(compiler.compile, self.source_expressions)
        rules, values = _rules(self.barred_too)
        values = [self.at if value is _THEN else value for value in values]
        held = f"SELECT FROM ({rules}) held WHERE held.vendor_id = {vendor} AND held.lot_id = {lot}"  # noqa: S608 our own words
        return f"EXISTS ({held})", (*values, *of_vendor, *of_lot)


_THEN = datetime.datetime(1000, 1, 1, tzinfo=datetime.UTC)


@cache
def _rules(barred_too: bool) -> tuple[str, Sequence[Any]]:
    """Admissions in force at `_THEN`, in whose place comes the moment that is asked about."""
    admissions = Admission.objects
    in_force = admissions.in_force_but_for_sanctions(at=_THEN) if barred_too else admissions.in_force(at=_THEN)
    sql, values = in_force.order_by().values("vendor_id", "lot_id").query.sql_with_params()
    return sql, [_THEN if value == _THEN else value for value in values]


class OfferedByAdmitted:
    """What an offering knows of its vendor's admission."""

    vendor: Organisation
    vendor_id: int
    lot_code: str

    @property
    def vendor_is_admitted(self) -> bool:
        """As `with_admission` read it, or else as it is at this moment: one statement."""
        if self.vendor.kind == Organisation.Kind.BROKER:
            return True
        known = self.__dict__.get("vendor_admitted")
        if known is not None:
            return known
        in_force = Admission.objects.in_force(at=timezone.now())
        return in_force.filter(vendor=self.vendor_id, lot=self.lot_code).exists()

    @property
    def missing_admission(self) -> str:
        """The sentence for whoever wants to know why nothing can be ordered."""
        lot = self.lot_code.replace("-", " ")
        return f"{self.vendor} is not admitted to {lot}. It needs a declaration in force and an admission to the lot."
