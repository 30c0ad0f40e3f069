"""Addresses of incidents: reporting, the log, then one incident's record."""

from incidents.urls import log, record, report, types

app_name = "incidents"
urlpatterns = [
    *report.urlpatterns,
    *log.urlpatterns,
    *types.urlpatterns,
    *record.urlpatterns,
]
