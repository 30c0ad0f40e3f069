from django.urls import path

from incidents.sanctions import views

urlpatterns = [
    path("sanctions/", views.sanctions_report, name="sanctions_report"),
    path("sanctions/figures.csv", views.sanctions_csv, name="sanctions_csv"),
    path("<str:reference>/people/<int:number>/sanctions/", views.sanctions, name="sanctions"),
    path(
        "<str:reference>/people/<int:number>/sanctions/<slug:grid>/<str:misuse>/",
        views.decide,
        name="decide",
    ),
]
