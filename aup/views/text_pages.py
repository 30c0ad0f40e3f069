"""What the pages of the words share: finding a row, the language that is read, a PDF."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from aup import queries
from aup.models import Agreement, AgreementDraft, AgreementVersion
from aup.parts import parts_of
from aup.queries import texts
from esafety import pdf
from esafety.languages import ENGLISH, Language, language
from esafety.markdown import rendered


@dataclass(frozen=True)
class Words:
    """The words of a version in the language that the reader chose, in two parts."""

    language: Language
    languages: list[Language]
    text: str
    sha256: str

    @property
    def child(self) -> SafeString:
        return rendered(parts_of(self.text)[0])

    @property
    def parent(self) -> str:
        part = parts_of(self.text)[1]
        return rendered(part) if part else ""

    @property
    def whole(self) -> SafeString:
        """All of it below a heading of the page's own."""
        return rendered(self.text, under=1)

    @property
    def is_translation(self) -> bool:
        return self.language.code != ENGLISH


def find_agreement(code: str) -> Agreement:
    found: Agreement = get_object_or_404(queries.agreements(), code=code)
    return found


def find_version(code: str, number: int) -> AgreementVersion:
    """One version. A number that no database holds is simply not there."""
    rows = texts.versions(find_agreement(code))
    found: AgreementVersion = get_object_or_404(rows, number=min(number, 2**31 - 1))
    return found


def find_draft(code: str) -> AgreementDraft:
    """The draft of that agreement while one is written; else 404."""
    found: AgreementDraft = get_object_or_404(texts.drafts(), agreement__code=code)
    return found


def words_of(request: Any, version: AgreementVersion) -> Words:
    """The version in the language that the address asks for, where it is there; else English."""
    return words_in(version, request.GET.get("language", ENGLISH))


def words_in(version: AgreementVersion, wanted: str) -> Words:
    """The version in the language wanted, where it is there; else English."""
    have = texts.locales_of(version)
    translation = texts.translation(version, wanted) if wanted in have else None
    row, code = (translation, wanted) if translation else (version, ENGLISH)
    languages = [language(one) for one in (ENGLISH, *have)] if have else []
    return Words(language(code), languages, row.text, row.sha256)


def pdf_answer(request: Any, html: str, name: str, instead: str) -> HttpResponse:
    """A PDF of the HTML; where none can be made, the page `instead`, which can be printed."""
    try:
        made = pdf.render(html)
    except pdf.PdfUnavailable:
        messages.error(request, _("PDFs cannot be made here. Print the page instead."))
        return redirect(instead)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
