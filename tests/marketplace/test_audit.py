"""The trail: append-only, chained, signed, written with the change or not at all; and the pages that show it."""

import csv
import datetime
import io
import random
import threading
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from django.urls import reverse

from marketplace.audit import tasks
from marketplace.audit.actions import find_first_bad_event, record, sign_checkpoint
from marketplace.audit.checkpoint_files import export_checkpoint
from marketplace.audit.context import Origin, origin
from marketplace.audit.models import AuditEvent, ChainHead, Checkpoint
from marketplace.audit.signing import public_key
from marketplace.organisations.actions.vendors import suspend_organisation
from marketplace.permissions import SYSTEM, Role
from tests.factories.marketplace import OrganisationFactory, person
from tests.marketplace import tampering
from tests.worlds import world

AT = datetime.datetime(2026, 11, 23, 14, tzinfo=datetime.UTC)


@world
def agency():
    return OrganisationFactory()


def write_events(count, obj=None, by=SYSTEM):
    obj = obj or OrganisationFactory()
    for n in range(count):
        record(action="organisations.test", obj=obj, by=by, at=AT + datetime.timedelta(minutes=n), data={"n": n})


@pytest.mark.django_db
class TestAppendOnly:
    @pytest.mark.parametrize("table", ["audit_auditevent", "audit_checkpoint"])
    @pytest.mark.parametrize("statement", ["UPDATE {} SET at = at", "DELETE FROM {}", "TRUNCATE {}"])
    def test_the_database_refuses_every_way_to_change_it(self, table, statement):
        write_events(2)
        sign_checkpoint(at=AT)
        with pytest.raises(DatabaseError, match="append-only|Cannot update or delete"), transaction.atomic():
            connection.cursor().execute(statement.format(table))
        assert AuditEvent.objects.count() == 2
        assert Checkpoint.objects.count() == 1

    def test_the_models_refuse_too(self):
        write_events(1)
        event = AuditEvent.objects.get()
        event.action = "something.else"
        with pytest.raises(DatabaseError), transaction.atomic():
            event.save()
        with pytest.raises(DatabaseError), transaction.atomic():
            event.delete()


@pytest.mark.django_db
class TestRecording:
    def test_what_is_put_on_record_later_stands_in_the_story_where_it_happened(self, agency):
        for hour in (2, 1):
            record(
                action=f"organisations.test{hour}", obj=agency, by=SYSTEM, at=AT + hour * datetime.timedelta(hours=1)
            )
        assert [event.action[-1] for event in AuditEvent.objects.story_of(agency)] == ["1", "2"]

    def test_an_event_says_who_what_in_whose_name_and_from_where(self):
        officer = person(Role.PROCUREMENT_OFFICER, name="Ruben Castillo")
        token = origin.set(Origin("req-1", "192.0.2.7"))
        event = record(action="rfp.award", obj=OrganisationFactory(name="Roads"), by=officer, at=AT, data={"lot": 1})
        origin.reset(token)
        event.refresh_from_db()
        assert (event.actor_id, event.actor_label, event.object_label) == (officer.pk, "Ruben Castillo", "Roads")
        assert event.organisation_ids == [officer.memberships.get().organisation_id]
        assert (event.request_id, event.address, event.data) == ("req-1", "192.0.2.7", {"lot": 1})
        assert event.words == "Award"

    def test_a_request_leaves_its_id_and_address(self, client):
        user = person(Role.REQUESTER)
        client.force_login(user)
        client.post(reverse("account_profile"), {"name": "Dana W"}, REMOTE_ADDR="192.0.2.44")
        event = AuditEvent.objects.get()
        assert event.address == "192.0.2.44"
        assert len(event.request_id) == 36

    def test_what_is_rolled_back_leaves_no_event_and_no_gap(self):
        write_events(1)
        with transaction.atomic():
            write_events(1)
            transaction.set_rollback(True)
        write_events(1)
        assert list(AuditEvent.objects.values_list("number", flat=True)) == [1, 2]
        assert find_first_bad_event() is None

    def test_without_its_event_the_change_does_not_happen(self, monkeypatch, agency):
        officer = person(Role.CIO)

        def fail(*args, **kwargs):
            raise DatabaseError("the trail is full")

        monkeypatch.setattr("marketplace.audit.actions.AuditEvent.save", fail)
        with pytest.raises(DatabaseError, match="the trail is full"):
            suspend_organisation(organisation=agency, reason="Test.", by=officer)
        agency.refresh_from_db()
        assert agency.status == "verified"

    def test_an_event_costs_a_fixed_number_of_statements(self, django_assert_max_num_queries, agency):
        write_events(1, agency)
        with django_assert_max_num_queries(6):
            record(action="organisations.test", obj=agency, by=SYSTEM, at=AT)


@pytest.mark.django_db
class TestTampering:
    def test_an_untouched_trail_is_whole(self):
        write_events(12)
        sign_checkpoint(at=AT)
        assert find_first_bad_event() is None
        call_command("verify_audit", stdout=(said := io.StringIO()))
        assert said.getvalue().splitlines()[0] == "The audit trail is whole: 12 events, 1 signed checkpoints."

    @pytest.mark.parametrize("way", tampering.WAYS)
    def test_the_first_bad_event_is_named(self, way):
        write_events(12)
        sign_checkpoint(at=AT)
        first = tampering.WAYS[way](random.Random(7), 5, 12)  # noqa: S311 - no secret
        assert f"event {first}" in find_first_bad_event().replace("the end is missing after event 4", "event 5")
        with pytest.raises(CommandError, match="The audit trail is damaged. First fault: chain organisations"):
            call_command("verify_audit")

    @pytest.mark.parametrize("column", tampering.CHANGES)
    def test_every_column_counts(self, column):
        write_events(3)
        tampering.run(f"UPDATE audit_auditevent SET {column} = {tampering.CHANGES[column]} WHERE number = 2")  # noqa: S608
        assert "event 2" in find_first_bad_event()

    @pytest.mark.parametrize(
        ("statement", "fault"),
        [
            ("UPDATE audit_checkpoint SET signature = '' WHERE id = {second}", "checkpoint {second}: the signature"),
            ("UPDATE audit_checkpoint SET signature = 'zz' WHERE id = {first}", "checkpoint {first}: the signature"),
            (
                "UPDATE audit_checkpoint SET at = at - interval '1 day' WHERE id = {second}",
                "checkpoint {second}: the signature",
            ),
            ("UPDATE audit_checkpoint SET heads = '{{}}' WHERE id = {second}", "checkpoint {second}: the signature"),
            ("DELETE FROM audit_checkpoint WHERE id = {first}", "checkpoint {second}: the checkpoint before it"),
            ("DELETE FROM audit_checkpoint WHERE id = {second}", "checkpoint {third}: the checkpoint before it"),
        ],
    )
    def test_checkpoints_that_were_touched_are_named(self, statement, fault):
        ids = {}
        for name in ("first", "second", "third"):
            write_events(2)
            ids[name] = sign_checkpoint(at=AT).pk
        tampering.run(statement.format(**ids))
        assert find_first_bad_event().startswith(fault.format(**ids))

    def test_a_whole_chain_that_vanished_is_missed_by_its_checkpoint(self):
        write_events(3)
        sign_checkpoint(at=AT)
        tampering.run("DELETE FROM audit_auditevent", "DELETE FROM audit_chainhead")
        assert find_first_bad_event() == (
            "chain organisations: event 3, signed in a checkpoint, is missing or different"
        )

    def test_with_the_last_checkpoint_gone_too_its_file_tells(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        settings.STORAGES = settings.STORAGES | {
            "default": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": tmp_path},
            }
        }
        write_events(3)
        name = tasks.sign_daily_checkpoint(timestamp=0)
        call_command("verify_audit", "--files", stdout=io.StringIO())
        assert export_checkpoint(Checkpoint.objects.get()) == name
        tampering.run("DELETE FROM audit_auditevent", "DELETE FROM audit_chainhead", "DELETE FROM audit_checkpoint")
        assert find_first_bad_event() is None
        with pytest.raises(CommandError, match="checkpoint file"):
            call_command("verify_audit", "--files")

    def test_another_key_signs_nothing_of_ours(self, settings):
        write_events(1)
        point = sign_checkpoint(at=AT)
        settings.AUDIT_SIGNING_KEY = "11" * 32
        assert find_first_bad_event() == f"checkpoint {point.pk}: the signature does not fit its content"

    def test_after_a_change_of_keys_the_public_half_of_the_old_one_still_proves(self, settings):
        write_events(1)
        sign_checkpoint(at=AT)
        before = public_key()
        settings.AUDIT_SIGNING_KEY = "11" * 32
        settings.AUDIT_PUBLIC_KEYS_BEFORE = [before]
        sign_checkpoint(at=AT + datetime.timedelta(days=1))
        assert public_key() != before
        assert find_first_bad_event() is None


def test_appenders_at_the_same_time_leave_a_whole_chain(cloned_database):
    agency = OrganisationFactory()
    failures = []

    def append():
        try:
            for _ in range(15):
                record(action="organisations.test", obj=agency, by=SYSTEM, at=AT)
        except DatabaseError as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=append) for _ in range(6)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert find_first_bad_event() is None
        threads[0].join(0.05)
    assert not failures
    assert ChainHead.objects.get().number == AuditEvent.objects.count() == 90
    assert find_first_bad_event() is None


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def auditor(self, client):
        user = person(Role.AUDITOR)
        client.force_login(user)
        return user

    @pytest.mark.parametrize("role", [Role.AGENCY_ADMIN, Role.VENDOR_ADMIN, Role.PROCUREMENT_OFFICER])
    def test_others_do_not_see_the_trail(self, client, role):
        write_events(1)
        user = person(role)
        client.force_login(user)
        assert client.get(reverse("audit_event_list")).status_code == 403
        assert client.get(reverse("audit_export")).status_code == 403
        assert client.get(reverse("audit_event", args=[AuditEvent.objects.first().pk])).status_code == 403
        assert not AuditEvent.objects.visible_to(user).exists()

    def test_filters_narrow_it_down(self, client, auditor):
        write_events(3, OrganisationFactory(name="Roads"))
        record(action="rfp.award", obj=OrganisationFactory(name="Schools"), by=auditor, at=AT)
        page = client.get(reverse("audit_event_list"), {"action": "award"}).content.decode()
        assert "Schools" in page
        assert "Roads" not in page
        none = client.get(reverse("audit_event_list"), {"since": "2027-01-01"}).content.decode()
        assert "No event fits" in none

    @pytest.mark.parametrize("wrong", [{"since": "nonsense"}, {"until": "2026-02-30"}, {"action": "x" * 81}])
    def test_a_filter_that_cannot_be_read_is_422_with_what_was_typed(self, client, auditor, wrong):
        for name in ("audit_event_list", "audit_export"):
            answer = client.get(reverse(name), wrong)
            assert answer.status_code == 422
            assert next(iter(wrong.values())) in answer.content.decode()

    def test_pages_that_are_not_there_are_404(self, client, auditor):
        assert client.get(reverse("audit_event_list"), {"page": "99999"}).status_code == 404

    def test_the_list_takes_a_fixed_number_of_statements(self, client, auditor, django_assert_max_num_queries):
        write_events(120)
        with django_assert_max_num_queries(8):
            client.get(reverse("audit_event_list"))

    def test_an_event_shows_its_story(self, client, auditor, agency):
        write_events(3, agency)
        event = AuditEvent.objects.last()
        page = client.get(reverse("audit_event", args=[event.pk])).content.decode()
        assert event.hash in page
        assert page.count("Mon 23 Nov 2026") >= 3

    def test_the_export_holds_every_row_and_no_formula(self, client, auditor):
        write_events(2, OrganisationFactory(name="=HYPERLINK(1)"))
        answer = client.get(reverse("audit_export"))
        rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
        assert [row["object_label"] for row in rows if row["action"] == "organisations.test"] == ["'=HYPERLINK(1)"] * 2
        assert rows[-1]["hash"] == AuditEvent.objects.order_by("pk").first().hash


def test_an_actor_without_an_account_is_named_by_its_label(db):
    robot = SimpleNamespace(pk=None, standing=(), __str__=lambda self: "x")
    assert record(action="organisations.test", obj=OrganisationFactory(), by=robot, at=AT).actor_id is None
