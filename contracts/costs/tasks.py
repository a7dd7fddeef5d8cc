"""Background work: the charges of this month and of the last, and the returns of a month that is over."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from procrastinate.contrib.django import app

from marketplace.clock import database_now
from marketplace.permissions import SYSTEM

from .actions import open_levy_returns, write_charges


@app.periodic(cron="40 5 * * *")
@app.task(name="contracts.write_charges", queueing_lock="contracts.write_charges")
def write_charges_of_the_month(timestamp: int) -> None:
    """What began or was granted since yesterday; the last month too, for what came late."""
    today = database_now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    this = today.replace(day=1)
    last = (this - datetime.timedelta(days=1)).replace(day=1)
    for month in (last, this):
        write_charges(month=month, by=SYSTEM)
    open_levy_returns(month=last, by=SYSTEM)
