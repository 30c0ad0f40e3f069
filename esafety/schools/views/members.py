"""Members of a school: the list, the search, one member's page, a new member."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.access.roles import Role
from esafety.schools import permissions, presenters, queries
from esafety.schools.forms import GiveRoleForm, MemberForm, SearchForm
from esafety.schools.services import members as service

EACH_PAGE = 50
_SEARCHES, _MOST_SEARCHES = "member_searches", 5


@permission(Permission.MEMBERS_MANAGE)
def members(request: HttpRequest, school: str) -> HttpResponse:
    """Present members with their roles, or the leavers; those found, after a search."""
    token, left = request.GET.get("search", ""), "left" in request.GET
    words = request.session.get(_SEARCHES, {}).get(token, "")
    page = Paginator(queries.find_members(words=words, left=left), EACH_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "side_nav": presenters.side_nav(request),
        "rows": [(m, presenters.roles_of(m)) for m in page],
        "page": page,
        "pages": _pages(page, search=token if words else "", left=left),
        "left": left,
        "form": SearchForm(initial={"words": words}),
        "words": words,
    }
    return render(request, "schools/members.html", context)


@permission(Permission.MEMBERS_MANAGE)
@require_POST
def find_members(request: HttpRequest, school: str) -> HttpResponse:
    """Keep the words of a search in the session; only a token goes into the address."""
    form, here = SearchForm(request.POST), reverse("schools:members", args=[school])
    asked = {"left": "1"} if request.POST.get("left") else {}
    words = form.cleaned_data["words"] if form.is_valid() else ""
    if words:
        token = get_random_string(12)
        kept = list(request.session.get(_SEARCHES, {}).items())[-_MOST_SEARCHES + 1 :]
        request.session[_SEARCHES] = dict([*kept, (token, words)])
        asked["search"] = token
    return redirect(f"{here}?{urlencode(asked)}" if asked else here)


@permission(Permission.MEMBERS_MANAGE)
def member(request: HttpRequest, school: str, member: int) -> HttpResponse:
    """One member: roles, invitation, leaving and coming back."""
    row = get_object_or_404(queries.members(), pk=member)
    return show_member(request, row, GiveRoleForm(offered=offered(request, row.pk, row.roles)))


@permission(Permission.MEMBERS_MANAGE)
def add_member(request: HttpRequest, school: str) -> HttpResponse:
    """Make somebody a member and invite them."""
    choices = offered(request, None)
    form = MemberForm(request.POST if request.method == "POST" else None, offered=choices)
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            row = service.add(by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, _("The member is added. The invitation is on its way."))
            return redirect("schools:member", school, row.pk)
    back = reverse("schools:members", args=[school])
    context = {"form": form, "title": _("Add a member"), "back": back}
    return render(request, "schools/edit.html", context)


@permission(Permission.MEMBERS_MANAGE)
@require_POST
def invite_again(request: HttpRequest, school: str, member: int) -> HttpResponse:
    """Send the invitation once more."""
    row = get_object_or_404(queries.members(), pk=member)
    service.invite_again(by=request.actor, membership=row)  # type: ignore[attr-defined]
    messages.success(request, _("The invitation is on its way."))
    return redirect("schools:member", school, row.pk)


def show_member(request: HttpRequest, row, form: GiveRoleForm, status: int = 200) -> HttpResponse:
    """A member's page, with the form as it stands."""
    takes = set(offered(request, row.pk))
    form.helper.form_action = reverse("schools:give_role", args=[row.school.slug, row.pk])
    context = {
        "member": row,
        "roles": [(r, presenters.role_name(r), r in takes) for r in Role if r in row.roles],
        "form": form,
        "gives": form.has_choice,
        "is_self": row.pk == request.actor.membership_id,  # type: ignore[attr-defined]
        "back": reverse("schools:members", args=[row.school.slug]),
    }
    return render(request, "schools/member.html", context, status=status)


def offered(request: HttpRequest, member: int | None, held=frozenset()) -> list[Role]:
    """The roles this actor may give to or take from that member (None: somebody new), beside those
    that are held: a pupil's account has no other role, and nobody else's becomes a pupil's."""
    actor, has_head = request.actor, queries.has_head()  # type: ignore[attr-defined]
    if Role.PUPIL in held:
        return []
    return [
        role
        for role in Role
        if role not in held
        and not (held and role == Role.PUPIL)
        and permissions.may_change_role(actor, role, membership_id=member, has_head=has_head)
    ]


def _pages(page: Page, **asked: str | bool) -> dict[str, str]:
    """Links to the page before and after, keeping what was asked for."""
    kept: dict[str, str | int] = {name: str(value) for name, value in asked.items() if value}
    links = {}
    if page.has_previous():
        links["previous"] = "?" + urlencode({**kept, "page": page.previous_page_number()})
    if page.has_next():
        links["next"] = "?" + urlencode({**kept, "page": page.next_page_number()})
    return links
