from django.urls import path

from incidents.walks import views

urlpatterns = [
    path("<str:reference>/charts/<slug:chart>/begin/", views.begin_walk, name="begin_walk"),
    path("<str:reference>/charts/<slug:chart>/", views.walk, name="walk"),
    path(
        "<str:reference>/charts/<slug:chart>/again/<slug:node>/",
        views.walk_again,
        name="walk_again",
    ),
    path("<str:reference>/image-guard/", views.image_guard, name="image_guard"),
]
