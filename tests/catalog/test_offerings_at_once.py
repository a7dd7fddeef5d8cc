"""Imports and people at the same moment, on a database of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from catalog.models import Offering, OfferingChange
from catalog.offerings import actions
from catalog.offerings.imports import import_listings
from marketplace.audit.actions import find_first_bad_event
from marketplace.audit.models import AuditEvent
from marketplace.errors import StaleForm
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import person

ENTRIES = [
    {
        "id": f"FR{number}",
        "vendor": f"Kestrel Works {number % 3}",
        "name": "Kestrel Desk",
        "service_models": ["SaaS"],
        "deployment_model": "Public Cloud",
        "impact_level": "Moderate",
        "status": "FedRAMP Ready",
        "business_functions": ["Analytics"],
    }
    for number in range(30)
]


def at_once(*jobs):
    """Starts all of them at the same moment, each with a connection of its own; their answers or refusals, in order."""
    ready = Barrier(len(jobs))

    def run(job):
        try:
            ready.wait(timeout=30)
            return job()
        except StaleForm as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def take_in():
    return import_listings(entries=ENTRIES, source="fedramp", file_name="f", digest="0" * 64, by=SYSTEM).counts


def test_two_imports_of_one_file_at_once_take_it_in_once(cloned_database):
    counts = at_once(take_in, take_in, take_in)
    assert sorted(each["created"] for each in counts) == [0, 0, 30]
    assert sorted(each["same"] for each in counts) == [0, 30, 30]
    assert Offering.objects.count() == OfferingChange.objects.count() == 30
    assert AuditEvent.objects.filter(action="catalog.offerings_imported").count() == 1
    assert find_first_bad_event() is None


def test_of_two_edits_at_once_from_one_version_one_is_saved_and_one_is_told(cloned_database):
    editor, offering = person(Role.CATALOGUE_EDITOR), OfferingFactory(draft=True)
    version = offering.latest_revision_id

    def edit(words):
        return lambda: actions.edit_offering(
            offering=offering, fields={"summary": words}, latest_revision_id=version, by=editor
        )

    answers = at_once(edit("First."), edit("Second."))
    assert sum(isinstance(answer, StaleForm) for answer in answers) == 1
    (saved,) = [answer for answer in answers if not isinstance(answer, StaleForm)]
    assert Offering.objects.get(pk=offering.pk).summary == saved.summary
    assert AuditEvent.objects.about(offering).count() == 1


def test_drafts_of_one_name_at_once_get_addresses_of_their_own(cloned_database):
    editor, vendor = person(Role.CATALOGUE_EDITOR), OfferingFactory().vendor
    fields = {"name": "Harborline", "service_models": ["saas"], "deployment": "public_cloud"}
    at_once(*[lambda: actions.create_offering(vendor=vendor, fields=fields, by=editor)] * 4)
    slugs = Offering.objects.filter(name="Harborline").order_by("slug").values_list("slug", flat=True)
    assert list(slugs) == ["harborline", "harborline-2", "harborline-3", "harborline-4"]
