"""Answers a vendor's offering to the questions of its lot, with documents that it gives."""

import datetime

from django.core.files.base import ContentFile

from catalog.offerings.actions import edit_offering
from catalog.offerings.models import Offering
from catalog.question_sets.actions import keep_evidence
from marketplace.accounts.models import User
from marketplace.clock import Clock

from . import world


def with_answers(offering: Offering, told: world.Record, writer: User, today: datetime.date, now: Clock) -> Offering:
    """A newer draft with every question of its lot answered, `told` and its documents; as it is where none is asked."""
    questions = offering.version_in_force()
    if questions is None:
        return offering
    answers = dict(told["answers"])
    for key, document in told["documents"].items():
        file = keep_evidence(
            organisation=offering.vendor,
            file=_paper(document["name"], offering),
            expires_on=world.on_day(document["valid_days"], today=today),
            by=writer,
            now=now,
        )
        answers[key] = str(file.pk)
    fields = {"question_set_version": questions, "answers": answers}
    edit_offering(offering=offering, fields=fields, latest_revision_id=offering.latest_revision_id, by=writer, now=now)
    return Offering.objects.get(pk=offering.pk)


def _paper(name: str, offering: Offering) -> ContentFile:
    """As small as a PDF can be and still be read as one."""
    return ContentFile(f"%PDF-1.4\n% Invented: {name} of {offering}.\n%%EOF\n".encode(), name=name)
