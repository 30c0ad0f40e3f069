"""What entries of registers are called in the audit log and in notices, and for whom they exist."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.audit import objects
from esafety.notices import kinds
from esafety.schools.models import School
from policies.registers import queries
from policies.registers.declared import named, registers
from policies.registers.queries import log
from policies.registers.services import reminding, telling


def seen(actor: Actor, refs: set[str]) -> set[str]:
    """Those of the references whose entries (or registers as a whole) exist for the actor. Of a
    secret register as a whole nobody: what the system did there may tell of an entry about them."""
    called = {ref.partition(":")[2]: ref for ref in refs}
    there = queries.visible_to(actor).filter(reference__in=called)
    whole = {ref for name, ref in called.items() if _reads_all(actor, name)}
    return {called[reference] for reference in there.values_list("reference", flat=True)} | whole


def _reads_all(actor: Actor, code: str) -> bool:
    one = named(code)
    return one is not None and one.reads_all(actor) and not one.secret


def seen_out(actor: Actor, refs: set[str]) -> set[str]:
    """That a secret register was taken out is for those who read it, and for nobody else."""
    found = {ref: named(ref.partition(":")[2]) for ref in refs}
    return {ref for ref, one in found.items() if one is not None and one.reads_all(actor)}


def called(refs: set[str]) -> dict[str, str]:
    """The register by its title."""
    found = {ref: named(ref.partition(":")[2]) for ref in refs}
    return {ref: str(one.title) for ref, one in found.items() if one is not None}


def page(school: School, ref: str) -> str:
    """The page of an entry, by its reference; of a register, by its code."""
    name = ref.partition(":")[2]
    prefix, _dash, number = name.rpartition("-")
    if named(name) is None and number.isdigit():
        code = next(one.code for one in registers() if one.prefix == prefix)
        return reverse("registers:entry", args=[school.slug, code, int(number)])
    return reverse("registers:register", args=[school.slug, name])


kinds.register(telling.WAITS, _("An entry of a register waits for you"), page)
kinds.register(telling.NEWS, _("There is news of what you entered in a register"), page)
kinds.register(telling.ENDED, _("An entry of a register has ended by itself"), page)
kinds.register(reminding.REMIND, _("Something in a register comes up or is overdue"), page)
kinds.register(reminding.MISSING, _("A week of term has no entry in a register"), page)
objects.register("register", seen_by=seen)
objects.register(log.OUT, seen_by=seen_out, names=called)
