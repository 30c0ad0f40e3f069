"""The largest PDFs are made within the 600 MB that a worker has; what is larger is refused."""

import pytest
from django.utils import timezone
from django_scopes import scope

from esafety import pdf
from incidents import queries as incidents
from incidents.log import exports, paging, printing
from incidents.log.filters import Filters
from incidents.log.options import options_of
from reports import frames, rendering
from reports.figures import report_data
from reports.rendering import Content
from reports.services import drafting
from tests.pdfs import schools, weigh

pytestmark = pytest.mark.django_db
MOST = 600
"""Megabytes."""


def test_the_largest_log_and_its_report_are_made_within_what_a_worker_has():
    """The log of 400 incidents, and the governor report of the term in which they happened."""
    seen = []
    school, lead, term = schools.make("huge", pupils=2400, number=printing.MOST)
    with scope(school=school):
        found, options = incidents.visible_to(lead), options_of(school)
        filters = Filters.from_codes({})
        cases = list(exports.wholes(paging.ordered(found, filters.sort), options))
        parts, head = printing.parts(cases), printing.heading(filters, options, school=school)
        now = timezone.now()
        seen += [printing.html(head, part, of=parts, printed_at=now) for part in parts]
        report = drafting.start(term=term, by=lead)
        data = report_data.of(report)
        texts = {"incidents": "A calm term."}
        seen.append(rendering.html_of(Content(data, texts, frames.of(report, data, texts))))

    assert len(cases) == printing.MOST
    assert max(len(html) for html in seen) <= pdf.MOST
    assert max(weigh.megabytes(html) for html in seen) <= MOST


def test_what_is_longer_than_fits_is_refused():
    with pytest.raises(pdf.TooLarge):
        pdf.render("x" * (pdf.MOST + 1))
