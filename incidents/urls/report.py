from django.urls import path

from incidents.views import receipts, report

urlpatterns = [
    path("new/", report.new, name="new"),
    path("draft/<uuid:key>/check/", report.check, name="check"),
    path("draft/<uuid:key>/discard/", report.discard, name="discard"),
    path("draft/<uuid:key>/<slug:step>/", report.step, name="step"),
    path("sent/<str:reference>/", receipts.receipt, name="receipt"),
    path("mine/", receipts.mine, name="mine"),
]
