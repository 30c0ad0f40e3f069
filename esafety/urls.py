"""Every address of the product. The school comes first in the address of all that is a school's."""

from django.urls import URLPattern, URLResolver, include, path

from esafety.accounts import views as accounts
from esafety.jobs import views as jobs
from esafety.schools import views as schools
from esafety.signatures import views as signatures
from policies.views import may_i
from reports.views import home

school_urls: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("incidents/", include("incidents.urls")),
    path("jobs/", include("esafety.jobs.urls")),
    path("notices/", include("esafety.notices.urls")),
    path("people/", include("esafety.people.urls")),
    path("settings/", include("esafety.schools.urls")),
    path("audit/", include("esafety.audit.urls")),
    path("reports/", include("reports.urls")),
    path("rules/", include("policies.urls")),
    path("guidance/", include("policies.guidance.urls")),
    path("", include("policies.reviews.urls")),
    path("policies/", include("policies.documents.urls")),
    path("read/may-i/", may_i.may_i_read, name="may_i_read"),
    path("read/", include("policies.documents.public_urls")),
    path("registers/", include("policies.registers.urls")),
    path("agreements/", include("aup.urls")),
    path("kiosk/", include("aup.kiosk_urls")),
    path("api/", include("aup.api_urls")),
    path("concern/", include("incidents.concerns.public_urls")),
    path("sign/", include("aup.public_urls")),
    path("meetings/", include("policies.meetings.urls")),
    path("surveys/", include("policies.surveys.urls")),
    path("training/", include("policies.training.urls")),
    path("survey/", include("policies.surveys.public_urls")),
]

urlpatterns = [
    path("", schools.start, name="start"),
    path("healthz", jobs.health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("keep-alive/", accounts.keep_alive, name="keep_alive"),
    path("resume/", accounts.resume, name="resume"),
    path("verify/", signatures.verify, name="verify"),
    path("operator/jobs/", jobs.overview, name="operator_jobs"),
    path("demo/mail/", accounts.demo_mail, name="demo_mail"),
    path("demo/mail/<int:number>/", accounts.demo_message, name="demo_message"),
    path("<slug:school>/", include(school_urls)),
]
