"""The governor reports of the terms that are over: drafted, approved, published, printed."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from esafety import pdf
from esafety.access.actor import Actor
from esafety.demo.company import Company
from esafety.jobs import services as jobs
from esafety.schools import queries as schools
from esafety.schools.models import Term
from reports import names_found
from reports.choices import Section
from reports.models import GovernorReport
from reports.services import approval, building, drafting

MOST = 2
_WORDS = (
    (
        "Reports came in from every part of the school, and most were acknowledged on the "
        "same day. Unkind group chats outside school remain the most frequent matter, above "
        "all among the younger pupils.\n\nWe held an assembly on pictures of others, and the "
        "tutor programme now has a lesson on group chats. Next term we look at how the "
        "agreement speaks of tools that make pictures."
    ),
    (
        "Reports came in steadily through the term. Staff report sooner than "
        "they did, which helps: nearly everything was dealt with while it was small.\n\nTwo "
        "sets of tablets were put right after pupils told us of a gap in the filter. We "
        "thanked them. The evening for families on settings at home was full, and there will "
        "be another."
    ),
)


def reports(company: Company, now: datetime) -> Iterator[datetime]:
    """The last two terms that are over, each from draft to published, where PDFs can be made."""
    today = now.astimezone(company.calendar.zone).date()
    over = [term for term in schools.terms() if term.ends_on < today]
    for term, words in zip(over[-MOST:], _WORDS, strict=False):
        if pdf.is_available():
            yield from _report(company, term, words)


def _report(company: Company, term: Term, words: str) -> Iterator[datetime]:
    lead, head = company.actors["lena"], company.actors["hari"]
    start = datetime.combine(term.ends_on, time(16, 5), company.calendar.zone)
    yield start
    report = drafting.start(term=term, by=lead)
    texts = dict(
        zip((Section.INCIDENTS.value, Section.ACTIONS.value), words.split("\n\n", 1), strict=True)
    )
    drafting.write_words(report=report, texts=texts, by=lead)
    _clear_names(report, lead)
    _build(building.ask(report=report, by=lead))
    yield start + timedelta(minutes=20)
    approval.propose(report=report, by=lead)
    yield start + timedelta(hours=2)
    _build(approval.approve(report=report, by=head))
    yield start + timedelta(hours=3)
    approval.publish(report=report, by=head)


def _clear_names(report: GovernorReport, lead: Actor) -> None:
    """Everyday words that are somebody's name, which the words above are full of."""
    found = {(key, each.key) for key, names in names_found.of(report).items() for each in names}
    if found:
        reason = "Everyday words: nobody is named."
        drafting.clear_names(report=report, names=found, reason=reason, by=lead)


def _build(report: GovernorReport) -> None:
    """What the worker would do a moment later."""
    jobs.run(str(report.job_id))
