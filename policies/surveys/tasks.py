"""What each day brings for surveys. No rules here."""

from esafety.access.actor import Actor
from esafety.jobs.periodic import periodically
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies.surveys import queries
from policies.surveys.services import running


@periodically
def close_surveys(school: School) -> None:
    """Close the surveys whose last day is over."""
    for survey in queries.run_out(schools.local_today(school)):
        running.run_out(survey=survey, by=Actor.for_system("surveys", school_id=school.pk))
