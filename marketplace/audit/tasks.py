"""The daily seal on the audit trail."""

from procrastinate.contrib.django import app

from marketplace.clock import database_now

from .actions import sign_checkpoint
from .checkpoint_files import export_checkpoint


@app.periodic(cron="5 0 * * *")
@app.task(name="audit.sign_daily_checkpoint", queueing_lock="audit.sign_daily_checkpoint")
def sign_daily_checkpoint(timestamp: int) -> str:
    """Signs the heads of all chains and puts the signed file into the storage. Returns the file's name."""
    return export_checkpoint(sign_checkpoint(at=database_now()))
