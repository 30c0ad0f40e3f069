"""Oakfield with its whole cast and one of everything that an address can name."""

import uuid

from django.urls import reverse
from django.utils import timezone

from esafety.access.roles import Role
from esafety.people.models import Guardianship, PeopleImport, Person
from esafety.schools import seeding
from esafety.schools.models import Closure, Membership, Term
from incidents.models import Draft, IncidentType, LogPrint
from reports.models import GovernorReport
from tests.architecture import rows
from tests.architecture.access_table import CASE, CAST, HANDLE, TABLE
from tests.factories.incidents import make_incident
from tests.factories.people import make_guardian, make_person
from tests.factories.schools import make_member

NAMES = {
    "lena": ("Lena Larch", Role.LEAD, Role.STAFF),
    "dee": ("Dee Dogwood", Role.DSL, Role.STAFF),
    "hari": ("Hari Hazel", Role.HEAD, Role.STAFF),
    "sima": ("Sima Sycamore", Role.SENIOR_LEADER, Role.STAFF),
    "tom": ("Tom Thorn", Role.STAFF),
    "gwen": ("Gwen Gorse", Role.GOVERNOR),
    "cora": ("Cora Cedar", Role.CHAIR),
    "olu": ("Olu Olive", Role.OFFICE, Role.STAFF),
    "nat": ("Nat Nutmeg", Role.TECHNICAL_SUPPORT, Role.STAFF),
}


class World:
    """Its rows, its signed-in clients, and what an address told one of them."""

    def __init__(self, oakfield, brook, client_of, client) -> None:
        self.school = oakfield
        self.actors = {who: make_member(oakfield, *NAMES[who]) for who in CAST}
        self.actors["boris"] = make_member(brook, "Boris Birch", Role.LEAD, Role.STAFF)
        self.clients = {who: client_of(actor) for who, actor in self.actors.items()}
        self.clients[None] = client
        seeding.sow(self.actors["lena"])
        self.parts = {"school": oakfield.slug, **self._make()}
        self.args = rows.args(self)

    def member(self, who: str) -> Membership:
        return Membership.objects.get(pk=self.actors[who].membership_id)

    def _make(self) -> dict[str, object]:
        school, now = self.school, timezone.now()
        pupil = make_person(school, "Ada Ash")
        make_guardian(pupil, "Pia Palm")
        self.pupil = pupil
        incident = self.incident = make_incident(
            school, typed=[("Kim Quince", "other", "witness")], reporter=self.member("tom")
        )
        draft = Draft.objects.create(
            school=school, owner=self.member("tom"), started_at=now, saved_at=now
        )
        print_ = LogPrint.objects.create(
            school=school, requested_by=self.member("lena"), requested_at=now, key=uuid.uuid4()
        )
        file = PeopleImport.objects.create(
            school=school, kind="pupils", made_at=now, made_by=self.member("olu")
        )
        term = Term.objects.order_by("starts_on").first()
        GovernorReport.objects.create(
            school=school, term=term, drafted_at=now, drafted_by=self.member("lena")
        )
        return {
            "reference": incident.reference,
            "draft": draft.key,
            "print": print_.key,
            "import": file.pk,
            "involved": 1,
            "pupil": pupil.pk,
            "guardianship": Guardianship.objects.get().pk,
            "type": IncidentType.objects.get(code="gambling").pk,
            "term_id": term.pk,
            "term": f"{term.academic_year}-{term.number}",
            "closure": Closure.objects.first().pk,
            "member": self.member("nat").pk,
            "person": Person.objects.get(membership=self.member("nat")).pk,
        }

    def url(self, name: str) -> str:
        """An address of that name with the rows of this world in it."""
        space, _, page = name.rpartition(":")
        p = self.parts
        named: dict[str, object] = {
            "demo_message": [1],
            **{
                f"incidents:{name}": [p["school"], p["reference"]]
                for name in ("receipt", "record", "add_note", "add_actions")
            },
            "incidents:step": [p["school"], p["draft"], "where-when"],
            "incidents:log_pdf_file": [p["school"], p["print"], 1],
            "incidents:check": [p["school"], p["draft"]],
            "incidents:discard": [p["school"], p["draft"]],
            "people:add_kind": [p["school"], "pupil"],
            "schools:take_role": [p["school"], p["member"], "technical_support"],
            "reports:download": [p["school"], p["term"], "governors", 1],
            "reports:finish": [p["school"], p["term"], "annex"],
            "policies:rule_table": [p["school"], "pupil-actions"],
            "policies:rule_table_csv": [p["school"], "pupil-actions", 1],
            "aup:agreement": [p["school"], "staff"],
        }
        named |= self.args
        if name in named:
            return reverse(name, args=named[name])
        return reverse(name, args=self._usual(space, page))

    def _usual(self, space: str, page: str) -> list[object]:
        p = self.parts
        if space == "" and page != "home":
            return []
        case = space == "incidents" and TABLE[f"incidents:{page}"] in (CASE, HANDLE)
        rules = [
            (page.startswith("log_pdf"), [p["print"]]),
            (page.endswith("_type") and page != "add_type", [p["type"]]),
            (
                case and page in ("change_person", "remove_person", "clear"),
                [p["reference"], p["involved"]],
            ),
            (case and not page.endswith("_type"), [p["reference"]]),
            (page.startswith("import_") and page != "import_upload", [p["import"]]),
            (page in ("guardian_edit", "guardian_end"), [p["guardianship"]]),
            (
                space == "people"
                and page in ("person", "edit", "leave", "come_back", "guardian_add"),
                [p["pupil"]],
            ),
            (page in ("edit_term", "remove_term"), [p["term_id"]]),
            (page in ("edit_closure", "remove_closure"), [p["closure"]]),
            (
                space == "schools"
                and page in ("member", "invite_again", "give_role", "leave", "reopen"),
                [p["member"]],
            ),
            (
                space == "reports" and page not in ("reports", "start", "start_annex"),
                [p["term"], "governors"],
            ),
        ]
        extra = next((words for fits, words in rules if fits), [])
        return [p["school"], *extra]

    def get(self, name: str, who: str | None) -> str:
        return self._told(self.clients[who].get(self.url(name)))

    def post(self, name: str, who: str | None) -> str:
        """As `get`; "takes no post" where the page says so to everyone, whoever asks."""
        answer = self.clients[who].post(self.url(name), {})
        return "takes no post" if answer.status_code == 405 else self._told(answer)

    @staticmethod
    def _told(answer) -> str:
        if answer.status_code == 302 and "/accounts/login/" in answer["Location"]:
            return "sign in"
        told = {403: "no entry", 404: "not there"}.get(answer.status_code, "opens")
        assert answer.status_code < 500 or "healthz" in answer.request["PATH_INFO"]
        return told
