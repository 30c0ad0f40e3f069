"""The school's side: writing to the reporter of an incident."""

from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from incidents.concerns.forms import MessageForm
from incidents.concerns.services import messages
from incidents.concerns.words import READY
from incidents.views import pages


@permission(Permission.INCIDENT_TRIAGE)
def write_message(request, school, reference):
    """Words to the reporter; a ready wording is there to be changed."""
    incident = pages.find(request, reference)
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            messages.write(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("Your message is there."), "messages")
    return pages.draw(request, incident, form, _("Write to the reporter"))


def _form(request):
    _word, text = READY.get(request.GET.get("say", ""), ("", ""))
    return MessageForm(
        request.POST if request.method == "POST" else None,
        label=_("What the reporter reads"),
        hint=_(
            "Plain words, no names. Never promise to keep it secret, and tell nothing of others "
            "that they may not know. The reporter sees that the school wrote, not who."
        ),
        initial={"text": text},
    )
