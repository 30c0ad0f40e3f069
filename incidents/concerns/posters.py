"""Posters with the address of the school's page: one for each key stage, one for grown-ups."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esafety import pdf, qr
from esafety.schools.models import School
from incidents.concerns import help_now
from incidents.concerns.words import CHILD, LITTLE, PARENT, Door


@dataclass(frozen=True)
class Stage:
    """One poster: for whom, its headline and its few words."""

    slug: str
    title: str | Promise
    headline: str | Promise
    lines: tuple[str | Promise, ...]
    picture: str
    door: Door
    colours: str


STAGES = {
    stage.slug: stage
    for stage in (
        Stage(
            "early",
            _("Early years and Key Stage 1"),
            _("Sad or scared? Tell us!"),
            (
                _("Did something on a screen make you sad?"),
                _("You are not in trouble."),
                _("A grown-up can open this for you."),
            ),
            "little",
            LITTLE,
            "sun",
        ),
        Stage(
            "ks2",
            _("Key Stage 2"),
            _("Is something online worrying you?"),
            (
                _("Tell us here. You do not have to give your name."),
                _("You are not in trouble for telling."),
                _("You get a code, so you can come back and read our answer."),
            ),
            "child",
            CHILD,
            "sea",
        ),
        Stage(
            "ks3-5",
            _("Key Stages 3 to 5"),
            _("Something happened online?"),
            (
                _("Say it here. No account. No name, if you do not want to."),
                _("For yourself or for a friend."),
                _("You get a code to read our answer and to add more."),
            ),
            "talk",
            CHILD,
            "night",
        ),
        Stage(
            "adults",
            _("Parents, carers and visitors"),
            _("Worried about a child online?"),
            (
                _("Tell the school here. You need no account."),
                _("You can leave out your name."),
                _("You get a code to read our answer and to add more."),
            ),
            "parent",
            PARENT,
            "leaf",
        ),
    )
}


def address(school: School, stage: str = "") -> str:
    """The whole address on a poster; the youngest go straight to their short page."""
    if stage and STAGES[stage].door is LITTLE:
        return settings.SITE_URL + reverse("concern:tell", args=[school.slug, LITTLE.slug])
    return settings.SITE_URL + reverse("concern:start", args=[school.slug])


def is_local(whole: str) -> bool:
    """Whether an address works on this machine alone, so that no poster should carry it."""
    return urlsplit(whole).hostname in ("127.0.0.1", "localhost", "::1")


def pdf_of(school: School, stage: str, on: date) -> bytes:
    """The poster as a tagged PDF of one page A4. Raises PdfUnavailable where pango is missing."""
    return _rendered(html_of(school, stage, on))


def html_of(school: School, stage: str, on: date) -> str:
    """The poster as one HTML document for esafety.pdf; its pictures are inside it."""
    one, whole = STAGES[stage], address(school, stage)
    context = {
        "school": school,
        "stage": one,
        "address": whole.partition("://")[2].rstrip("/"),
        "qr": qr.as_data(qr.svg(whole)),
        "picture": qr.as_data(render_to_string(f"incidents/concerns/pictures/{one.picture}.svg")),
        "help": help_now.for_door(one.door, on)[:2],
    }
    return render_to_string("pdf/poster.html", context)


@lru_cache(maxsize=16)
def _rendered(html: str) -> bytes:
    """The same poster is asked for again and again; it takes a second to make."""
    return pdf.render(html)
