"""An edition's data and words as HTML, and as the bytes of its PDF."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from esafety import pdf
from reports.figures.tables import tables_of
from reports.models import GovernorReport

TEMPLATE_VERSION = "1"


@dataclass(frozen=True)
class Approval:
    """Who approved an edition and when; an edition without one is a draft."""

    name: str
    at: datetime


def canonical(data: Any, words: str) -> bytes:
    """Data and words as canonical JSON (sorted keys, no spaces), in UTF-8."""
    whole = {"data": data, "words": words}
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def pdf_of(
    report: GovernorReport, data: dict[str, Any], words: str, approval: Approval | None
) -> bytes:
    """The PDF of an edition, from its frozen data. Raises PdfUnavailable where pango is missing."""
    html = render_to_string(
        "pdf/governor_report.html",
        {
            "report": report,
            "data": data,
            "words": words,
            "tables": tables_of(data),
            "approval": approval,
            "template_version": TEMPLATE_VERSION,
        },
    )
    return pdf.render(html)
