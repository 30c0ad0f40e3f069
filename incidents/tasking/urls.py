from django.urls import path

from incidents.tasking import views

urlpatterns = [
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/<uuid:key>/", views.task, name="task"),
    path("tasks/<uuid:key>/hand-back/", views.hand_back_task, name="hand_back_task"),
    path("tasks/<uuid:key>/give-on/", views.reassign_task, name="reassign_task"),
    path("tasks/<uuid:key>/cancel/", views.cancel_task, name="cancel_task"),
    path("tasks/<uuid:key>/reopen/", views.reopen_task, name="reopen_task"),
    path("clocks/", views.clocks, name="clocks"),
    path("clocks/change/", views.change_clocks, name="change_clocks"),
    path("<str:reference>/tasks/add/", views.add_task, name="add_task"),
]
