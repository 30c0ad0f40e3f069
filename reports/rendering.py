"""An edition's frozen content as HTML, as the bytes of its PDF, and as what its SHA-256 is of.

Everything printed comes from the frozen content, nothing from rows that may change later.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string

from esafety import pdf
from reports import sections
from reports.choices import Part
from reports.figures.tables import tables_of
from reports.models import Edition

# Raised whenever the same content makes another page than before: `verify_reports` lays editions
# out again only while this is the version that made them.
TEMPLATE_VERSION = "4"
_FIRST_VERSION = "1"


@dataclass(frozen=True)
class Content:
    """What an edition prints: the figures, the texts by section, and `frame`, all else of it."""

    data: dict[str, Any]
    texts: dict[str, str]
    frame: dict[str, Any]


def content_of(edition: Edition) -> Content:
    """The content of an edition of the present template version."""
    return Content(edition.data, edition.texts, edition.frame)


def canonical(content: Content) -> bytes:
    """The content as canonical JSON (sorted keys, no spaces), in UTF-8."""
    return _json({"data": content.data, "frame": content.frame, "texts": content.texts})


def frozen(edition: Edition) -> bytes:
    """What an edition's `data_sha256` is of, in the way of its template version."""
    if edition.template_version == _FIRST_VERSION:
        return _json({"data": edition.data, "words": edition.words})
    return canonical(content_of(edition))


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def html_of(content: Content) -> str:
    """The page of an edition, the same whenever it is laid out again from the same content."""
    frame = content.frame
    context = {
        "is_main": frame["part"] == Part.MAIN,
        "data": content.data,
        "time": frame["time"],
        "first": date.fromisoformat(frame["first"]),
        "last": date.fromisoformat(frame["last"]),
        "approved_by": frame["approved_by"],
        "approved_at": _moment(frame["approved_at"]),
        "correction": _correction(frame["correction"]),
        "parts": sections.filled(tables_of(content.data), content.texts),
        "template_version": TEMPLATE_VERSION,
    }
    return render_to_string("pdf/governor_report.html", context)


def pdf_of(html: str) -> bytes:
    """The PDF of a page. Raises PdfUnavailable where pango is missing."""
    return pdf.render(html)


def _correction(facts: dict[str, Any] | None) -> dict[str, Any] | None:
    if facts is None:
        return None
    return facts | {"published_at": _moment(facts["published_at"])}


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _json(whole: dict[str, Any]) -> bytes:
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
