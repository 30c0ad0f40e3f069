from django.urls import path

from incidents.cases.views import access, concerns, given

urlpatterns = [
    path("cases/", given.cases, name="cases"),
    path("chain/", given.chain, name="chain"),
    path("staff-concerns/", concerns.staff_concerns, name="staff_concerns"),
    path("<str:reference>/technical/", given.technical, name="technical"),
    path("<str:reference>/refer/", access.refer, name="refer"),
    path("<str:reference>/referrals/<int:number>/end/", access.end_referral, name="end_referral"),
    path("<str:reference>/step-back/", access.recuse, name="recuse"),
    path("<str:reference>/keep-out/", access.exclude, name="exclude"),
    path("<str:reference>/kept-out/<int:number>/readmit/", access.readmit, name="readmit"),
    path("<str:reference>/protect/", access.protect, name="protect"),
    path("<str:reference>/unprotect/", access.unprotect, name="unprotect"),
    path("<str:reference>/about-staff/", access.narrow, name="narrow"),
    path("<str:reference>/not-about-staff/", access.widen, name="widen"),
    path(
        "<str:reference>/people/<int:number>/staff-concern/",
        concerns.staff_concern,
        name="staff_concern",
    ),
]
