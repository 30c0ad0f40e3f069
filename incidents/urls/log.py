from django.urls import path

from incidents.views import log

urlpatterns = [
    path("", log.log, name="log"),
    path("search/", log.search, name="log_search"),
    path("log.csv", log.log_csv, name="log_csv"),
    path("log.xlsx", log.log_xlsx, name="log_xlsx"),
    path("print/", log.print_log, name="log_print"),
]
