"""Reviews and reading in words for pages. No queries of their own but those named here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.documents.models import Policy
from policies.reviews import workflow
from policies.reviews.choices import Step, Why
from policies.reviews.loop import Act
from policies.reviews.models import Review, ReviewCall, ReviewDraft
from policies.reviews.queries.loop import Round


@dataclass(frozen=True)
class Line:
    """One round of the loop as one line: each station with what is known of it."""

    stations: list[dict[str, Any]]
    reached: list[dict[str, Any]]
    is_open: bool


def day(value: Any) -> str:
    """A day as it is read, or nothing."""
    return date_format(value, "j F Y") if value else ""


def called(call: ReviewCall, seen: set[str]) -> str:
    """Why a review was called. An incident is named only to those for whom it exists; to others
    it was something else, for the word alone would tell whoever sees every other incident."""
    if _is_hidden(call, seen):
        return str(Why.OTHER.label)
    if call.why == Why.INCIDENT:
        return _("Incident %(reference)s") % {"reference": call.reference.partition(":")[2]}
    return str(Why(call.why).label)


def _is_hidden(call: ReviewCall, seen: set[str]) -> bool:
    return call.why == Why.INCIDENT and call.reference not in seen


def calls(
    rows: list[ReviewCall], seen: set[str], names: Mapping[str, str], *, keeps: bool
) -> list[dict[str, str]]:
    """Every call with its day; by whom (`names` by reference) and its words for those who keep the
    policies."""
    return [
        {
            "title": called(one, seen),
            "day": day(one.called_at),
            "by": names.get(one.called_by_ref, "") if keeps and not _is_hidden(one, seen) else "",
            "words": one.words if keeps else "",
        }
        for one in rows
    ]


def line(one: Round, seen: set[str], *, counts: bool = True) -> Line:
    """One round from end to end. Without `counts` it says whether all have read and signed, and no
    numbers: governors read the page, whose report covers small ones."""
    stations = [_station(_("Called"), _why(one, seen), bool(one.calls))]
    stations.append(_reviewed(one))
    if one.revision is not None:
        what = _("It matters to readers") if one.revision.material else _("A small change")
        number = _("Revision %(number)s") % {"number": one.revision.number}
        stations.append(_station(number, f"{day(one.revision.published_at)}. {what}.", True))
    elif one.is_open:
        stations.append(_station(_("New revision"), _("Not yet"), False))
    if one.renewed is not None:
        named = "; ".join(map(str, one.renewed)) or _("None: what was signed can stay")
        stations.append(_station(_("Agreements to be signed again"), named, True))
    for part in one.parts:
        words = _all_or_not(part.done == part.people)
        if counts:
            words = _("%(done)s of %(people)s") % {"done": part.done, "people": part.people}
        stations.append(_station(str(part.label), words, part.done == part.people))
    return Line(stations, _reached(one) if counts else [], one.is_open)


def _all_or_not(all_have: bool) -> str:
    return _("All of them") if all_have else _("Not all of them yet")


def _reached(one: Round) -> list[dict[str, Any]]:
    """Who has read and who has signed again, each with a percentage of its own."""
    said = {
        Act.READ: _("%(percent)s%% have read it"),
        Act.SIGNED: _("%(percent)s%% have signed again"),
    }
    return [
        {"words": said[act] % {"percent": found.percent}, "done": found.done == found.people}
        for act, found in one.reached.items()
        if found.percent is not None
    ]


def _why(one: Round, seen: set[str]) -> str:
    named = [f"{called(call, seen)}, {day(call.called_at)}" for call in one.calls]
    return "; ".join(named) or _("By nobody: the text was changed")


def _reviewed(one: Round) -> dict[str, Any]:
    if one.review is None:
        return _station(_("Reviewed"), _("No record of a review"), one.revision is not None)
    outcome = str(one.review.get_outcome_display()).partition(":")[0]
    return _station(_("Reviewed"), f"{day(one.review.done_at)}. {outcome}.", True)


def _station(title: str, words: str, done: bool) -> dict[str, Any]:
    return {"title": title, "words": words, "done": done}


def facts(policy: Policy, today: date, *, keeps: bool) -> list[dict[str, Any]]:
    """When a policy is reviewed, and how that stands."""
    owner = policy.owner.display_name if policy.owner else _("Nobody yet")
    rows: list[dict[str, Any]] = [
        {"key": _("Next review"), "value": day(policy.next_review_on) or _("No date")},
        {"key": _("How it stands"), **standing(policy, today)},
    ]
    if keeps:
        rows.append({"key": _("Owner"), "value": owner})
    return rows


def standing(policy: Policy, today: date) -> dict[str, str]:
    """How near a review date is, as a tag."""
    on = policy.next_review_on
    if on is None:
        return {"tag": _("No date"), "tone": "grey"}
    left = (on - today).days
    if left < 0:
        words = ngettext("%(n)s day overdue", "%(n)s days overdue", -left) % {"n": -left}
        return {"tag": words, "tone": "red"}
    words = ngettext("In %(n)s day", "In %(n)s days", left) % {"n": left} if left else _("Today")
    return {"tag": words, "tone": "orange" if left <= 30 else "green"}


def steps(draft: ReviewDraft) -> list[dict[str, str]]:
    """The steps of a record that is written, for a task list."""
    missing = workflow.missing(draft)
    return [
        {
            "title": str(one.label),
            "url": reverse(
                "reviews:step", args=[draft.policy.school.slug, draft.policy.code, one.value]
            ),
            "status": _("To do") if one in missing else _("Done"),
            "tone": "blue" if one in missing else "",
        }
        for one in Step
        if one != Step.CHECK
    ]


def record(review: Review | ReviewDraft) -> list[dict[str, str]]:
    """What a record says, for a summary list."""
    rows = [
        (_("Law and guidance"), review.law),
        (_("Technology"), review.technology),
        (_("Incidents"), review.incidents),
        (_("Who reviewed it"), review.people),
        (_("What follows"), str(review.get_outcome_display())),
        (_("Why"), review.words),
        (_("Next date"), day(review.next_on)),
    ]
    return [{"key": str(key), "value": value} for key, value in rows]
