"""Addresses of the written policies."""

from django.urls import path

from policies.documents.views import moves, reading, writing

ONE = "register/<slug:code>/"
TEXT = f"{ONE}text/"
ASK = f"{ONE}consultation/"
NUMBER = "<int:number>"

app_name = "documents"
urlpatterns = [
    path("", reading.hub, name="hub"),
    path("register/", reading.policies, name="policies"),
    path("archive/", reading.archive, name="archive"),
    path("new/", writing.new_policy, name="new_policy"),
    path("blanks/", writing.blanks, name="blanks"),
    path(ONE, reading.policy, name="policy"),
    path(f"{ONE}history/", reading.policy_history, name="policy_history"),
    path(f"{ONE}compare/", reading.compare_revisions, name="compare_revisions"),
    path(f"{ONE}revisions/{NUMBER}/", reading.policy_revision, name="policy_revision"),
    path(f"{ONE}revisions/{NUMBER}.pdf", reading.policy_pdf, name="policy_pdf"),
    path(f"{ONE}details/", writing.policy_details, name="policy_details"),
    path(TEXT, writing.edit_text, name="edit_text"),
    path(f"{TEXT}begin/", writing.begin_text, name="begin_text"),
    path(f"{TEXT}preview/", writing.preview_text, name="preview_text"),
    path(f"{TEXT}drop/", writing.drop_text, name="drop_text"),
    path(f"{TEXT}propose/", moves.propose_text, name="propose_text"),
    path(f"{TEXT}send-back/", moves.send_back_text, name="send_back_text"),
    path(f"{TEXT}approve/", moves.approve_text, name="approve_text"),
    path(f"{TEXT}reopen/", moves.reopen_text, name="reopen_text"),
    path(f"{ASK}open/", moves.consult, name="consult"),
    path(f"{ASK}close/", moves.close_consultation, name="close_consultation"),
    path(f"{ASK}answer/", moves.reply, name="reply"),
    path(f"{ASK}enter/", moves.enter_reply, name="enter_reply"),
    path(f"{ONE}publish/", moves.publish_policy, name="publish_policy"),
    path(f"{ONE}publish-anew/", moves.publish_anew, name="publish_anew"),
    path(f"{ONE}review/", moves.open_review, name="open_review"),
    path(f"{ONE}review/end/", moves.end_review, name="end_review"),
    path(f"{ONE}withdraw/", moves.withdraw_policy, name="withdraw_policy"),
]
