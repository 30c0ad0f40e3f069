from django.urls import path

from esafety.schools import views

app_name = "schools"
urlpatterns = [
    path("", views.settings, name="settings"),
    path("details/", views.details, name="details"),
    path("terms/", views.terms, name="terms"),
    path("terms/add/", views.add_term, name="add_term"),
    path("terms/<int:term>/", views.edit_term, name="edit_term"),
    path("terms/<int:term>/remove/", views.remove_term, name="remove_term"),
    path("closures/add/", views.add_closure, name="add_closure"),
    path("closures/<int:closure>/", views.edit_closure, name="edit_closure"),
    path("closures/<int:closure>/remove/", views.remove_closure, name="remove_closure"),
    path("members/", views.members, name="members"),
    path("members/find/", views.find_members, name="find_members"),
    path("members/add/", views.add_member, name="add_member"),
    path("members/<int:member>/", views.member, name="member"),
    path("members/<int:member>/invite-again/", views.invite_again, name="invite_again"),
    path("members/<int:member>/give-role/", views.give_role, name="give_role"),
    path("members/<int:member>/take-role/<slug:role>/", views.take_role, name="take_role"),
    path("members/<int:member>/leave/", views.leave, name="leave"),
    path("members/<int:member>/reopen/", views.reopen, name="reopen"),
]
