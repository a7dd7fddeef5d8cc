"""The worker's part of saved searches: after changes, in the morning, and once a night. Each is safe to run twice."""

from procrastinate.contrib.django import app

from .actions import alerting, matching


@app.task(name="catalog.match_saved_searches")
def match_saved_searches(offering_ids: list[int]) -> int:
    """Holds all searches against what changed, then tells those who want to know at once."""
    matching.match_changes(offering_ids=offering_ids)
    return _tell(alerting.waiting_searches())


@app.periodic(cron="*/15 * * * *")
@app.task(name="catalog.send_saved_search_alerts", queueing_lock="catalog.send_saved_search_alerts")
def send_alerts(timestamp: int | None = None) -> int:
    """Daily and weekly alerts, each in its reader's morning, and whatever a killed worker left untold."""
    return _tell([*alerting.due_searches(), *alerting.waiting_searches()])


@app.periodic(cron="47 3 * * *")
@app.task(name="catalog.look_through_saved_searches", queueing_lock="catalog.look_through_saved_searches")
def look_through_saved_searches(timestamp: int | None = None) -> int:
    """Each night everything anew, and what was removed long ago goes."""
    alerting.forget_removed()
    matching.match_everything()
    return _tell(alerting.waiting_searches())


def _tell(search_ids: list[int]) -> int:
    return sum(alerting.tell_of_new(search_id=search_id) for search_id in search_ids)
