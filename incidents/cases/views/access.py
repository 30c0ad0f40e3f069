"""Saying who has a case: referrals, stepping back, keeping out, and how narrow its circle is."""

from django.http import Http404
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from incidents.cases import forms, queries
from incidents.cases.services import marking, referring, stepping
from incidents.cases.views import finding
from incidents.views import acting, pages


@permission(Permission.INCIDENT_TRIAGE)
def refer(request, school, reference):
    """Refer the case, or its technical part, to one member."""
    incident = finding.shared(request, reference)
    members = queries.may_be_given(incident)
    form = forms.ReferForm(acting.posted(request), members=members)
    if acting.done(request, form, referring.refer, incident=incident):
        return pages.back(request, incident, _("The case is referred."), "who-has-it")
    return finding.to_refer(request, incident, form, _("Refer the case"))


@permission(Permission.INCIDENT_TRIAGE)
def end_referral(request, school, reference, number):
    """Take a referral back."""
    incident = finding.shared(request, reference)
    referral = queries.referral_at(incident, number)
    if referral is None:
        raise Http404
    form = forms.EndReferralForm(acting.posted(request))
    if acting.done(request, form, referring.end_referral, referral=referral):
        return pages.back(request, incident, _("The referral is taken back."), "who-has-it")
    return finding.about(request, incident, form, _("Take a referral back"), referral.member)


@permission(Permission.INCIDENT_CASE)
def recuse(request, school, reference):
    """Step back from the case."""
    incident = finding.technical(request, reference)
    form = forms.RecuseForm(acting.posted(request))
    if acting.done(request, form, stepping.recuse, incident=incident):
        return finding.gone(request, _("You stepped back from the case."))
    return finding.explained(request, incident, form, _("Step back from this case"), "recuse")


@permission(Permission.INCIDENT_KEEP_OUT)
def exclude(request, school, reference):
    """Keep a member out of the case."""
    incident = finding.shared(request, reference)
    members = queries.may_be_kept_out(incident, request.actor)
    form = forms.ExcludeForm(acting.posted(request), members=members)
    if acting.done(request, form, stepping.exclude, incident=incident):
        return pages.back(request, incident, _("They are kept out."), "who-has-it")
    return finding.explained(request, incident, form, _("Keep somebody out"), "exclude")


@permission(Permission.INCIDENT_KEEP_OUT)
def readmit(request, school, reference, number):
    """Let somebody have the case again."""
    incident = finding.shared(request, reference)
    exclusion = queries.exclusion_at(incident, number)
    if exclusion is None:
        raise Http404
    form = forms.ReadmitForm(acting.posted(request))
    if acting.done(request, form, stepping.readmit, exclusion=exclusion):
        return pages.back(request, incident, _("They may have the case again."), "who-has-it")
    title = _("Let somebody in again")
    return finding.about(request, incident, form, title, exclusion.member, "readmit")


@permission(Permission.INCIDENT_PROTECT)
def protect(request, school, reference):
    """Mark the case child protection."""
    incident = finding.shared(request, reference)
    form = forms.ProtectForm(acting.posted(request))
    if acting.done(request, form, marking.mark_child_protection, incident=incident):
        return pages.back(request, incident, _("The case is marked."), "who-has-it")
    return finding.explained(request, incident, form, _("Mark child protection"), "protect")


@permission(Permission.INCIDENT_PROTECT)
def unprotect(request, school, reference):
    """Take the child protection mark off."""
    incident = finding.shared(request, reference)
    form = forms.UnprotectForm(acting.posted(request))
    if acting.done(request, form, marking.unmark_child_protection, incident=incident):
        return pages.back(request, incident, _("The mark is taken off."), "who-has-it")
    return finding.explained(
        request, incident, form, _("Take the child protection mark off"), "unprotect"
    )


@permission(Permission.INCIDENT_TRIAGE)
def narrow(request, school, reference):
    """Say that the case is about an adult who works here."""
    incident = finding.shared(request, reference)
    form = forms.NarrowForm(acting.posted(request))
    if acting.done(request, form, marking.narrow, incident=incident):
        return pages.back(request, incident, _("The case is moved."), "who-has-it")
    return finding.explained(request, incident, form, _("About an adult who works here"), "narrow")


@permission(Permission.INCIDENT_STAFF)
def widen(request, school, reference):
    """Say that the case is not about an adult who works here."""
    incident = finding.shared(request, reference)
    form = forms.WidenForm(acting.posted(request))
    if acting.done(request, form, marking.widen, incident=incident):
        return pages.back(request, incident, _("The case is moved."), "who-has-it")
    return finding.explained(request, incident, form, _("Not about staff after all"), "widen")
