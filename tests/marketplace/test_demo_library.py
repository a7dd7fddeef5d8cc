"""The library of the demonstration: documents of several kinds, one adapted, agreements in two states, one request."""

import pytest
from django.utils import timezone

from cms.library.models import DocumentRequest, DocumentVersion, LibraryDocument, SharingAgreement
from marketplace.clock import database_now
from marketplace.demo.loader_library import load_library
from marketplace.demo.loader_people import load_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


def test_it_holds_what_the_story_tells_once():
    cast, today = load_people(at=database_now()), timezone.localdate()
    assert load_library(cast, today=today) == 9
    assert load_library(cast, today=today) == 0
    kinds = set(LibraryDocument.objects.published().values_list("kind", flat=True))
    assert kinds == {"mou", "data_sharing", "privacy", "rfp_template", "security_plan"}
    adapted = LibraryDocument.objects.get(adapted_from__isnull=False)
    assert (adapted.adapted_from.number, adapted.owner.name) == (2, "Department of Labor")
    assert DocumentVersion.objects.published().count() == 5
    states = {one.status for one in SharingAgreement.objects.all()}
    assert states == {"active", "review_due"}
    assert DocumentRequest.objects.open().get().answers.count() == 1
