from django.urls import path

from incidents.views import log, log_print

urlpatterns = [
    path("", log.log, name="log"),
    path("search/", log.search, name="log_search"),
    path("log.csv", log.log_csv, name="log_csv"),
    path("log.xlsx", log.log_xlsx, name="log_xlsx"),
    path("log.json", log.log_json, name="log_json"),
    path("paper/", log_print.log_paper, name="log_paper"),
    path("print/", log_print.log_print, name="log_print"),
    path("print/<uuid:key>/", log_print.log_pdf, name="log_pdf"),
    path("print/<uuid:key>/state/", log_print.log_pdf_state, name="log_pdf_state"),
    path("print/<uuid:key>/parts/<int:number>/", log_print.log_pdf_file, name="log_pdf_file"),
]
