"""Addresses of the rules: the reading room, and the draft of each table."""

from django.urls import path

from policies.views import approval, drafts, may_i, reading

ONE = "<slug:code>/"
DRAFT = f"{ONE}draft/"

app_name = "policies"
urlpatterns = [
    path("", reading.rules, name="rules"),
    path("may-i/", may_i.may_i, name="may_i"),
    path("waiting/", approval.waiting_rules, name="waiting_rules"),
    path(ONE, reading.rule_table, name="rule_table"),
    path(f"{ONE}<int:number>.csv", reading.rule_table_csv, name="rule_table_csv"),
    path(f"{ONE}<int:number>.pdf", reading.rule_table_pdf, name="rule_table_pdf"),
    path(f"{ONE}versions/<int:number>/", reading.rule_table_version, name="rule_table_version"),
    path(f"{ONE}compare/", reading.rule_table_compare, name="rule_table_compare"),
    path(f"{DRAFT}begin/", drafts.begin_draft, name="begin_draft"),
    path(DRAFT, drafts.edit_draft, name="edit_draft"),
    path(f"{DRAFT}preview/", drafts.preview_draft, name="preview_draft"),
    path(f"{DRAFT}import/", drafts.import_draft, name="import_draft"),
    path(f"{DRAFT}drop/", drafts.drop_draft, name="drop_draft"),
    path(f"{DRAFT}propose/", approval.propose_draft, name="propose_draft"),
    path(f"{DRAFT}put-in-force/", approval.put_in_force, name="put_in_force"),
    path(f"{DRAFT}approve/", approval.approve_draft, name="approve_draft"),
    path(f"{DRAFT}send-back/", approval.send_back_draft, name="send_back_draft"),
]
