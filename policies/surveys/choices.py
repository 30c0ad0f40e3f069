"""Who is asked, how a question is answered, and the events of surveys."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from esafety.audit import types


class Audience(TextChoices):
    PUPILS = "pupils", _("Pupils")
    PARENTS = "parents", _("Parents and carers")
    STAFF = "staff", _("Staff")


class Kind(TextChoices):
    ONE = "one", _("One answer")
    SEVERAL = "several", _("Several answers may be ticked")


class State(TextChoices):
    """Where a survey stands; worked out from when it was opened and closed."""

    DRAFT = "draft", _("Not opened")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


types.register(
    {
        "survey.questions_started": _("took up the starter questions of a survey"),
        "survey.question_added": _("added a question to a survey"),
        "survey.question_changed": _("changed a question of a survey"),
        "survey.question_retired": _("retired a question of a survey"),
        "survey.question_brought_back": _("brought back a question of a survey"),
        "survey.question_moved": _("moved a question of a survey"),
        "survey.made": _("prepared a survey"),
        "survey.days_changed": _("changed the days of a survey"),
        "survey.opened": _("opened a survey"),
        "survey.closed": _("closed a survey"),
        "survey.sheets_removed": _("removed the sheets of a survey a year after it was closed"),
        "survey.dropped": _("dropped a survey"),
        "survey.sheet_made": _("made the sheet with the address of a survey"),
        "survey.exported": _("took out the results of a survey"),
    }
)
