"""The worker's part of spreadsheets that vendors send; each is safe to run twice."""

from procrastinate.contrib.django import app

from marketplace.accounts.models import User

from . import actions, sending
from .models import OfferingUpload


@app.task(name="catalog.check_offering_upload")
def check_offering_upload(upload_id: int) -> None:
    """Says what taking a file in would do."""
    actions.check_upload(upload_id=upload_id)


@app.task(name="catalog.take_in_offering_upload")
def take_in_offering_upload(upload_id: int) -> None:
    """Takes the good rows of a file in, and goes on to the reviewers where that was asked for."""
    upload = actions.take_in_upload(upload_id=upload_id)
    if upload.submits and upload.status == OfferingUpload.Status.APPLIED:
        sending.send_on(upload=upload)


@app.task(name="catalog.send_offering_upload")
def send_offering_upload(upload_id: int, by_id: int) -> None:
    """Sends the complete drafts of a file to the reviewers."""
    sending.send_upload(upload_id=upload_id, by=User.objects.get(pk=by_id))
