from django.urls import path

from incidents.views import types

urlpatterns = [
    path("types/", types.types, name="types"),
    path("types/add/", types.add_type, name="add_type"),
    path("types/<int:pk>/", types.change_type, name="change_type"),
    path("types/<int:pk>/retire/", types.retire_type, name="retire_type"),
    path("types/<int:pk>/bring-back/", types.bring_back_type, name="bring_back_type"),
    path("types/<int:pk>/move/", types.move_type, name="move_type"),
]
