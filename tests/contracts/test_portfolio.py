"""The portfolio: what agencies run, the spreadsheets by which it comes in, and the figures made of it."""

import dataclasses
import datetime
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from contracts.costs.actions import write_charges
from contracts.orders.models import Order
from contracts.portfolio.actions import (
    NothingToTakeBack,
    SheetTakenIn,
    SystemTerms,
    add_system,
    edit_system,
    receive_sheet,
    take_payments_back,
    take_sheet_in,
)
from contracts.portfolio.actions.systems import said_of
from contracts.portfolio.models import OutsidePayment, PortfolioSheet, SheetReversal, System
from contracts.portfolio.queries.ages import age_view
from contracts.portfolio.queries.cycle_times import ORDER_STAGES, Purchase, cycle_times, days_between, orders_bought
from contracts.portfolio.queries.going import demand_of, retiring
from contracts.portfolio.queries.kept import Kept, credits_listed, kept_of, levels_listed
from contracts.portfolio.queries.prices import price_gaps
from contracts.portfolio.queries.scope import scope_for
from contracts.portfolio.queries.spend import by_category, charged, concentration, contracts_held, paid_outside, spent
from marketplace.audit.models import AuditEvent
from marketplace.clock import office_day
from marketplace.errors import InvalidInput, StaleForm
from marketplace.files.spreadsheets import FileRefused
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import TopicFactory
from tests.factories.contracts import accepted_order, trade
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.portfolio import csv_file, sent_sheet, system_of, taken_in
from tests.factories.world import small_world
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
HEADS = ("Your number", "Name", "How it is had", "In use since", "Cost a year", "Supplier", "Capabilities")
GOOD = ("S-1", "Case files", "Owned", "2012-03-01", "$184,000", "kestrel works", "Payments")


@world
def parties():
    return trade()


@world
def keeper(parties):
    return person(Role.BUDGET_OWNER, of=parties.agency)


@world
def system(parties, keeper):
    return system_of(parties.agency, by=keeper, code="S-1")


def terms_of(system, **changes):
    return SystemTerms(**(said_of(system) | {"capabilities": list(system.capabilities.all())} | changes))


# Systems


def test_a_system_is_noted_and_changed_on_screens(client, parties, keeper):
    client.force_login(keeper)
    answers = {
        "agency": parties.agency.pk,
        "name": "Benefit payments",
        "delivery": "own",
        "supplier": parties.vendor.name,
    }
    wrong = client.post(reverse("system_new"), answers | {"name": ""})
    assert wrong.status_code == 422
    assert not System.objects.exists()
    client.post(reverse("system_new"), answers | {"live_on": "2016-01-04", "yearly_cost": "184000"})
    made = System.objects.get()
    assert (made.supplier, made.supplier_name) == (parties.vendor, "")
    page = client.get(made.get_absolute_url()).content.decode()
    assert "$184,000" in page
    changed = answers | {"name": "Payments", "supplier": "A shop of nobody", "version": "1", "retire_on": "2030-01-01"}
    client.post(reverse("system_edit", args=[made.pk]), changed)
    made.refresh_from_db()
    assert (made.name, made.supplier, made.supplier_name) == ("Payments", None, "A shop of nobody")
    assert AuditEvent.objects.filter(action="contracts.system.edited").latest("pk").data["changed"]["name"]


def test_what_cannot_be_is_refused_and_changes_nothing(parties, keeper, system):
    other, stranger = system_of(code="S-1"), person(Role.AGENCY_ADMIN)
    day = datetime.date(2016, 1, 4)
    for changes in ({"name": " "}, {"ended_on": day}, {"retire_on": day}, {"successor": system}, {"successor": other}):
        with pytest.raises(InvalidInput):
            edit_system(system=system, terms=terms_of(system, **changes), version=1, by=keeper)
    with pytest.raises(InvalidInput, match="S-1"):
        add_system(agency=parties.agency, terms=SystemTerms(name="Another", delivery="own", code="S-1"), by=keeper)
    with pytest.raises(PermissionDenied):
        edit_system(system=system, terms=terms_of(system, name="Mine"), version=1, by=stranger)
    with pytest.raises(StaleForm):
        edit_system(system=system, terms=terms_of(system, name="Late"), version=0, by=keeper)
    assert System.objects.get(pk=system.pk).name == "Benefit payments"
    for column in ({"name": ""}, {"successor": system}, {"supplier": parties.vendor, "supplier_name": "Both"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            System.objects.filter(pk=system.pk).update(**column)


def test_others_find_what_is_offered_and_vendors_nothing(client, parties, keeper, system):
    theirs, vendor = person(Role.REQUESTER), parties.signatory
    assert not System.objects.visible_to(theirs).exists()
    edit_system(system=system, terms=terms_of(system, offered=True, funding="grant"), version=1, by=keeper)
    assert list(System.objects.visible_to(theirs)) == [system]
    assert not System.objects.counted_for(theirs).exists()
    assert not System.objects.visible_to(vendor).exists()
    mine = OrganisationFactory()
    shares = SystemTerms(name="Payments of others", delivery="state", shares=system)
    add_system(agency=mine, terms=shares, by=person(Role.APPROVER, of=mine))
    client.force_login(keeper)
    assert "1 <small>other" in client.get(system.get_absolute_url()).content.decode()
    client.force_login(theirs)
    offered, own = (client.get(reverse("system_list"), asked).content.decode() for asked in ({}, {"whose": "own"}))
    assert (system.name in offered, system.name in own) == (True, False)


def test_age_is_whole_years_and_old_begins_after_seven(system):
    day = datetime.date
    assert [system.age(on=on) for on in (day(2016, 1, 3), day(2023, 1, 3), day(2023, 1, 4))] == [None, 6, 7]
    assert not System.objects.older_than(years=7, on=day(2023, 1, 4)).exists()
    assert System.objects.older_than(years=7, on=day(2023, 1, 5)).exists()


# Spreadsheets


def test_good_rows_go_in_bad_ones_are_explained_and_a_repeat_changes_nothing(parties, keeper):
    vendor = OrganisationFactory(vendor=True, name="Kestrel Works")
    topic = TopicFactory(name="Payments")
    rows = [GOOD, ("S-2", "", "rented", "2012-02-30"), ("S-1", "Again", "own"), ("S-3", "Forms", "saas")]
    sheet = sent_sheet(parties.agency, by=keeper, content=csv_file(HEADS, rows))
    assert (sheet.new_count, sheet.faulty_count, System.objects.count()) == (2, 2, 0)
    assert [(fault[0], fault[2]) for fault in sheet.faults] == [
        (3, "How it is had"),
        (3, "In use since"),
        (3, "Name"),
        (4, "Your number"),
    ]
    take_sheet_in(sheet=sheet, by=keeper)
    first = System.objects.get(code="S-1")
    assert (first.supplier, first.yearly_cost, first.delivery) == (vendor, Decimal(184_000), "own")
    assert list(first.capabilities.all()) == [topic]
    with pytest.raises(SheetTakenIn):
        take_sheet_in(sheet=sheet, by=keeper)
    later = sent_sheet(
        parties.agency, by=keeper, content=csv_file(HEADS[:3], [GOOD[:3], ("S-3", "Forms and mail", "saas")])
    )
    assert (later.new_count, later.changed_count, later.same_count) == (0, 1, 1)
    take_sheet_in(sheet=later, by=keeper)
    assert System.objects.get(code="S-3").name == "Forms and mail"
    assert System.objects.get(code="S-1").yearly_cost == Decimal(184_000)


def test_the_office_sends_one_file_for_several_agencies_and_an_agency_for_itself(parties, keeper):
    other, cio = OrganisationFactory(name="Department of Lakes"), person(Role.CIO)
    heads = ("Agency", "Paid on", "Supplier", "Amount")
    rows = [(parties.agency.name, "2026-07-31", "Kestrel", "10.00"), (other.name, "2026-07-31", "Kestrel", "-2.50")]
    content = csv_file(heads, [*rows, ("Nobody", "2026-07-31", "Kestrel", "1")])
    taken_in(None, by=cio, content=content, kind="payments")
    assert [(one.agency, one.amount) for one in OutsidePayment.objects.order_by("amount")] == [
        (other, Decimal("-2.50")),
        (parties.agency, Decimal(10)),
    ]
    own = sent_sheet(parties.agency, by=keeper, content=content, kind="payments")
    assert [fault[0] for fault in own.faults] == [3, 4]
    with pytest.raises(PermissionDenied):
        receive_sheet(kind="payments", agency=other, name="x.csv", content=content, by=keeper)
    with pytest.raises(PermissionDenied):
        receive_sheet(kind="payments", agency=None, name="x.csv", content=content, by=keeper)
    with pytest.raises(DatabaseError), transaction.atomic():
        OutsidePayment.objects.update(amount=1)


def test_of_agencies_with_one_name_each_is_found_by_its_short_address(parties):
    name = parties.agency.name
    other, cio = OrganisationFactory(name=name), person(Role.CIO)
    rows = [(given, "2026-07-31", "Kestrel", "10.00") for given in (name.upper(), other.slug)]
    sheet = taken_in(None, by=cio, content=csv_file(("Agency", "Paid on", "Supplier", "Amount"), rows), kind="payments")
    assert OutsidePayment.objects.get().agency == other
    [[place, *_, wrong, remedy]] = sheet.faults
    assert place == 2
    assert "Several agencies are named" in wrong
    assert parties.agency.slug in remedy
    assert other.slug in remedy


def test_what_is_no_list_is_refused_and_nothing_is_kept(parties, keeper):
    for content in (b"", b"Name\n", csv_file(HEADS, []), b"\xff\xfe"):
        with pytest.raises(FileRefused):
            sent_sheet(parties.agency, by=keeper, content=content)
    assert not PortfolioSheet.objects.exists()


def test_a_file_is_sent_read_and_taken_in_on_screens(client, parties, keeper):
    client.force_login(keeper)
    assert client.get(reverse("sheet_template", args=["systems"])).content[:2] == b"PK"
    file = SimpleUploadedFile("list.csv", csv_file(HEADS[:3], [GOOD[:3], ("S-2", "", "own")]))
    answer = client.post(reverse("sheet_list"), {"kind": "systems", "agency": parties.agency.pk, "file": file})
    sheet = PortfolioSheet.objects.get()
    assert answer.url == sheet.get_absolute_url()
    assert "Name is missing." in client.get(sheet.get_absolute_url()).content.decode()
    assert client.get(reverse("sheet_left_out", args=[sheet.pk])).content[:2] == b"PK"
    client.post(sheet.get_absolute_url())
    assert [one.name for one in System.objects.all()] == ["Case files"]
    again = client.post(sheet.get_absolute_url())
    assert again.status_code == 409
    csv = b"".join(client.get(reverse("system_csv")).streaming_content).decode()
    assert "Case files" in csv


# Figures


ON = datetime.date(2026, 11, 30)
LONG_AGO = datetime.date(2015, 1, 1)


@world
def cio():
    return person(Role.CIO)


@world
def paid(parties, cio):
    """Two vendors in both years, one more in the last; a refund greater than what was paid."""
    other = OrganisationFactory(name="Department of Lakes")
    rows = [
        (parties.agency.name, "2026-03-01", "Kestrel", "Licences", "60"),
        (parties.agency.name, "2026-04-01", "KESTREL ", "Licences", "20"),
        (other.name, "2026-05-01", "Harborline", "Licences", "20"),
        (other.name, "2026-05-01", "Gone", "Lines", "-5"),
        (other.name, "2025-05-01", "Kestrel", "Licences", "50"),
        (other.name, "2025-05-01", "Harborline", "Licences", "50"),
        (other.name, "2026-11-02", "Harborline", "Licences", "900"),
    ]
    content = csv_file(("Agency", "Paid on", "Supplier", "Category", "Amount"), rows)
    taken_in(None, by=cio, content=content, kind="payments")
    return other


def test_concentration_is_of_whole_months_and_knows_a_vendor_in_any_spelling(paid, parties, cio):
    scope = scope_for(cio, on=ON)
    cells = spent(scope)
    assert sorted(cells, key=str) == sorted([*charged(scope), *paid_outside(scope)], key=str)
    whole = concentration("All", cells)
    assert (whole.index, whole.index_before) == (6_800, 5_000)
    assert (whole.largest, whole.largest_share, whole.spent) == ("Kestrel", 80, 95)
    assert (whole.band, whole.is_to_note, whole.effective) == ("concentrated", True, Decimal("1.5"))
    lines = {one.name: one for one in by_category(cells)}
    assert (lines["Lines"].index, lines["Lines"].band, lines["Licences"].index) == (None, None, 6_800)
    own = scope_for(person(Role.APPROVER, of=parties.agency), on=ON)
    assert concentration("Own", paid_outside(own)).index == 10_000
    assert not scope_for(parties.signatory, on=ON).agencies
    with pytest.raises(Http404):
        scope_for(person(Role.APPROVER, of=parties.agency), on=ON, agency=paid.slug)


def test_a_wrong_file_of_payments_is_taken_back_and_figures_follow(client, paid, parties, cio, keeper):
    [sheet] = PortfolioSheet.objects.all()
    scope, place = scope_for(cio, on=ON), reverse("sheet_take_back", args=[sheet.pk])
    assert spent(scope)
    for who, reason, error in ((keeper, "Wrong year.", PermissionDenied), (cio, " ", InvalidInput)):
        with pytest.raises(error):
            take_payments_back(sheet=sheet, reason=reason, by=who)
    systems = sent_sheet(parties.agency, by=keeper)
    with pytest.raises(NothingToTakeBack):
        take_payments_back(sheet=systems, reason="Wrong.", by=keeper)
    with pytest.raises(DatabaseError, match="taken back"), transaction.atomic():
        facts = {"reason": "Wrong.", "payments": 0, "amount": 0}
        SheetReversal.objects.create(sheet=systems, taken_back_by=cio, taken_back_at=timezone.now(), **facts)
    assert not SheetReversal.objects.exists()
    client.force_login(cio)
    assert "7 payments" in client.get(place).content.decode()
    assert client.post(place, {"reason": ""}).status_code == 422
    assert client.post(place, {"reason": "Wrong year."}).status_code == 302
    assert (spent(scope), OutsidePayment.objects.count()) == ([], 7)
    assert "Wrong year." in client.get(sheet.get_absolute_url()).content.decode()
    assert "0 payments" in client.get(reverse("portfolio_payments")).content.decode()
    assert client.post(place, {"reason": "Again."}).status_code == 409
    with pytest.raises(DatabaseError), transaction.atomic():
        SheetReversal.objects.all().delete()


def test_what_is_charged_stands_under_the_topics_of_its_offering(parties, cio):
    parties.offering.topics.add(TopicFactory(name="Telephones"))
    parties.offering.save()
    accepted_order(parties)
    month = datetime.date(2026, 12, 1)
    write_charges(month=month, by=SYSTEM, now=lambda: datetime.datetime(2026, 12, 20, 12, tzinfo=datetime.UTC))
    scope = scope_for(cio, on=datetime.date(2027, 1, 15))
    [cell] = charged(scope)
    assert (cell.vendor, cell.agency, cell.categories) == (parties.vendor.name, parties.agency.name, ("Telephones",))
    assert cell.now > 0
    [held] = contracts_held(scope)
    assert (held.categories, held.yearly > 0) == (("Telephones",), True)


def test_age_and_adoption_follow_first_and_last_day(parties, cio):
    known = {"agency": parties.agency, "by": cio}
    system_of(**known, delivery="saas", live_on=datetime.date(2026, 2, 1), yearly_cost=Decimal(100))
    system_of(**known, live_on=LONG_AGO, yearly_cost=Decimal(300))
    system_of(**known, live_on=LONG_AGO, ended_on=datetime.date(2026, 6, 1), yearly_cost=Decimal(100))
    system_of(**known, live_on=None, yearly_cost=None)
    view = age_view(scope_for(cio, on=ON))
    assert (view.ages.count, view.ages.old, view.ages.undated, view.ages.unpriced) == (3, 1, 1, 1)
    assert (view.ages.old_share, view.ages.old_cost_share) == (50, 75)
    named = {quarter.label: quarter for quarter in view.quarters}
    assert (named["Q4 25"].as_a_service, named["Q1 26"].as_a_service, named["Q4 26"].as_a_service) == (0, 20, 25)
    assert len(named) == 8


def copied(order, **changes):
    """The same order once more, as another agency might have placed it."""
    kept = {
        field.attname: getattr(order, field.attname) for field in Order._meta.concrete_fields if not field.primary_key
    }
    number = Order.objects.count()
    return Order.objects.create(**(kept | {"reference": f"O-X-{number}", "form_token": uuid.uuid4()} | changes))


def test_two_who_pay_differently_for_one_plan_stand_side_by_side(client, parties, cio):
    dear = copied(accepted_order(parties), status="active")
    copied(dear, agency_id=OrganisationFactory().pk)
    scope = scope_for(cio, on=ON)
    assert price_gaps(scope) == []
    fair = copied(dear, agency_id=OrganisationFactory().pk, unit_price=dear.unit_price - 1)
    [gap] = price_gaps(scope)
    assert (gap.agencies, gap.most - gap.least, gap.yearly) == (3, 1, 2 * 12 * dear.quantity)
    client.force_login(person(Role.APPROVER, of=parties.agency))
    page = client.get(reverse("portfolio_price", args=[dear.plan_code])).content.decode()
    assert (dear.reference in page, fair.reference in page, fair.agency.name in page) == (True, False, False)


def test_what_two_agencies_replace_within_a_year_is_one_demand(parties, cio):
    topic, soon = TopicFactory(name="Payments"), datetime.date(2027, 6, 30)
    for name in ("Old payments", "Older payments"):
        system_of(by=cio, name=name, capabilities=[topic], retire_on=soon, yearly_cost=Decimal(10))
    system_of(by=cio, capabilities=[TopicFactory(name="Maps")], retire_on=soon)
    system_of(by=cio, capabilities=[topic], retire_on=datetime.date(2029, 1, 1))
    scope = scope_for(cio, on=ON)
    [demand] = demand_of(scope, [], retiring(scope))
    assert (demand.name, len(demand.agencies), demand.yearly, demand.first_day) == ("Payments", 2, 20, soon)


def test_how_far_ahead_is_looked_stands_in_the_address(client, parties, cio):
    on = office_day(timezone.now())
    late = {"retire_on": on + datetime.timedelta(days=500), "live_on": LONG_AGO, "capabilities": [TopicFactory()]}
    for agency in (parties.agency, OrganisationFactory()):
        system_of(agency, by=cio, name="Old files", **late)
    client.force_login(cio)
    seen = [
        "Old files" in client.get(reverse("portfolio_demand"), {"years": years}).content.decode()
        for years in ("", "1", "2", "3", "99")
    ]
    assert seen == [False, False, True, True, False]


def test_stages_are_timed_by_way_of_buying_and_the_slowest_is_the_bottleneck():
    def bought(route, *days):
        return Purchase(
            "O-1", "Calls", "/", route, "Roads", ON, tuple(zip(ORDER_STAGES, map(Decimal, days), strict=False))
        )

    times = cycle_times([bought("Direct", 1, 2, 9), bought("Direct", 3, 4, 1), bought("Competition", 30, 10)])
    assert [(one.route, one.stage, one.days, one.is_bottleneck) for one in times.stages] == [
        ("Competition", "Written", 30, True),
        ("Competition", "Approved by the agency", 10, False),
        ("Direct", "Written", 2, False),
        ("Direct", "Approved by the agency", 3, False),
        ("Direct", "Accepted by the vendor", 5, True),
    ]
    assert (times.bottleneck.stage, times.median_days) == ("Written", 12)


def test_what_was_begun_lately_is_compared_with_the_year_before():
    def purchase(begun_on, days, route="Direct order"):
        return Purchase("R", "T", "/", route, "A", begun_on, (("Written", Decimal(days)),))

    border, day = ON.replace(year=2025, day=1), datetime.timedelta(days=1)
    bought = [purchase(border - day, 9), purchase(border, 4), purchase(border + day, 6)]
    [row, alone] = cycle_times([*bought, purchase(border, 3, "Mini-competition")]).compared(border)
    assert (row.count_before, row.before, row.count, row.now, row.is_faster) == (1, 9, 2, 5, True)
    assert (alone.before, alone.is_faster) == (None, None)


def test_an_order_is_timed_from_its_first_word_to_the_vendor_s_yes(parties, cio):
    order = accepted_order(parties)
    on = order.accepted_at.date() + datetime.timedelta(days=1)
    [purchase], under_way = orders_bought(scope_for(cio, on=on))
    assert [stage for stage, _ in purchase.stages] == list(ORDER_STAGES[:3])
    assert purchase.days == days_between(order.created_at, order.accepted_at)
    assert under_way == []


# The dashboard


@pytest.mark.parametrize("many", [1, 6])
def test_the_dashboard_takes_twelve_statements_however_many_rows(
    client, paid, parties, cio, many, django_assert_max_num_queries
):
    topics = [TopicFactory() for _ in range(2)]
    for number in range(many):
        went = {"retire_on": datetime.date(2027, 6, 30), "live_on": LONG_AGO}
        system_of(by=cio, name=f"System {number}", capabilities=topics, **went)
        accepted_order(parties)
    client.force_login(cio)
    client.get(reverse("portfolio"))
    with django_assert_max_num_queries(12) as statements:
        page = client.get(reverse("portfolio")).content.decode()
    assert "More concentrated" in page or "concentrated" in page
    assert len(statements) == 12
    with django_assert_max_num_queries(12):
        client.get(reverse("portfolio"), {"agency": parties.agency.slug})


known = world(small_world, "known")


def test_what_was_kept_is_of_twelve_whole_months_and_opens_its_rows(client, known):
    office, vendor = known.people["cio"], known.people["vendor"]
    scope = scope_for(office, on=office_day(timezone.now()))
    levels, credits_ = list(levels_listed(scope, "")), list(credits_listed(scope))
    found = kept_of(scope)
    assert (found.judged, found.credits) == (len(levels), len(credits_))
    assert found.met == sum(one.verdict == "met" for one in levels)
    assert found.credited == sum((one.amount for one in credits_), Decimal(0))
    assert found.satisfied is None  # fewer than five answers
    assert kept_of(scope_for(known.people["other_agency"], on=scope.on)).judged == 0
    assert kept_of(dataclasses.replace(scope, on=scope.on.replace(year=scope.on.year + 3))) == Kept()
    client.force_login(office)
    page = client.get(reverse("portfolio")).content.decode()
    assert (reverse("portfolio_levels") in page) is bool(found.judged)
    for name in ("portfolio_levels", "portfolio_credits", "portfolio_report"):
        assert client.get(reverse(name), {"agency": known.agency.slug}).status_code == 200
    listed = client.get(reverse("portfolio_levels")).content.decode()
    assert all(one.term.contract.reference in listed for one in levels)
    assert f"Met of {found.judged} judged" in b"".join(client.get(reverse("portfolio_csv"))).decode()
    client.force_login(vendor)
    assert client.get(reverse("portfolio_report")).status_code == 403


def test_who_reads_which_portfolio(client, paid, parties, cio):
    requester = parties.requester
    for reader, status in (
        (cio, 200),
        (person(Role.RELATIONSHIP_MANAGER), 200),
        (requester, 200),
        (parties.signatory, 302),
    ):
        client.force_login(reader)
        assert client.get(reverse("portfolio")).status_code == status
    client.force_login(requester)
    page = client.get(reverse("portfolio")).content.decode()
    assert ("Kestrel" in page, "Harborline" in page) == (True, False)
    assert client.get(reverse("portfolio"), {"agency": paid.slug}).status_code == 404
    client.force_login(cio)
    table = b"".join(client.get(reverse("portfolio_csv")).streaming_content).decode()
    assert "Concentration: Agency,Department of Lakes,Index" in table
    for name in ("concentration", "prices", "demand", "times", "payments"):
        assert client.get(reverse(f"portfolio_{name}")).status_code == 200
    assert "Harborline" in client.get(reverse("portfolio_concentration"), {"kind": "Licences"}).content.decode()
