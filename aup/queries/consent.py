"""Whose pictures may be used where: reads of the school in scope."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from aup.choices import ENDED_BY
from aup.consent_choices import ConsentKind, Shown, Use
from aup.models import ImageConsent
from aup.queries import paper
from aup.queries.access import here
from aup.queries.asking import guardians_of
from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person


@dataclass(frozen=True)
class ChildImages:
    """What all parents' answers make of each use for one child. Any "no" wins; where nobody has
    answered, pictures are not used. `disagreed`: the uses to which one said yes and another no."""

    child: Person
    uses: dict[Use, Shown]
    disagreed: tuple[Use, ...] = ()
    answered_at: datetime | None = None


def pupils_on(day: date, *, year: str = "", tutor: str = "") -> QuerySet[Person]:
    """Pupils at the school on a day, by surname."""
    rows = here(Person.objects.filter(kind=Kind.PUPIL), day).select_related("school")
    rows = rows.filter(year_group=year) if year else rows
    rows = rows.filter(tutor_group=tutor) if tutor else rows
    return rows.order_by("last_name", "first_name", "pk")


@dataclass(frozen=True)
class ClassRow:
    """One child of a class: how it stands with their pictures, and who may sign."""

    images: ChildImages
    guardians: list[Person]


def class_rows(group: str, on: date, *, only: Collection[int] = ()) -> list[ClassRow]:
    """The children of a class by name; `only` those of these numbers. As many queries for one
    child as for thirty."""
    pupils = paper.pupils_in(group, on).select_related("school")
    children = list(pupils.filter(pk__in=only) if only else pupils)
    may = paper.guardians_by_child([one.pk for one in children], on)
    return [ClassRow(one, may.get(one.child.pk, [])) for one in images_of(children)]


def images_of(children: Sequence[Person]) -> list[ChildImages]:
    """How it stands with each child, in their order: three queries for any number.

    Only those count who are parents or carers with parental responsibility now, each with the
    newest thing they said; what is taken back counts as "no" to everything.
    """
    newest = _newest(children)
    by_child: dict[int, list[ImageConsent]] = defaultdict(list)
    for (child, _guardian), row in newest.items():
        by_child[child].append(row)
    return [_together(child, by_child[child.pk]) for child in children]


def newest_of(child: Person, guardian: Person) -> ImageConsent | None:
    """The newest thing that one parent said about one child."""
    rows = history_of(child).filter(guardian=guardian)
    found: ImageConsent | None = rows.first()
    return found


def history_of(child: Person) -> QuerySet[ImageConsent]:
    """Everything that was ever said about a child's pictures, newest first."""
    rows = ImageConsent.objects.filter(child=child).order_by("-pk")
    found: QuerySet[ImageConsent] = rows.select_related(
        "guardian", "signature", "entered_by"
    ).prefetch_related("answers")
    return found


def is_entered(once_key: UUID) -> bool:
    """Whether a form with this key was taken already."""
    done: bool = ImageConsent.objects.filter(signature__once_key=once_key).exists()
    return done


def is_guardian(child: Person, guardian: Person) -> bool:
    """Whether somebody may answer for a child now."""
    return guardians_of(child).filter(guardian=guardian).exists()


def said(row: ImageConsent | None) -> dict[Use, bool]:
    """What one form answered; nothing where there is none or it ended as the child left, all "no"
    where it was taken back."""
    if row is None or row.given_by_ref == ENDED_BY:
        return {}
    if row.kind == ConsentKind.WITHDRAWN:
        return dict.fromkeys(Use, False)
    return {Use(answer.use): answer.yes for answer in row.answers.all()}


def _newest(children: Sequence[Person]) -> dict[tuple[int, int], ImageConsent]:
    numbers = [child.pk for child in children]
    ties = set(
        Guardianship.objects.filter(
            child__in=numbers, ended_on__isnull=True, parental_responsibility=True
        ).values_list("child", "guardian")
    )
    rows = ImageConsent.objects.filter(child__in=numbers).prefetch_related("answers")
    found = {(row.child_id, row.guardian_id): row for row in rows.order_by("pk")}
    return {tie: row for tie, row in found.items() if tie in ties}


def _together(child: Person, rows: list[ImageConsent]) -> ChildImages:
    answers = [said(row) for row in rows]
    uses, disagreed = {}, []
    for use in Use:
        told = {one[use] for one in answers if use in one}
        uses[use] = Shown.NO if False in told else Shown.YES if told else Shown.UNKNOWN
        if len(told) > 1:
            disagreed.append(use)
    last = max((row.given_at for row in rows), default=None)
    return ChildImages(child, uses, tuple(disagreed), last)
