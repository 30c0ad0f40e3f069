"""Letters: which one a notice is about, which did not reach their person, and who is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django_scopes import scopes_disabled

from aup import audiences
from aup.models import Ask, Campaign, Letter
from aup.queries.asking import guardians_of
from aup.queries.campaigns import still_missing
from aup.queries.reaching import Way, ways_to, with_accounts
from esafety.jobs.models import Job, JobState
from esafety.people.models import Person

LETTER_JOB = "agreement.letter"
READ_JOB = "agreement.bounces"


def by_numbers(numbers: Sequence[str]) -> Letter | None:
    """The letter whose mail has one of these numbers, the first that is known, in whichever school
    it was written: a notice names none. Reads nothing else of a school."""
    with scopes_disabled():
        rows = Letter.objects.select_related("school").filter(message_number__in=numbers)
        found: dict[str, Letter] = {row.message_number: row for row in rows}
    return next((found[number] for number in numbers if number in found), None)


def is_reading() -> bool:
    """Whether a look into the mailbox waits or is under way, in the school in scope."""
    busy = (JobState.WAITING, JobState.RUNNING)
    return bool(Job.objects.filter(kind=READ_JOB, state__in=busy).exists())


def about(ask: Ask) -> QuerySet[Letter]:
    """The letters to those who answer a question, newest first: of its campaign, and what went out
    without one since it was asked. A parent's letter is about all of their children."""
    people = [ask.subject_id]
    if ask.agreement.audience in audiences.PUPILS:
        people = [tie.guardian_id for tie in guardians_of(ask.subject)]
    of_it = Q(campaign__isnull=True, made_at__gte=ask.asked_at)
    if ask.campaign_id:
        of_it |= Q(campaign=ask.campaign_id)
    rows: QuerySet[Letter] = Letter.objects.filter(of_it, person__in=people)
    return rows.select_related("person").order_by("-made_at", "-pk")


def undelivered(campaign: Campaign) -> dict[int, Letter]:
    """By person, the letter of a campaign that did not reach them: it could not be sent, or it came
    back. Neither who got a later one, nor who has another address by now."""
    jobs = Job.objects.filter(kind=LETTER_JOB, state=JobState.FAILED)
    lost = [payload["letter"] for payload in jobs.values_list("payload", flat=True)]
    not_sent = Q(sent_at__isnull=True) & (~Q(failed="") | Q(pk__in=lost))
    came_back = Q(returned_at__isnull=False)
    of_it = Letter.objects.filter(campaign=campaign)
    ended = of_it.filter(not_sent | came_back | Q(sent_at__isnull=False))
    people = of_it.filter(not_sent | came_back).values("person")
    newest: dict[int, Letter] = {}
    for row in ended.filter(person__in=people).select_related("person").order_by("pk"):
        newest[row.person_id] = row
    return {
        person: row
        for person, row in newest.items()
        if (row.sent_at is None or row.returned_at) and not row.to_an_old_address
    }


@dataclass(frozen=True)
class Unreached:
    """Somebody whose agreement is missing and whom no letter reaches: nobody who may sign, no
    address at all, or the letters that did not arrive."""

    subject: int
    letters: tuple[Letter, ...]
    nobody: bool = False


def unreached(campaign: Campaign) -> list[Unreached]:
    """Whom no letter reaches of those who have not signed: the same for the list and its count."""
    subjects = still_missing(campaign).order_by().values("subject")
    people = with_accounts(Person.objects.filter(pk__in=subjects))
    lost = undelivered(campaign)
    found = (_unreached(way, lost) for way in ways_to(people, campaign.agreement.audience))
    return [one for one in found if one is not None]


def _unreached(way: Way, lost: dict[int, Letter]) -> Unreached | None:
    letters = tuple(lost[one.pk] for one in way.letters if one.pk in lost)
    if way.reaches and not letters:
        return None
    return Unreached(way.person.pk, letters, way.nobody)


def asks_unreached(campaign: Campaign, found: Iterable[Unreached]) -> list[tuple[Ask, Unreached]]:
    """Their questions, in the order of those who are missing."""
    by_subject = {one.subject: one for one in found}
    rows = still_missing(campaign).filter(subject__in=list(by_subject))
    return [(row, by_subject[row.subject_id]) for row in rows]
