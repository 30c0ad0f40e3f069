"""Who must sign what, who was asked, and how it stands: reads of the school in scope."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from aup import audiences, states
from aup.choices import ENDED_BY, IN_ORDER, AskState, Audience, ParentsNeeded
from aup.models import Agreement, AgreementSettings, AgreementVersion, Answer, Ask
from aup.states import Said
from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person
from esafety.signatures.choices import Part


def settings_of(school_id: int) -> AgreementSettings:
    """What the school decided about signing; the usual where it decided nothing."""
    found = AgreementSettings.objects.filter(school_id=school_id).first()
    return found or AgreementSettings(school_id=school_id)


def present(on: date) -> QuerySet[Person]:
    """People who are at the school on a day."""
    found: QuerySet[Person] = Person.objects.filter(is_here(on))
    return found.order_by("last_name", "first_name", "pk")


def is_here(on: date, at: str = "") -> Q:
    """The same as a condition; `at` leads to the person."""
    here = Q(**{f"{at}left_on__isnull": True}) | Q(**{f"{at}left_on__gt": on})
    come = Q(**{f"{at}joined_on__isnull": True}) | Q(**{f"{at}joined_on__lte": on})
    return here & come


def is_present(person: Person, on: date) -> bool:
    """`present`, of somebody who was read a moment ago."""
    return is_between(person.joined_on, person.left_on, on)


def is_between(joined_on: date | None, left_on: date | None, on: date) -> bool:
    """Whether a day is one on which somebody with these days is at the school."""
    here = left_on is None or left_on > on
    return here and (joined_on is None or joined_on <= on)


def subjects_of(audience: str, on: date) -> QuerySet[Person]:
    """Those present on a day whose agreement it is (spec: "Who signs what")."""
    rows = present(on).filter(kind__in=audiences.kinds_of(audience))
    if audience == Audience.PUPILS_EARLY:
        return rows.filter(year_group__in=audiences.EARLY)
    if audience == Audience.PUPILS_PRIMARY:
        return rows.filter(year_group__in=audiences.PRIMARY)
    if audience == Audience.STUDENTS:
        return rows.exclude(year_group__in=[*audiences.EARLY, *audiences.PRIMARY, ""])
    return rows


def agreement_of(person: Person) -> Agreement | None:
    """The agreement that is this person's now."""
    audience = audiences.audience_of(person.kind, person.year_group)
    return Agreement.objects.filter(audience=audience).first() if audience else None


def asks() -> QuerySet[Ask]:
    """Every question with its agreement, version and person."""
    found: QuerySet[Ask] = Ask.objects.select_related(
        "agreement", "version", "subject__school", "campaign", "school"
    )
    return found


def asks_of(person: Person) -> QuerySet[Ask]:
    """What one person was asked, newest version first."""
    return asks().filter(subject=person).order_by("-version__effective_from", "-pk")


def newest_of_each(rows: QuerySet[Ask]) -> dict[int, Ask]:
    """Of questions read with their agreement and person, the one that counts of each person: about
    the agreement that is theirs now, and only where there is none about another; of each agreement
    the newest version. Versions of two agreements say nothing of each other by their days."""
    ordered = rows.order_by("-version__effective_from", "-pk")
    found: dict[int, Ask] = {}
    for ask in sorted(ordered, key=_is_about_another):
        found.setdefault(ask.subject_id, ask)
    return found


def _is_about_another(ask: Ask) -> bool:
    person = ask.subject
    return ask.agreement.audience != audiences.audience_of(person.kind, person.year_group)


def open_for(people: Iterable[int]) -> QuerySet[Ask]:
    """Questions of these people that wait for somebody's answer."""
    waiting = [AskState.ASKED, AskState.NO_REPLY, AskState.DISAGREED, AskState.DECLINED]
    return asks().filter(subject__in=list(people), state__in=waiting).order_by("pk")


def said(ask: Ask) -> list[Said]:
    """All answers to a question, oldest first."""
    rows = with_gone(Answer.objects.filter(ask=ask)).order_by("pk")
    columns = rows.values_list("part", "kind", "person", "gone")
    return [Said(Part(part), kind, who or 0, gone) for part, kind, who, gone in columns]


def with_gone(answers: QuerySet[Answer]) -> QuerySet[Any]:
    """Answers with `gone`: whether a parent or carer gave it who may not sign for the child any
    more, or it says that one from before they left has ended. Within the same query, since it is
    asked with every signature."""
    ties = tied().filter(child=OuterRef("ask__subject"), guardian=OuterRef("person"))
    of_no_parent = Q(part=Part.PARENT, person__isnull=False) & ~Exists(ties)
    gone = Q(answered_by_ref=ENDED_BY) | of_no_parent
    return answers.annotate(gone=Case(When(gone, then=Value(True)), default=Value(False)))


def said_on(ask: Ask) -> tuple[list[Said], set[UUID]]:
    """All answers to a question, and the keys of the forms on which they were signed."""
    columns = ("part", "kind", "person", "gone", "signature__once_key")
    rows = list(with_gone(Answer.objects.filter(ask=ask)).order_by("pk").values_list(*columns))
    keys = {key for *_said, key in rows if key is not None}
    return [Said(Part(part), kind, who or 0, gone) for part, kind, who, gone, _key in rows], keys


def answers_of(ask: Ask) -> QuerySet[Answer]:
    """The answers with who gave them and their signatures, oldest first."""
    found: QuerySet[Answer] = Answer.objects.filter(ask=ask).select_related(
        "person", "signature__text"
    )
    return found.order_by("pk")


def parents_needed(ask: Ask) -> list[int]:
    """The parents and carers who must all sign, by the school's choice; none: one is enough."""
    if settings_of(ask.school_id).parents_needed == ParentsNeeded.ONE:
        return []
    return [row.guardian_id for row in guardians_of(ask.subject)]


def tied(on: date | None = None) -> QuerySet[Guardianship]:
    """The ties by which somebody may sign for a child on a day, today unless said otherwise: with
    parental responsibility, and of parents and carers who are not recorded as having left.

    Of somebody who also works or worked here the directory keeps the days of that work. They say
    nothing of the child, so there the tie alone decides.
    """
    rows: QuerySet[Guardianship] = Guardianship.objects.filter(
        ended_on__isnull=True, parental_responsibility=True
    )
    works_here = ~Q(guardian__kind=Kind.GUARDIAN)
    return rows.filter(works_here | is_here(on or timezone.localdate(), "guardian__"))


def guardians_of(child: Person, on: date | None = None) -> QuerySet[Guardianship]:
    """Who may sign for a child: the ties of `tied`, in the order they were made."""
    return tied(on).filter(child=child).select_related("guardian").order_by("pk")


def missing(ask: Ask) -> list[Part]:
    """The parts of the agreement that nobody has signed yet."""
    needed = audiences.PARTS[Audience(ask.agreement.audience)]
    return states.missing_parts(needed, said(ask), parents=parents_needed(ask))


def not_asked(agreement: Agreement, version: AgreementVersion, on: date) -> QuerySet[Person]:
    """Those whose agreement it is and who were not asked for this version."""
    asked = Ask.objects.filter(version=version).values("subject")
    return subjects_of(agreement.audience, on).exclude(pk__in=asked)


def in_order(person: Person, on: date | None = None) -> bool:
    """Whether everybody who must has signed this person's agreement: no signature, no access.

    While a newer version is being asked for, the signature under the one before counts until the
    last day of asking (`still_counts`).
    """
    agreement = agreement_of(person)
    if agreement is None:
        return False
    day = on or timezone.localdate()
    rows = list(asks_of(person).filter(agreement=agreement))
    if not rows:
        return False
    if rows[0].state in IN_ORDER:
        return True
    asked_anew = rows[0].state == AskState.ASKED and rows[0].due_on and day <= rows[0].due_on
    return bool(asked_anew) and still_counts(rows[1:], _state_of)


class Replaced(Protocol):
    """What `still_counts` must know of a question."""

    @property
    def due_on(self) -> date | None: ...

    @property
    def changed_at(self) -> datetime: ...


One = TypeVar("One", bound=Replaced)


def still_counts(earlier: Iterable[One], state_of: Callable[[One], AskState]) -> bool:
    """Whether an earlier signature counts while a newer version is asked for; the questions that
    were replaced, newest first.

    It is that of the version before. Where that one was replaced while there was still time to
    sign it, and nobody had refused, the version before it counts, and so on: a second change in the
    same days takes nobody's access.
    """
    for ask in earlier:
        state = state_of(ask)
        if state in IN_ORDER:
            return True
        replaced_on = timezone.localtime(ask.changed_at).date()
        in_time = ask.due_on is not None and replaced_on <= ask.due_on
        if state != AskState.ASKED or not in_time:
            return False
    return False


def _state_of(ask: Ask) -> AskState:
    needed = audiences.PARTS[Audience(ask.agreement.audience)]
    return states.state_of(needed, said(ask), parents=parents_needed(ask))
