"""References count up within a year, without gaps, and no two takers get the same."""

import datetime
import threading

import pytest
from django.db import close_old_connections, connection, transaction

from marketplace.references.actions import ocid_for, take_reference
from marketplace.references.models import Series

NOON = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_references_count_up_within_prefix_and_year():
    assert [take_reference("O", at=NOON) for _ in range(3)] == ["O-2026-0001", "O-2026-0002", "O-2026-0003"]
    assert take_reference("C", at=NOON) == "C-2026-0001"


@pytest.mark.django_db
def test_the_year_is_the_body_s_own_and_begins_at_its_own_midnight():
    new_year_in_new_york = datetime.datetime(2027, 1, 1, 5, tzinfo=datetime.UTC)
    assert take_reference("N", at=new_year_in_new_york - datetime.timedelta(seconds=1)) == "N-2026-0001"
    assert take_reference("N", at=new_year_in_new_york) == "N-2027-0001"


@pytest.mark.django_db
def test_a_rollback_gives_the_number_back():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        take_reference("O", at=NOON)
        raise ZeroDivisionError
    assert take_reference("O", at=NOON) == "O-2026-0001"


@pytest.mark.django_db
def test_numbers_past_the_padding_keep_growing():
    Series.objects.create(prefix="O", year=2026, last_number=9999)
    assert take_reference("O", at=NOON) == "O-2026-10000"


def test_the_open_contracting_id_carries_the_prefix_of_the_body(settings):
    settings.OCID_PREFIX = "ocds-abc123"
    assert ocid_for("N-2026-0001") == "ocds-abc123-N-2026-0001"


def take_some(taken, start, *, count):
    start.wait()
    for _ in range(count):
        with transaction.atomic():
            taken.append(take_reference("O", at=NOON))
    connection.close()


def test_takers_at_once_get_different_numbers_without_a_gap(cloned_database):
    close_old_connections()
    taken, start = [], threading.Barrier(4)
    takers = [threading.Thread(target=take_some, args=(taken, start), kwargs={"count": 5}) for _ in range(4)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join(timeout=30)
    assert sorted(taken) == [f"O-2026-{number:04d}" for number in range(1, 21)]
