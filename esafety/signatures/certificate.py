"""The certificate of a signature as HTML for esafety.pdf: who, what, when, how, and the recipe."""

import json
import re
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from esafety import sealing
from esafety.audit.models import AuditEvent
from esafety.languages import language
from esafety.markdown import rendered, top_of
from esafety.signatures import queries
from esafety.signatures.choices import Means, Part
from esafety.signatures.models import Signature

_LINE = 92  # signs of the record in one printed line


def html(signature: Signature) -> str:
    """The certificate of a signature of the school in scope."""
    event = AuditEvent.objects.get(school_id=signature.school_id, seq=signature.audit_seq)
    facts = json.loads(signature.record)
    with override(settings.LANGUAGE_CODE):
        context = {
            "signature": signature,
            "facts": facts,
            "rows": [*_rows(signature, facts), *_chosen(facts["answers"])],
            "words": rendered(signature.text.body, under=3 - top_of(signature.text.body)),
            "language": language(signature.text.locale),
            "record": re.findall(f".{{1,{_LINE}}}", signature.record, re.DOTALL),
            "event": event,
            "stamp": queries.stamp_of(signature),
            "sealed_by": sealing.name_of_key() if sealing.is_configured() else "",
            "address": settings.SITE_URL + reverse("verify"),
            "signed_at": timezone.localtime(
                signature.signed_at, ZoneInfo(signature.school.timezone)
            ),
        }
        return render_to_string("pdf/certificate.html", context)


def _rows(signature: Signature, facts: dict[str, Any]) -> list[tuple[str, str]]:
    """What the certificate says in words, in the order in which a person asks."""
    whose = facts["for"] or {}
    at = timezone.localtime(signature.signed_at, ZoneInfo(signature.school.timezone))
    document = _("%(title)s, version %(number)s") % {
        "title": signature.text.title,
        "number": signature.text.version,
    }
    rows = [
        (_("Signed by"), signature.name),
        (_("In what capacity"), str(Part(signature.part).label)),
        (_("For"), whose.get("name", "") if signature.part != Part.OWN else ""),
        (_("School"), facts["school"]["name"]),
        (_("What was signed"), document),
        (_("Language"), language(signature.text.locale).label),
        (_("What was ticked"), facts["statement"]),
        (_("When"), date_format(at, "j F Y, H:i:s T")),
        (_("How the signer was known"), str(Means(signature.means).label)),
        (_("Entered by, or in the presence of"), (facts["entered_by"] or {}).get("name", "")),
        (_("Network address"), facts["address"]),
        (_("Browser"), facts["browser"]),
    ]
    return [(label, words) for label, words in rows if words]


# What is kept by a name of its own; other answers bear the words of their question.
_LABELS = {
    "comes as": gettext_lazy("Comes as"),
    "day_on_paper": gettext_lazy("Day on the paper form"),
    "from": gettext_lazy("Comes from"),
    "group": gettext_lazy("Who is in the group"),
    "participants": gettext_lazy("Who is in the group"),
    "visits": gettext_lazy("Visits, or comes for"),
}


def _chosen(answers: dict[str, Any]) -> list[tuple[str, str]]:
    """What was chosen or written along with it, where there is something."""
    rows = [(str(_LABELS.get(key, key)), _said(key, said)) for key, said in answers.items()]
    return [(label, words) for label, words in rows if words]


def _said(key: str, said: Any) -> str:
    """A list, such as of a group, in words; a day as people write it."""
    if key == "day_on_paper":
        return date_format(date.fromisoformat(said), "j F Y")
    return get_text_list(said, _("and")) if isinstance(said, list) else str(said)
