"""A version on paper: the HTML of its PDF."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from esafety.schools.models import School
from policies.choices import Shape

_LANDSCAPE = (Shape.TICKS,)


def html(shown: Mapping[str, Any], *, school: School) -> str:
    """The version as one HTML document for esafety.pdf: with its number, the day from which it
    holds, and "page x of y"."""
    wide = shown["table"].shape in _LANDSCAPE
    facts = {**shown, "school": school, "wide": wide, "printed_at": timezone.localtime()}
    return render_to_string("pdf/rules.html", facts)
