"""The worker's part of spreadsheets that vendors send; each is safe to run twice."""

from procrastinate.contrib.django import app

from . import actions


@app.task(name="catalog.check_offering_upload")
def check_offering_upload(upload_id: int) -> None:
    """Says what taking a file in would do."""
    actions.check_upload(upload_id=upload_id)


@app.task(name="catalog.take_in_offering_upload")
def take_in_offering_upload(upload_id: int) -> None:
    """Takes the good rows of a file in."""
    actions.take_in_upload(upload_id=upload_id)
