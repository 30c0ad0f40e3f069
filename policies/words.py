"""The words of the codes that stand in tables of rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

COLUMNS = {
    "class_teacher": _("Class teacher"),
    "head_of_year": _("Head of year"),
    "senior_leadership": _("Senior leadership"),
    "police_or_social_care": _("Police or social care"),
    "technical_support": _("Technical support"),
    "inform_parents": _("Parents informed"),
    "remove_access": _("Access removed"),
    "warning": _("Warning"),
    "further_sanction": _("Further sanction"),
    "line_manager": _("Line manager"),
    "local_authority_hr_or_social_care": _("Local authority, HR or social care"),
    "police": _("Police"),
    "suspension": _("Suspension"),
    "disciplinary_action": _("Disciplinary action"),
}
GROUPS = {
    "content": _("Content: what is seen or shared"),
    "conduct": _("Conduct: how the school's systems are used"),
}


@dataclass(frozen=True)
class Rating:
    """A rating said in words, with a shape and a colour that say the same."""

    words: Any
    shape: str
    tone: str


USE_RATINGS = {
    "acceptable": Rating(_("Acceptable"), "✓", "green"),
    "acceptable_at_certain_times": Rating(_("Acceptable at certain times"), "◷", "blue"),
    "acceptable_for_nominated_users": Rating(_("Acceptable for nominated users"), "◐", "teal"),
    "unacceptable": Rating(_("Unacceptable"), "✕", "orange"),
    "unacceptable_and_illegal": Rating(_("Unacceptable and illegal"), "■", "red"),
}
ALLOWED_RATINGS = {
    "allowed": Rating(_("Allowed"), "✓", "green"),
    "allowed_at_certain_times": Rating(_("Allowed at certain times"), "◷", "blue"),
    "allowed_for_selected": Rating(_("Allowed for selected staff or with permission"), "◐", "teal"),
    "not_allowed": Rating(_("Not allowed"), "✕", "orange"),
}
RATINGS = USE_RATINGS | ALLOWED_RATINGS
OCCURRENCES = {"1": _("First time"), "2": _("Second time or later")}
LEVELS = ("C1", "C2", "C3", "C4", "C5", "C6")
# Two tables that only make sense side by side are shown on one page.
PARTNERS = {"levels-misuse": "levels-responses", "levels-responses": "levels-misuse"}
YES_OR_NO = {"1": _("Yes"), "0": _("No")}


def usual_label(column: str) -> str:
    """What a column is called unless the school says otherwise: its code as words, if need be."""
    return str(COLUMNS.get(column, column.replace("_", " ").capitalize()))


def label(column: str, labels: Mapping[str, str]) -> str:
    """What the school calls a column whose heading is a code."""
    return labels[column] if column in labels else usual_label(column)


def rating(code: str) -> Rating:
    """The words for a rating; one that is not ours is shown as it is written."""
    return RATINGS.get(code) or Rating(code.replace("_", " ").capitalize(), "", "grey")
