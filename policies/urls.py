from django.urls import path

from policies import views

app_name = "policies"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("<slug:code>/", views.rule_table, name="rule_table"),
    path("<slug:code>/<int:number>.csv", views.rule_table_csv, name="rule_table_csv"),
]
