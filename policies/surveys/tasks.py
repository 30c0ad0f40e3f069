"""What each day brings for surveys. No rules here."""

from django.utils import timezone

from esafety.access.actor import Actor
from esafety.jobs.periodic import periodically
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies.surveys import queries
from policies.surveys.services import retaining, running


@periodically
def close_surveys(school: School) -> None:
    """Close the surveys whose last day is over."""
    for survey in queries.run_out(schools.local_today(school)):
        running.run_out(survey=survey, by=Actor.for_system("surveys", school_id=school.pk))


@periodically
def remove_old_sheets(school: School) -> None:
    """Remove the sheets of surveys that were closed a year ago; their counts stay."""
    by = Actor.for_system("surveys", school_id=school.pk)
    for survey in queries.with_old_sheets(timezone.now() - retaining.SHEETS_KEPT):
        retaining.remove_sheets(survey=survey, by=by)
