from django.urls import path

from reports.views import governor

app_name = "reports"
urlpatterns = [
    path("", governor.reports, name="reports"),
    path("<int:pk>/", governor.report, name="report"),
]
