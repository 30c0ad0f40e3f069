"""Giving a version in other languages."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aup.parts import HEADINGS, parts_of
from aup.queries import texts
from aup.services import translating
from aup.text_forms import TranslationForm
from aup.views import text_pages
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.languages import ENGLISH, LANGUAGES
from esafety.markdown import rendered

_WRITE = Permission.AGREEMENT_WRITE


@permission(_WRITE)
@require_safe
def translations(request, school, code, number):
    """The languages, and which of them this version is there in."""
    version = text_pages.find_version(code, number)
    have = texts.locales_of(version)
    rows = [(one, one.code in have) for one in LANGUAGES.values() if one.code != ENGLISH]
    context = {"agreement": version.agreement, "version": version, "rows": rows}
    return render(request, "aup/translations.html", context)


@permission(_WRITE)
def translate(request, school, code, number, locale):
    """One version in one language: typed or pasted, looked at, then published."""
    if locale == ENGLISH or locale not in LANGUAGES:
        raise Http404
    version = text_pages.find_version(code, number)
    form = _form(request, version, locale)
    if request.method == "POST" and form.is_valid() and "publish" in request.POST:
        with refusals_shown_on(form):
            text = form.cleaned_data["text"]
            translating.publish(version=version, locale=locale, text=text, by=request.actor)
            messages.success(request, _("The translation is published."))
            return redirect("aup:translations", school, code, version.number)
    context = {"agreement": version.agreement, "version": version, "form": form}
    context |= {"language": LANGUAGES[locale], **_beside(version, form, locale)}
    return render(request, "aup/translate.html", context)


def _form(request, version, locale):
    before = texts.translation(version, locale)
    data = request.POST if request.method == "POST" else None
    start = {"text": before.text if before else ""}
    facts = {"audience": version.agreement.audience, "locale": locale}
    return TranslationForm(data, initial=start, **facts)


def _beside(version, form, locale):
    """The English words, the heading that parts them, and the preview of what was typed."""
    facts = {
        "english": rendered(version.text, under=2),
        "heading": HEADINGS[locale] if parts_of(version.text)[1] else "",
        "stays": texts.signed_text(version, locale) is not None,
    }
    if form.is_bound and form.is_valid():
        child, parent = parts_of(form.cleaned_data["text"])
        facts["child"] = rendered(child, under=2)
        facts["parent"] = rendered(parent, under=2) if parent else ""
    return facts
