"""What a copy of somebody's record bears, whichever part of the product makes it: the marking, the
reader's name across each page, and the SHA-256 of what it says."""

import hashlib
import json
from base64 import b64encode
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

MARK = "OFFICIAL-SENSITIVE"
_SIZE = 640


def drawn(template: str, facts: dict[str, Any], *, zone: str) -> str:
    """The document as HTML for esafety.pdf. A job knows no school's clock, so `zone` says which one
    its times are on: a template would write them in UTC."""
    with timezone.override(ZoneInfo(zone)):
        return render_to_string(template, facts)


def across(reader: str, made_at: datetime) -> str:
    """A data: address of the reader's name and the school's own time, for the background of @page
    (pdf/copy_style.css). It is an ornament: it belongs to no tag of the PDF."""
    named = {"reader": reader, "at": date_format(made_at, "j M Y H:i")}
    return _watermark(_("Copy of %(reader)s, %(at)s") % named)


def digest(content: dict[str, Any]) -> str:
    """SHA-256 of the content as canonical JSON (sorted keys, no spaces, UTF-8)."""
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def _watermark(words: str) -> str:
    """The words slanting and pale, as large as fits."""
    size = max(18, min(46, round(900 / max(len(words), 1))))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SIZE}" height="{_SIZE}">'
        f'<text x="{_SIZE / 2}" y="{_SIZE / 2}" text-anchor="middle" fill="#e4eaec" '
        f'font-family="Liberation Sans, Arial, sans-serif" font-size="{size}" '
        f'transform="rotate(-45 {_SIZE / 2} {_SIZE / 2})">{escape(words)}</text></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
