from django.urls import path

from incidents.chronology import views

urlpatterns = [
    path("person/<int:pk>/", views.chronology, name="chronology"),
    path("person/<int:pk>/print/", views.chronology_print, name="chronology_print"),
    path("person/print/<uuid:key>/", views.chronology_pdf, name="chronology_pdf"),
    path("person/print/<uuid:key>/state/", views.chronology_pdf_state, name="chronology_pdf_state"),
    path("person/print/<uuid:key>/file/", views.chronology_pdf_file, name="chronology_pdf_file"),
    path("person/print/<uuid:key>/paper/", views.chronology_paper, name="chronology_paper"),
]
