"""The rules for the youngest: one page of six pictures, each with one short sentence."""

import base64
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aup.choices import Audience
from aup.models import Agreement
from esafety.schools.models import School


@dataclass(frozen=True)
class Picture:
    """One picture: its file, what is seen on it, and the sentence that goes with it."""

    name: str
    seen: str | Promise
    words: str | Promise

    @property
    def template(self) -> str:
        return f"aup/pictures/{self.name}.svg"


PICTURES = (
    Picture("ask", _("A child puts up a hand and asks a grown-up"), _("I ask a grown-up first.")),
    Picture("time", _("A clock beside a tablet"), _("I stop when it is time to stop.")),
    Picture("kind", _("Two smiling children and a heart"), _("I use kind words.")),
    Picture("secret", _("A padlock and a key"), _("I keep my password secret.")),
    Picture(
        "picture", _("A camera, and a child who says yes"), _("I ask before I take a picture.")
    ),
    Picture("tell", _("A sad child holds a grown-up’s hand"), _("If I am sad or scared, I tell.")),
)


def has_pictures(agreement: Agreement) -> bool:
    """Whether this agreement is read to children who cannot read it."""
    return bool(agreement.audience == Audience.PUPILS_EARLY)


def drawn(picture: Picture) -> dict[str, Any]:
    """A picture as a page shows it: its drawing with a title of its own, and its sentence."""
    facts = {"seen": picture.seen, "id": f"picture-{picture.name}"}
    return {"svg": render_to_string(picture.template, facts), "words": picture.words}


def html(school: School, agreement: Agreement) -> str:
    """The page as one HTML document for esafety.pdf; its pictures are inside it."""
    rows = [
        {"data": _as_data(str(drawn(one)["svg"])), "seen": one.seen, "words": one.words}
        for one in PICTURES
    ]
    facts = {"school": school, "agreement": agreement, "rows": rows}
    return render_to_string("pdf/agreement_pictures.html", facts)


def _as_data(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
