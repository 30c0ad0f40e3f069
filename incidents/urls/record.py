from django.urls import path

from incidents.views import record

urlpatterns = [
    path("<str:reference>/", record.record, name="record"),
]
