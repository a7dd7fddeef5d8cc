"""Both sides of a contract sign the same text, each once; from the first signature on nobody changes it."""

import datetime
import hashlib
import json
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from contracts.agreements.actions import (
    AboveYourLimit,
    NotOpenForSigning,
    SignedAlready,
    draw_up_contract,
    sign_contract,
    withdraw_contract,
)
from contracts.agreements.models import Contract, ContractVersion, ServiceLevelTerm, Signature
from contracts.agreements.models.contract import ContractQuerySet
from contracts.agreements.reading import clauses_of
from contracts.agreements.versions import text_of
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from tests.contracts.test_agreements import by_bulk_update, by_save, by_sql, by_update, gone_by_delete, gone_by_sql
from tests.factories.contracts import MONDAY_NOON, agreed, contract_to_sign, signed_contract
from tests.factories.marketplace import person
from tests.races import at_once, goes_wrong, meeting_clock
from tests.worlds import world

A_MILLION = Decimal(1_000_000)


def signed(contract, side, by, **changes):
    digest = contract.versions.last().digest
    return sign_contract(
        contract=contract, side=side, by=by, **{"digest": digest, "now": lambda: MONDAY_NOON} | changes
    )


@world
def contract():
    return contract_to_sign()


@world
def approver(contract):
    return person(Role.APPROVER, of=contract.agency, limit=A_MILLION)


@world
def signatory(contract):
    return person(Role.SIGNATORY, of=contract.vendor)


class TestSigning:
    def test_the_second_signature_puts_it_in_force_and_each_is_under_the_digest_of_the_text(
        self, contract, approver, signatory
    ):
        once = signed(contract, "agency", approver)
        assert (once.status, once.signed_at, once.signed_by_agency_at) == ("signing", None, MONDAY_NOON)
        twice = signed(contract, "vendor", signatory)
        assert (twice.status, twice.signed_at) == ("active", MONDAY_NOON)
        version = contract.versions.get()
        assert version.digest == hashlib.sha256(version.content.encode()).hexdigest()
        assert version.content == text_of(Contract.objects.get(pk=contract.pk))
        assert '"last_day": "2026-12-31"' in version.content
        assert '"target": "99.9"' in version.content
        rows = version.signatures.values_list("side", "organisation", "signed_by", "digest")
        assert set(rows) == {
            ("agency", contract.agency_id, approver.pk, version.digest),
            ("vendor", contract.vendor_id, signatory.pk, version.digest),
        }
        assert [event.action.rpartition(".")[2] for event in AuditEvent.objects.about(contract)] == [
            "signing",
            "signed_by_one_side",
            "active",
        ]

    def test_each_side_signs_once_and_nobody_signs_what_is_in_force(self, contract, approver, signatory):
        signed(contract, "agency", approver)
        with pytest.raises(SignedAlready, match="each side signs once"):
            signed(contract, "agency", person(Role.APPROVER, of=contract.agency, limit=A_MILLION))
        with pytest.raises(IntegrityError, match="each_side_signs"), transaction.atomic():
            again = Signature.objects.get()
            again.pk = None
            again.save(force_insert=True)
        signed(contract, "vendor", signatory)
        with pytest.raises(NotOpenForSigning, match="is active"):
            signed(contract, "vendor", signatory)
        assert contract.signatures.count() == 2

    def test_only_who_binds_a_side_signs_for_it(self, contract, approver, signatory):
        outsiders = [
            ("agency", signatory),
            ("vendor", approver),
            ("agency", person(Role.REQUESTER, of=contract.agency)),
            ("agency", person(Role.APPROVER, limit=A_MILLION)),
            ("vendor", person(Role.SIGNATORY)),
            ("vendor", person(Role.VENDOR_EDITOR, of=contract.vendor)),
            ("vendor", contract.drawn_up_by),
        ]
        for side, somebody in outsiders:
            with pytest.raises(PermissionDenied):
                signed(contract, side, somebody)
        assert not contract.signatures.exists()

    @pytest.mark.parametrize(("limit", "signs"), [("148800.00", True), ("148799.99", False), (None, False)])
    def test_an_approver_signs_up_to_the_limit(self, contract, limit, signs):
        approver = person(Role.APPROVER, of=contract.agency, limit=limit and Decimal(limit))
        if signs:
            signed(contract, "agency", approver)
        else:
            with pytest.raises(AboveYourLimit, match=r"worth \$148,800.00"):
                signed(contract, "agency", approver)
        assert contract.signatures.exists() is signs

    def test_a_digest_of_another_text_signs_nothing(self, contract, signatory):
        with pytest.raises(StaleForm):
            signed(contract, "vendor", signatory, digest="0" * 64)
        assert not contract.signatures.exists()

    def test_a_withdrawn_contract_is_signed_no_more_and_both_sides_read_why(self, contract, approver, signatory):
        signed(contract, "agency", approver)
        manager = person(Role.CONTRACT_MANAGER)
        with pytest.raises(InvalidInput):
            withdraw_contract(contract=contract, reason=" ", by=manager)
        with pytest.raises(PermissionDenied):
            withdraw_contract(contract=contract, reason="No.", by=signatory)
        withdrawn = withdraw_contract(contract=contract, reason="The budget fell.", by=manager, now=lambda: MONDAY_NOON)
        assert (withdrawn.status, withdrawn.signed_at) == ("withdrawn", None)
        with pytest.raises(NotOpenForSigning):
            signed(contract, "vendor", signatory)
        told = Notification.objects.filter(body__contains="The budget fell.")
        assert {notice.recipient for notice in told} == {approver, signatory}

    def test_a_contract_that_makes_no_sense_is_not_drawn_up(self, db):
        what = agreed(ends_on=datetime.date(2026, 1, 1))
        with pytest.raises(InvalidInput):
            draw_up_contract(agreed=what, levels=[], by=person(Role.CONTRACT_MANAGER))
        for role in (Role.SIGNATORY, Role.APPROVER, Role.AUDITOR):
            with pytest.raises(PermissionDenied):
                draw_up_contract(agreed=agreed(), levels=[], by=person(role))
        assert not Contract.objects.exists()


class TestWhatIsSignedStands:
    """By whatever way somebody comes to the database."""

    @pytest.mark.parametrize("way", [by_save, by_update, by_bulk_update, by_sql])
    def test_from_the_first_signature_on_nothing_changes(self, contract, signatory, way):
        signed(contract, "vendor", signatory)
        term = contract.service_level_terms.get()
        rows = [
            (contract, "value", Decimal(1)),
            (contract, "title", "Something else"),
            (contract, "ends_on", datetime.date(2030, 1, 1)),
            (contract, "change_limit_percent", Decimal(100)),
            (contract, "signed_at", MONDAY_NOON),
            (term, "target", Decimal(1)),
            (contract.versions.get(), "content", "{}"),
            (contract.signatures.get(), "digest", "0" * 64),
        ]
        before = [type(row).objects.values().get(pk=row.pk) for row, _, _ in rows]
        for row, field, value in rows:
            with pytest.raises(ProgrammingError, match="sign|annot"), transaction.atomic():
                way(type(row).objects.get(pk=row.pk), field, value)
        assert [type(row).objects.values().get(pk=row.pk) for row, _, _ in rows] == before

    @pytest.mark.parametrize("way", [gone_by_delete, gone_by_sql])
    def test_nothing_of_it_goes(self, contract, signatory, way):
        signed(contract, "vendor", signatory)
        for row in (contract.service_level_terms.get(), contract.versions.get(), contract.signatures.get()):
            with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
                way(type(row).objects.get(pk=row.pk))
        counts = [model.objects.count() for model in (ServiceLevelTerm, ContractVersion, Signature)]
        assert counts == [1, 1, 1]

    def test_versions_and_signatures_cannot_be_emptied(self, db):
        for table in ("contracts_signature", "contracts_contractversion"):
            with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
                connection.cursor().execute(f"TRUNCATE {table} CASCADE")

    def test_a_version_with_a_false_digest_and_a_signature_under_another_text_are_refused(self, contract, signatory):
        with pytest.raises(IntegrityError, match="version_has_the_digest"), transaction.atomic():
            ContractVersion.objects.create(
                contract=contract, number=2, content="{}", digest="0" * 64, made_at=MONDAY_NOON
            )
        other = signed_contract()
        details = {"organisation": contract.vendor, "signed_by": signatory, "signed_at": MONDAY_NOON, "side": "vendor"}
        for version, digest in (
            (contract.versions.get(), "0" * 64),
            (other.versions.get(), other.versions.get().digest),
        ):
            with pytest.raises(ProgrammingError, match="own contract"), transaction.atomic():
                Signature.objects.create(contract=contract, version=version, digest=digest, **details)

    def test_an_order_s_contract_is_signed_by_its_approver_and_who_accepted(self, db):
        contract = signed_contract()
        assert [row.side for row in contract.signatures.all()] == ["agency", "vendor"]
        assert contract.signatures.first().signed_at == contract.signed_by_agency_at


def two_at_once():
    contract, clock = contract_to_sign(), meeting_clock(2)
    people = [person(Role.SIGNATORY, of=contract.vendor) for _ in range(2)]
    return contract, at_once(*(lambda who=who: signed(contract, "vendor", who, now=clock) for who in people))


class TestTwoAtOnce:
    def test_one_signature_of_a_side_is_kept_and_the_other_is_told(self, cloned_database):
        contract, outcomes = two_at_once()
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Contract", "SignedAlready"], outcomes
        assert contract.signatures.count() == 1

    def test_without_the_lock_only_the_database_stops_the_second(self, cloned_database, monkeypatch):
        monkeypatch.setattr(ContractQuerySet, "select_for_update", lambda contracts, **options: contracts)

        def the_database_refuses_one() -> bool:
            _, outcomes = two_at_once()
            return sorted(type(outcome).__name__ for outcome in outcomes) == ["Contract", "IntegrityError"]

        assert goes_wrong(the_database_refuses_one)


def test_it_waits_on_the_desks_of_both_sides(contract, approver, signatory):
    def waiting(user):
        return [row.step.reference for row in workspace_context(user, at=MONDAY_NOON)["rows"]]

    assert [waiting(user) for user in (approver, signatory)] == [[contract.reference]] * 2
    signed(contract, "vendor", signatory)
    assert [waiting(user) for user in (approver, signatory)] == [[contract.reference], []]


def test_the_office_draws_up_and_both_sides_sign_on_screens(client, db):
    what = agreed()
    answers = {"title": "Advice", "agency": what.agency.name, "vendor": "Nobody & Co", "delivery_mode": "brokered"}
    answers |= {"starts_on": "2026-12-01", "last_day_on": "2027-11-30", "value": "90000", "change_limit_percent": "25"}
    answers |= {"notice_days": "60", "cure_days": "14"}
    client.force_login(person(Role.PROCUREMENT_OFFICER))
    wrong = client.post("/contracts/new/", answers)
    assert wrong.status_code == 422
    assert "No vendor is called “Nobody &amp; Co”" in wrong.content.decode()
    address = client.post("/contracts/new/", answers | {"vendor": what.vendor.name}).url
    contract = Contract.objects.get()
    assert (contract.ocid, contract.last_day_on) == (f"ocds-stoa00-{contract.reference}", datetime.date(2027, 11, 30))
    for side, somebody in (
        ("agency", person(Role.APPROVER, of=what.agency, limit=A_MILLION)),
        ("vendor", person(Role.SIGNATORY, of=what.vendor)),
    ):
        client.force_login(somebody)
        digest = client.get(f"{address}sign/{side}/").context["form"].initial["digest"]
        assert client.post(f"{address}sign/{side}/", {"digest": "1" * 64}).status_code == 409
        assert client.post(f"{address}sign/{side}/", {"digest": digest}).url == address
        assert client.post(f"{address}sign/{side}/", {"digest": digest}).status_code == 409
    client.logout()
    assert "Its signatory" in client.get(address).content.decode()
    kept = client.get(f"{address}versions/1/")
    assert hashlib.sha256(kept.content).hexdigest() == contract.versions.get().digest
    assert client.get(f"{address}versions/2/").status_code == 404


def test_what_is_not_in_force_is_read_by_its_parties_alone(client, contract, signatory):
    addresses = [contract.get_absolute_url(), f"{contract.get_absolute_url()}versions/1/"]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.force_login(signatory)
    assert [client.get(address).status_code for address in addresses] == [200, 200]


def test_the_text_is_read_in_words_and_no_value_of_it_is_left_out(contract):
    said = json.loads(contract.versions.get().content)
    clauses = clauses_of(contract.versions.get().content)
    assert [clause.title for clause in clauses] == [
        "The contract",
        *(level["title"] for level in said["service_levels"]),
    ]
    parts = [{name: value for name, value in said.items() if not isinstance(value, list)}, *said["service_levels"]]
    for clause, part in zip(clauses, parts, strict=True):
        tiers = part.pop("credit_tiers", [])
        assert len(clause.rows) == len(part) + len(tiers)
    rows = dict(clauses[0].rows)
    assert (rows["Vendor"], rows["Last day"]) == (contract.vendor.name, "31 Dec 2026")
