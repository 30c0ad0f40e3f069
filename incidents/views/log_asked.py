"""What a request asks of the log: its filters, its words, and the addresses that keep them."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from incidents import queries
from incidents.forms.log import LogFilterForm, LogSearchForm
from incidents.log import paging, searches
from incidents.log.filters import Filters, narrow
from incidents.log.options import options_of, person_named
from incidents.log.phrases import chosen
from incidents.log.search import matching
from incidents.models import Incident

_SELECTS = (
    "term", "state", "type", "group", "year", "place", "platform", "weekday", "hour", "handler",
    "sort",
)  # fmt: skip
_ANY = gettext_lazy("Any")


@dataclass(frozen=True)
class Select:
    """One list of the filter form, ready to be written out."""

    id: str
    name: str
    label: str
    errors: list[str]
    options_html: SafeString


@dataclass(frozen=True)
class Day:
    """One date of the filter form."""

    id: str
    name: str
    label: str
    errors: list[str]
    value: str


class Asked:
    """The log as this request asks for it. Nothing is found while a filter cannot be read."""

    def __init__(self, request: Any) -> None:
        self.school, self.actor, self.data = request.school, request.actor, request.GET
        self.seen = queries.visible_to(self.actor).select_related(None)
        self.options = options_of(self.school, self.seen)
        self.token = request.GET.get("search", "")
        text = searches.find(request.session, self.school.pk, self.token)
        self.search_has_ended = bool(self.token) and text is None
        self.text = text or ""
        self.form = LogFilterForm(
            request.GET, options=self.options, person_named=partial(person_named, self.actor)
        )
        self.is_sound = self.form.is_valid() and not self.search_has_ended
        self.filters = self.form.filters(self.text) if self.is_sound else Filters()

    @cached_property
    def incidents(self) -> QuerySet[Incident]:
        """What fits, in no order yet: the visibility rule first, then words, then filters."""
        if not self.is_sound:
            return self.seen.none()
        found = matching(self.seen, self.text) if self.text else self.seen
        return narrow(found, self.filters, self.options)

    def in_order(self) -> QuerySet[Incident]:
        return paging.ordered(self.incidents, self.filters.sort)

    def address(self, name: str = "incidents:log", *, without: str = "", **more: str) -> str:
        """An address with the filters in use, without one of them, with more."""
        kept = self.filters.codes()
        if self.text:
            kept["search"] = self.token
        kept.pop("search" if without == "text" else without, None)
        query = urlencode({**kept, **more})
        return reverse(name, args=[self.school.slug]) + (f"?{query}" if query else "")

    def chips(self) -> list[dict[str, str]]:
        """The filters in use, each with the address that takes it away."""
        found = chosen(self.filters, self.options, self.form.person_name)
        return [
            {"label": label, "text": text, "url": self.address(without=name)}
            for name, (label, text) in found.items()
        ]

    @property
    def log_url(self) -> str:
        return self._url("log")

    @property
    def people_url(self) -> str:
        return reverse("people:search", args=[self.school.slug])

    @property
    def search_url(self) -> str:
        """Where the words are posted to: the other filters stay, the words before do not."""
        return self.address("incidents:log_search", without="text")

    def urls(self) -> dict[str, str]:
        """Where the log can be taken from here, as filtered."""
        return {
            kind: self.address(f"incidents:log_{kind}")
            for kind in ("csv", "xlsx", "json", "paper", "print")
        }

    def may(self, permission: Permission) -> bool:
        return bool(self.actor.can(permission))

    def search_form(self) -> LogSearchForm:
        return LogSearchForm(initial={"text": self.text})

    def selects(self) -> list[Select]:
        """The lists of the filter form; written out here, for a widget each would be slow."""
        return [self._select(name) for name in _SELECTS]

    def days(self) -> list[Day]:
        """The two dates of the filter form; one that cannot be read stays as it was typed."""
        return [self._day(name) for name in ("since", "until")]

    def person(self) -> str:
        return self.form.person_name and self.filters.person

    def _url(self, name: str) -> str:
        return reverse(f"incidents:{name}", args=[self.school.slug])

    def _errors(self, name: str) -> list[str]:
        return [str(error) for error in self.form.errors.get(name, [])]

    def _select(self, name: str) -> Select:
        field, now = self.form.fields[name], self.data.get(name, "")
        offered = [] if name == "sort" else [("", str(_ANY))]
        offered += [(str(value), str(label)) for value, label in field.choices]  # type: ignore[attr-defined]
        chosen = [
            (value, mark_safe(" selected") if value == now else "", label)
            for value, label in offered
        ]
        html = format_html_join("", '<option value="{}"{}>{}</option>', chosen)
        return Select(f"id_{name}", name, str(field.label), self._errors(name), html)

    def _day(self, name: str) -> Day:
        errors, label = self._errors(name), str(self.form.fields[name].label)
        found = self.form.cleaned_data.get(name)
        typed = self.data.get(name, "")[:40] if errors else ""
        return Day(f"id_{name}", name, label, errors, found.isoformat() if found else typed)


def back_to_log(request: Any) -> HttpResponse:
    """To the log with the same question, which says there what is wrong with it."""
    query = request.GET.urlencode()
    address = reverse("incidents:log", args=[request.school.slug])
    return redirect(f"{address}?{query}" if query else address)


def download(body: bytes, content_type: str, request: Any, ending: str) -> HttpResponse:
    """A file named after the school and the day, never after a person; no cache may keep it."""
    day = schools.local_today(request.school).isoformat()
    name = f"incident-log-{request.school.slug}-{day}.{ending}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(body, content_type=content_type, headers=headers)
