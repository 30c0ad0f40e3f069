"""Addresses of incidents: reporting, the log, the topics of triage, then one incident's record."""

from incidents.cases import urls as cases
from incidents.chronology import urls as chronology
from incidents.concerns import urls as concerns
from incidents.sanctions import urls as sanctions
from incidents.sheets import urls as sheets
from incidents.tasking import urls as tasking
from incidents.urls import log, record, report, types
from incidents.walks import urls as walks

app_name = "incidents"
urlpatterns = [
    *report.urlpatterns,
    *log.urlpatterns,
    *types.urlpatterns,
    *tasking.urlpatterns,
    *concerns.urlpatterns,
    *chronology.urlpatterns,
    *cases.urlpatterns,
    *walks.urlpatterns,
    *sanctions.urlpatterns,
    *sheets.urlpatterns,
    *record.urlpatterns,
]
