"""From a published change to the mail, by the worker's own jobs: each wakes the next."""

import pytest
from django.core import mail
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from catalog.offerings.changes import note_changes
from catalog.saved_searches.actions.keeping import save_search
from catalog.search.query import CatalogueQuery
from marketplace.permissions import Role
from tests.factories.marketplace import person
from tests.factories.search import indexed, listed_offering
from tests.worker import run_worker

pytestmark = pytest.mark.usefixtures("cloned_database")


def test_a_change_leads_to_one_mail_and_a_job_done_twice_to_no_second():
    alma = person(Role.REQUESTER, name="Alma Reyes")
    indexed()
    save_search(name="Vaults", query=CatalogueQuery(text="vault"), frequency="instant", by=alma)
    offering = listed_offering("Vault")
    note_changes(offering_ids=[offering.pk], at=timezone.now())
    run_worker()
    assert [(sent.subject, sent.to) for sent in mail.outbox] == [("New in “Vaults”: Vault", [alma.email])]
    assert "List-Unsubscribe" in mail.outbox[0].extra_headers
    again = ProcrastinateJob.objects.get(task_name="catalog.match_saved_searches")
    assert again.args == {"offering_ids": [offering.pk]}
    note_changes(offering_ids=[offering.pk], at=timezone.now())
    run_worker()
    assert len(mail.outbox) == 1
