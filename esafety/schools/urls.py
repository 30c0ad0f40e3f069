from django.urls import path

from esafety.schools import views

app_name = "schools"
urlpatterns = [
    path("", views.settings, name="settings"),
    path("terms/", views.terms, name="terms"),
    path("members/", views.members, name="members"),
]
