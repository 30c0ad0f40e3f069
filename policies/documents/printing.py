"""A revision on paper: the HTML of its PDF."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from policies.documents.choices import Marking
from policies.documents.models import PolicyRevision
from policies.documents.presenters import Section, Told, public_facts, title_page


def html(
    revision: PolicyRevision, *, sections: Sequence[Section], history: Sequence[Told], names: bool
) -> str:
    """The revision as one HTML document for esafety.pdf: title page, revisions up to this one,
    contents, and the text with its tables. Without `names` it is for anybody."""
    held = revision.facts
    facts = {
        "revision": revision,
        "held": held,
        "names": names,
        "facts": title_page(revision) if names else public_facts(revision),
        "marking": Marking(held["marking"]).label,
        "sections": sections,
        "history": [told for told in history if told.revision.number <= revision.number],
    }
    return render_to_string("pdf/policy.html", facts)
