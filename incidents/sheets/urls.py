from django.urls import path

from incidents.sheets.views import registers, sheets

urlpatterns = [
    path("sheets/<slug:kind>/", registers.sheet_register, name="sheet_register"),
    path("sheets/<slug:kind>.csv", registers.sheet_register_csv, name="sheet_register_csv"),
    path("<str:reference>/sheets/<slug:kind>/add/", sheets.add_sheet, name="add_sheet"),
    path("<str:reference>/sheets/<slug:kind>/<int:number>/", sheets.sheet, name="sheet"),
    path(
        "<str:reference>/sheets/<slug:kind>/<int:number>/correct/",
        sheets.correct_sheet,
        name="correct_sheet",
    ),
    path("<str:reference>/marks/", sheets.change_marks, name="change_marks"),
]
