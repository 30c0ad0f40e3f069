"""The school's own list of incident types, seeded from Appendix H."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import SchoolOwned
from incidents.choices import Group


class IncidentType(SchoolOwned):
    """One type on the form. A retired type stays on old incidents and leaves the form."""

    code = models.SlugField(max_length=40)
    label = models.CharField(_("Name"), max_length=120)
    help = models.CharField(_("A line of help"), max_length=200, blank=True)
    group = models.CharField(_("Group"), max_length=10, choices=Group.choices)
    needs_words = models.BooleanField(default=False)
    at_once = models.BooleanField(
        _("Cannot wait"),
        default=False,
        help_text=_("Shows at once what to do in person, and tells the lead and the DSL at once."),
    )
    on_report = models.BooleanField(_("On the report form"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="incident_type_code_once")
        ]

    def __str__(self) -> str:
        return self.label
