"""The school's own list of incident types. A code never changes, and no type is ever deleted."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from incidents import permissions
from incidents.choices import Group
from incidents.models import IncidentType


@transaction.atomic
def add(
    *,
    by: Actor,
    label: str,
    group: Group,
    help: str = "",
    at_once: bool = False,
    on_report: bool = True,
    needs_words: bool = False,
) -> IncidentType:
    """Add a type at the end of the list, with a code made from its name."""
    types = _held(by)
    _refuse_second(types, label)
    added = IncidentType.objects.create(
        school_id=by.school_id,
        code=_new_code(types, label),
        label=label,
        help=help,
        group=group,
        at_once=at_once,
        on_report=on_report,
        needs_words=needs_words,
        position=max((one.position for one in types), default=0) + 1,
    )
    return _recorded(added, by, "added")


@transaction.atomic
def change(
    *,
    type: IncidentType,
    by: Actor,
    label: str,
    group: Group,
    help: str = "",
    at_once: bool = False,
    on_report: bool = True,
    needs_words: bool = False,
) -> IncidentType:
    """Rename a type or change its help, group and marks. Old incidents show the new name."""
    types = _held(by)
    row = _one(types, type)
    _refuse_second([one for one in types if one.pk != row.pk], label)
    if not on_report:
        _refuse_empty_form(types, row)
    row.label, row.help, row.group = label, help, group
    row.at_once, row.on_report, row.needs_words = at_once, on_report, needs_words
    row.save()
    return _recorded(row, by, "changed")


@transaction.atomic
def retire(*, type: IncidentType, by: Actor) -> IncidentType:
    """Take a type off the form. Incidents that have it keep it."""
    types = _held(by)
    row = _one(types, type)
    if row.retired_at is not None:
        raise Refused(_("This type is retired already."))
    _refuse_empty_form(types, row)
    row.retired_at = timezone.now()
    row.save()
    return _recorded(row, by, "retired")


@transaction.atomic
def bring_back(*, type: IncidentType, by: Actor) -> IncidentType:
    """Offer a retired type again."""
    row = _one(_held(by), type)
    if row.retired_at is None:
        raise Refused(_("This type is not retired."))
    row.retired_at = None
    row.save()
    return _recorded(row, by, "brought_back")


@transaction.atomic
def reorder(*, type: IncidentType, by: Actor, up: bool) -> IncidentType:
    """Move a type one place up or down among those offered; at the end of the list: nothing."""
    types = _held(by)
    row = _one(types, type)
    offered = [one for one in types if one.retired_at is None]
    if row not in offered:
        raise Refused(_("A retired type has no place on the form."))
    at = offered.index(row)
    to = at - 1 if up else at + 1
    if 0 <= to < len(offered):
        offered.insert(to, offered.pop(at))
        retired = [one for one in types if one.retired_at is not None]
        for place, one in enumerate([*offered, *retired], start=1):
            one.position = place
        IncidentType.objects.bulk_update(types, ["position"])
    return _recorded(row, by, "moved")


def _held(by: Actor) -> list[IncidentType]:
    """All types of the school, locked and in order, if the actor may change them."""
    permissions.check_can_change_types(by)
    return list(IncidentType.objects.select_for_update())


def _one(types: list[IncidentType], type: IncidentType) -> IncidentType:
    for one in types:
        if one.pk == type.pk:
            return one
    raise Refused(_("This type was not found."))


def _refuse_second(types: list[IncidentType], label: str) -> None:
    if label.casefold() in {one.label.casefold() for one in types}:
        raise Refused(
            _("There is a type with this name already. A retired one can be brought back.")
        )


def _refuse_empty_form(types: list[IncidentType], row: IncidentType) -> None:
    others = [one for one in types if one.pk != row.pk]
    if not any(one.on_report and one.retired_at is None for one in others):
        raise Refused(_("The report form needs at least one type."))


def _new_code(types: list[IncidentType], label: str) -> str:
    taken = {one.code for one in types}
    base = slugify(label).replace("-", "_")[:36] or "type"
    codes = [base, *(f"{base}_{n}" for n in range(2, len(taken) + 3))]
    return next(code for code in codes if code not in taken)


def _recorded(row: IncidentType, by: Actor, act: str) -> IncidentType:
    audit.record(by=by, type="type.changed", object=f"type:{row.code}", data={"act": act})
    return row
