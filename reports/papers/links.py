"""Every report of the product with a sentence, for the page that leads to them. No queries."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission as P


@dataclass(frozen=True)
class Link:
    """One report: what it is called, what it is for, and where it is."""

    title: str
    about: str
    url: str


def links(actor: Actor, school: str) -> list[Link]:
    """Those that the actor's roles open, in the order in which a school needs them."""
    return [
        Link(title, about, reverse(name, args=[school]))
        for right, name, title, about in _all()
        if actor.can(right)
    ]


def _all() -> list[tuple[P, str, str, str]]:
    return [
        (P.REPORT_READ, "reports:reports", _("Reports to the governors"),
         _("One for each term, in counts, approved by the headteacher.")),
        (P.INCIDENT_EXPORT, "reports:leaders", _("Report to senior leaders"),
         _("Each half-term: every incident with names, what was decided, what is overdue.")),
        (P.INCIDENT_EXPORT, "reports:log_reviews", _("Frozen logs"),
         _("The incident log as it was at each log review.")),
        (P.INCIDENT_EXPORT, "reports:bullying", _("Yearly report on bullying"),
         _("A school year in counts, safe to give to governors and parents.")),
        (P.INCIDENT_EXPORT, "reports:inspection", _("Inspection pack"),
         _("Referrals with reasons, bullying, training, agreements, policies and filtering.")),
        (P.AGREEMENT_COVERAGE, "reports:coverage", _("Who has signed"),
         _("Lists by class of who has signed an agreement and who has not.")),
        (P.INCIDENT_LOG, "reports:trends", _("Trends"),
         _("What is rising among the incidents that you may see.")),
        (P.INCIDENT_LOG, "incidents:log", _("The incident log"),
         _("Filter it, then make a PDF of it, or a file.")),
        (P.INCIDENT_LOG, "incidents:sanctions_report", _("Sanctions by the grid"),
         _("What was proposed, taken and departed from.")),
        (P.PEOPLE_VIEW, "reports:exports", _("Exports"),
         _("Tables as files, and what their columns mean.")),
    ]  # fmt: skip
