"""Who is on the chain for one case: who may handle it, and who a typed name could mean."""

from collections import defaultdict

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
    members = list(schools.holders(*queries.LOG_ROLES, Role.CHAIR))
    forms: dict[int, set[tuple[str, bool]]] = defaultdict(set)
    spelt = TypedSpelling.objects.filter(incident=incident)
    for involved, form, alone in spelt.values_list("involved", "form", "alone"):
        forms[involved].add((form, alone))
    if not forms:
        return {}
    cleared = set(
        NotSamePerson.objects.filter(involved__in=forms).values_list("involved", "member")
    )
    named = Named(members)
    close = [(member, *named.close_forms(member)) for member in members]
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
