"""Rows of surveys: kept by the lead and the headteacher, answered by anybody with the address."""

from datetime import timedelta

from esafety.schools import queries as schools
from policies.surveys import queries
from policies.surveys.services import running
from tests.architecture.row import LEADERS, PUBLIC, of

_NO_RESULTS = of(hidden="lena hari")  # it is open
_PAGES = "surveys new_survey survey change_survey open_survey close_survey drop_survey survey_sheet"
_QUESTIONS = (
    "questions take_starters add_question change_question retire_question bring_back_question "
    "move_up_question"
)

TABLE = {
    **{f"surveys:{name}": LEADERS for name in f"{_PAGES} {_QUESTIONS}".split()},
    "surveys:survey_file": _NO_RESULTS,
    "survey:answer": PUBLIC,
    "survey:thanks": PUBLIC,
}


def args(world):
    today, lena = schools.local_today(world.school), world.actors["lena"]
    row = running.make(
        audience="pupils", opens_on=today, closes_on=today + timedelta(days=7), by=lena
    )
    running.open_(survey=row, by=lena)
    question = queries.questions("pupils")[1]
    slug = world.school.slug
    ones = "survey change_survey open_survey close_survey survey_sheet drop_survey"
    acts = "change_question retire_question bring_back_question move_up_question"
    return {
        **{f"surveys:{name}": [slug, row.pk] for name in ones.split()},
        "surveys:survey_file": [slug, row.pk, "csv"],
        **{f"surveys:{name}": [slug, question.pk] for name in acts.split()},
        **{
            f"surveys:{name}": [slug, "staff"]
            for name in ("questions", "take_starters", "add_question")
        },
        "survey:answer": [slug, row.code],
        "survey:thanks": [slug, row.code],
    }
