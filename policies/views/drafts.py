"""Writing a draft: the table as it is on paper, its preview, and a CSV pasted in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, refusals_shown_on
from policies import checking, editing, pasted, tables
from policies.forms.moves import ImportForm, PressForm
from policies.forms.sheet import SheetForm
from policies.presenters import PARTNERS, history
from policies.presenters.editing import sheet
from policies.services import drafting
from policies.views import pages

_MANAGE = Permission.RULES_MANAGE


@permission(_MANAGE)
@require_POST
def begin_draft(request, school, code):
    """Begin to change a table, or go on with what is begun."""
    table = pages.find_table(code)
    try:
        draft = drafting.begin(table=table, by=request.actor)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(table)
    return redirect(draft.table.url("edit_draft"))


@permission(_MANAGE)
def edit_draft(request, school, code):
    """The table with a field in each cell. Every button saves what is typed."""
    draft = pages.find_draft(request, code)
    form = SheetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            saved = drafting.change(draft=draft, by=request.actor, **form.cleaned_data)
            return _after(request, saved, form.act)
    if request.method != "POST" and not pages.is_draft(draft):
        return redirect(draft)
    return _draw(request, draft, form)


def _draw(request, draft, form):
    """The page with what is kept and, over it, what was typed and could not be kept."""
    grid = drafting.grid_of(draft)
    context = {"draft": draft, "table": draft.table, "form": form}
    if form.is_bound:
        kept = drafting.grid_of(draft)
        editing.type_in(grid, form.typed)
        if form.cleaned_data.get("revision") != draft.revision:
            # Somebody was quicker: what saving now would undo or change of theirs is said.
            context["unsaved"] = pages.compared(kept, grid)
    told = checking.problems(grid) if "check" in request.GET or form.is_bound else []
    page = sheet(grid, told, pages.other_charts(draft))
    errors = [{"text": text} for text in form.non_field_errors()]
    errors += [{"text": text} for texts in form.errors.values() for text in texts if not errors]
    context |= {"sheet": page, "types": pages.types_of_incident(draft)}
    context["typed_column"] = form.data.get("new_column", "") if form.is_bound else ""
    context["errors"] = errors + page.summary
    if draft.table.code in PARTNERS:
        context |= pages.in_force_beside(request, draft)
    return render(request, "policies/edit.html", context)


def _after(request, draft, act):
    """Where a button leads: on to the preview, or back to the place in the table."""
    name, _colon, what = act.partition(":")
    wrong = checking.problems(drafting.grid_of(draft))
    here = draft.table.url("edit_draft")
    if name in ("save", "preview"):
        if wrong:
            return redirect(f"{here}?check=1#main-content")
        messages.success(request, _("The draft is saved."))
        return redirect(draft if name == "preview" else here)
    if name in ("add_row", "add_below"):
        what = str(max(line.key for line in drafting.grid_of(draft).lines))
    return redirect(f"{here}#row-{what}" if what.isdigit() else f"{here}#rules-table")


@permission(Permission.POLICY_READ)
@require_safe
def preview_draft(request, school, code):
    """The draft as readers will see it, with what differs from the version it changes."""
    draft = pages.find_draft(request, code)
    facts = pages.previewed(request, draft)
    if facts["problems"] and pages.is_draft(draft) and request.actor.can(_MANAGE):
        return redirect(f"{draft.table.url('edit_draft')}?check=1#main-content")
    return render(request, "policies/preview.html", facts)


@permission(_MANAGE)
def import_draft(request, school, code):
    """Paste a CSV, see what it would change, then load it. Nothing is loaded before."""
    draft = pages.find_draft(request, code)
    form = ImportForm(request.POST if request.method == "POST" else None, initial=_now(draft))
    context = {"draft": draft, "table": draft.table, "form": form}
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        read = pasted.read(draft.table.shape, asked["text"])
        digest = tables.text_digest(asked["text"])
        if not read.wrong and "load" in request.POST and asked["checked"] == digest:
            with refusals_shown_on(form):
                drafting.load(
                    draft=draft, sheet=read.grid, revision=asked["revision"] or 0, by=request.actor
                )
                messages.success(request, _("The CSV is loaded into the draft."))
                return redirect(draft.table.url("edit_draft"))
        context |= _read(draft, form, read, digest)
    return render(request, "policies/import.html", context)


def _now(draft):
    return {"text": tables.as_csv(drafting.grid_of(draft).rows())}


def _read(draft, form, read, digest):
    """What the page says of the text: what is wrong, or what it would change in the draft."""
    if read.wrong:
        for sentence in history.wrong_lines(read.wrong):
            form.add_error("text", sentence)
        return {}
    now, then = drafting.grid_of(draft), drafting.as_loaded(draft, read.grid)
    return {"sound": True, "checked": digest, **pages.compared(now, then)}


@permission(_MANAGE)
def drop_draft(request, school, code):
    """Give the draft up."""
    draft = pages.find_draft(request, code)
    form = PressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            drafting.drop(draft=draft, by=request.actor)
            messages.success(request, _("The draft is dropped."))
            return redirect(draft.table)
    words = {
        "title": _("Drop the draft"),
        "text": _("What was changed in it is given up. The table stays as it is in force."),
        "button": _("Drop the draft"),
    }
    return pages.act(request, draft, form, danger=True, **words)
