from django.urls import path

from incidents.views import moves, people, record

urlpatterns = [
    path("<str:reference>/", record.record, name="record"),
    path("<str:reference>/acknowledge/", moves.acknowledge, name="acknowledge"),
    path("<str:reference>/start/", moves.start, name="start"),
    path("<str:reference>/begin-action/", moves.begin_action, name="begin_action"),
    path("<str:reference>/close/", moves.close, name="close"),
    path("<str:reference>/reopen/", moves.reopen, name="reopen"),
    path("<str:reference>/not-an-incident/", moves.not_incident, name="not_incident"),
    path("<str:reference>/merge/", moves.merge, name="merge"),
    path("<str:reference>/handler/", moves.handler, name="handler"),
    path("<str:reference>/note/", record.add_note, name="add_note"),
    path("<str:reference>/actions/", record.add_actions, name="add_actions"),
    path("<str:reference>/summary/", record.summary, name="summary"),
    path("<str:reference>/correct/", record.correct, name="correct"),
    path("<str:reference>/people/add/", people.add_person, name="add_person"),
    path("<str:reference>/people/<int:number>/", people.change_person, name="change_person"),
    path("<str:reference>/people/<int:number>/remove/", people.remove_person, name="remove_person"),
    path("<str:reference>/people/<int:number>/clear/", people.clear, name="clear"),
]
