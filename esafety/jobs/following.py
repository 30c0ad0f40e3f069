"""How a job is followed on the page of whoever asked for it: where it stands, in words."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from esafety.access.actor import Actor
from esafety.jobs import queries, registry
from esafety.jobs.choices import JobState
from esafety.jobs.models import Job

_UNDER_WAY = ("waiting", "running", "retrying")
_LARGE = gettext_lazy("It is too large for one PDF. Choose less of it and ask again.")
_FAILURES: dict[str, str | Promise] = {
    "PdfUnavailable": gettext_lazy(
        "This server cannot make PDFs: a system library is missing. Tell whoever runs it."
    ),
    "TooLarge": _LARGE,
    "MemoryError": _LARGE,
    "TimedOut": gettext_lazy("It took too long. Choose less of it, or try again later."),
    "Refused": gettext_lazy(
        "You may no longer take this out, or what it shows has changed since you asked for it."
        " Go back and ask again."
    ),
    "WorkerLost": gettext_lazy(
        "The server stopped several times while it was being made. Try again. If it stops again,"
        " tell whoever runs the server."
    ),
}
_OTHER = gettext_lazy(
    "It could not be made. Try again. If it fails again, tell whoever runs the server."
)


@dataclass(frozen=True)
class Standing:
    """`state` as the page's script knows it; `ahead`: PDFs to be made before, while it waits."""

    key: str
    state: str
    percent: int
    words: str
    ahead: int = 0
    may_cancel: bool = False
    may_try_again: bool = False

    @property
    def is_under_way(self) -> bool:
        return self.state in _UNDER_WAY

    def as_json(self) -> dict[str, Any]:
        """What the page's script reads."""
        facts = asdict(self)
        return {name: facts[name] for name in ("state", "percent", "words", "ahead")}


def standing(job: Job, actor: Actor) -> Standing:
    """Where the job stands now, and what this actor may do about it."""
    state = _state(job)
    ahead = queries.ahead_of(job) if state == "waiting" else 0
    theirs = job.asked_by_id is not None and job.asked_by_id == actor.membership_id
    theirs = theirs and job.kind in registry.kinds_of_pdfs()
    return Standing(
        key=str(job.pk),
        state=state,
        percent=job.percent,
        words=_words(job, state, ahead),
        ahead=ahead,
        may_cancel=theirs and state in _UNDER_WAY,
        may_try_again=theirs and state in ("failed", "cancelled"),
    )


def of_print(row: Any, actor: Actor) -> Standing:
    """Where a PDF stands whose row knows `job`, `made_at` and `unavailable`.

    The PDF counts, not the job: one that is made is done, and one whose job is gone has failed.
    """
    if row.made_at or row.unavailable:
        return Standing(key="", state="done", percent=100, words=_("Done"))
    if row.job is None:
        return Standing(key="", state="failed", percent=0, words=str(_OTHER))
    return standing(row.job, actor)


def _state(job: Job) -> str:
    """A worker that died in the middle is told of as a try that failed."""
    now = timezone.now()
    if job.state == JobState.RUNNING and job.leased_until is not None and job.leased_until < now:
        return "retrying"
    return "retrying" if job.state == JobState.WAITING and job.attempts else str(job.state)


def _words(job: Job, state: str, ahead: int) -> str:
    if state == "waiting" and ahead:
        one, more = "%(n)s PDF is made before yours.", "%(n)s PDFs are made before yours."
        return ngettext(one, more, ahead) % {"n": ahead}
    if state == "failed":
        return str(_FAILURES.get(job.last_error, _OTHER))
    return {
        "waiting": _("It is the next to be made."),
        "running": job.progress_words or _("It is being made."),
        "retrying": _("Making it was broken off. It is tried again in a moment."),
        "done": _("Done"),
        "cancelled": _("You cancelled it. Nothing was made."),
    }[state]
