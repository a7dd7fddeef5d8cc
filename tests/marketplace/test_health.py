"""What orchestrators ask, and the recovery of what a killed worker held."""

import datetime

import pytest
from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from marketplace.audit.actions import sign_checkpoint
from marketplace.clock import database_now
from marketplace.health import queries
from marketplace.notifications.actions import notify
from marketplace.notifications.models import Notification
from tests.factories.marketplace import UserFactory
from tests.worker import run_worker

AT = datetime.datetime(2026, 11, 23, 14, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    queries._require_migrations.cache_clear()


def heartbeat(seconds_ago=0):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second') RETURNING id",
            [seconds_ago],
        )
        return cursor.fetchone()[0]


def test_alive_needs_no_database_and_no_session(client):
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
class TestReady:
    def test_with_all_its_parts(self, client):
        heartbeat()
        answer = client.get("/health/ready")
        assert answer.status_code == 200
        assert answer.json() == {"status": "ok", "parts": {"database": "ok", "migrations": "ok", "worker": "ok"}}
        assert not answer.cookies

    @pytest.mark.parametrize(("age", "says"), [(None, "none runs"), (300, "silent for 30")])
    def test_without_a_worker_people_are_served_and_the_state_says_so(self, client, age, says):
        if age:
            heartbeat(age)
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
        assert answer.json()["parts"]["worker"].startswith(says)

    def test_without_the_database_nobody_is_sent_here(self, client, monkeypatch):
        def fail():
            raise OperationalError

        monkeypatch.setattr("marketplace.health.views.parts_ready", lambda: queries.parts_ready(now=fail))
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.json()["status"]) == (503, "down")
        assert answer.json()["parts"]["database"] == "does not answer"

    def test_with_a_migration_waiting_nobody_is_sent_here(self, client):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'notifications'")
        answer = client.get("/health/ready")
        assert answer.status_code == 503
        assert answer.json()["parts"]["migrations"].startswith("waiting: notifications.0001")

    def test_what_is_applied_is_looked_up_once(self, client, django_assert_max_num_queries):
        client.get("/health/ready")
        with django_assert_max_num_queries(2):
            client.get("/health/ready")

    def test_orchestrators_ask_over_plain_http(self, client, settings):
        settings.SECURE_SSL_REDIRECT = True
        assert client.get("/health/ready").status_code == 200
        assert client.get("/organisations/").status_code == 301

    def test_nothing_is_changed_by_asking(self, client):
        assert client.post("/health/ready").status_code == 405


@pytest.mark.django_db
class TestMetrics:
    @pytest.fixture
    def scraped(self, client, settings):
        settings.METRICS_TOKEN = "m" * 32
        return lambda token="m" * 32: client.get("/metrics", headers={"Authorization": f"Bearer {token}"})

    def test_a_monitor_reads_the_queue_the_worker_and_the_trail(self, scraped):
        heartbeat(seconds_ago=30)
        notify(recipients=[UserFactory()], key="k", subject="s", at=AT)
        sign_checkpoint(at=database_now())
        answer = scraped()
        assert answer["Content-Type"].startswith("text/plain")
        figures = dict(line.rsplit(" ", 1) for line in answer.content.decode().splitlines() if line[0] != "#")
        assert (figures['stoa_jobs{status="failed"}'], figures["stoa_notices_unmailed"]) == ("0.0", "1.0")
        assert 30 <= float(figures["stoa_worker_silent_seconds"]) < 90
        assert float(figures["stoa_audit_checkpoint_seconds"]) < 60

    def test_what_is_not_known_has_no_sample(self, scraped):
        said = scraped().content.decode()
        assert "# TYPE stoa_worker_silent_seconds gauge" in said
        assert "\nstoa_worker_silent_seconds " not in said

    def test_without_the_token_there_is_nothing_here(self, scraped, client, settings):
        assert scraped("wrong").status_code == client.get("/metrics").status_code == 404
        settings.METRICS_TOKEN = ""
        assert scraped("").status_code == 404

    def test_its_questions_do_not_grow_with_the_queue(self, scraped, django_assert_max_num_queries):
        with django_assert_max_num_queries(10):
            scraped()


@pytest.fixture
def _no_timetable(monkeypatch):
    """A minute that begins during the test would defer the job that the test defers itself."""
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})


@pytest.mark.usefixtures("_no_timetable")
def test_what_a_killed_worker_held_is_done_by_the_next(cloned_database):
    """A worker took the job and died: no heartbeat for long, the job still "doing"."""
    notify(recipients=[UserFactory()], key="k", subject="s", at=AT)
    dead = heartbeat(seconds_ago=600)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [dead])
    run_worker()
    assert Notification.objects.get().mailed_at is None
    app.configure_task("health.retry_stalled_jobs").defer(timestamp=0)
    run_worker()
    run_worker()
    assert Notification.objects.get().mailed_at is not None
    mailing = ProcrastinateJob.objects.get(task_name="notifications.mail_notification")
    assert mailing.status == "succeeded"


@pytest.mark.usefixtures("_no_timetable")
def test_a_job_of_a_living_worker_is_left_alone(cloned_database):
    notify(recipients=[UserFactory()], key="k", subject="s", at=AT)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [heartbeat()])
    app.configure_task("health.retry_stalled_jobs").defer(timestamp=0)
    run_worker()
    assert ProcrastinateJob.objects.get(task_name="notifications.mail_notification").status == "doing"
    assert ProcrastinateWorker.objects.exists()


def test_the_periodic_jobs_are_known_to_the_worker():
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["health.retry_stalled_jobs"] == "* * * * *"
    assert {"audit.sign_daily_checkpoint", "health.remove_old_jobs"} <= set(periodic)
    ours = [task for name, task in app.tasks.items() if name in periodic and name.startswith(("health.", "audit."))]
    assert all(task.queueing_lock for task in ours)


@pytest.mark.usefixtures("_no_timetable")
def test_what_a_failed_job_had_enqueued_goes_with_its_change(cloned_database, monkeypatch):
    def tell_and_fail() -> None:
        with transaction.atomic():
            notify(recipients=[someone], key="k", subject="s", at=AT)
            raise LookupError

    monkeypatch.setattr(app, "tasks", dict(app.tasks))
    someone, task = UserFactory(), app.task(name="tests.tell_and_fail")(tell_and_fail)
    task.defer()
    run_worker()
    assert not Notification.objects.exists()
    assert list(ProcrastinateJob.objects.values_list("task_name", "status")) == [("tests.tell_and_fail", "failed")]
