"""Beginning a report or an annex, writing its words, and clearing names found in them."""

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools.models import Membership, Term
from reports import names_found, permissions, queries, workflow
from reports.choices import CORRECTION, Part, Section, Span
from reports.models import GovernorReport, NameClearance, SectionWords, code_of
from reports.names import Found, printed


class WrittenMeanwhile(Refused):
    """Somebody else has saved the same sections since this text was begun."""

    def __init__(self, sections: list[str]) -> None:
        super().__init__(
            _(
                "Somebody else saved these words while you were writing. Nothing was saved. Both "
                "texts are below: put together what should stay, then save again."
            )
        )
        self.sections = sections


def locked(report: GovernorReport) -> GovernorReport:
    """The report's row, locked until the transaction ends."""
    rows = GovernorReport.objects.select_for_update(of=("self",)).select_related("school", "term")
    found: GovernorReport = rows.get(pk=report.pk)
    return found


@transaction.atomic
def start(*, term: Term, by: Actor, span: Span = Span.TERM) -> GovernorReport:
    """Begin the report of a term or of the school year it ends, or go on with one's own.

    A draft whose drafter no longer drafts reports is taken over by who may see it. Refused in the
    same words whether somebody else has the report in hand or it is not to be seen, so that
    nothing tells of it; and to the only one who could approve it.
    """
    permissions.check_can_start(by)
    report, made = GovernorReport.objects.get_or_create(
        school_id=by.school_id,
        term=term,
        span=span,
        part=Part.MAIN,
        defaults={"drafted_at": timezone.now(), "drafted_by_id": by.membership_id},
    )
    if not made:
        return _go_on(locked(report), by)
    audit.record(
        by=by, type="report.drafted", object=report.audit_ref, data={"term": code_of(term, span)}
    )
    return report


def _go_on(report: GovernorReport, by: Actor) -> GovernorReport:
    if report.drafted_by_id == by.membership_id:
        return report
    try:
        return take_over(report=report, by=by)
    except Refused as refused:
        raise Refused(_("Somebody else has the report of this term in hand.")) from refused


@transaction.atomic
def take_over(*, report: GovernorReport, by: Actor) -> GovernorReport:
    """Draft on what a drafter left who drafts no more, also a correction. The editions built so far
    counted what that drafter may see, so that it has to be built anew."""
    row = locked(report)
    permissions.check_can_take_over(by, row)
    row.drafted_by = Membership.objects.get(pk=by.membership_id)
    row.drafted_at = timezone.now()
    row.save(update_fields=["drafted_by", "drafted_at"])
    audit.record(by=by, type="report.taken_over", object=row.audit_ref)
    return row


@transaction.atomic
def start_annex(*, term: Term, by: Actor, span: Span = Span.TERM) -> GovernorReport:
    """Begin the maker's own annex to the report of that time, or go on with it.

    It counts what the maker may see and the report's drafter may not. Refused before there is a
    report, and to the drafter of the report.
    """
    permissions.check_can_start_annex(by)
    main = GovernorReport.objects.filter(term=term, span=span, part=Part.MAIN).first()
    if main is None:
        raise Refused(_("The report of this term has not been begun yet."))
    if main.drafted_by_id == by.membership_id:
        raise Refused(_("You draft the report itself, and it counts all that you may see."))
    annex, made = GovernorReport.objects.get_or_create(
        school_id=by.school_id,
        term=term,
        span=span,
        part=Part.ANNEX,
        drafted_by_id=by.membership_id,
        defaults={"drafted_at": timezone.now()},
    )
    if made:
        facts = {"term": code_of(term, span)}
        audit.record(by=by, type="report.drafted", object=annex.audit_ref, data=facts)
    return annex


def fingerprint(text: str) -> str:
    """What a form carries of the text that it was begun from, to tell whether it is still that."""
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def write_words(
    *,
    report: GovernorReport,
    texts: Mapping[str, str],
    by: Actor,
    begun_from: Mapping[str, str] | None = None,
) -> GovernorReport:
    """Save the words of sections, by section; those that are not given stay.

    `begun_from`: the fingerprint of each text that the writer began from. One that is unchanged
    since is not written again; where somebody else has written meanwhile, nothing is saved, and
    WrittenMeanwhile says where. Names in words are kept, but words with names go no further.
    Characters that print as nothing are left out: they would part a name for whoever looks for it.
    """
    row = locked(report)
    permissions.check_can_write(by, row)
    workflow.check_can_change(row.status)
    now = queries.texts_of(row)
    begun = begun_from or {}
    wanted = {
        key: printed(text)
        for key, text in texts.items()
        if printed(text) != now.get(key, "") and fingerprint(text) != begun.get(key)
    }
    _check_texts(row, wanted)
    before = {key: fingerprint(now.get(key, "")) for key in wanted}
    clashes = [key for key in wanted if begun.get(key, before[key]) != before[key]]
    if clashes:
        raise WrittenMeanwhile(clashes)
    for key, text in wanted.items():
        _write(row, key, text, by)
    if wanted:
        sizes = {key: len(text) for key, text in wanted.items()}
        audit.record(
            by=by, type="report.words_changed", object=row.audit_ref, data={"characters": sizes}
        )
    return row


def _check_texts(row: GovernorReport, texts: Mapping[str, str]) -> None:
    known = {*Section.values, CORRECTION} if row.is_correction else set(Section.values)
    if set(texts) - known:
        raise Refused(_("This report has no such section."))
    if CORRECTION in texts and not texts[CORRECTION].strip():
        raise Refused(_("Say why the report is corrected."))


def _write(row: GovernorReport, key: str, text: str, by: Actor) -> None:
    facts = {
        "school_id": row.school_id,
        "text": text,
        "changed_at": timezone.now(),
        "changed_by_id": by.membership_id,
    }
    SectionWords.objects.update_or_create(report=row, section=key, defaults=facts)


@transaction.atomic
def clear_names(
    *, report: GovernorReport, names: set[tuple[str, str]], reason: str, by: Actor
) -> GovernorReport:
    """Say that names found in the words are of nobody in incidents. `names`: sections with keys as
    `names.Found` has them. A reason is needed unless all of them are everyday words; the audit log
    has neither the names nor the reason."""
    row = locked(report)
    permissions.check_can_write(by, row)
    workflow.check_can_change(row.status)
    wanted = {
        section: [each for each in found if (section, each.key) in names]
        for section, found in names_found.of(row, by).items()
    }
    if not any(wanted.values()):
        raise Refused(_("There are no such names in these words any more."))
    if any(each.certain for found in wanted.values() for each in found) and not reason.strip():
        raise Refused(_("Give a reason."))
    for section, found in wanted.items():
        if found:
            _clear(row, section, found, reason.strip(), by)
    return row


def _clear(row: GovernorReport, section: str, found: list[Found], reason: str, by: Actor) -> None:
    NameClearance(
        school_id=row.school_id,
        report=row,
        section=section,
        names=[each.key for each in found],
        reason=reason,
        cleared_at=timezone.now(),
        cleared_by_id=by.membership_id,  # type: ignore[misc] # a member passed the check
    ).save(force_insert=True)
    certain = sum(each.certain for each in found)
    facts = {"section": section, "names": certain, "words": len(found) - certain}
    audit.record(by=by, type="report.names_cleared", object=row.audit_ref, data=facts)
