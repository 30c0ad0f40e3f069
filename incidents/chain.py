"""Who is on the chain for one case: who may handle it, and who a typed name could mean."""

from collections import defaultdict
from collections.abc import Iterable

from esafety.access.permissions import Permission
from esafety.access.roles import Role
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from incidents import queries
from incidents.cases import queries as cases
from incidents.models import Incident, NotSamePerson, TypedSpelling
from incidents.visibility import Named


def may_handle(incident: Incident) -> list[Membership]:
    """Members who may see this incident, by role or by a referral, and whose roles let them
    handle incidents."""
    return cases.handling(incident)


def may_be(incident: Incident) -> dict[int, list[Membership]]:
    """For each typed name of the incident that is like one of theirs: the members on the chain
    whom it shuts out until somebody says that it is another person."""
    return _alike_among(incident, schools.holders(*queries.LOG_ROLES, Role.CHAIR))


def may_be_anybody(incident: Incident) -> dict[int, list[Membership]]:
    """As `may_be`, of everybody who could be given the case or a task of it: a head of year with
    the surname of a pupil can have no part in it either until that is said."""
    members = schools.holders_of(Permission.TASK_ANSWER)
    return _alike_among(incident, members.order_by("display_name", "pk"))


def _alike_among(incident: Incident, members: Iterable[Membership]) -> dict[int, list[Membership]]:
    forms: dict[int, set[tuple[str, bool]]] = defaultdict(set)
    spelt = TypedSpelling.objects.filter(incident=incident)
    for involved, form, alone in spelt.values_list("involved", "form", "alone"):
        forms[involved].add((form, alone))
    if not forms:
        return {}
    cleared = set(
        NotSamePerson.objects.filter(involved__in=forms).values_list("involved", "member")
    )
    asked = list(members)
    named = Named(asked, [incident.pk])
    close = [(member, *named.close_forms(member)) for member in asked]
    found = {
        involved: [
            m
            for m, last, first in close
            if _alike(typed, last, first) and (involved, m.pk) not in cleared
        ]
        for involved, typed in forms.items()
    }
    return {involved: some for involved, some in found.items() if some}


def _alike(typed: set[tuple[str, bool]], last: set[str], first: set[str]) -> bool:
    return any(form in last or (alone and form in first) for form, alone in typed)
