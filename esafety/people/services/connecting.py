"""An account and its entry in the directory become one person. Never without somebody's act."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.people import connections
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.people.names import search_key
from esafety.people.permissions import check_can_manage
from esafety.schools import queries as schools
from esafety.schools.models import Membership

NOTICE = "person.entry_wanted"


@transaction.atomic
def find_me(*, by: Actor) -> Person | None:
    """Connect the actor's own account with the one entry that has its email address; where there
    is none, or more than one, tell those who keep the directory, once, and return None."""
    member = _unconnected(by.membership_id or 0)
    found = connections.by_email(member)
    if found is not None:
        return _tie(found, member, by)
    audit.record(by=by, type="person.entry_wanted", object=str(member))
    for keeper in schools.holders_of(Permission.PEOPLE_MANAGE):
        notices.tell(
            member=keeper,
            kind=NOTICE,
            object=str(member),
            school_id=by.school_id,
            once_key=f"{NOTICE}:{member.pk}:{keeper.pk}",
        )
    return None


@transaction.atomic
def connect(*, member: Membership, person: Person, by: Actor) -> Person:
    """Say that this account is this person's. Raises Refused where either has another already."""
    check_can_manage(by, person)
    held = _unconnected(member.pk)
    if not connections.free_entries(held).filter(pk=person.pk).exists():
        raise Refused(_("This entry belongs to another account, or is of another kind."))
    return _tie(person, held, by)


@transaction.atomic
def enter(*, member: Membership, by: Actor) -> Person:
    """Make the entry of a member of staff or a governor from their account. Refused for a pupil,
    whose entry comes with the file of pupils."""
    check_can_manage(by, member)
    held = _unconnected(member.pk)
    kind = connections.kind_for(held)
    if kind == Kind.PUPIL:
        raise Refused(_("Enter the pupil in the directory first, then connect the account."))
    first, _space, last = " ".join(held.display_name.split()).rpartition(" ")
    made = Person(
        school_id=by.school_id,
        kind=kind,
        first_name=first[:80],
        last_name=last[:80],
        email=held.user.email,
        joined_on=held.joined_on,
        membership=held,
        search_key=search_key(first, last),
    )
    made.save(force_insert=True)
    audit.record(by=by, type="person.added", object=str(made), data={"kind": str(kind)})
    _connected(made, held, by)
    return made


def _unconnected(member_id: int) -> Membership:
    rows = schools.current_members().select_for_update(of=("self",))
    held: Membership | None = rows.filter(pk=member_id).first()
    if held is None or Person.objects.filter(membership=held).exists():
        raise Refused(_("This account has its entry in the directory already."))
    return held


def _tie(person: Person, member: Membership, by: Actor) -> Person:
    row: Person = Person.objects.select_for_update().get(pk=person.pk)
    row.membership = member
    row.save(update_fields=["membership"])
    _connected(row, member, by)
    return row


def _connected(person: Person, member: Membership, by: Actor) -> None:
    facts = {"account": str(member)}
    audit.record(by=by, type="person.connected", object=str(person), data=facts)
