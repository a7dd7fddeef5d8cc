"""Recovery and tidying of the queue itself."""

from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

KEEP_FINISHED_HOURS = 14 * 24


@app.periodic(cron="* * * * *")
@app.task(name="health.retry_stalled_jobs", queueing_lock="health.retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> int:
    """Puts back in line what a killed worker held; every task is safe to run twice. Returns how many there were."""
    manager = context.app.job_manager
    stalled = list(await manager.get_stalled_jobs())
    for job in stalled:
        await manager.retry_job(job)
    return len(stalled)


@app.periodic(cron="20 3 * * *")
@app.task(name="health.remove_old_jobs", queueing_lock="health.remove_old_jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Removes jobs that succeeded two weeks ago; failed ones stay for somebody to look at."""
    await builtin_tasks.remove_old_jobs(context, max_hours=KEEP_FINISHED_HOURS)
