"""Forms on paper: printed with a code, and entered by the office when they come back."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aup import paper, queries
from aup.choices import AnswerKind, AskState
from aup.models import Answer, Ask, PaperCode, PaperPrint
from aup.queries import by_link
from aup.queries import paper as reads
from aup.services import answering
from aup.services.by_link import key_of
from esafety import pdf
from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.languages import ENGLISH
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.signatures import codes
from esafety.signatures.choices import Means, Part
from esafety.signatures.services.signing import Hand

AT_ONCE = 3
"""So many forms are printed while one waits; more are made by a job."""
MOST = 500
KEPT = timedelta(days=2)
_SIGNS = 8


@dataclass(frozen=True)
class Entry:
    """What stands on a form under one part: signed or refused, by whom, in which words."""

    part: Part
    person: Person
    signed: bool
    name: str = ""
    statement: str = ""
    reason: str = ""


class LaterAnswer(Refused):
    """Somebody answered after the day that stands on their form: `part` says under which part."""

    def __init__(self, sentence: str, part: Part) -> None:
        super().__init__(sentence)
        self.part = part


@transaction.atomic
def print_forms(*, asks: Sequence[Ask], by: Actor, locale: str = "") -> list[PaperCode]:
    """The codes to print on these forms, for a PDF that is made at once; one event for all. Each
    is in the language chosen, or where none was in the family's own, as far as it is there.

    Raises Refused without the right.
    """
    _check_right(by)
    made = _codes_of(asks, locale)
    facts = {"number": len(made)}
    audit.record(by=by, type="agreement.paper_printed", object=str(asks[0]), data=facts)
    return made


@transaction.atomic
def request_print(*, asks: Sequence[Ask], by: Actor, locale: str = "") -> PaperPrint:
    """Ask for one PDF with the forms of many. Raises Refused without the right, for none and for
    more than one PDF holds."""
    _check_right(by)
    if not 0 < len(asks) <= MOST:
        most = {"most": MOST}
        raise Refused(_("One PDF holds 1 to %(most)s forms. Choose a class.") % most)
    asked = PaperPrint(school_id=by.school_id, requested_by_id=by.membership_id or 0)
    asked.requested_at, asked.asks = timezone.now(), [ask.pk for ask in asks]
    asked.locale = locale
    payload = {"print": str(asked.key)}
    asked.job = jobs.enqueue(
        kind="agreement.paper",
        school_id=by.school_id,
        payload=payload,
        asked_by=by.membership_id,
    )
    asked.save(force_insert=True)
    facts = {"number": len(asks)}
    audit.record(by=by, type="agreement.paper_printed", object=str(asked), data=facts)
    return asked


def make(*, key: uuid.UUID, progress: Callable[[int], None]) -> None:
    """Make the PDF that was asked for; safe to run twice, and nothing where it is gone.

    Where this machine cannot make PDFs the row says so.
    """
    asked = PaperPrint.objects.select_related("requested_by").filter(key=key).first()
    if asked is None or asked.made_at is not None:
        return
    _check_right(schools.actor_of(asked.requested_by))
    known = {ask.pk: ask for ask in queries.asks().filter(pk__in=asked.asks)}
    rows = [known[pk] for pk in asked.asks if pk in known]
    rows = [ask for ask in rows if ask.state != AskState.SUPERSEDED]
    with transaction.atomic():
        made = _codes_of(rows, asked.locale)
    progress(30)
    try:
        asked.pdf, asked.made_at = pdf.render(html_of(made)), timezone.now()
    except pdf.PdfUnavailable:
        asked.unavailable = True
    asked.save(update_fields=["pdf", "made_at", "unavailable"])


@transaction.atomic
def remove_old(*, by: Actor) -> int:
    """Remove PDFs of forms older than two days: lists of pupils must not lie about."""
    old = PaperPrint.objects.filter(requested_at__lt=timezone.now() - KEPT)
    removed, _kinds = old.delete()
    if removed:
        audit.record(by=by, type="agreement.paper_removed", object="paper_print:old")
    return int(removed)


@transaction.atomic
def enter(
    *,
    ask: Ask,
    entries: Sequence[Entry],
    day: date,
    once_key: uuid.UUID,
    by: Actor,
    locale: str = ENGLISH,
) -> int:
    """Enter what stands on a form that came back; the number of answers. Sent twice it is once.
    `locale` is the language of the form.

    Raises Refused without the right, for an empty form, for a day to come, where somebody who
    signed may not sign for this child, and for a language in which there is no form; LaterAnswer
    where somebody on the form has answered since the day that stands on it.
    """
    _check_right(by)
    row = queries.asks().select_for_update(of=("self",)).get(pk=ask.pk)
    if not entries:
        raise Refused(_("Say what stands on the form: who signed, or who refused."))
    if day > schools.local_today(row.school):
        raise Refused(_("The day on the form is still to come."))
    for entry in entries:
        _check_may(row, entry)
        _enter(row, entry, _Paper(day, by_link_key(once_key, row, entry), locale), by)
    return len(entries)


def code_of(ask: Ask, locale: str = ENGLISH) -> PaperCode:
    """The code to print on the form in a language: the newest that still works and that nobody has
    used, else a new one."""
    now = timezone.now()
    rows = PaperCode.objects.filter(ask=ask, locale=locale, links__isnull=True)
    known: PaperCode | None = rows.filter(expires_at__gt=now + timedelta(days=7)).last()
    return known or _new_code(ask, locale)


def by_link_key(once_key: uuid.UUID, ask: Ask, entry: Entry) -> uuid.UUID:
    """The key of one part of a form that is entered once, about one question and no other."""
    return key_of(once_key, ask, entry.part, entry.person.pk)


def html_of(made: Sequence[PaperCode]) -> str:
    """The forms as one HTML document for esafety.pdf."""
    told = reads.words_of(made)
    return paper.html([(code, address_of(code), told[code.pk]) for code in made])


def address_of(code: PaperCode) -> str:
    """Where the code of a form leads."""
    path = reverse("sign:code", args=[code.school.slug, code.code])
    return str(settings.SITE_URL) + path


def _codes_of(asks: Sequence[Ask], locale: str) -> list[PaperCode]:
    """The code of each form in the language that is there for it."""
    spoken = reads.languages_of(asks, locale)
    return [code_of(ask, spoken[ask.pk]) for ask in asks]


def _new_code(ask: Ask, locale: str) -> PaperCode:
    now, days = timezone.now(), queries.settings_of(ask.school_id).link_days
    for _try in range(5):
        code = codes.new()[: _SIGNS + 1]
        row = PaperCode(school_id=ask.school_id, ask=ask, code=code, locale=locale)
        row.code_key = codes.key_of(code)
        row.made_at, row.expires_at = now, now + timedelta(days=days)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:  # one in 110,000 million: this code is another form's
            continue
        return row
    raise RuntimeError("No free code for a form was found.")


def _check_right(by: Actor) -> None:
    require(by, Permission.AGREEMENT_MANAGE, _("Your role does not look after agreements."))


def _check_may(ask: Ask, entry: Entry) -> None:
    """Only the child itself, and a parent or carer who may sign for them."""
    today = timezone.localdate()
    if entry.part == Part.PARENT:
        fits = entry.part in by_link.may_sign(entry.person, ask, today)
    else:
        fits = entry.person.pk == ask.subject_id
    if not fits:
        raise Refused(_("This person may not sign this form."))


@dataclass(frozen=True)
class _Paper:
    """The form on which something stands: its day, its key and its language."""

    day: date
    key: uuid.UUID
    locale: str


def _check_newest(ask: Ask, entry: Entry, given: Iterable[Answer], day: date) -> None:
    """What somebody answered after the day on their form counts: the form does not undo it."""
    zone = ZoneInfo(ask.school.timezone)
    days = [one.day_on_paper or one.answered_at.astimezone(zone).date() for one in given]
    last = max(days, default=day)
    if last > day:
        words = {"name": entry.person.name, "day": date_format(last, "j F Y")}
        sentence = _("%(name)s answered later than this form, on %(day)s. The later answer counts.")
        raise LaterAnswer(sentence % words, entry.part)


def _enter(ask: Ask, entry: Entry, form: _Paper, by: Actor) -> Answer:
    rows = Answer.objects.filter(ask=ask, part=entry.part, person=entry.person)
    given = list(rows.select_related("signature").order_by("pk"))
    if entry.signed:
        if form.key not in [one.signature.once_key for one in given if one.signature]:
            _check_newest(ask, entry, given, form.day)  # sent twice it is the same answer
        hand = Hand(
            name=entry.name,
            statement=entry.statement,
            part=entry.part,
            means=Means.PAPER,
            subject=ask.subject,
            signer=entry.person,
            entered_by=queries.member_of(by),
            answers={"day_on_paper": form.day.isoformat()},
        )
        return answering.sign(
            ask=ask,
            hand=hand,
            once_key=form.key,
            by=by,
            locale=form.locale,
            day_on_paper=form.day,
        )
    before = given[-1] if given else None
    said = (AnswerKind.DECLINED, entry.reason.strip(), form.day)
    if before is not None and (before.kind, before.reason, before.day_on_paper) == said:
        return before
    _check_newest(ask, entry, given, form.day)
    return answering.decline(
        ask=ask,
        part=entry.part,
        means=Means.PAPER,
        reason=entry.reason,
        by=by,
        person=entry.person,
        day_on_paper=form.day,
    )
