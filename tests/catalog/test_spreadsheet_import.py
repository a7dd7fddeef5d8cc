"""Offerings from a vendor's spreadsheet: good rows become drafts, bad rows are explained, a repeat changes nothing."""

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import Workbook, load_workbook

from catalog.models import Offering, Plan
from catalog.offerings.uploads import actions
from catalog.offerings.uploads.columns import COLUMNS
from catalog.offerings.uploads.models import OfferingUpload
from catalog.offerings.uploads.sheets import template
from marketplace.audit.models import AuditEvent
from marketplace.files import spreadsheets
from marketplace.files.sheet_rows import faulty_rows
from marketplace.files.spreadsheets import FileRefused, read_spreadsheet
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory, TopicFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

HEADS = [column.head for column in COLUMNS]
GOOD = {
    "Name": "Kestrel Desk", "Service models": "SaaS", "Deployment": "Public cloud", "Topics": "Service Desk",
    "Where data is kept": "Virginia", "Availability promised": "99.9", "Plan 1 name": "Standard",
    "Plan 1 unit": "user", "Plan 1 price": "19.50", "Plan 1 interval": "Month",
}  # fmt: skip
WRONG = (
    ({"Name": ""}, "Name", "Name is missing."),
    ({"Prices valid from": "2027-02-30"}, "Prices valid from", "“2027-02-30” is not a day of the calendar."),
    ({"Plan 1 price": "-3"}, "Plan 1 price", "-3 is less than 0."),
    ({"Summary": "A\x00B"}, "Summary", "The text holds a NUL character, which no text may contain."),
    ({"Plan 1 unit": "parsec"}, "Plan 1 unit", "“parsec” is no unit."),
    ({"Your code": "K-0"}, "Your code", "Row 2 has the same code."),
    ({"Summary": "x" * 301}, "Summary", "The text has 301 characters."),
    ({"Stoa name": "of-another-vendor"}, "Stoa name", "You have no offering “of-another-vendor” in Stoa."),
    ({"Topics": "Alchemy"}, "Topics", "“Alchemy” is no topic of the catalogue."),
    ({"Plan 1 price": ""}, "Plan 1 price", "Plan 1 is only half there: it has no price."),
)


@world
def vendor():
    TopicFactory(name="Service Desk", slug="service-desk")
    OfferingFactory(slug="of-another-vendor")
    return OrganisationFactory(vendor=True)


@world
def editor(vendor):
    return person(Role.VENDOR_EDITOR, of=vendor)


def row(number, **wrong):
    return GOOD | {"Your code": f"K-{number}", "Name": f"Kestrel Desk {number}"} | wrong


def as_csv(rows):
    lines = [",".join(HEADS)]
    lines += [",".join(f'"{cells.get(head, "")}"' for head in HEADS) for cells in rows]
    return "\r\n".join(lines).encode()


def as_xlsx(rows):
    book, held = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Offerings")
    for cells in [HEADS, *([cells.get(head) for head in HEADS] for cells in rows)]:
        sheet.append(cells)
    book.save(held)
    return held.getvalue()


def send(rows, by, vendor, *, name="offerings.csv"):
    content = as_csv(rows) if name.endswith("csv") else as_xlsx(rows)
    upload = actions.receive_upload(vendor=vendor, name=name, content=content, by=by)
    return actions.check_upload(upload_id=upload.pk)


def take_in(rows, by, vendor, **options):
    upload = send(rows, by, vendor, **options)
    actions.start_taking_in(upload=upload, by=by)
    return actions.take_in_upload(upload_id=upload.pk)


def counts(upload):
    return upload.created_count, upload.changed_count, upload.same_count, upload.faulty_count


def all_but_the_bad_go_in(vendor, editor, *, rows, bad):
    """Sends so many rows, of which so many are bad, checks them, takes them in, and repeats it."""
    sheet, apart = [row(number) for number in range(rows)], rows // bad - 1
    places = [apart * (number + 1) for number in range(bad)]
    for number, place in enumerate(places):
        sheet[place] = row(place, **WRONG[number % len(WRONG)][0])
    good = rows - bad
    checked = send(sheet, editor, vendor)
    assert (checked.status, counts(checked)) == ("checked", (good, 0, 0, bad))
    assert not Offering.objects.filter(vendor=vendor).exists()

    actions.start_taking_in(upload=checked, by=editor)
    taken = actions.take_in_upload(upload_id=checked.pk)
    assert (taken.status, counts(taken)) == ("applied", (good, 0, 0, bad))
    assert Offering.objects.filter(vendor=vendor, live=False, first_published_at=None).count() == good
    explained = {fault[0]: fault for fault in taken.faults}
    for number, place in enumerate(places):
        _, column, wrong = WRONG[number % len(WRONG)]
        assert explained[place + 2][2:4] == [column, wrong]
        assert explained[place + 2][4]

    before = list(Offering.objects.order_by("pk").values()), Plan.objects.count()
    again = take_in(sheet, editor, vendor)
    assert counts(again) == (0, 0, good, bad)
    assert (list(Offering.objects.order_by("pk").values()), Plan.objects.count()) == before
    events = AuditEvent.objects.filter(action="catalog.offerings_uploaded")
    assert [event.data["sha256"] for event in events] == [taken.sha256, again.sha256]


def test_good_rows_go_in_bad_ones_are_explained_and_a_repeat_changes_nothing(vendor, editor):
    """The campaign `spreadsheets` does it with five thousand."""
    all_but_the_bad_go_in(vendor, editor, rows=500, bad=20)


def test_a_draft_from_a_row_is_what_a_form_would_have_made(vendor, editor):
    take_in([row(1)], editor, vendor, name="offerings.xlsx")
    offering = Offering.objects.get(vendor=vendor)
    version = offering.latest_revision.as_object()
    for each in (offering, version):
        assert (each.name, each.vendor_code, each.service_models) == ("Kestrel Desk 1", "K-1", ["saas"])
        assert [topic.name for topic in each.topics.all()] == ["Service Desk"]
        assert [(str(plan.price), plan.unit) for plan in each.plans.all()] == [("19.50", "user")]
        assert [str(level.target) for level in each.service_levels.all()] == ["99.9000"]
    assert offering.plans.get().code == version.plans.all()[0].code
    assert (offering.live, version.misfits()) == (False, [])


def test_prices_by_quantity_discounts_and_usage_stand_in_one_cell_each(vendor, editor):
    cells = {
        "Plan 1 prices by quantity": "200: $18.00; 1,000: 17.25",
        "Plan 1 discounts": "200: 5 %; 36 months: 7.50%",
        "Plan 1 usage charges": "Text messages: 0.04 a message, 1,000 included; Calls: $1.20 per call",
        "Plan 1 support a year": "9,600",
    }
    taken = take_in([row(1, **cells)], editor, vendor, name="offerings.xlsx")
    assert (counts(taken), taken.faults) == ((1, 0, 0, 0), [])
    plan = Offering.objects.get(vendor=vendor).plans.get()
    assert plan.tiers == [{"from": 200, "price": "18.00"}, {"from": 1000, "price": "17.25"}]
    assert plan.discounts == [
        {"of": "quantity", "from": 200, "percent": "5"},
        {"of": "months", "from": 36, "percent": "7.5"},
    ]
    assert plan.usage_charges == [
        {"name": "Text messages", "unit": "message", "price": "0.04", "included": 1000},
        {"name": "Calls", "unit": "call", "price": "1.20", "included": 0},
    ]
    assert plan.support_per_year == 9600
    assert counts(take_in([row(1, **cells)], editor, vendor, name="again.xlsx")) == (0, 0, 1, 0)


CREDITS = {"Availability credits": "10%; under 99: 25 %; below 95.0%: 100%", "Highest availability credit": "50"}


def test_credit_steps_stand_in_one_cell_and_fit_the_promise(vendor, editor):
    taken = take_in([row(1, **CREDITS)], editor, vendor, name="offerings.xlsx")
    assert (counts(taken), taken.faults) == ((1, 0, 0, 0), [])
    steps = [{"percent": "10"}, {"below": "99", "percent": "25"}, {"below": "95", "percent": "100"}]
    offering = Offering.objects.get(vendor=vendor)
    for each in (offering, offering.latest_revision.as_object()):
        [level] = each.service_levels.all()
        assert (level.credit_steps, level.credit_cap_percent) == (steps, 50)
    assert counts(take_in([row(1, **CREDITS)], editor, vendor, name="again.xlsx")) == (0, 0, 1, 0)
    assert counts(take_in([row(1)], editor, vendor)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("cells", "head", "said"),
    [
        ({"Availability credits": "10%; under 99.9: 25%"}, "Availability credits", "not below the 99.9% promised"),
        ({"Availability promised": ""} | CREDITS, "Availability promised", "no availability of which a miss"),
    ],
)
def test_credits_that_fit_no_promise_are_explained(vendor, editor, cells, head, said):
    checked = send([row(1, **cells)], editor, vendor)
    assert counts(checked) == (0, 0, 0, 1)
    assert checked.faults[0][2] == head
    assert said in checked.faults[0][3]


@pytest.mark.parametrize(
    ("head", "cell", "said"),
    [
        ("Availability credits", "99: 25", "Write it like this."),
        ("Availability credits", "25%; under 99: 10%", "never shrinks"),
        ("Availability credits", "under 99.9: 10%", "must read like"),
        ("Plan 1 prices by quantity", "200 for 18", "Write it like this."),
        ("Plan 1 prices by quantity", "200: 18; 100: 17", "rising quantities"),
        ("Plan 1 discounts", "36 months: 100%", "Write it like this."),
        ("Plan 1 discounts", "200: 60%; 36 months: 40%", "add up to 100%"),
        ("Plan 1 usage charges", "Messages: some", "Write it like this."),
        ("Plan 1 usage charges", "Calls: 1 a call; calls: 2 a call", "same name"),
    ],
)
def test_a_price_cell_that_cannot_be_read_is_explained(vendor, editor, head, cell, said):
    checked = send([row(1, **{head: cell})], editor, vendor)
    assert counts(checked) == (0, 0, 0, 1)
    assert checked.faults[0][2] == head
    assert said in checked.faults[0][4]


def test_a_changed_row_gives_a_draft_beside_what_the_public_sees(vendor, editor):
    listed = OfferingFactory(vendor=vendor, orderable=True, slug="desk")
    taken = take_in([row(1, **{"Stoa name": "desk", "Plan 1 price": "21.00"})], editor, vendor)
    assert counts(taken) == (0, 1, 0, 0)
    listed.refresh_from_db()
    assert (listed.live, listed.vendor_code, str(listed.plans.get().price)) == (True, "K-1", "19.50")
    draft = listed.get_latest_revision_as_object()
    assert (draft.name, str(draft.plans.all()[0].price)) == ("Kestrel Desk 1", "21.00")
    assert draft.plans.all()[0].code == listed.plans.get().code
    assert counts(take_in([row(1, **{"Plan 1 price": "21.00"})], editor, vendor)) == (0, 0, 1, 0)


def test_a_killed_worker_is_followed_by_one_that_goes_on_behind_its_rows(vendor, editor, monkeypatch):
    monkeypatch.setattr(actions, "ROWS_AT_A_TIME", 2)
    upload = send([row(number) for number in range(5)], editor, vendor)
    actions.start_taking_in(upload=upload, by=editor)
    reading = actions._read(upload)
    actions._take_in_piece(upload.pk, reading, actions.database_now)
    assert Offering.objects.filter(vendor=vendor).count() == 2
    taken = actions.take_in_upload(upload_id=upload.pk)
    assert (taken.status, counts(taken)) == ("applied", (5, 0, 0, 0))


def test_what_was_left_out_comes_back_as_a_spreadsheet_that_runs_nothing(vendor, editor):
    upload = send([row(1, **{"Summary": "=1+1", "Topics": "Alchemy"})], editor, vendor)
    sheet = load_workbook(io.BytesIO(faulty_rows(actions.sheet_of(upload), upload.faults))).active
    heads, (cells,) = [cell.value for cell in sheet[1]], list(sheet.iter_rows(min_row=2))
    by_head = dict(zip(heads, cells, strict=True))
    assert (by_head["Row"].value, by_head["Column"].value) == ("2", "Topics")
    assert (by_head["Summary"].value, by_head["Summary"].data_type) == ("=1+1", "s")


def test_the_template_can_be_sent_back_as_it_is(vendor, editor):
    upload = actions.receive_upload(vendor=vendor, name="t.xlsx", content=template(["Service Desk"]), by=editor)
    assert counts(actions.check_upload(upload_id=upload.pk)) == (1, 0, 0, 0)


def test_nobody_sends_offerings_in_another_vendors_name(vendor):
    with pytest.raises(PermissionDenied):
        send([row(1)], person(Role.VENDOR_EDITOR), vendor)
    assert not OfferingUpload.objects.exists()


def packed(**parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", lambda: packed(**{"xl/bomb.xml": b"0" * 2_000_000}), "unpacks to more"),
        ("a.xlsx", lambda: packed(**{"xl/vbaProject.bin": b"x"}), "holds macros"),
        ("a.xlsx", lambda: packed(**{"xl/workbook.xml": b"<!DOCTYPE lolz>"}), "not what a spreadsheet program"),
        ("a.xlsx", lambda: b"not a zip", "cannot be read as an .xlsx"),
        ("a.xlsm", lambda: b"", "neither an .xlsx nor a .csv"),
        ("a.csv", lambda: b"\xff\xfe\x00", "is not UTF-8"),
        ("a.csv", lambda: b"x" * 10_000_001, "larger than 10 MB"),
    ],
)
def test_a_file_that_could_harm_is_refused_in_a_sentence(name, content, sentence, monkeypatch):
    monkeypatch.setattr(spreadsheets, "LARGEST_UNPACKED", 1_000_000)
    with pytest.raises(FileRefused, match=sentence):
        read_spreadsheet(name, content())
