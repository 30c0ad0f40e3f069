"""The three Celery tasks. They carry ids only and hold no rules."""

from celery import shared_task

from esafety.jobs import periodic, services


@shared_task
def run_job(job_id: str) -> None:
    """Do one job, if it is free."""
    services.run(job_id)


@shared_task
def sweep() -> None:
    """Do what is due but was not announced, or was left by a worker that died; show life."""
    services.beat()
    for job_id in services.due():
        services.run(job_id)
        services.beat()


@shared_task
def start_periodic() -> None:
    """Give each app its chance to enqueue the jobs that the hour asks for; forget old ones."""
    services.forget_old()
    periodic.start_all()
