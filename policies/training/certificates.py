"""The PDF of a certificate, drawn from its record alone."""

from django.template.loader import render_to_string

from esafety import pdf
from policies.training.choices import How, Kind
from policies.training.models import Certificate
from policies.training.presenters import day_words


def pdf_of(row: Certificate) -> bytes:
    """A tagged PDF of one page. Raises PdfUnavailable where pango is missing."""
    return pdf.render(html_of(row))


def html_of(row: Certificate) -> str:
    """The certificate as one HTML document for esafety.pdf."""
    facts = row.facts
    context = {
        "facts": facts,
        "day": day_words(facts["day"]),
        "issued": day_words(facts["issued_at"][:10]),
        "kind": Kind(facts["kind"]).label,
        "how": How(facts["how"]).label,
        "sha256": row.sha256,
    }
    return render_to_string("pdf/training_certificate.html", context)
