"""An agreement on paper: the HTML of its PDF."""

from django.template.loader import render_to_string
from django.utils import timezone

from aup import presenters
from aup.models import AgreementVersion
from aup.parts import parts_of, title_of
from esafety.languages import Language
from esafety.markdown import rendered
from esafety.schools.models import School


def html(version: AgreementVersion, text: str, language: Language, *, school: School) -> str:
    """One version in one language as one HTML document for esafety.pdf, the parents' part apart."""
    child, parent = parts_of(text)
    facts = {
        "school": school,
        "version": version,
        "title": title_of(text) or version.agreement.title,
        "language": language,
        "child": rendered(child),
        "parent": rendered(parent) if parent else "",
        "named": presenters.named(),
        "printed_at": timezone.localtime(),
    }
    return render_to_string("pdf/agreement.html", facts)
