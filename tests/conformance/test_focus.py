"""FOCUS 1.0: the public sample goes in and comes out without loss, and what Stoa writes satisfies the validator."""

import csv
import datetime
import io
import re
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest

from contracts.costs.actions import send_cost_file, take_cost_file_in, write_charges
from contracts.costs.corrections import Correction, set_off
from contracts.costs.focus import COLUMNS, read
from contracts.costs.models import Charge
from contracts.costs.views.charges import focus_lines
from contracts.invoicing.actions import draft_month
from marketplace.billing.actions import decide_dispute, dispute_line, issue_invoice
from marketplace.permissions import SYSTEM, Role
from tests.factories.contracts import accepted_order, signed_contract, trade
from tests.factories.costs import state_trade
from tests.factories.marketplace import person

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).parent / "data" / "focus-1.0-sample.csv"
DECEMBER = datetime.date(2026, 12, 1)
IN_JANUARY = datetime.datetime(2027, 1, 20, 12, tzinfo=datetime.UTC)
IN_DECEMBER = datetime.datetime(2026, 12, 20, 12, tzinfo=datetime.UTC)
# Faults of the validator's own rules (1.0.0): these ask for names that FOCUS 1.0 does not have any more.
NOT_OF_1_0 = {
    "InvoiceIssuer_Required",
    "Provider_Required",
    "Publisher_Required",
    "ResourceID_Required",
    "SkuPriceId_Nullable",
}


def table(text: str) -> list[dict[str, object]]:
    """Rows as what they say: numbers, times and JSON compared as such, whatever their spelling."""
    kinds = {column.name: column for column in COLUMNS}
    rows, left_out = read(text)
    assert not left_out
    assert not [row.faults for row in rows if row.faults]
    assert set(next(csv.reader(io.StringIO(text)))) == set(kinds)
    return [row.fields for row in rows]


@pytest.fixture(scope="module")
def validator():
    """Loaded once, by the process that asks: it takes seconds."""
    return import_module("focus_validator.validator")


@pytest.fixture
def failed(validator, monkeypatch, capsys):
    """The names of the rules that the validator finds broken."""
    monkeypatch.chdir(Path(validator.__file__).parents[1])  # it reads its list of currencies from there

    def names(path: Path) -> set[str]:
        asked = {"data_filename": str(path), "rules_version": "1.0"}
        asked |= {"output_type": "console", "output_destination": None}
        validator.Validator(**asked).validate()
        said = capsys.readouterr().out
        assert "Validation" in said
        return set(re.findall(r"^(\w+) failed:", said, re.MULTILINE))

    return names


def test_the_sample_comes_in_and_goes_out_without_loss():
    contract = signed_contract()
    text = SAMPLE.read_text()
    held = send_cost_file(
        contract=contract, name=SAMPLE.name, content=text, by=person(Role.VENDOR_EDITOR, of=contract.vendor)
    )
    taken = take_cost_file_in(cost_import=held, by=person(Role.CONTRACT_MANAGER))
    out = "".join(focus_lines(Charge.objects.all()))
    before, after = table(text), table(out)
    assert taken == len(before) == len(after)
    key = lambda row: sorted((name, str(value)) for name, value in canonical(row).items())  # noqa: E731
    assert sorted(map(key, before)) == sorted(map(key, after))


def canonical(row: dict) -> dict:
    return {name: value.normalize() if isinstance(value, Decimal) else value for name, value in row.items()}


def test_what_stoa_writes_breaks_no_rule_of_the_validator(failed, tmp_path):
    accepted_order(trade())
    accepted_order(state_trade(), quantity=42)
    write_charges(month=DECEMBER, by=SYSTEM, now=lambda: IN_DECEMBER)
    path = tmp_path / "stoa.csv"
    path.write_text("".join(focus_lines(Charge.objects.all())))
    assert failed(path) <= NOT_OF_1_0


def test_what_is_set_off_breaks_no_rule_of_the_validator(failed, tmp_path):
    accepted_order(trade())
    write_charges(month=DECEMBER, by=SYSTEM, now=lambda: IN_DECEMBER)
    fee = Charge.objects.filter(origin="order").first()
    for month, key in ((DECEMBER, "same"), (datetime.date(2027, 1, 1), "later")):
        set_off(fee, fee.effective_cost, Correction(month, IN_DECEMBER, "Taken back", key)).save(force_insert=True)
    path = tmp_path / "set_off.csv"
    path.write_text("".join(focus_lines(Charge.objects.all())))
    assert failed(path) <= NOT_OF_1_0


def test_what_a_question_took_off_breaks_no_rule_of_the_validator(failed, tmp_path):
    parties = trade()
    order = accepted_order(parties)
    [draft] = draft_month(contract=order.contract, period=DECEMBER, by=SYSTEM, now=lambda: IN_JANUARY)
    invoice = issue_invoice(invoice=draft, by=parties.signatory, now=lambda: IN_JANUARY)
    said = {"reason": "Given back.", "by": parties.approver, "now": lambda: IN_JANUARY}
    dispute = dispute_line(line=invoice.lines.get(kind="recurring"), amount=Decimal("19.50"), **said)
    decide_dispute(dispute=dispute, upheld=True, answer="Yes.", by=parties.signatory, now=lambda: IN_JANUARY)
    for month in (DECEMBER, IN_JANUARY.date()):
        write_charges(month=month, by=SYSTEM, now=lambda: IN_JANUARY)
    assert Charge.objects.filter(key__startswith="dispute:", corrects__isnull=False).exists()
    path = tmp_path / "questioned.csv"
    path.write_text("".join(focus_lines(Charge.objects.all())))
    assert failed(path) <= NOT_OF_1_0


def test_the_validator_sees_what_is_wrong(failed, tmp_path):
    accepted_order(trade())
    write_charges(month=DECEMBER, by=SYSTEM, now=lambda: IN_DECEMBER)
    path = tmp_path / "wrong.csv"
    path.write_text("".join(focus_lines(Charge.objects.all())).replace("USD", "US$").replace("Purchase", "Buying"))
    assert {"BillingCurrency_IsCurrencyCode", "ChargeCategory_Enum"} & failed(path)
