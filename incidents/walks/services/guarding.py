"""The image guard: five referral prompts, and who saw anything (domain.md 2, UKCIS 2024).

It holds words: never an image and never a link.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from incidents import entries
from incidents.choices import EntryKind, Status
from incidents.models import ImageGuard, Incident, Task
from incidents.services import triage
from incidents.tasking.choices import Owner, TaskKind, TaskState
from incidents.tasking.services import give
from incidents.walks import permissions, queries, triggers
from incidents.walks.choices import Answer, Prompt

MOST_SEEN = 20
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|\bwww\.", re.IGNORECASE)
NO_ADDRESS = gettext_lazy(
    "Leave the web address out. Say in words which app, site or account it was."
)
KNOWN_UNDER_13 = gettext_lazy(
    "By the directory a child in it was under 13 on the day. Answer “Yes” or “Not sure”, or "
    "correct the date of birth or of the incident first."
)


@dataclass(frozen=True)
class Seen:
    """One person who saw anything: who, why, when, where, and who else was there."""

    who: str
    why: str
    when: str
    where: str
    present: str


def holds_address(text: str) -> bool:
    """Whether the words hold a web address."""
    return bool(_ADDRESS.search(text))


def refers_by_default(answers: Mapping[Prompt, Answer]) -> bool:
    """Any "yes", and any "not sure", makes referral the default."""
    return any(answers.get(prompt) != Answer.NO for prompt in Prompt)


@transaction.atomic
def answer(
    *,
    incident: Incident,
    by: Actor,
    answers: Mapping[Prompt, Answer],
    read: int,
    refer: bool | None = None,
    override_reason: str = "",
    seen: Sequence[Seen] = (),
    device_secured: bool | None = None,
    device_words: str = "",
) -> ImageGuard:
    """Record the five answers and what is decided; the newest row counts. `refer` None: the default
    that the answers give. Not to refer needs a reason, whatever the answers; to refer gives the
    designated safeguarding lead the task, once.

    `read` is how many rows the page showed: nobody puts theirs over answers they have not seen.
    Whoever answers has read the report: that acknowledges it where nobody did.
    """
    row = _hold(incident, by)
    _check(row, answers, read)
    refer = _decided(answers, refer, override_reason)
    _check_words(seen, override_reason, device_words)
    _tell(row, by, answers, refer=refer, reason=override_reason, seen=len(seen))
    guard: ImageGuard = ImageGuard.objects.create(
        school_id=row.school_id,
        incident=row,
        **{prompt.value: answers[prompt].value for prompt in Prompt},
        refer=refer,
        override_reason="" if refer else override_reason.strip(),
        seen=[asdict(one) for one in seen],
        device_secured=device_secured,
        device_words=device_words,
        task=_refer(row, by) if refer else None,
        made_at=timezone.now(),
        made_by_id=by.membership_id,
    )
    audit.record(by=by, type="guard.answered", object=row.audit_ref, data={"refer": refer})
    return guard


def _hold(incident: Incident, by: Actor) -> Incident:
    row = entries.lock(incident)
    permissions.check_can_walk(by, row)
    is_new = row.status == Status.SUBMITTED
    return triage.acknowledge(incident=row, by=by) if is_new else row


def _decided(answers: Mapping[Prompt, Answer], refer: bool | None, reason: str) -> bool:
    """Whether it is referred. Raises Refused for "no" without a reason, and where nothing is
    decided and the answers give no default."""
    if refer is None and not refers_by_default(answers):
        raise Refused(_("Choose whether it is referred."))
    if refer is False and not reason.strip():
        raise Refused(_("Give the reason for not referring it."))
    return refer is not False


def _check_words(seen: Sequence[Seen], *others: str) -> None:
    if any(not (one.who.strip() and one.why.strip()) for one in seen) or len(seen) > MOST_SEEN:
        raise Refused(_("Say of everybody who saw anything who it was and why."))
    words = [text for one in seen for text in asdict(one).values()]
    if any(map(holds_address, [*words, *others])):
        raise Refused(str(NO_ADDRESS))


def _check(row: Incident, answers: Mapping[Prompt, Answer], read: int) -> None:
    involved = list(row.involved.select_related("person"))
    codes = [one.code for one in row.types.all()]
    if not triggers.guard_applies(codes, involved):
        raise Refused(
            _("No type of this incident is about sexual images. Correct the types first.")
        )
    if any(prompt not in answers for prompt in Prompt):
        raise Refused(_("Answer all five questions."))
    if len(queries.guards_of(row)) != read:
        raise Refused(
            _(
                "Somebody has answered these questions since you opened the page. Read their "
                "answers under “What was answered before”, then save yours again."
            )
        )
    known = triggers.under_13(involved, row.happened_on)
    if known == Answer.YES and answers[Prompt.UNDER_13] == Answer.NO:
        raise Refused(str(KNOWN_UNDER_13))


def _tell(
    row: Incident,
    by: Actor,
    answers: Mapping[Prompt, Answer],
    *,
    refer: bool,
    reason: str,
    seen: int,
) -> None:
    lines = [f"{prompt.label} {answers[prompt].label}." for prompt in Prompt]
    decided = _("Decided: it is referred.") if refer else _("Decided: it is not referred.")
    lines.append(decided if refer else f"{decided} {reason.strip()}")
    if seen:
        words = _("People recorded as having seen anything: %(number)s.")
        lines.append(words % {"number": seen})
    text = "\n".join([_("Image guard."), *lines])
    entries.write(row, by=by, kind=EntryKind.WALK, text=text)


def _refer(row: Incident, by: Actor) -> Task:
    """The task to refer; the one given before, unless it was cancelled."""
    given = [one.task for one in queries.guards_of(row) if one.task]
    present = next((task for task in given if task.state != TaskState.CANCELLED), None)
    return present or give(
        incident=row,
        by=by,
        kind=TaskKind.DO,
        title=_("Make the referral to the police or children's social care"),
        words=_(
            "The image guard decided it. Say in words what is known. Never view, copy, print, "
            "share, save or forward an image, and ask nobody to. Write the referral down on its "
            "sheet of the record."
        ),
        owner_role=Owner.DSL,
    )
