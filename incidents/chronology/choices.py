"""Audit event types of a person's chronology."""

from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register

register(
    {
        "chronology.viewed": _("opened a person's chronology"),
        "chronology.printed": _("made a PDF of a person's chronology"),
        "chronology.pdf_opened": _("opened a PDF of a person's chronology"),
        "chronology.pdfs_removed": _("removed PDFs of chronologies that ran out"),
    }
)
