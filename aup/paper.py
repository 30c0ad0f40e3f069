"""The printed form of one or many: the words, lines to sign on, a short code and its QR code."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string

from aup import audiences, form_words, statements
from aup.choices import Audience
from aup.models import PaperCode
from esafety import qr
from esafety.languages import language
from esafety.markdown import rendered
from esafety.signatures.choices import Part


def html(forms: Sequence[tuple[PaperCode, str, str]]) -> str:
    """The forms, each with its code, the address of its page and the agreement's words in its
    language, as HTML for esafety.pdf."""
    return render_to_string("pdf/paper_form.html", {"forms": [_form(*one) for one in forms]})


def _form(code: PaperCode, address: str, text: str) -> dict[str, Any]:
    ask = code.ask
    audience = Audience(ask.agreement.audience)
    return {
        "code": code.code,
        "ask": ask,
        "subject": ask.subject,
        "school": ask.school,
        "is_pupil": audience in audiences.PUPILS,
        "words": rendered(text, under=1),
        "language": language(code.locale),
        "own": form_words.said_in(code.locale),
        "talk": statements.talk(audience),
        "parts": [_part(part, audience, code.locale) for part in audiences.PARTS[audience]],
        "address": address.partition("://")[2].rpartition("/paper/")[0] + "/paper/",
        "qr": qr.as_data(qr.svg(address)),
    }


def _part(part: Part, audience: str, locale: str) -> dict[str, Any]:
    return {
        "is_parent": part == Part.PARENT,
        "is_group": part == Part.GROUP,
        "statement": statements.ticked(part, audience, locale),
        "below": statements.ticked_below(part, audience, locale),
    }
