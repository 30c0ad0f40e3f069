"""The tables of rules in words and shapes."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from policies.choices import Shape
from policies.models import RuleTableVersion

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


RATINGS = {
    "acceptable": Rating(_("Acceptable"), "✓", "green"),
    "acceptable_at_certain_times": Rating(_("Acceptable at certain times"), "◷", "blue"),
    "acceptable_for_nominated_users": Rating(_("Acceptable for nominated users"), "◐", "teal"),
    "unacceptable": Rating(_("Unacceptable"), "✕", "orange"),
    "unacceptable_and_illegal": Rating(_("Unacceptable and illegal"), "■", "red"),
    "allowed": Rating(_("Allowed"), "✓", "green"),
    "allowed_at_certain_times": Rating(_("Allowed at certain times"), "◷", "blue"),
    "allowed_for_selected": Rating(_("Allowed for selected staff or with permission"), "◐", "teal"),
    "not_allowed": Rating(_("Not allowed"), "✕", "orange"),
}
OCCURRENCES = {"1": _("First time"), "2": _("Second time or later")}
TEMPLATES = {
    Shape.TICKS: "policies/ticks.html",
    Shape.LEVEL_MISUSE: "policies/levels.html",
    Shape.LEVEL_RESPONSES: "policies/levels.html",
    Shape.RATINGS: "policies/ratings.html",
    Shape.TECHNOLOGIES: "policies/technologies.html",
}
# Two tables that only make sense side by side are shown on one page.
PARTNERS = {"levels-misuse": "levels-responses", "levels-responses": "levels-misuse"}


def _label(column: str) -> Any:
    """A school may have columns of its own: then the name as it is written."""
    return COLUMNS.get(column, column.replace("_", " ").capitalize())


def rating(code: str) -> Rating:
    """The words for a rating; one that is not ours is shown as it is written."""
    return RATINGS.get(code) or Rating(code.replace("_", " ").capitalize(), "", "grey")


def ticks(version: RuleTableVersion) -> dict[str, Any]:
    """Misuse down, actions across; `True` where the action follows."""
    actions = version.columns[2:]
    rows = [(r["misuse"], [(_label(a), r[a] == "1") for a in actions]) for r in version.records]
    return {"head": [_label(action) for action in actions], "rows": rows}


def ratings(version: RuleTableVersion) -> dict[str, Any]:
    """Activities by their group, each with its rating."""
    groups: dict[str, list[tuple[str, Rating]]] = defaultdict(list)
    for record in version.records:
        groups[record["group"]].append((record["activity"], rating(record["rating"])))
    return {"groups": [(GROUPS.get(code, code), rows) for code, rows in groups.items()]}


def technologies(version: RuleTableVersion) -> dict[str, Any]:
    """Uses, with the ratings for staff and for pupils and the pupils' condition."""
    return {
        "rows": [
            (r["use"], rating(r["staff"]), rating(r["pupils"]), r["pupil_condition"])
            for r in version.records
        ]
    }


def levels(misuse: RuleTableVersion, responses: RuleTableVersion) -> dict[str, Any]:
    """Levels C1 to C4: what belongs to each, and what follows the first and the second time."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for record in misuse.records:
        kinds[record["level"]].append(record["misuse"])
    follows: dict[str, dict[Any, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for record in responses.records:
        times = OCCURRENCES.get(record["occurrence"], record["occurrence"])
        follows[record["level"]][times].append((record["response"], record["condition"]))
    found = sorted({*kinds, *follows})
    return {"levels": [(level, kinds[level], list(follows[level].items())) for level in found]}


def drawn(versions: dict[str, RuleTableVersion], code: str) -> dict[str, Any]:
    """What the template of this table needs."""
    version = versions[code]
    if version.table.shape in (Shape.LEVEL_MISUSE, Shape.LEVEL_RESPONSES):
        return levels(versions["levels-misuse"], versions["levels-responses"])
    draw = {Shape.TICKS: ticks, Shape.RATINGS: ratings, Shape.TECHNOLOGIES: technologies}
    return draw[Shape(version.table.shape)](version)
