"""Rows of signing by link, open to whoever holds one, and of the forms on paper."""

import uuid

from django.utils import timezone

from aup.models import AgreementVersion, PaperPrint
from aup.services import asking
from tests.architecture.row import PUBLIC, Row, of

_MANAGE = of("lena hari olu")
_MY_PRINT = Row(of("olu").opens, of("lena hari").opens)

TABLE = {
    **{
        f"sign:{name}": PUBLIC
        for name in [
            "open",
            "me",
            "done",
            "come_back",
            "again",
            "paper",
            "code",
            "sign",
            "decline",
            "withdraw",
            "images",
            "certificate",
            "evidence",
        ]
    },
    "aup:paper": _MANAGE,
    "aup:print_paper": _MANAGE,
    "aup:paper_form": _MANAGE,
    "aup:enter_paper": _MANAGE,
    "aup:enter_class": _MANAGE,
    "aup:paper_print": _MY_PRINT,
    "aup:paper_print_state": _MY_PRINT,
    "aup:paper_print_file": _MY_PRINT,
}


def args(world):
    olu, school = world.actors["olu"], world.school.slug
    version = AgreementVersion.objects.get(agreement__audience="students")
    [ask] = asking.ask(version=version, people=[world.pupil], by=olu)
    print_ = PaperPrint.objects.create(
        school=world.school,
        requested_by=world.member("olu"),
        requested_at=timezone.now(),
        made_at=timezone.now(),
        pdf=b"%PDF",
        key=uuid.uuid4(),
    )
    return {
        **{f"sign:{name}": [school] for name in ("me", "done", "come_back", "again", "paper")},
        **{f"sign:{name}": [school, ask.pk] for name in ("sign", "decline", "withdraw", "images")},
        **{f"sign:{name}": [school, "7K3P"] for name in ("certificate", "evidence")},
        "sign:open": [school, "x" * 43],
        "sign:code": [school, "7K3P-9X2M"],
        "aup:paper": [school],
        "aup:print_paper": [school],
        "aup:paper_form": [school, ask.pk],
        "aup:enter_paper": [school, ask.pk],
        "aup:enter_class": [school, world.pupil.tutor_group],
        "aup:paper_print": [school, print_.key],
        "aup:paper_print_state": [school, print_.key],
        "aup:paper_print_file": [school, print_.key],
    }
