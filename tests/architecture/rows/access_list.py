"""Rows of the access list and of the consent to images. Programs read the list with a token; to
everybody else its address says the same: send one."""

from aup.services import clients
from tests.architecture.row import LEADERS, PUBLIC, STAFF, of

_READS = of("lena hari olu nat")
_ENTERS = of("lena hari olu")

TABLE = {
    "aup:access_list": _READS,
    "aup:access_csv": _READS,
    "aup:api_clients": LEADERS,
    "aup:api_client_end": LEADERS,
    "api:access": PUBLIC,  # 401 without a token: tests/architecture/test_api_clients.py
    "aup:image_list": STAFF,
    "aup:image_csv": STAFF,
    "aup:image_pdf": STAFF,
    "aup:image_history": STAFF,
    "aup:image_enter": _ENTERS,
    "aup:image_enter_class": _ENTERS,
    "aup:image_withdraw": _ENTERS,
}


def args(world):
    client, _token = clients.make(name="Accounts", by=world.actors["lena"])
    school, child = world.school.slug, world.pupil.pk
    return {
        "aup:api_client_end": [school, client.pk],
        "api:access": [school],
        "aup:image_enter_class": [school, world.pupil.tutor_group],
        **{f"aup:image_{name}": [school, child] for name in ("history", "enter", "withdraw")},
    }
