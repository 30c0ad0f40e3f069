"""Addresses of reports. They name the term, never a running number that would tell of others."""

from django.urls import path, register_converter

from reports.choices import SLUGS
from reports.views import approval, drafting, exports, papers, reading, record_out, trends


class TermConverter:
    """A term as 2026-1: the school year it is in and its number."""

    regex = r"\d{4}-[1-3]"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PartConverter(TermConverter):
    """The report itself or an annex."""

    regex = "|".join(SLUGS.values())


register_converter(TermConverter, "term")
register_converter(PartConverter, "part")

ONE = "<term:term>/<part:part>/"

app_name = "reports"
urlpatterns = [
    path("", reading.reports, name="reports"),
    path("begin/", drafting.start, name="start"),
    path("begin-annex/", drafting.start_annex, name="start_annex"),
    path("trends/", trends.trends, name="trends"),
    path("trends/print/", trends.trends_print, name="trends_print"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<slug:table>.<slug:kind>", exports.export_file, name="export_file"),
    path("papers/<uuid:key>/", papers.paper, name="paper"),
    path("papers/<uuid:key>/state/", papers.paper_state, name="paper_state"),
    path("papers/<uuid:key>/file/", papers.paper_file, name="paper_file"),
    path("papers/<uuid:key>/given-out/", record_out.give_out, name="give_out"),
    path("records/<str:reference>/", record_out.record_out, name="record_out"),
    path(ONE, reading.report, name="report"),
    path(f"{ONE}progress/", reading.progress, name="progress"),
    path(f"{ONE}editions/<int:number>/", reading.download, name="download"),
    path(f"{ONE}words/", drafting.words, name="words"),
    path(f"{ONE}build/", drafting.build, name="build"),
    path(f"{ONE}propose/", approval.propose, name="propose"),
    path(f"{ONE}approve/", approval.approve, name="approve"),
    path(f"{ONE}finish/", approval.finish, name="finish"),
    path(f"{ONE}send-back/", approval.send_back, name="send_back"),
    path(f"{ONE}publish/", approval.publish, name="publish"),
]
