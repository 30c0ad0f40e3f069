from django.urls import path

from aup import views

app_name = "aup"
urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("<slug:code>/", views.agreement, name="agreement"),
]
