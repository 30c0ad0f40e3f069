"""Reads of the words: versions, the draft, translations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery

from aup import audiences
from aup.models import Agreement, AgreementDraft, AgreementTranslation, AgreementVersion, Ask
from esafety.languages import LANGUAGES
from esafety.schools import queries as schools
from esafety.signatures.models import SignedText

A_YEAR = timedelta(days=365)


def versions(agreement: Agreement) -> QuerySet[AgreementVersion]:
    """The versions of an agreement, newest first."""
    rows: QuerySet[AgreementVersion] = AgreementVersion.objects.filter(agreement=agreement)
    return rows.select_related("agreement__school").order_by("-number")


def drafts() -> QuerySet[AgreementDraft]:
    """Drafts that are being written."""
    rows: QuerySet[AgreementDraft] = AgreementDraft.objects.filter(base__isnull=False)
    return rows.select_related("agreement__school", "base", "changed_by")


def draft_of(agreement: Agreement) -> AgreementDraft | None:
    """The draft of an agreement, while one is written."""
    return drafts().filter(agreement=agreement).first()


def is_renewal(draft: AgreementDraft, today: date) -> bool:
    """Whether a draft says what is in force: publishing it asks everybody for the same again."""
    newest = versions(draft.agreement).first()
    return newest is not None and newest.text == draft.text and newest.effective_from <= today


@dataclass(frozen=True)
class Renewal:
    """An agreement that is to be signed anew; `asked_from`: the day on which its version was asked
    for first."""

    agreement: Agreement
    asked_from: date


def to_renew(today: date) -> list[Renewal]:
    """What is signed each year and was asked for a year ago or earlier, by agreement. The day of
    the version says nothing of that: one that came with the product is older than any signature."""
    asked = Ask.objects.filter(
        agreement=OuterRef("agreement"), version__number__gte=OuterRef("number")
    )
    rows = AgreementVersion.objects.filter(
        agreement__audience__in=audiences.YEARLY, material=True
    ).annotate(first_asked=Subquery(asked.order_by("asked_at").values("asked_at")[:1]))
    rows = rows.defer("text").select_related("agreement__school").order_by("agreement", "number")
    newest = {row.agreement_id: row for row in rows}
    found = [_renewal(row) for row in newest.values() if row.first_asked]
    return [one for one in found if one.asked_from <= today - A_YEAR]


def _renewal(row: Any) -> Renewal:
    zone = ZoneInfo(row.agreement.school.timezone)
    return Renewal(row.agreement, row.first_asked.astimezone(zone).date())


def signed_text(version: AgreementVersion, locale: str) -> SignedText | None:
    """The words of a version and language as somebody signed them first."""
    found: SignedText | None = SignedText.objects.filter(
        document=str(version.agreement), version=version.number, locale=locale
    ).first()
    return found


def translation(version: AgreementVersion, locale: str) -> AgreementTranslation | None:
    """The version in a language: as it was signed, else the newest; None where there is none."""
    rows = AgreementTranslation.objects.filter(version=version, locale=locale).order_by("-pk")
    signed = signed_text(version, locale)
    if signed is not None:
        rows = rows.filter(sha256=signed.sha256)
    found: AgreementTranslation | None = rows.first()
    return found


def locales_of(version: AgreementVersion) -> list[str]:
    """The languages a version was translated into, in the order of the list of languages."""
    rows = AgreementTranslation.objects.filter(version=version)
    have = set(rows.order_by().values_list("locale", flat=True))
    return [code for code in LANGUAGES if code in have]


def names_of(refs: Iterable[str]) -> dict[str, str]:
    """The names of the members with these references."""
    pks = [ref.partition(":")[2] for ref in refs if ref.startswith("member:")]
    return {str(one): one.display_name for one in schools.members().filter(pk__in=pks)}
