"""A policy as readers see it: its text in sections with its tables, its facts, its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from esafety.markdown import rendered
from policies import presenters as rules
from policies.choices import Shape
from policies.documents import wording
from policies.documents.choices import ApprovingBody, How, Marking, State
from policies.documents.models import Policy, PolicyRevision
from policies.models import RuleTableVersion

TONES = {
    State.DRAFT: "grey",
    State.CONSULTATION: "blue",
    State.APPROVED: "teal",
    State.PUBLISHED: "green",
    State.REVIEW: "yellow",
    State.WITHDRAWN: "grey",
}
_LONG = "j F Y"


@dataclass(frozen=True)
class Part:
    """A piece of a section: words as HTML, or a table that is drawn by its template."""

    html: str = ""
    version: RuleTableVersion | None = None
    template: str = ""
    drawn: Any = None
    now: int | None = None

    @property
    def wide(self) -> bool:
        """Whether it needs the long side of the paper."""
        return self.version is not None and self.version.table.shape == Shape.TICKS


@dataclass(frozen=True)
class Section:
    """A heading with what stands beneath it; what comes before the first heading has none."""

    anchor: str
    title: str
    parts: list[Part] = field(default_factory=list)


def sections(
    text: str, versions: Mapping[str, RuleTableVersion], now: Mapping[str, int] | None = None
) -> list[Section]:
    """The text in its sections. `versions` are the tables by code, `now` the numbers of those that
    have another version in force today."""
    found: list[Section] = []
    for number, (title, words) in enumerate(_split(text)):
        parts = [part for part in _parts(words, versions, now or {}) if part.html or part.version]
        if title or parts:
            found.append(Section(f"section-{number}" if title else "", title, parts))
    return found


def _split(text: str) -> list[tuple[str, str]]:
    """(title, words) for each heading of the first level, which is ## in the text."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in text.split("\n"):
        if line.startswith("## "):
            found.append((line[3:].strip(), []))
        else:
            found[-1][1].append(line)
    return [(title, "\n".join(lines)) for title, lines in found]


def _parts(
    text: str, versions: Mapping[str, RuleTableVersion], now: Mapping[str, int]
) -> list[Part]:
    found = []
    for kind, words in wording.pieces(text):
        version = versions.get(words) if kind == "table" else None
        if version is not None:
            template = rules.TEMPLATES[Shape(version.table.shape)]
            drawn = rules.drawn(versions, words)
            found.append(Part("", version, template, drawn, now.get(words)))
        elif kind == "text":
            found.append(Part(rendered(words) if words.strip() else ""))
    return found


def day(value: date | str | None) -> str:
    """A day as it is read: 4 September 2026."""
    found = parse_date(value) if isinstance(value, str) else value
    return str(date_format(found, _LONG)) if found else ""


@dataclass(frozen=True)
class Fact:
    """A row of a summary list."""

    key: str
    value: str


def facts(policy: Policy) -> list[Fact]:
    """What is known of a policy, for the top of its page."""
    every = _("%(often)s (%(months)s months)") % {
        "often": policy.get_cycle_display(),
        "months": policy.months,
    }
    return [
        Fact(_("Document number"), policy.number),
        Fact(_("Owner"), policy.owner.display_name if policy.owner else _("Nobody yet")),
        Fact(_("Approved by"), policy.get_body_display()),
        Fact(_("Reviewed"), every),
        Fact(_("Next review"), day(policy.next_review_on) or _("Not set")),
        Fact(_("Protective marking"), policy.get_marking_display()),
        Fact(_("On the public page"), _("Yes") if policy.public else _("No")),
        Fact(_("Read and acknowledged by staff"), _("Yes") if policy.acknowledged else _("No")),
    ]


def title_page(revision: PolicyRevision) -> list[Fact]:
    """What stood on the title page of a revision on the day of its publication."""
    held, how = revision.facts, How(revision.approved_how).label
    body = ApprovingBody(revision.approved_body).label
    approved = _("%(body)s, %(day)s (%(how)s)") % {
        "body": body,
        "day": day(revision.approved_on),
        "how": str(how).lower(),
    }
    found = [
        Fact(_("Document number"), held["document"]),
        Fact(_("Revision"), str(revision.number)),
        Fact(_("Published"), day(revision.published_at)),
        Fact(_("Approved by"), approved),
        Fact(_("Words of the approval"), revision.approving_words),
        Fact(_("Owner"), held["owner"]),
        Fact(_("Who was asked"), held["consulted"]),
        Fact(_("Next review"), day(held["next_review_on"])),
        Fact(_("Protective marking"), str(Marking(held["marking"]).label)),
    ]
    return [fact for fact in found if fact.value]


def public_facts(revision: PolicyRevision) -> list[Fact]:
    """What anybody may know of a revision: no names of members of staff beyond the text's own."""
    return [
        Fact(_("Document number"), revision.facts["document"]),
        Fact(_("Revision"), str(revision.number)),
        Fact(_("Published"), day(revision.published_at)),
        Fact(_("Approved by"), str(ApprovingBody(revision.approved_body).label)),
        Fact(_("Next review"), day(revision.facts["next_review_on"])),
    ]


@dataclass(frozen=True)
class Told:
    """A revision in a list, with the names of who wrote and approved it."""

    revision: PolicyRevision
    author: str
    approved_by: str


def history(revisions: Sequence[PolicyRevision], names: Mapping[str, str]) -> list[Told]:
    """Revisions as a list tells them. Where nobody wrote it, the product's own text was taken."""
    own = _("The starter text")
    return [
        Told(one, names.get(one.author_ref, own), names.get(one.approved_by_ref, ""))
        for one in revisions
    ]


@dataclass(frozen=True)
class Entry:
    """A line of the register."""

    policy: Policy
    tone: str
    overdue: bool
    revision: int | None


def register(policies: Sequence[Any], today: date) -> list[Entry]:
    """The lines of the register, those overdue for review marked."""
    return [
        Entry(
            policy,
            TONES[State(policy.state)],
            bool(policy.next_review_on and policy.next_review_on < today),
            policy.current_number,
        )
        for policy in policies
    ]
