"""Rows of the agreements: their words, who was asked, and what each answered."""

from aup.models.access import AccessChange, ApiClient
from aup.models.agreements import Agreement, AgreementVersion
from aup.models.asking import AgreementSettings, Answer, Ask, Campaign
from aup.models.consent import ConsentAnswer, ImageConsent
from aup.models.links import Letter, Link, mark_of
from aup.models.paper import PaperCode, PaperPrint
from aup.models.reception import KioskDay
from aup.models.texts import AgreementDraft, AgreementTranslation

__all__ = [
    "AccessChange",
    "Agreement",
    "AgreementDraft",
    "AgreementSettings",
    "AgreementTranslation",
    "AgreementVersion",
    "Answer",
    "ApiClient",
    "Ask",
    "Campaign",
    "ConsentAnswer",
    "ImageConsent",
    "KioskDay",
    "Letter",
    "Link",
    "PaperCode",
    "PaperPrint",
    "mark_of",
]
