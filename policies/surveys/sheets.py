"""The sheet with the address of a survey: one page A4 to print, with a QR code."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from esafety import pdf, qr
from policies.surveys.models import Survey


def address(survey: Survey) -> str:
    """The whole address at which the survey is answered."""
    return settings.SITE_URL + reverse("survey:answer", args=[survey.school.slug, survey.code])


def is_local(whole: str) -> bool:
    """Whether an address works on this machine alone, so that no sheet should carry it."""
    return urlsplit(whole).hostname in ("127.0.0.1", "localhost", "::1")


def pdf_of(survey: Survey) -> bytes:
    """The sheet as a tagged PDF. Raises PdfUnavailable where pango is missing."""
    return pdf.render(html_of(survey))


def html_of(survey: Survey) -> str:
    """The sheet as one HTML document for esafety.pdf."""
    whole = address(survey)
    context = {
        "school": survey.school,
        "survey": survey,
        "address": whole.partition("://")[2].rstrip("/"),
        "qr": qr.as_data(qr.svg(whole)),
    }
    return render_to_string("pdf/survey_sheet.html", context)
