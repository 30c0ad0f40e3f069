from django.urls import path

from esafety.people import views

app_name = "people"
urlpatterns = [
    path("", views.directory, name="directory"),
    path("search/", views.search, name="search"),
    path("<int:pk>/", views.person, name="person"),
    path("import/<int:pk>/", views.import_preview, name="import_preview"),
]
