"""The versions of an agreement: their list, one of them, two compared, on paper, in pictures."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aup import histories, pictures, presenters, printing
from aup.queries import texts
from aup.text_forms import VersionsForm
from aup.views import text_pages
from esafety import differences, pdf
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools

_READ = Permission.POLICY_READ


@permission(_READ)
@require_safe
def versions(request, school, code):
    """Every version with how it stands, who made it and when."""
    agreement = text_pages.find_agreement(code)
    rows = list(texts.versions(agreement))
    names = texts.names_of({row.made_by_ref for row in rows})
    told = histories.told(rows, schools.local_today(request.school), names)
    return render(request, "aup/versions.html", {"agreement": agreement, "rows": told})


@permission(_READ)
@require_safe
def version(request, school, code, number):
    """One version as it was, is or will be read."""
    row = text_pages.find_version(code, number)
    context = {
        "agreement": row.agreement,
        "version": row,
        "words": text_pages.words_of(request, row),
        "named": presenters.named(),
        "can_pdf": pdf.is_available(),
    }
    return render(request, "aup/version.html", context)


@permission(_READ)
@require_safe
def version_pdf(request, school, code, number):
    """One version on paper. Quick enough to be made as it is asked for; no transaction is open."""
    row = text_pages.find_version(code, number)
    words = text_pages.words_of(request, row)
    html = printing.html(row, words.text, words.language, school=request.school)
    name = f"{code}-v{row.number}" + (f"-{words.language.code}" if words.is_translation else "")
    instead = reverse("aup:version", args=[school, code, row.number])
    return text_pages.pdf_answer(request, html, name, instead)


@permission(_READ)
@require_safe
def compare_versions(request, school, code):
    """What differs between any two versions, word by word."""
    agreement = text_pages.find_agreement(code)
    rows = list(texts.versions(agreement))
    last = [row.number for row in rows[:2]]
    usual = {"older": last[-1], "newer": last[0]} if last else {}
    form = VersionsForm({**usual, **request.GET.dict()}, versions=rows)
    context = {"agreement": agreement, "form": form}
    if form.is_valid():
        by_number = {row.number: row.text for row in rows}
        asked = form.cleaned_data
        context["lines"] = differences.between(by_number[asked["older"]], by_number[asked["newer"]])
        context["differ"] = differences.differ(context["lines"])
    return render(request, "aup/compare.html", context)


@permission(_READ)
@require_safe
def pictures_page(request, school, code):
    """The rules in six pictures, for children who do not read yet."""
    agreement = _with_pictures(code)
    rows = [pictures.drawn(one) for one in pictures.PICTURES]
    context = {"agreement": agreement, "rows": rows, "can_pdf": pdf.is_available()}
    return render(request, "aup/pictures.html", context)


@permission(_READ)
@require_safe
def pictures_pdf(request, school, code):
    """The six pictures on one sheet of paper."""
    agreement = _with_pictures(code)
    instead = reverse("aup:pictures_page", args=[school, code])
    html = pictures.html(request.school, agreement)
    return text_pages.pdf_answer(request, html, f"{code}-pictures", instead)


def _with_pictures(code):
    agreement = text_pages.find_agreement(code)
    if not pictures.has_pictures(agreement):
        raise Http404
    return agreement
