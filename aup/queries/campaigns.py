"""Campaigns of the school in scope: whom one asks, and how it stands."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from aup import audiences, states
from aup.choices import IN_ORDER, AnswerKind, AskState, Audience, CampaignState, ParentsNeeded
from aup.models import Agreement, AgreementVersion, Answer, Ask, Campaign
from aup.queries.asking import asks, present, settings_of, subjects_of, with_gone
from aup.queries.reaching import parents_of
from aup.states import Said
from esafety.jobs.models import Job, JobState
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.signatures.choices import Part

ASK_JOB, REMIND_JOB = "campaign.ask", "campaign.remind"
WAITING = (AskState.ASKED, AskState.NO_REPLY)
STILL_MISSING = (*WAITING, AskState.DECLINED, AskState.DISAGREED, AskState.WITHDRAWN)
_LIVE = (CampaignState.RUNNING, CampaignState.PAUSED)


def campaigns() -> QuerySet[Campaign]:
    """Every campaign with what its page needs, newest first."""
    found: QuerySet[Campaign] = Campaign.objects.select_related(
        "school", "agreement", "version", "made_by"
    )
    return found.order_by("-opens_on", "-pk")


def with_counts() -> QuerySet[Campaign]:
    """Every campaign with how many were asked and how many have signed, newest first."""
    signed = Count("asks", filter=Q(asks__state__in=IN_ORDER))
    return campaigns().annotate(asked=Count("asks"), signed=signed)


def run_out(today: date) -> QuerySet[Campaign]:
    """Campaigns that go on though their last day is over."""
    return campaigns().filter(state__in=_LIVE, closes_on__lt=today)


def reminding(today: date) -> QuerySet[Campaign]:
    """Campaigns that may remind on a day."""
    return campaigns().filter(state=CampaignState.RUNNING, opens_on__lt=today, closes_on__gte=today)


def groups_of(agreement: Agreement, on: date) -> dict[str, list[str]]:
    """The groups a campaign for an agreement may choose: those with somebody in them."""
    rows = set(
        subjects_of(agreement.audience, on)
        .order_by()
        .values_list("year_group", "tutor_group", "kind")
    )
    return {
        "year_groups": sorted({year for year, _tutor, _kind in rows if year}),
        "tutor_groups": sorted({tutor for _year, tutor, _kind in rows if tutor}),
        "kinds": sorted({kind for _year, _tutor, kind in rows}),
    }


def wanted(campaign: Campaign, on: date) -> QuerySet[Person]:
    """The people in the campaign's groups on a day: of the years or tutor groups chosen, and of
    the kinds chosen; nothing chosen is everybody whose agreement it is."""
    people = subjects_of(campaign.agreement.audience, on)
    groups = campaign.groups
    years, tutors = groups.get("year_groups"), groups.get("tutor_groups")
    if years or tutors:
        people = people.filter(Q(year_group__in=years or []) | Q(tutor_group__in=tutors or []))
    if groups.get("kinds"):
        people = people.filter(kind__in=groups["kinds"])
    return people


def needed_from(version: AgreementVersion) -> int:
    """The oldest version that need not be signed again: the last larger change up to this one."""
    material = AgreementVersion.objects.filter(
        agreement=version.agreement_id, number__lte=version.number, material=True
    )
    last: int | None = material.order_by("-number").values_list("number", flat=True).first()
    return last or 1


def is_outdated(campaign: Campaign, on: date) -> bool:
    """Whether a version with a larger change than the campaign's is in force on a day."""
    newer = AgreementVersion.objects.filter(
        agreement=campaign.agreement_id,
        number__gt=campaign.version.number,
        material=True,
        effective_from__lte=on,
    )
    return bool(newer.exists())


def asked_before(campaign: Campaign) -> QuerySet[Ask]:
    """Questions that need not be asked anew, whatever came of them. One that was replaced by
    another agreement's, which is not theirs after all, is asked again."""
    found: QuerySet[Ask] = Ask.objects.filter(
        agreement=campaign.agreement_id, version__number__gte=needed_from(campaign.version)
    )
    return found.exclude(state=AskState.SUPERSEDED)


def left_waiting(campaign: Campaign) -> QuerySet[Ask]:
    """Questions that wait and that no campaign which goes on looks after: a campaign asks anew.
    Never those about a later version than its own: older words replace no newer ones."""
    alone = Q(campaign__isnull=True) | Q(campaign__state=CampaignState.CLOSED)
    rows: QuerySet[Ask] = Ask.objects.filter(
        alone,
        agreement=campaign.agreement_id,
        version__number__lte=campaign.version.number,
    )
    return rows.filter(state__in=WAITING).exclude(campaign=campaign.pk)


def without_reply(campaign: Campaign) -> QuerySet[Ask]:
    """Those of `left_waiting` that are about its version: it takes them over. The others are
    replaced by a question about its version."""
    return left_waiting(campaign).filter(version=campaign.version_id)


def to_ask(campaign: Campaign, on: date) -> QuerySet[Person]:
    """Whom the campaign would ask now, and has not asked yet."""
    settled = asked_before(campaign).exclude(pk__in=left_waiting(campaign).values("pk"))
    return wanted(campaign, on).exclude(pk__in=settled.values("subject"))


def asking_job(campaign: Campaign) -> Job | None:
    """The newest job that asks for the campaign."""
    jobs = Job.objects.filter(kind=ASK_JOB, payload__campaign=campaign.pk)
    found: Job | None = jobs.order_by("-created_at").first()
    return found


def is_asking(campaign: Campaign) -> bool:
    """Whether letters of the campaign are being written at this moment, or wait for their day."""
    job = asking_job(campaign)
    return job is not None and job.state in (JobState.WAITING, JobState.RUNNING)


Row = tuple[str, str, str, str, int]


def standing(campaign: Campaign) -> list[Row]:
    """How many stand how: year group, tutor group, kind, state, number; one query."""
    rows = Ask.objects.filter(campaign=campaign).order_by()
    names = ("subject__year_group", "subject__tutor_group", "subject__kind", "state")
    return list(rows.values_list(*names).annotate(n=Count("pk")))


def waiting_in(campaign: Campaign) -> int:
    """How many of a campaign have not answered."""
    return int(Ask.objects.filter(campaign=campaign, state=AskState.ASKED).count())


def still_theirs(campaign: Campaign, on: date) -> QuerySet[Ask]:
    """The questions of a campaign to those who are at the school on a day and whose agreement it
    is then: who has left, or moved up, is reminded of nothing and asked after by nobody."""
    here = subjects_of(campaign.agreement.audience, on).order_by()
    return asks().filter(campaign=campaign, subject__in=here.values("pk"))


def still_missing(
    campaign: Campaign, *, year: str = "", tutor: str = "", kind: str = "", state: str = ""
) -> QuerySet[Ask]:
    """Who of a campaign has not signed, by group and name; not who has left."""
    today = schools.local_today(campaign.school)
    rows = still_theirs(campaign, today).filter(state__in=STILL_MISSING)
    chosen = {"subject__year_group": year, "subject__tutor_group": tutor, "subject__kind": kind,
              "state": state}  # fmt: skip
    rows = rows.filter(**{name: value for name, value in chosen.items() if value})
    order = ("subject__tutor_group", "subject__last_name", "subject__first_name", "pk")
    return rows.order_by(*order)


def missing_in(rows: Iterable[Ask]) -> dict[int, list[Part]]:
    """The parts nobody has signed yet, for many questions with the same few queries."""
    return {row.pk: states.missing_parts(*said, parents=all_) for row, said, all_ in _weighed(rows)}


def states_now(rows: Iterable[Ask]) -> dict[int, AskState]:
    """The state that follows from the answers as they count today, with the same few queries."""
    return {row.pk: states.state_of(*said, parents=all_) for row, said, all_ in _weighed(rows)}


def may_have_moved(on: date) -> QuerySet[Ask]:
    """Questions about present pupils that may stand otherwise because others must sign now: where
    somebody answered and it is not settled, and where a parent's refusal may count again."""
    answered = Answer.objects.filter(ask=OuterRef("pk"))
    refused = answered.filter(part=Part.PARENT, kind=AnswerKind.DECLINED)
    settled = Q(state__in=IN_ORDER)
    pupils = present(on).filter(kind=Kind.PUPIL).order_by().values("pk")
    rows = asks().filter(subject__in=pupils).exclude(state=AskState.SUPERSEDED)
    return rows.filter((~settled & Exists(answered)) | (settled & Exists(refused))).order_by("pk")


Weighed = tuple[Ask, tuple[tuple[Part, ...], list[Said]], list[int]]


def _weighed(rows: Iterable[Ask]) -> list[Weighed]:
    """Each question with its parts and what was said, and the parents who must all sign."""
    found = list(rows)
    said: dict[int, list[Said]] = {row.pk: [] for row in found}
    answers = with_gone(Answer.objects.filter(ask__in=said)).order_by("pk")
    for ask, part, kind, who, gone in answers.values_list("ask", "part", "kind", "person", "gone"):
        said[ask].append(Said(Part(part), kind, who or 0, gone))
    parents = _all_parents(found)
    return [
        (
            row,
            (audiences.PARTS[Audience(row.agreement.audience)], said[row.pk]),
            parents.get(row.subject_id, []),
        )
        for row in found
    ]


def reasons_of(rows: Iterable[Ask]) -> dict[int, str]:
    """The newest reason given for not signing, by question."""
    found = Answer.objects.filter(ask__in=list(rows)).exclude(reason="").order_by("pk")
    return dict(found.values_list("ask", "reason"))


def signed_as_parents(questions: Iterable[int]) -> set[tuple[int, int]]:
    """Who has signed which of these questions as a parent or carer: (question, person)."""
    found = Answer.objects.filter(ask__in=list(questions), part=Part.PARENT, kind="signed")
    return set(found.values_list("ask", F("person")))


def _all_parents(rows: list[Ask]) -> dict[int, list[int]]:
    """The parents who must all sign, by child; nobody where the school asks one alone."""
    if not rows or settings_of(rows[0].school_id).parents_needed == ParentsNeeded.ONE:
        return {}
    tied = parents_of(row.subject_id for row in rows)
    return {child: [one.pk for one in parents] for child, parents in tied.items()}
