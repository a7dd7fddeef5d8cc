"""The portfolio's figures beside the same figures worked out by pandas and statsmodels, from real data.

Payments of a government and contracts of three registers come in through the product's own spreadsheets. Where the
data says no cost, the test makes one up from the row's number; that is said there.
"""

import csv
import datetime
import json
import os
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from contracts.portfolio.arithmetic import add_up, hhi, stage_times
from contracts.portfolio.models import OutsidePayment, System
from contracts.portfolio.queries.ages import age_view, quarter_ends
from contracts.portfolio.queries.cycle_times import days_between
from contracts.portfolio.queries.scope import Scope
from contracts.portfolio.queries.spend import by_agency, by_category, concentration, ledger_of, paid_outside
from contracts.relationships.arithmetic import wilson
from marketplace.permissions import Role
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.portfolio import csv_file, taken_in
from tests.worlds import world

DATA = Path(os.environ.get("STOA_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not on this machine"),
]
ON = datetime.date(2022, 8, 1)
MADE_UP = (Decimal("0.01"), 37, 1_000)  # cents, step and range of the costs that the data does not say
PLACES = Decimal("0.000001")
NO_END = "9999-12-31"  # as one of the registers writes it; it is no day that Stoa takes


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def close(ours, theirs) -> bool:
    return (ours is None and pd.isna(theirs)) or abs(ours - Decimal(str(theirs))) < PLACES


# Concentration


@world
def payments():
    """1,970 payments of seven bodies, whose names are spelt in two ways."""
    rows = rows_of("spend/uk-cabinet-office-it.csv")
    for name in {row["entity"].casefold() for row in rows}:
        OrganisationFactory(name=name)
    heads = ("Agency", "Paid on", "Supplier", "Category", "Reference", "Amount")
    names = ("entity", "paid_on", "supplier", "expense_type", "transaction", "amount_gbp")
    content = csv_file(heads, ([row[name] for name in names] for row in rows))
    sheet = taken_in(None, by=person(Role.CIO), content=content, kind="payments")
    assert (sheet.new_count, sheet.faulty_count) == (len(rows), 0)
    return sheet


@pytest.fixture
def frame():
    """The same payments as pandas reads them, of the twelve months and of those before."""
    found = pd.read_csv(DATA / "spend/uk-cabinet-office-it.csv", parse_dates=["paid_on"])
    found["supplier"] = found["supplier"].str.split().str.join(" ").str.casefold()
    found["entity"] = found["entity"].str.casefold()
    return found


def index_by_pandas(payments):
    paid = payments.groupby("supplier")["amount_gbp"].sum()
    paid = paid[paid > 0]
    return ((100 * paid / paid.sum()) ** 2).sum() if len(paid) else float("nan")


def test_concentration_agrees_statewide_by_category_and_by_agency(payments, frame):
    assert OutsidePayment.objects.count() == len(frame)
    scope = Scope(None, ON)
    cells = paid_outside(scope)
    now = frame[(frame["paid_on"] >= "2021-08-01") & (frame["paid_on"] < "2022-08-01")]
    before = frame[(frame["paid_on"] >= "2020-08-01") & (frame["paid_on"] < "2021-08-01")]
    whole = concentration("All", cells)
    assert close(whole.index, index_by_pandas(now))
    assert close(whole.index_before, index_by_pandas(before))
    assert close(sum(row.square for row in ledger_of(cells)), index_by_pandas(now))
    for column, groups in (("expense_type", by_category(cells)), ("entity", by_agency(cells))):
        assert len(groups) == pd.concat([now, before])[column].nunique()
        for one in groups:
            assert close(one.index, index_by_pandas(now[now[column] == one.name])), one.name
            assert close(one.index_before, index_by_pandas(before[before[column] == one.name])), one.name
            assert abs(one.spent - Decimal(str(round(now[now[column] == one.name]["amount_gbp"].sum(), 2)))) < PLACES


# Age, and how systems are had


WAYS = ("saas", "paas", "iaas", "state", "own")


def all_contracts() -> list[dict[str, object]]:
    """7,059 contracts of three registers; the costs, and how each is had, are made up from the number of the row."""
    found = [
        {"name": row["vendor"], "since": row["begins_on"], "off": row["ends_on"]}
        for row in rows_of("contracts/gsa-schedule-it.csv")
    ]
    found += [
        {"name": row["service"], "since": "", "off": row["expires_on"]}
        for row in rows_of("contracts/pittsburgh-2015.csv")
    ]
    found += [
        {"name": row["vendor"], "since": "", "off": row["expires_on"]}
        for row in rows_of("contracts/costars-6-software-2015.csv")
    ]
    for number, row in enumerate(found):
        row["off"] = "" if row["off"] == NO_END else row["off"]
        row |= {"code": f"R-{number}", "had": WAYS[number % 5], "cost": number * MADE_UP[1] % MADE_UP[2] * MADE_UP[0]}
    return found


@world
def contracts():
    heads = ("Your number", "Name", "How it is had", "In use since", "Switched off on", "Cost a year")
    rows = [[row[name] for name in ("code", "name", "had", "since", "off", "cost")] for row in all_contracts()]
    sheet = taken_in(OrganisationFactory(), by=person(Role.CIO), content=csv_file(heads, rows))
    assert (sheet.new_count, sheet.faulty_count) == (len(rows), 0)
    return sheet


@pytest.mark.parametrize("on", [datetime.date(2015, 6, 1), datetime.date(2020, 2, 29), ON])
def test_age_and_adoption_agree(contracts, on):
    frame = pd.DataFrame(all_contracts())
    assert System.objects.count() == len(frame)
    frame["since"], frame["off"] = (pd.to_datetime(frame[name].replace("", None)) for name in ("since", "off"))

    def in_use(day):
        began = frame["since"].isna() | (frame["since"] <= pd.Timestamp(day))
        return frame[began & (frame["off"].isna() | (frame["off"] > pd.Timestamp(day)))]

    used = in_use(on)
    old = used[used["since"] < pd.Timestamp(on) - pd.DateOffset(years=7)]
    view = age_view(Scope(None, on))
    ages = view.ages
    assert (ages.count, ages.old, ages.undated) == (len(used), len(old), used["since"].isna().sum())
    assert close(ages.old_share, 100 * len(old) / used["since"].notna().sum())
    assert close(ages.old_cost_share, 100 * float(old["cost"].sum()) / float(used["cost"].sum()))
    for (label, day), quarter in zip(quarter_ends(on), view.quarters, strict=True):
        costs = in_use(day).groupby("had")["cost"].sum()
        parts = (costs.get("saas", 0), costs.get("paas", 0) + costs.get("iaas", 0), costs.get("state", 0))
        assert (quarter.label, *quarter.costs) == (label, *parts, costs.get("own", 0))


def test_quarters_end_where_pandas_ends_them():
    ends = pd.date_range(end="2022-06-30", periods=7, freq="QE")
    assert [day for _, day in quarter_ends(ON)] == [*(one.date() for one in ends), ON]


# Cycle times


def test_medians_of_stages_and_the_bottleneck_agree():
    """How long real tenders were open and then decided on, by their method; and how long real contracts run."""
    spans = []
    for path in sorted((DATA / "ocds/packages").glob("*.json")):
        for release in json.loads(path.read_text(encoding="utf-8"))["releases"]:
            tender, awards = release.get("tender", {}), release.get("awards", [])
            times = [tender.get("datePublished") or release["date"], tender.get("tenderPeriod", {}).get("endDate")]
            times.append(awards[0].get("date") if awards else None)
            read = [time and datetime.datetime.fromisoformat(time.replace("Z", "+00:00")) for time in times]
            spans += [
                (tender.get("procurementMethod", "none"), stage, days_between(first, last))
                for stage, first, last in zip(("Open", "Decided"), read, read[1:], strict=False)
                if first and last and first.tzinfo and last.tzinfo
            ]
    for row in rows_of("contracts/gsa-schedule-it.csv"):
        first, last = (datetime.date.fromisoformat(row[name]) for name in ("begins_on", "ends_on"))
        spans.append(("contract", row["schedule"], Decimal((last - first).days)))
    frame = pd.DataFrame(spans, columns=["route", "stage", "days"])
    frame["days"] = frame["days"].astype(float)
    theirs = frame.groupby(["route", "stage"])["days"].agg(["median", "count"])
    ours = stage_times(spans)
    assert len(ours) == len(theirs) > 5
    for one in ours:
        assert close(one.days, theirs.loc[(one.route, one.stage), "median"])
        assert one.count == theirs.loc[(one.route, one.stage), "count"]
    for route, medians in theirs["median"].groupby(level="route"):
        slowest = [one.stage for one in ours if one.route == route and one.is_bottleneck]
        assert [medians.loc[(route, stage)] for stage in slowest] == ([medians.max()] if len(medians) > 1 else [])


# Intervals


@pytest.mark.parametrize(("good", "of"), [(0, 1), (1, 1), (18, 20), (20, 20), (7, 50), (1204, 1500), (1, 1000)])
def test_wilson_intervals_agree(good, of):
    # Imported here: it takes seconds, which every process of a run would pay.
    proportion = import_module("statsmodels.stats.proportion")
    ours, theirs = wilson(good, of), proportion.proportion_confint(good, of, alpha=0.05, method="wilson")
    assert all(abs(float(mine) - other) < 1e-9 for mine, other in zip(ours, theirs, strict=True))


def test_the_golden_figures_of_the_index():
    shares = [Decimal(part) for part in (40, 30, 20, 10)]
    assert hhi(shares) == 3000
    assert hhi([Decimal(7)]) == 10_000
    assert hhi([Decimal(40), Decimal(30), Decimal(30)]) - 3000 == 2 * 20 * 10
    assert (hhi([]), hhi([Decimal(-5)])) == (None, None)
    assert add_up([("a", Decimal(1)), ("b", Decimal(2)), ("a", Decimal(3))]) == {"a": 4, "b": 2}
