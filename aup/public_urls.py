"""Addresses of those without an account, at a school's own root."""

from django.urls import path

from aup.views import by_link, link_copies, link_images, link_parts

app_name = "sign"
urlpatterns = [
    path("me/", link_parts.me, name="me"),
    path("done/", link_parts.done, name="done"),
    path("back/", by_link.come_back, name="come_back"),
    path("again/", by_link.again, name="again"),
    path("paper/", by_link.paper_code, name="paper"),
    path("paper/<str:code>/", by_link.code, name="code"),
    path("me/<int:ask>/", link_parts.sign, name="sign"),
    path("me/<int:ask>/decline/", link_parts.decline, name="decline"),
    path("me/<int:ask>/withdraw/", link_parts.withdraw, name="withdraw"),
    path("me/<int:ask>/pictures/", link_images.images, name="images"),
    path("copies/<slug:signature>/certificate.pdf", link_copies.certificate, name="certificate"),
    path("copies/<slug:signature>/evidence.json", link_copies.evidence, name="evidence"),
    path("<str:token>/", by_link.open_link, name="open"),
]
