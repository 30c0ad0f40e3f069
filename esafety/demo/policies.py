"""The written policies of the demonstration, one or more in each state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from esafety.access.actor import Actor
from esafety.demo.company import Company
from esafety.demo.stage import Acts
from esafety.schools import queries as schools
from policies.documents import queries
from policies.documents.choices import ApprovingBody, Cycle, How, Marking, State
from policies.documents.models import Policy
from policies.documents.services import blanks, consulting, lifecycle, writing

_BLANKS = {"starts_on": "1 September", "data_officer": "the data protection service of the county"}


@dataclass(frozen=True)
class Piece:
    """One invented policy: its title, some sentences, and what becomes of it. `ago` counts the days
    since it was published (or begun), `due` those until its next review."""

    title: str
    words: str
    becomes: State
    ago: int
    due: int = 200
    public: bool = False
    acknowledged: bool = False
    marking: str = Marking.NONE


PIECES = (
    Piece(
        "Social media policy",
        "Every account in the school's name is agreed by a senior leader.",
        State.PUBLISHED,
        ago=330,
        due=-24,
        public=True,
        acknowledged=True,
    ),
    Piece(
        "Passwords and access policy",
        "Everybody has an account of their own and tells the password to nobody.",
        State.PUBLISHED,
        ago=150,
        due=61,
        acknowledged=True,
        marking=Marking.OFFICIAL,
    ),
    Piece(
        "Mobile phones policy",
        "Phones are switched off and in the bag from the first bell to the last.",
        State.CONSULTATION,
        ago=6,
        public=True,
    ),
    Piece(
        "Data protection policy",
        "We keep no more about people than we need, and no longer than we need it.",
        State.APPROVED,
        ago=9,
        public=True,
    ),
    Piece(
        "Images of children policy",
        "Pictures are taken with school devices only.",
        State.REVIEW,
        ago=300,
        due=18,
        public=True,
    ),
    Piece(
        "Learning from home policy",
        "Lessons at a distance keep to the timetable of the day.",
        State.WITHDRAWN,
        ago=335,
    ),
    Piece(
        "Generative tools policy",
        "Nobody types the name of a child into a tool that writes or draws by itself.",
        State.DRAFT,
        ago=12,
    ),
)


def register(company: Company, now: datetime) -> Iterator[Acts]:
    """The plays of all policies of one school."""
    yield _starter(company, now)
    if not company.is_primary:
        for number, piece in enumerate(PIECES, 2):
            yield _play(company, now, piece, number)


def _starter(company: Company, now: datetime) -> Acts:
    """The online-safety policy, its blanks filled in, published and once made better."""
    lead, chair = lead_of(company), _chair(company)
    yield now - timedelta(days=345)
    proposed = blanks.proposed_values(company.school)
    missing = dict.fromkeys(("governor", "deputy_dsl", "senior_leader"), "a senior leader")
    blanks.fill_in(values=missing | proposed | _BLANKS, revision=0, by=lead)
    policy = queries.policies().get(code="online-safety")
    owner = schools.members().get(pk=lead.membership_id or 0)
    writing.change_details(
        policy=policy,
        title=policy.title,
        number=policy.number,
        owner=owner,
        body=policy.body,
        cycle=policy.cycle,
        cycle_months=None,
        next_review_on=None,
        marking=policy.marking,
        public=True,
        acknowledged=True,
        by=lead,
    )
    publish(company, policy, days=365)
    yield now - timedelta(days=70)
    lifecycle.open_review(policy=policy, reason="New guidance on filtering has come.", by=chair)
    draft = writing.begin(policy=policy, by=lead)
    text = draft.text.replace(
        "A fault is reported at once", "Each check is signed. A fault is reported at once"
    )
    writing.change(policy=policy, text=text, revision=draft.revision, by=lead)
    publish(company, policy, days=365, comment="Checks of the filter are signed.")


def _play(company: Company, now: datetime, piece: Piece, number: int) -> Acts:
    lead = lead_of(company)
    yield now - timedelta(days=piece.ago, minutes=number)
    policy = _begin(company, piece, number)
    if piece.becomes in (State.PUBLISHED, State.REVIEW, State.WITHDRAWN):
        publish(company, policy, days=piece.ago + piece.due)
    elif piece.becomes == State.APPROVED:
        _approve(company, policy, "The first text.")
    elif piece.becomes == State.CONSULTATION:
        yield from _consult(company, now, policy)
    if piece.becomes == State.REVIEW:
        yield now - timedelta(days=8)
        reason = "Tools that change pictures are in everybody's pocket now."
        lifecycle.open_review(policy=policy, reason=reason, by=lead)
        writing.begin(policy=policy, by=lead)
    elif piece.becomes == State.WITHDRAWN:
        yield now - timedelta(days=45)
        reason = "It is now a part of the online safety policy."
        lifecycle.withdraw(policy=policy, reason=reason, by=company.actors["hari"])


def _begin(company: Company, piece: Piece, number: int) -> Policy:
    lead = lead_of(company)
    owner = schools.members().get(pk=lead.membership_id or 0)
    policy = writing.make(
        title=piece.title,
        number=f"{company.school.code}-POL-{number:03}",
        owner=owner,
        body=ApprovingBody.GOVERNING_BODY,
        cycle=Cycle.YEARLY,
        cycle_months=None,
        marking=piece.marking,
        public=piece.public,
        acknowledged=piece.acknowledged,
        by=lead,
    )
    text = (
        f"## 1. Scope\n\nThis policy holds for everybody at {{{{school}}}}.\n\n"
        f"## 2. What holds\n\n{piece.words} {{{{lead}}}} answers questions about it.\n\n"
        "## 3. Review\n\nThe governing body reviews it every year.\n"
    )
    writing.change(policy=policy, text=text, revision=1, by=lead)
    return policy


def _consult(company: Company, now: datetime, policy: Policy) -> Acts:
    lead = lead_of(company)
    lifecycle.open_consultation(
        policy=policy,
        revision=2,
        asked="All staff and governors; the school council; parents by newsletter",
        roles=["staff", "governor", "esafety_governor", "chair"],
        closes_on=now.date() + timedelta(days=15),
        by=lead,
    )
    yield now - timedelta(days=3)
    consulting.reply(
        policy=policy, words="Please say what holds on school trips.", by=company.actors["tom"]
    )
    consulting.enter_reply(
        policy=policy,
        said_by="The school council",
        words="Sixth formers would like to use phones in their common room.",
        by=lead,
    )


def _approve(company: Company, policy: Policy, comment: str) -> None:
    lead = lead_of(company)
    draft = queries.drafts().get(policy=policy)
    draft = lifecycle.propose(
        policy=policy, revision=draft.revision, comment=comment, material=True, by=lead
    )
    lifecycle.approve(
        policy=policy,
        revision=draft.revision,
        body=ApprovingBody.GOVERNING_BODY,
        on=timezone.localdate(),
        how=How.MEETING,
        words="Approved by the governing body without a vote against.",
        by=_chair(company),
    )


def publish(
    company: Company, policy: Policy, *, days: int, comment: str = "The first text."
) -> None:
    _approve(company, policy, comment)
    day = timezone.localdate() + timedelta(days=days)
    lifecycle.publish(policy=policy, next_review_on=day, by=lead_of(company))


def lead_of(company: Company) -> Actor:
    return company.actors.get("lena") or company.actors["boris"]


def _chair(company: Company) -> Actor:
    return company.actors.get("cora") or company.actors["bina"]
