"""What an action of a grid asks for: which kind of task, whose, and in which words. Pure.

The columns of the seeds are known by their codes. Responses of a level grid, and what a school
adds itself, are known by the words they begin with or hold; whatever is not known is something to
do for the lead.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.sanctions.choices import OTHER, Grid
from incidents.tasking.choices import Owner, TaskKind


@dataclass(frozen=True)
class Act:
    """What becomes of an action when it is taken: the kind of task, whose it is unless the lead
    says otherwise, its title (the grid's own words where it is empty) and what to do."""

    owner: Owner = Owner.LEAD
    kind: TaskKind = TaskKind.DO
    title: str | Promise = ""
    words: str | Promise = ""
    says_misuse: bool = True  # whoever has the task is told what was done
    names_person: bool = True  # and by whom

    @property
    def needs_until(self) -> bool:
        return self.kind == TaskKind.REMOVE_ACCESS

    @property
    def needs_amount(self) -> bool:
        return self.kind == TaskKind.COST


_TALK = _("Speak with them and write down what was said.")
_PHONE = _("Write down who was told, when and how.")
_ACCESS = _("Take the access away and write down when. It comes back on the day that is set.")
_HELP = _("Do what the lead asks about accounts, devices or filtering, and write down what it was.")
_HEADS_HELP = _(
    "Do what the headteacher asks about accounts, devices or filtering, and write down what it was."
)
_REFER = _("Speak with the lead, decide whether to report or refer, and write down why either way.")

_PUPILS: dict[str, Act] = {
    "class_teacher": Act(
        Owner.CLASS_TEACHER,
        title=_("Deal with it as class teacher or tutor"), words=_TALK,
    ),
    "head_of_year": Act(
        Owner.HEAD_OF_YEAR, title=_("Deal with it as head of year"),
        words=_TALK,
    ),
    "senior_leadership": Act(
        Owner.SENIOR_LEADERSHIP,
        title=_("Deal with it as a senior leader"), words=_TALK,
    ),
    "police_or_social_care": Act(
        Owner.DSL, title=_("Police or social care"), words=_REFER,
    ),
    "technical_support": Act(
        Owner.TECHNICAL_SUPPORT, title=_("Help from technical support"),
        words=_HELP, says_misuse=False,
    ),
    "inform_parents": Act(
        Owner.LEAD, TaskKind.INFORM_PARENTS, _("Inform parents or carers"), _PHONE,
    ),
    "remove_access": Act(
        Owner.TECHNICAL_SUPPORT, TaskKind.REMOVE_ACCESS, _("Remove network access"), _ACCESS,
        says_misuse=False,
    ),
    "warning": Act(Owner.LEAD, title=_("Give a warning"), words=_TALK),
    "further_sanction": Act(
        Owner.SENIOR_LEADERSHIP, title=_("Decide a further sanction"),
        words=_("Decide what it is and write it down."),
    ),
}  # fmt: skip
# What is decided about an adult who works here stays with the headteacher, who gives a task to a
# line manager by name: a role would tell all of them (domain.md 1.4).
_STAFF: dict[str, Act] = {
    "line_manager": Act(
        Owner.HEAD, title=_("Deal with it as line manager"),
        words=_TALK,
    ),
    "senior_leadership": Act(
        Owner.HEAD, title=_("Deal with it as headteacher"),
        words=_TALK,
    ),
    "local_authority_hr_or_social_care": Act(
        Owner.HEAD,
        title=_("Local authority, HR or social care"),
        words=_("Speak with them, and write down whom you reached and what they advise."),
    ),
    "police": Act(
        Owner.HEAD, title=_("Police"),
        words=_("Decide with the LADO whether to report it, and write down why either way."),
    ),
    "technical_support": replace(
        _PUPILS["technical_support"], words=_HEADS_HELP, names_person=False
    ),
    "warning": replace(_PUPILS["warning"], owner=Owner.HEAD),
    "suspension": Act(
        Owner.HEAD, title=_("Decide about a suspension"),
        words=_("Take HR's advice first. Write down what is decided and why."),
    ),
    "disciplinary_action": Act(
        Owner.HEAD, title=_("Begin disciplinary action"),
        words=_("Follow the disciplinary procedure with HR, and write down what is begun."),
    ),
}  # fmt: skip
# Responses in words: the first that fits stands. `_BEGINS` is matched at the start.
_BEGINS: tuple[tuple[str, Act], ...] = (
    ("blocked", replace(_PUPILS["remove_access"], title="")),
    ("liable", Act(
        Owner.OFFICE, TaskKind.COST, words=_("Write down what was asked for and what was paid."),
        says_misuse=False,
    )),
)  # fmt: skip
_HOLDS: tuple[tuple[str, Act], ...] = (
    ("police", replace(_PUPILS["police_or_social_care"], title="")),
    ("social care", replace(_PUPILS["police_or_social_care"], title="")),
    ("child-protection", Act(Owner.DSL, words=_("Write down where it is recorded."))),
    ("child protection", Act(Owner.DSL, words=_("Write down where it is recorded."))),
    ("suspension", Act(Owner.HEAD, words=_("Decide, and write down why."))),
    ("inform parents", replace(_PUPILS["inform_parents"], title="")),
    ("parents informed", replace(_PUPILS["inform_parents"], title="")),
    ("tutor", Act(Owner.CLASS_TEACHER, words=_TALK)),
    ("class teacher", Act(Owner.CLASS_TEACHER, words=_TALK)),
    ("teacher", Act(Owner.CLASS_TEACHER, words=_("Set it, and write down the day."))),
    ("detention", Act(Owner.HEAD_OF_YEAR, words=_("Set it, and write down the day."))),
    ("reset room", Act(Owner.HEAD_OF_YEAR, words=_("Set it, and write down the day."))),
)
_OTHER = Act(words=_("Write down what was done."))


def act_of(grid: str, code: str, words: str) -> Act:
    """What an action asks for: by its column's code, or by the words of a response."""
    own = _STAFF if grid == Grid.STAFF else _PUPILS
    if grid != Grid.LEVELS and code in own:
        return own[code]
    return _by_words(_plain(words))


def own_act(words: str, *, access_until: date | None, amount: Decimal | None) -> Act:
    """What an action asks for that the grid does not have: by what is said of it, then by words."""
    if access_until is not None:
        return _by_words("blocked")
    return _by_words("liable") if amount is not None else act_of("", OTHER, words)


def _by_words(text: str) -> Act:
    starting = (act for start, act in _BEGINS if text.startswith(start))
    holding = (act for part, act in _HOLDS if part in text)
    return next(starting, None) or next(holding, None) or _OTHER


def title_of(act: Act, words: str) -> str:
    """The action as the title of a task."""
    return str(act.title) or words


def ends_on(words: str, first: date) -> date | None:
    """The day on which access usually comes back, where the words say for how long it is gone;
    `first`: the day by which it is taken away."""
    text = _plain(words)
    if re.search(r"\bone week\b|\ba week\b", text) and "day" not in text:
        return first + timedelta(days=7)
    return first + timedelta(days=1) if re.search(r"\ba lesson\b|\ba day\b", text) else None


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
