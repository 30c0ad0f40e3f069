"""The steps of the record of a review: their order, and what each must say before it is done."""

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from policies.reviews.choices import Outcome, Step
from policies.reviews.models import ReviewDraft

FIELDS: dict[Step, tuple[str, ...]] = {
    Step.CHANGES: ("law", "technology", "incidents"),
    Step.PEOPLE: ("people",),
    Step.OUTCOME: ("outcome", "words", "next_on"),
    Step.CHECK: (),
}
ORDER = tuple(Step)


def missing(draft: ReviewDraft) -> list[Step]:
    """The steps that do not yet say all they must."""
    return [step for step in ORDER if not _is_full(draft, step)]


def first_open(draft: ReviewDraft) -> Step:
    """Where to go on: the first step that is not full, else the last."""
    return next(iter(missing(draft)), Step.CHECK)


def after(step: Step) -> Step:
    """The step that follows; the last follows itself."""
    return ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]


def check_finished(draft: ReviewDraft) -> None:
    """Raise Refused unless every step is full."""
    if draft.review_id is not None:
        raise Refused(_("This review is finished."))
    for step in missing(draft):
        raise Refused(_("Something is missing under “%(step)s”.") % {"step": step.label})


def _is_full(draft: ReviewDraft, step: Step) -> bool:
    needed = [name for name in FIELDS[step] if name != "next_on"]
    dated = step != Step.OUTCOME or draft.outcome == Outcome.WITHDRAW or draft.next_on is not None
    return dated and all(getattr(draft, name).strip() for name in needed)
