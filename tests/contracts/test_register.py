"""The public register, the contract's page, and the screens of disputes and exclusions."""

import datetime

import pytest

from contracts.models import Contract, Dispute, Exclusion
from marketplace.permissions import Role
from tests.factories.contracts import ContractFactory, signed_contract
from tests.factories.marketplace import person
from tests.factories.measurements import JULY, JUNE, closed, contract_with_order, june, loaded, steady, term_of
from tests.worlds import world

OUTAGE = (june(7, 13, 12), june(7, 14, 26))
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def missed():
    """The result of a June with one outage of 74 minutes."""
    term = term_of(contract_with_order())
    loaded(term, steady(JUNE, JULY, OUTAGE))
    return closed(term)


@world
def contract(missed):
    return missed.term.contract


def text_of(response):
    return response.content.decode()


def test_the_public_reads_signed_contracts_and_no_drafts(client):
    signed, draft = signed_contract(title="Signed service"), ContractFactory(title="Secret draft")
    listed = text_of(client.get("/contracts/"))
    assert "Signed service" in listed
    assert "Secret draft" not in listed
    assert client.get(signed.get_absolute_url()).status_code == 200
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_a_party_finds_its_own_draft(client):
    draft = ContractFactory(title="Our draft")
    client.force_login(person(Role.AGENCY_ADMIN, of=draft.agency))
    assert "Our draft" in text_of(client.get("/contracts/"))


def test_the_register_is_filtered_by_words_agency_and_status(client):
    wanted, other = signed_contract(title="Contact centre"), signed_contract(title="Backup")
    for query in ({"q": "contact"}, {"agency": wanted.agency.slug}, {"vendor": wanted.vendor.slug}):
        found = text_of(client.get("/contracts/", query))
        assert wanted.reference in found
        assert other.reference not in found
    assert "No contract fits" in text_of(client.get("/contracts/", {"status": "ended"}))


@pytest.mark.parametrize(
    ("query", "status"),
    [({"status": "odd"}, 422), ({"agency": "nobody"}, 422), ({"page": "99999"}, 404), ({"q": "a\0"}, 400)],
)
def test_odd_questions_to_the_register_get_a_sentence(client, query, status):
    assert client.get("/contracts/", query).status_code == status


def test_the_register_asks_as_much_for_twelve_contracts_as_for_one(client, django_assert_max_num_queries):
    for _ in range(12):
        signed_contract()
    client.get("/contracts/")
    with django_assert_max_num_queries(8):
        client.get("/contracts/")


def test_agency_vendor_and_public_see_the_same_figure_and_its_calculation(client, missed, contract):
    people = [None, person(Role.REQUESTER, of=contract.agency), person(Role.VENDOR_EDITOR, of=contract.vendor)]
    for reader in people:
        client.logout()
        if reader:
            client.force_login(reader)
        page = text_of(client.get(contract.get_absolute_url()))
        assert "99.828%" in page  # (43,200 − 74) ÷ 43,200, rounded down
        assert "43,200 min" in page
        assert missed.inputs_sha256[:12] in page


def test_orders_and_people_are_for_the_parties(client, contract):
    assert "Orders under this contract" not in text_of(client.get(contract.get_absolute_url()))
    client.force_login(person(Role.REQUESTER, of=contract.agency))
    assert "Orders under this contract" in text_of(client.get(contract.get_absolute_url()))


@pytest.mark.parametrize(
    ("month", "status"), [("2026-06", 200), ("2026-13", 422), ("June", 422), ("2019-01", 404), ("2099-01", 404)]
)
def test_a_month_in_the_address_is_shown_or_refused_with_a_sentence(client, contract, month, status):
    assert client.get(contract.get_absolute_url(), {"month": month}).status_code == status


def test_a_month_that_is_not_closed_says_so(client, contract):
    assert "This month is not closed" in text_of(client.get(contract.get_absolute_url(), {"month": "2026-07"}))


def test_the_page_asks_a_constant_number_of_questions(client, contract, django_assert_max_num_queries):
    client.get(contract.get_absolute_url())
    with django_assert_max_num_queries(34):
        client.get(contract.get_absolute_url())


def dispute_address(missed):
    contract = missed.term.contract
    return f"/contracts/{contract.reference}/{missed.term.code}/2026-6/dispute/"


@world
def signatory(contract):
    return person(Role.SIGNATORY, of=contract.vendor)


@pytest.fixture
def within_dispute_days(missed, time_machine):
    time_machine.move_to(missed.dispute_ends_at - datetime.timedelta(days=1))


def test_a_dispute_without_a_reason_is_not_put_on_record(client, missed, signatory):
    client.force_login(signatory)
    assert client.post(dispute_address(missed), {"reason": ""}).status_code == 422
    assert not Dispute.objects.exists()


def test_a_dispute_after_its_days_keeps_what_was_typed(client, missed, signatory):
    client.force_login(signatory)
    late = client.post(dispute_address(missed), {"reason": "Our log says otherwise."})
    assert late.status_code == 409
    assert "Our log says otherwise." in text_of(late)
    assert not Dispute.objects.exists()


def test_a_stranger_finds_no_result_to_dispute(client, missed):
    client.force_login(person(Role.SIGNATORY))
    assert client.get(dispute_address(missed)).status_code == 404


def test_a_requester_may_not_dispute(client, missed, contract):
    client.force_login(person(Role.REQUESTER, of=contract.agency))
    assert client.get(dispute_address(missed)).status_code == 403


def exclusion_answers(**changes):
    return {
        "kind": "customer",
        "starts_on": "2026-06-07",
        "starts_clock": "13:12",
        "ends_on": "2026-06-07",
        "ends_clock": "14:26",
        "reason": "The agency cut its own line.",
    } | changes


def test_impossible_stretches_are_refused_on_the_form(client, missed, signatory):
    client.force_login(signatory)
    address = f"/contracts/{missed.term.contract.reference}/{missed.term.code}/exclusion/"
    for wrong in ({"starts_on": "2026-02-31"}, {"ends_clock": "12:00"}, {"kind": "odd"}, {"reason": ""}):
        assert client.post(address, exclusion_answers(**wrong)).status_code == 422
    assert not Exclusion.objects.exists()


def test_a_contract_of_somebody_else_has_no_exclusions_to_ask_for(client, missed):
    client.force_login(person(Role.SIGNATORY))
    address = f"/contracts/{missed.term.contract.reference}/{missed.term.code}/exclusion/"
    assert client.get(address).status_code == 404
    assert Contract.objects.count() == 1


def test_programs_read_the_register_page_by_page(client, django_assert_max_num_queries):
    for _ in range(6):
        signed_contract()
    draft = ContractFactory()
    client.get("/api/v1/contracts")
    with django_assert_max_num_queries(9):
        answer = client.get("/api/v1/contracts", {"page_size": 4}).json()
    assert (answer["count"], len(answer["items"])) == (6, 4)
    assert answer["items"][0]["service_levels"][0]["target"] == "99.9000"
    assert client.get(f"/api/v1/contracts/{draft.reference}").status_code == 404


def test_programs_read_who_signed_for_whom_and_the_parties_alone_whose_hand_it_was(client):
    contract = signed_contract()
    hands = [str(one.signed_by) for one in contract.signatures.all()]
    address = f"/api/v1/contracts/{contract.reference}"
    told = client.get(address).json()["signatures"]
    assert [(one["side"], one["signed_for"], one["version"]) for one in told] == [
        ("agency", contract.agency.name, 1),
        ("vendor", contract.vendor.name, 1),
    ]
    assert [datetime.datetime.fromisoformat(one["signed_at"]) for one in told] == [
        contract.signed_by_agency_at,
        contract.signed_at,
    ]
    assert [one["signed_by"] for one in told] == [None, None]
    for reader, sees in (
        (person(Role.REQUESTER, of=contract.agency), hands),
        (person(Role.VENDOR_EDITOR, of=contract.vendor), hands),
        (person(Role.AUDITOR), hands),
        (person(Role.SIGNATORY), [None, None]),
    ):
        client.force_login(reader)
        assert [one["signed_by"] for one in client.get(address).json()["signatures"]] == sees
