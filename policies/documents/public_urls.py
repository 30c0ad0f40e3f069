"""Addresses of what anybody may read, at a school's own root."""

from django.urls import path

from policies.documents.views import public

app_name = "read"
urlpatterns = [
    path("", public.read_policies, name="read_policies"),
    path("<slug:code>/", public.read_policy, name="read_policy"),
    path("<slug:code>/policy.pdf", public.read_policy_pdf, name="read_policy_pdf"),
]
