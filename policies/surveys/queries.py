"""Reads about surveys. Whoever keeps surveys sees all of their school's; the public page sees one
that was opened, by its code."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.schools.models import School
from policies.surveys import results as counting
from policies.surveys.models import Question, Survey, Tally
from policies.surveys.results import FEWEST_ANSWERS, Results

_SENT = Coalesce("tally__answers", Count("sheets"))


def school_of(actor: Actor) -> School:
    """The actor's school."""
    return School.objects.get(pk=actor.school_id)


def visible_to(actor: Actor) -> QuerySet[Survey]:
    """The surveys that exist for the actor, the latest first."""
    rows: QuerySet[Survey] = Survey.objects.select_related("school").order_by("-opens_on", "-pk")
    return rows if actor.can(Permission.SURVEY_MANAGE) else rows.none()


def listed(actor: Actor) -> QuerySet[Survey]:
    """Those of `visible_to` with how many answers each has (`sent`). One query."""
    return visible_to(actor).annotate(sent=_SENT)


def by_code(code: str) -> Survey | None:
    """The survey of the school in scope with that address, once it was opened."""
    rows = Survey.objects.filter(opened_at__isnull=False).select_related("school", "paper")
    found: Survey | None = rows.filter(code=code.lower()).first()
    return found


def every_question(audience: str) -> QuerySet[Question]:
    """The questions for an audience, those retired as well."""
    rows: QuerySet[Question] = Question.objects.filter(audience=audience)
    return rows


def questions(audience: str) -> QuerySet[Question]:
    """The questions that the next survey of an audience asks, in their order."""
    return every_question(audience).filter(retired=False)


def question_for(actor: Actor, pk: int) -> Question | None:
    """One question, for those who keep the surveys."""
    if not actor.can(Permission.SURVEY_MANAGE):
        return None
    found: Question | None = Question.objects.filter(pk=pk).first()
    return found


def about(survey: Survey) -> int:
    """How many answers an open survey has, rounded down to tens: whoever looks again and again
    must not see single people answer."""
    sent: int = survey.sheets.count()
    return sent - sent % FEWEST_ANSWERS


def year_before(survey: Survey) -> Survey | None:
    """The last closed survey of the same audience whose first day was earlier."""
    rows = Survey.objects.filter(
        audience=survey.audience, closed_at__isnull=False, opens_on__lt=survey.opens_on
    )
    found: Survey | None = rows.select_related("paper").order_by("-opens_on", "-pk").first()
    return found


def results_of(survey: Survey) -> Results:
    """The results of a closed survey beside those of the one before it, suppressed. While it is
    open there are none: two looks at it would tell what was answered between them."""
    if survey.closed_at is None:
        return Results(enough=False)
    before = year_before(survey)
    return counting.results(counted(survey), counted(before) if before else None)


def run_out(today: date) -> QuerySet[Survey]:
    """Open surveys of the school in scope whose last day is over."""
    rows: QuerySet[Survey] = Survey.objects.filter(
        opened_at__isnull=False, closed_at__isnull=True, closes_on__lt=today
    )
    return rows


def due_between(first: date, last: date) -> QuerySet[Survey]:
    """Surveys of the school in scope that begin or end between the days, both included."""
    rows: QuerySet[Survey] = Survey.objects.filter(
        Q(opens_on__range=(first, last)) | Q(closes_on__range=(first, last))
    )
    return rows.select_related("school")


def latest_of_each() -> dict[str, Survey]:
    """The survey of each audience that began last."""
    return {row.audience: row for row in Survey.objects.order_by("opens_on", "pk")}


def figures(first: date, last: date) -> dict[str, Any]:
    """Counts for a report: the surveys closed between the days with how many answered each (None
    where they were fewer than ten)."""
    rows = Survey.objects.filter(closed_at__date__range=(first, last)).annotate(sent=_SENT)
    surveys = [
        {"audience": row.audience, "answers": row.sent if row.sent >= FEWEST_ANSWERS else None}
        for row in rows.order_by("closed_at", "pk")
    ]
    return {"closed": len(surveys), "surveys": surveys}


def with_old_sheets(before: datetime) -> QuerySet[Survey]:
    """Surveys of the school in scope that were closed before that moment and still have sheets to
    be removed."""
    rows: QuerySet[Survey] = Survey.objects.filter(closed_at__lt=before, tally__isnull=True)
    return rows


def tally_of(survey: Survey) -> Tally | None:
    """What is left of the sheets of a survey, once they are removed."""
    found: Tally | None = Tally.objects.filter(survey=survey).first()
    return found


def enough(answers: int) -> int:
    """The number of answers where it may be told, else 0."""
    return answers if answers >= FEWEST_ANSWERS else 0


def counted(survey: Survey) -> counting.Counted | None:
    """The cells of a survey: of its sheets, or as they were kept when those were removed."""
    tally = tally_of(survey)
    if tally is not None:
        return counting.from_json(survey.paper.asked(), tally.answers, tally.cells)
    chosen = survey.sheets.values_list("chosen", flat=True)
    return counting.counted(survey.paper.asked(), chosen)
