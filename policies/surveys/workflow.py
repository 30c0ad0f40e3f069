"""What may be done with a survey in each state: prepared, open, closed. Never back."""

from datetime import date

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from policies.surveys.choices import State
from policies.surveys.models import Survey


def check_days(opens_on: date, closes_on: date, today: date) -> None:
    """The first day is not after the last, and the last has not passed."""
    if closes_on < opens_on:
        raise Refused(_("The last day must not be before the first."))
    if closes_on < today:
        raise Refused(_("The last day has passed. Choose today or a later day."))


def check_can_change_days(survey: Survey) -> None:
    """Until it is closed; a first day that has begun is the service's to keep."""
    if survey.state == State.CLOSED:
        raise Refused(_("This survey is closed."))


def check_can_open(survey: Survey, today: date) -> None:
    """Once, and while its last day has not passed."""
    if survey.state != State.DRAFT:
        raise Refused(_("This survey was opened already."))
    if survey.closes_on < today:
        raise Refused(_("The last day has passed. Change the days first."))


def check_can_close(survey: Survey) -> None:
    """Only what is open is closed, and once."""
    if survey.state != State.OPEN:
        raise Refused(_("This survey is not open."))


def check_can_drop(survey: Survey) -> None:
    """Only what was never opened: what was asked stays."""
    if survey.state != State.DRAFT:
        raise Refused(_("This survey was opened. Close it instead."))


def is_answered(survey: Survey, today: date) -> bool:
    """Whether it takes answers on the day."""
    return survey.state == State.OPEN and survey.opens_on <= today <= survey.closes_on
