"""Addresses of reports. They name the term, never a running number that would tell of others."""

from django.urls import path, register_converter

from reports.choices import SLUGS
from reports.views import (
    approval,
    asking,
    correcting,
    drafting,
    exports,
    log_review,
    papers,
    reading,
    record_out,
    trends,
)


class TermConverter:
    """A term as 2026-1: the school year it is in and its number; a school year as 2026-year."""

    regex = r"\d{4}-(?:[1-3]|year)"

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
    path("papers/", asking.papers, name="papers"),
    path("senior-leaders/", asking.leaders, name="leaders"),
    path("bullying/", asking.bullying, name="bullying"),
    path("inspection/", asking.inspection, name="inspection"),
    path("who-has-signed/", asking.coverage, name="coverage"),
    path("log-reviews/", log_review.log_reviews, name="log_reviews"),
    path("log-reviews/freeze/<int:number>/", log_review.freeze_log, name="freeze_log"),
    path("log-reviews/<uuid:key>/", log_review.log_review, name="log_review"),
    path("log-reviews/<uuid:key>/state/", log_review.log_review_state, name="log_review_state"),
    path(
        "log-reviews/<uuid:key>/parts/<int:number>/",
        log_review.log_review_file,
        name="log_review_file",
    ),
    path("papers/<uuid:key>/", papers.paper, name="paper"),
    path("papers/<uuid:key>/state/", papers.paper_state, name="paper_state"),
    path("papers/<uuid:key>/file/", papers.paper_file, name="paper_file"),
    path("papers/<uuid:key>/given-out/", record_out.give_out, name="give_out"),
    path("records/<str:reference>/", record_out.record_out, name="record_out"),
    path(ONE, reading.report, name="report"),
    path(f"{ONE}progress/", reading.progress, name="progress"),
    path(f"{ONE}editions/<int:number>/", reading.download, name="download"),
    path(f"{ONE}take-over/", drafting.take_over, name="take_over"),
    path(f"{ONE}words/", drafting.words, name="words"),
    path(f"{ONE}names/", drafting.names, name="names"),
    path(f"{ONE}build/", drafting.build, name="build"),
    path(f"{ONE}propose/", approval.propose, name="propose"),
    path(f"{ONE}approve/", approval.approve, name="approve"),
    path(f"{ONE}finish/", approval.finish, name="finish"),
    path(f"{ONE}send-back/", approval.send_back, name="send_back"),
    path(f"{ONE}publish/", approval.publish, name="publish"),
    path(f"{ONE}correct/", correcting.correct, name="correct"),
    path(f"{ONE}drop-correction/", correcting.drop_correction, name="drop_correction"),
    path(f"{ONE}log-since/", correcting.log_since, name="log_since"),
    path(f"{ONE}read/", reading.confirm_read, name="confirm_read"),
]
