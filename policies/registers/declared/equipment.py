"""What the school owns, and how it was let go of: agreed to by somebody else, with the receipt."""

from django.utils.translation import gettext_lazy as _

from esafety.access.roles import Role
from policies.registers.declared.groups import LEADERS, LEADS, TECHNICIANS
from policies.registers.declared.shape import (
    Field,
    Kind,
    Move,
    Register,
    Reminders,
    State,
    register,
    roles,
)

_KEEPERS = TECHNICIANS | LEADS | roles(Role.OFFICE)
_AUTHORISERS = LEADERS | LEADS

EQUIPMENT = register(
    Register(
        code="equipment",
        prefix="EQP",
        title=_("Equipment and disposal"),
        about=_(
            "Devices and licences, who has them, and how they were disposed of. A disposal is "
            "authorised by somebody else than who asked for it."
        ),
        fields=(
            Field("item", Kind.LINE, _("Item"), needed=True, listed=True),
            Field("kind", Kind.CHOICE, _("Kind"), needed=True, listed=True, counted=True,
                  choices=(("laptop", _("Laptop")), ("tablet", _("Tablet")),
                           ("computer", _("Computer")), ("phone", _("Telephone")),
                           ("camera", _("Camera")), ("storage", _("Storage")),
                           ("network", _("Network")), ("other", _("Other")))),
            Field("serial", Kind.LINE, _("Serial or asset number"), listed=True),
            Field("bought_on", Kind.DAY, _("Bought on"), past=True),
            Field("value", Kind.MONEY, _("Value when bought")),
            Field("holder", Kind.PERSON, _("Who has it"), free=True, listed=True,
                  hint=_("Somebody of the directory, or a room.")),
            Field("licences", Kind.LINE, _("Licences on it")),
            Field("return_on", Kind.DAY, _("To be returned or renewed by")),
            Field("dispose_why", Kind.WORDS, _("Why it is to go"), later=True, needed=True),
            Field("licence_check", Kind.WORDS, _("Licences: what was checked"), later=True,
                  needed=True, hint=_("Which end, which move to another device.")),
            Field("personal_data", Kind.CHOICE, _("Personal data on it"), later=True, needed=True,
                  choices=(("none", _("None")), ("wiped", _("Wiped, and checked")),
                           ("to_wipe", _("To be wiped by the firm that takes it")),
                           ("destroy", _("Storage taken out, to be destroyed")))),
            Field("disposed_on", Kind.DAY, _("Disposed of on"), later=True, needed=True,
                  past=True),
            Field("disposed_how", Kind.CHOICE, _("How"), later=True, needed=True, counted=True,
                  choices=(("recycled", _("Recycled by a firm")), ("destroyed", _("Destroyed")),
                           ("sold", _("Sold")), ("given", _("Given away")),
                           ("returned", _("Returned to its owner")))),
            Field("received_by", Kind.LINE, _("Who received it"), later=True, needed=True),
            Field("receipt", Kind.LINE, _("Certificate or receipt"), later=True, needed=True,
                  hint=_("Its number and date, and where it is kept.")),
        ),
        states=(
            State("in_use", _("In use"), "green"),
            State("asked", _("Disposal asked for"), "blue", may_change=False),
            State("authorised", _("Disposal authorised"), "yellow", may_change=False),
            State("disposed", _("Disposed of"), "grey", is_open=False, may_change=False),
            State("lost", _("Lost or stolen"), "red", is_open=False, may_change=False),
            State("withdrawn", _("Entered by mistake"), is_open=False, may_change=False),
        ),
        moves=(
            Move("ask", _("Ask for its disposal"), _("Disposal asked for"), ("in_use",), "asked",
                 _KEEPERS, asks=("dispose_why", "licence_check", "personal_data"),
                 tells=_AUTHORISERS),
            Move("authorise", _("Authorise the disposal"), _("Disposal authorised"), ("asked",),
                 "authorised", _AUTHORISERS, apart=True, approves=True, tells=TECHNICIANS),
            Move("refuse", _("Refuse the disposal"), _("Disposal refused"),
                 ("asked", "authorised"), "in_use", _AUTHORISERS, needs_reason=True),
            Move("dispose", _("Record the disposal"), _("Disposed of"), ("authorised",),
                 "disposed", _KEEPERS,
                 asks=("disposed_on", "disposed_how", "received_by", "receipt")),
            Move("lose", _("Record it as lost or stolen"), _("Lost or stolen"), ("in_use",), "lost",
                 _KEEPERS, needs_reason=True),
            Move("find", _("It is found again"), _("Found again"), ("lost",), "in_use", _KEEPERS,
                 needs_reason=True),
            Move("withdraw", _("Withdraw it"), _("Withdrawn"), ("in_use",), "withdrawn", _KEEPERS,
                 needs_reason=True),
        ),
        read_by=LEADERS | LEADS | TECHNICIANS | roles(Role.OFFICE),
        kept_by=_KEEPERS,
        due="return_on",
        reminders=Reminders(before=(7, 0), who=TECHNICIANS),
    )
)  # fmt: skip
