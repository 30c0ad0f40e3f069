from django.urls import path

from esafety.people import views

app_name = "people"
urlpatterns = [
    path("", views.directory, name="directory"),
    path("search/", views.search, name="search"),
    path("add/", views.add, name="add"),
    path("add/<slug:kind>/", views.add_kind, name="add_kind"),
    # Accounts and their entries
    path("accounts/", views.connections, name="connections"),
    path("accounts/me/", views.connect_me, name="connect_me"),
    path("accounts/<int:member>/", views.connect, name="connect"),
    # One person
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/leave/", views.leave, name="leave"),
    path("<int:pk>/come-back/", views.come_back, name="come_back"),
    path("<int:pk>/guardians/add/", views.guardian_add, name="guardian_add"),
    path("guardians/<int:pk>/", views.guardian_edit, name="guardian_edit"),
    path("guardians/<int:pk>/end/", views.guardian_end, name="guardian_end"),
    # Files of people
    path("import/", views.import_upload, name="import_upload"),
    path("import/<int:pk>/", views.import_preview, name="import_preview"),
    path("import/<int:pk>/apply/", views.import_apply, name="import_apply"),
    path("import/<int:pk>/drop/", views.import_drop, name="import_drop"),
    path("import/<int:pk>/progress/", views.import_progress, name="import_progress"),
]
