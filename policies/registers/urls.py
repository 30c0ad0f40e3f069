"""Addresses of the registers: all, one, and one entry of it."""

from django.urls import path

from policies.registers.views import entries, files, lists, taking

ONE = "<slug:code>/"
ENTRY = f"{ONE}<int:number>/"
PDF = f"{ONE}pdf/<uuid:key>/"
FILE = f"{ONE}import/<int:pk>/"

app_name = "registers"
urlpatterns = [
    path("", lists.registers, name="registers"),
    path(ONE, lists.register, name="register"),
    path(f"{ONE}add/", entries.add, name="add"),
    path(f"{ONE}several/<slug:step>/", entries.several, name="several"),
    path(f"{ONE}export.csv", taking.export_csv, name="export_csv"),
    path(f"{ONE}export.xlsx", taking.export_xlsx, name="export_xlsx"),
    path(f"{ONE}print/", taking.print_pdf, name="print_pdf"),
    path(f"{PDF}", taking.pdf, name="pdf"),
    path(f"{PDF}state/", taking.pdf_state, name="pdf_state"),
    path(f"{PDF}file/", taking.pdf_file, name="pdf_file"),
    path(f"{ONE}import/", files.import_upload, name="import_upload"),
    path(FILE, files.import_preview, name="import_preview"),
    path(f"{FILE}apply/", files.import_apply, name="import_apply"),
    path(f"{FILE}drop/", files.import_drop, name="import_drop"),
    path(f"{FILE}progress/", files.import_progress, name="import_progress"),
    path(ENTRY, entries.entry, name="entry"),
    path(f"{ENTRY}edit/", entries.edit, name="edit"),
    path(f"{ENTRY}<slug:step>/", entries.move, name="move"),
]
