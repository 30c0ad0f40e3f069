"""Who is meant by a name, for forms and files."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from esafety.people import queries as people
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.schools import queries as schools
from policies.registers.declared.shape import Field
from policies.registers.values import fold


class Unknown(Exception):
    """A name that stands for nobody, or for more than one; `sentence` says so without it."""

    def __init__(self, sentence: str) -> None:
        super().__init__("unknown name")
        self.sentence = sentence


class Roll:
    """Everybody in the directory and everybody with an account, read once."""

    def __init__(self) -> None:
        self._people: dict[str, list[Person]] = {}
        self._labels: dict[str, list[Person]] = {}
        for person in people.people().order_by("pk"):
            self._people.setdefault(fold(person.name), []).append(person)
            self._labels.setdefault(fold(label_of(person)), []).append(person)
        self._members: dict[str, list[int]] = {}
        for pk, name, email in schools.current_members().values_list(
            "pk", "display_name", "user__email"
        ):
            for key in {fold(name), fold(email)}:
                self._members.setdefault(key, []).append(pk)

    def person(self, one: Field, text: str) -> int | str:
        """The number of the one person of that name (with the year or job, where there are two),
        or the name itself where the field takes any. Raises Unknown."""
        key = fold(text)
        found = _of_kinds(self._labels.get(key) or self._people.get(key, []), one.people)
        if len(found) == 1:
            return found[0].pk
        if one.free and not found:
            return text
        if not found:
            raise Unknown(_("Nobody of this name is in the directory. Write the full name."))
        raise Unknown(
            _("More than one person has this name. Add the year group or job, such as “%(words)s”.")
            % {"words": label_of(found[0])}
        )

    def member(self, text: str) -> int:
        """The number of the one member of that name or e-mail address. Raises Unknown."""
        found = self._members.get(fold(text), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise Unknown(_("More than one member has this name. Write the e-mail address."))
        raise Unknown(_("Nobody of this name has an account. Write the name or e-mail address."))


def label_of(person: Person) -> str:
    """The name with what tells it from a namesake."""
    return f"{person.name}, {person.detail}"


def person_numbered(one: Field, number: str) -> Person | None:
    """The person with that number, if the field may name them."""
    if not (number.isascii() and number.isdigit() and len(number) <= 12):
        return None
    found = people.people().filter(pk=int(number)).first()
    return found if found is not None and _of_kinds([found], one.people) else None


def member_choices(also: Iterable[int] = ()) -> list[tuple[str, str]]:
    """Everybody with an account who is not a pupil, by name, for a list to choose from; and those
    who are named already, though they have left."""
    here = schools.current_members().exclude(person__kind=Kind.PUPIL)
    rows = schools.members().filter(Q(pk__in=here.values("pk")) | Q(pk__in=list(also)))
    rows = rows.order_by("display_name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "display_name")]


def _of_kinds(some: Iterable[Person], kinds: tuple[str, ...]) -> list[Person]:
    return [person for person in some if not kinds or person.kind in kinds]
