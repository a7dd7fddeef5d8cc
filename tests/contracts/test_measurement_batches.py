"""Monitors send measurements as often as they like, in three forms; a batch is taken whole or refused by row."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from contracts.models import EvidenceBatch
from contracts.service_levels import batches
from contracts.service_levels.batches import (
    LARGEST_BATCH,
    BatchTooLarge,
    FormatUnknown,
    read_file,
    read_json,
    read_json_lines,
    read_sent,
)
from contracts.service_levels.readings import MeasurementsRefused
from marketplace.api.routes import api
from marketplace.organisations.actions.tokens import issue_token
from marketplace.permissions import Role
from tests.factories.marketplace import person
from tests.factories.measurements import contract_with_order
from tests.worlds import world

CSV, JSON, LINES = "text/csv", "application/json", "application/x-ndjson"
ROWS = [("2026-06-01T00:00:00Z", "up"), ("2026-06-01T05:00:00+04:30", "down"), ("2026-06-01T01:00:00Z", "up")]
FIRST = datetime(2026, 6, 1, tzinfo=UTC)


def measurement(at, status, **more):
    return {"at": at, "status": status, "http_code": 200, "response_ms": 9} | more


def document(rows=ROWS, **changes) -> bytes:
    body = {"source": "probe--desk", "measurements": [measurement(*row) for row in rows]}
    return json.dumps(body | changes).encode()


def lines(rows=ROWS, source="probe--desk") -> bytes:
    return b"\n".join(json.dumps(measurement(*row, source=source)).encode() for row in rows) + b"\n\n"


def table(rows=ROWS) -> bytes:
    body = "".join(f"probe--desk,{at},{status},200,9\n" for at, status in rows)
    return f"service_id,timestamp,status,http_code,response_ms\n{body}".encode()


SENT = {CSV: table, JSON: document, LINES: lines}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


def test_the_three_forms_say_the_same():
    read = [[one._replace(line=0) for one in read_sent(make(), kind)] for kind, make in SENT.items()]
    assert read[0] == read[1] == read[2]
    assert [one.at for one in read[0]] == [FIRST, FIRST + timedelta(minutes=30), FIRST + timedelta(hours=1)]


@pytest.mark.parametrize(("name", "kind"), [("June.CSV", CSV), ("june.json", JSON), ("a.b.jsonl", LINES)])
def test_a_file_is_read_as_its_name_ends(name, kind):
    assert len(read_file(SENT[kind](), name)) == 3


def test_what_is_not_known_is_refused_with_what_is():
    with pytest.raises(FormatUnknown, match="text/csv, application/json, application/x-ndjson"):
        read_sent(table(), "text/plain")
    with pytest.raises(FormatUnknown, match=r"\.csv, \.json, \.ndjson, \.jsonl"):
        read_file(table(), "june.xlsx")


def test_a_batch_has_a_largest_size_and_a_most_of_rows(monkeypatch):
    with pytest.raises(BatchTooLarge, match="5 MB"):
        read_sent(bytes(LARGEST_BATCH + 1), CSV)
    monkeypatch.setattr(batches, "MOST_MEASUREMENTS", 2)
    for kind, make in SENT.items():
        with pytest.raises(BatchTooLarge, match="at most 2 rows, this one 3"):
            read_sent(make(), kind)
        assert len(read_sent(make(rows=ROWS[:2]), kind)) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Row 1: This is not JSON."),
        (b"[" * 100_000, "Row 1: This is not JSON."),
        (b'{"source": NaN, "measurements": []}', "Row 1: This is not JSON."),
        (b"[]", "Row 1: The document has to be an object"),
        (document(objective="availability"), "Row 1: The document has to be an object"),
        (document(measurements=[]), "at least one row"),
        (document(measurements={"at": 1}), "at least one row"),
        (document(measurements=[5]), "Row 1: "),
        (document(source=""), "Row 1: source: "),
        (document(source="probe\u0000"), "Row 1: source: It holds a control character."),
        (document([ROWS[0], ("2026-06-31T00:00:00Z", "up")]), "Row 2: at: "),
        (document([("2026-06-01T00:00:00", "up")]), "Row 1: at: "),
        (document([ROWS[0], ROWS[2], ("2026-06-02T00:00:00Z", "broken")]), "Row 3: status: "),
        (document([("1970-06-01T00:00:00Z", "up")]), "Row 1: at: "),
        (document([("0001-01-01T00:00:00+14:00", "up")]), "Row 1: at: "),
        (document(measurements=[measurement(*ROWS[0], more=1)]), "Row 1: more: "),
        (document(measurements=[measurement(*ROWS[0]) | {"\ud800": 1}]), "Row 1: Input should be a valid string"),
        (document(measurements=[measurement(*ROWS[0], response_ms=-1)]), "Row 1: response_ms: "),
    ],
)
def test_a_document_at_fault_is_refused_by_row(content, sentence):
    with pytest.raises(MeasurementsRefused) as refusal:
        read_json(content)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\n \n", "Row 1: There is no measurement"),
        (lines() + b"{broken\n", "Row 5: This is not JSON."),
        (lines(ROWS[:1]) + lines(ROWS[1:], source="other"), "Row 3: It is about “other”"),
        (b'{"at": "2026-06-01T00:00:00Z", "status": "up"}', "Row 1: source: "),
    ],
)
def test_lines_at_fault_are_refused_by_row(content, sentence):
    with pytest.raises(MeasurementsRefused) as refusal:
        read_json_lines(content)
    assert sentence in str(refusal.value)


def test_all_rows_at_fault_are_counted_and_the_first_ten_named():
    with pytest.raises(MeasurementsRefused) as refusal:
        read_json(document([("never", "up")] * 30))
    assert [place for place, _ in refusal.value.faults] == [f"row {number}" for number in range(1, 11)]
    assert "20 more rows have a problem" in str(refusal.value)


@world
def contract():
    return contract_with_order()


@pytest.fixture
def manager(client):
    manager = person(Role.CONTRACT_MANAGER)
    client.force_login(manager)
    return manager


def send(client, contract, kind=JSON, content=None, *, code="availability", query=""):
    address = f"/api/v1/contracts/{contract.reference}/service-levels/{code}/measurements{query}"
    return client.post(address, data=SENT[kind]() if content is None else content, content_type=kind)


def test_what_is_sent_again_in_any_form_is_kept_once(client, contract, manager):
    first = send(client, contract, CSV)
    batch = EvidenceBatch.objects.get()
    office = manager.memberships.get().organisation
    told = {"known": 0, "fresh": 3, "batch": batch.pk, "sha256": batch.sha256, "measured_by": office.name}
    assert (first.status_code, first.json()) == (201, told)
    assert (batch.rows, batch.first_at, batch.measured_by) == (3, FIRST, office)
    for kind in (LINES, JSON, f"{CSV}; charset=utf-8"):
        content = SENT[kind.partition(";")[0]]()
        again = send(client, contract, kind, content)
        assert (again.status_code, again.json()["fresh"], again.json()["known"]) == (200, 0, 3)
    more = send(client, contract, LINES, lines([*ROWS, ("2026-06-01T02:00:00Z", "up")]))
    assert (more.status_code, more.json()["fresh"], more.json()["known"]) == (201, 1, 3)


def test_a_check_says_what_would_be_taken_and_keeps_nothing(client, contract, manager, storage):
    checked = send(client, contract, query="?check=true")
    assert (checked.status_code, checked.json()["fresh"], checked.json()["batch"]) == (200, 3, None)
    refused = send(client, contract, content=document([(ROWS[0][0], "gone")]), query="?check=true")
    assert refused.status_code == 422
    assert (EvidenceBatch.objects.count(), list(storage.rglob("*.parquet"))) == (0, [])


def test_a_token_needs_the_scope_to_measure_and_its_organisation_is_who_measured(client, contract):
    manager = person(Role.CONTRACT_MANAGER)
    office = manager.memberships.get().organisation
    for scopes, status in (["read"], 403), (["measure"], 201):
        end = timezone.now() + timedelta(days=30)
        _, secret = issue_token(organisation=office, name="Monitor", scopes=scopes, expires_at=end, by=manager)
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
        assert send(client, contract, CSV).status_code == status
    assert EvidenceBatch.objects.get().measured_by == office


def test_who_cannot_send_is_told_so_before_anything_is_read(client, contract):
    assert send(client, contract).status_code == 401
    strangers = {
        person(Role.SIGNATORY, of=contract.vendor): 403,
        person(Role.AGENCY_ADMIN, of=contract.agency): 403,
        person(Role.VENDOR_ADMIN): 404,
    }
    for user, status in strangers.items():
        client.force_login(user)
        assert send(client, contract, content=b"broken").status_code == status
    assert not EvidenceBatch.objects.exists()


@pytest.mark.parametrize(
    ("kind", "content", "status", "place"),
    [
        (CSV, table([ROWS[0], (ROWS[0][0], "down")]), 422, "row 3"),
        (LINES, lines([ROWS[0], ("2099-06-01T00:00:00Z", "up")]), 422, "row 2"),
        (JSON, b"{", 422, "row 1"),
        (CSV, b" " * (LARGEST_BATCH + 1), 413, None),
        ("text/plain", b"up", 415, None),
    ],
)
def test_what_is_at_fault_is_refused_whole(client, contract, manager, kind, content, status, place):
    answer = send(client, contract, kind, content)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert [fault["at"] for fault in answer.json()["errors"]][:1] == ([place] if place else [])
    assert answer.json()["detail"].endswith(".")
    assert not EvidenceBatch.objects.exists()


def test_a_service_level_that_is_not_promised_is_404(client, contract, manager):
    assert send(client, contract, code="speed").status_code == 404


def test_the_description_names_the_three_forms():
    operations = api.get_openapi_schema()["paths"]
    described = operations["/api/v1/contracts/{reference}/service-levels/{code}/measurements"]["post"]
    assert set(described["requestBody"]["content"]) == set(SENT)
