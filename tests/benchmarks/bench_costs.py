"""`./stoa bench costs [ROWS]`: the explorer over 100,000 charges, and the memory of their FOCUS export.

Goals: at most ten statements a page, as many for all rows as for a tenth of them; time beside the floor, a bare page
that adds the same rows up by one column; the export's memory does not grow with the rows.
"""

import datetime
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from django.db import connection
from django.db.models import Sum
from django.template import Context, Engine
from django.test.utils import CaptureQueriesContext

from contracts.costs.charge_rows import month_bounds
from contracts.costs.models import Charge
from contracts.costs.views.charges import focus_lines
from marketplace.permissions import Role
from tests import databases
from tests.browsing import reauthenticated
from tests.factories.marketplace import OrganisationFactory, person

ROWS, ROUNDS, GOAL, MEGABYTES = 100_000, 5, 10, 16
AGENCIES, VENDORS, SERVICES, MONTHS, AT_ONCE = 15, 20, 60, 12, 5_000
ROW = "<tr><td>{{ one.service_name }}</td><td>{{ one.spent }}</td></tr>"
FLOOR = f"<table>{{% for one in rows %}}{ROW}{{% endfor %}}</table>"
AT = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)


def charged(rows: int) -> None:
    """Written in bulk: as many agencies, vendors, services and months as a state has."""
    agencies = [OrganisationFactory() for _ in range(AGENCIES)]
    vendors = [OrganisationFactory(vendor=True, admitted=False) for _ in range(VENDORS)]
    months = [datetime.date(2026, 1 + number, 1) for number in range(MONTHS)]
    for first in range(0, rows, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, rows))
        Charge.objects.bulk_create([_charge(number, agencies, vendors, months) for number in numbers])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE contracts_charge")


def _charge(number: int, agencies: list, vendors: list, months: list[datetime.date]) -> Charge:
    month, amount = months[number % MONTHS], Decimal(number % 9_000) + Decimal("0.37")
    start, end = month_bounds(month)
    return Charge(
        key=f"bench:{number}", origin="order", month=month, written_at=AT,
        agency=agencies[number % AGENCIES], vendor=vendors[number % VENDORS],
        program=f"Program {number % 25}", cost_centre=str(4_000 + number % 40),
        billed_cost=amount, effective_cost=amount, contracted_cost=amount, list_cost=amount * 2,
        billing_currency="USD", billing_period_start=start, billing_period_end=end,
        charge_period_start=start, charge_period_end=end, charge_category="Purchase", charge_frequency="Recurring",
        charge_description=f"Service {number % SERVICES}", service_name=f"Service {number % SERVICES}",
    )  # fmt: skip


def seconds(act: Callable[[], object]) -> float:
    act()
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def floor() -> float:
    """One statement, one plain table."""
    template = Engine().from_string(FLOOR)
    sums = Charge.objects.order_by().values("service_name").annotate(spent=Sum("effective_cost"))
    return seconds(lambda: template.render(Context({"rows": list(sums.all())})))  # asked anew each time


def exported() -> tuple[int, float, float]:
    """Rows, seconds, and by how many megabytes the whole process grew meanwhile at the most."""
    before = _resident("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted anew
    begun = time.perf_counter()
    rows = _sent()
    return rows, time.perf_counter() - begun, max(_resident("VmHWM") - before, 0.0)


def _sent() -> int:
    return sum(1 for _ in focus_lines(Charge.objects.all())) - 1


def _resident(name: str) -> float:
    """Megabytes of this process, by the kernel's own count."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1]) / 1024


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    counted, held = [], []
    for size in (rows // 10, rows):
        with databases.server(), databases.clone(databases.migrated_template()) as name, databases.connected_to(name):
            charged(size)
            reader = reauthenticated(person(Role.CIO))
            bare = floor()
            print(f"\n{size:,} charges; a bare page that adds them up {bare * 1000:.0f} ms")
            for query in ("", "?by=agency&first=2026-06-01", "?by=cost_centre&words=program"):
                address = f"/costs/{query}"
                reader.get(address, SERVER_NAME="localhost")
                with CaptureQueriesContext(connection) as asked:
                    status = reader.get(address, SERVER_NAME="localhost").status_code
                counted.append(len(asked))
                taken = seconds(lambda address=address, reader=reader: reader.get(address, SERVER_NAME="localhost"))
                print(
                    f"  {address:<40} {counted[-1]:>2} statements, {taken * 1000:>5.0f} ms, "
                    f"{taken / bare:.1f} × the bare page (status {status})"
                )
            sent, taken, grown = exported()
            held.append(grown)
            print(f"  FOCUS export: {sent:,} rows in {taken:.1f} s; the process grew by {grown:.1f} MB")
    print(f"\nGoal: at most {GOAL} statements a page: {max(counted)}")
    sizes = ", ".join(f"{one:.1f}" for one in held)
    print(f"Goal: the export takes at most {MEGABYTES} MB, whatever the size: {sizes}")
    return 0 if max(counted) <= GOAL and max(held) <= MEGABYTES else 1
