"""What the bench measures, at one size: product and floor turn by turn, then together."""

import http.client
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from incidents.models import Draft, Incident
from tests.bench import visitors
from tests.bench.servers import Server

PAIRS = 60  # requests to each side, one after the other
TOGETHER = 80  # requests to each side from four visitors at once
VISITORS = 4
WORD = "marigold"

Ask = Callable[[http.client.HTTPConnection], None]


def install(folder: str) -> None:
    """Tables and static files, as an installation has them."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def at(size: int, place: Any, say: Callable[[str], None]) -> dict[str, Any]:
    """Every measurement with so many incidents in the database."""
    school, lead, teacher = place
    found: dict[str, Any] = {"incidents": size}
    with (
        Server("esafety.wsgi:application") as web,
        Server("tests.bench.floor:application") as floor,
    ):
        cookie = visitors.sign_in(lead)
        for name, (ours, theirs) in _pages(school, cookie).items():
            found[name] = _compare(web, floor, ours, theirs)
            say(_line(size, name, found[name]))
        found["submission"] = _submissions(web, floor, school, teacher)
        say(_line(size, "submission", found["submission"]))
        found["web_process_mb"] = web.megabytes()
    found["log_queries"] = _queries(lead)
    say(
        f"{size:>7,}  log page: {found['log_queries']} queries; "
        f"web process: {found['web_process_mb']} MB"
    )
    return found


def growth(small: str, cookie: str) -> dict[str, float]:
    """How much longer each end of the log takes now than in the smaller copy, turn by turn."""
    found = {}
    product = "esafety.wsgi:application"
    with Server(product) as large, Server(product, small) as little:
        for name, query in (("log_first", ""), ("log_last", "?page=last")):
            ask = _get(f"/oakfield/incidents/{query}", cookie)
            times = _turn_by_turn(large, little, ask, ask)
            now, before = (statistics.median(side) for side in times)
            found[name] = round(now / before - 1, 3)
    return found


def _pages(school: Any, cookie: str) -> dict[str, tuple[Ask, Ask]]:
    """The product's address beside the floor's, for each page."""
    with scope(school=school):
        reference = Incident.objects.order_by("-happened_on", "-reference")[500].reference
    log, words = "/oakfield/incidents/", visitors.search_for(cookie, school, WORD)
    pairs = {
        "log_first": (log, "/first/"),
        "log_last": (f"{log}?page=last", "/last/"),
        "filter": (f"{log}?type=grooming&state=closed", "/filtered/?type=grooming&state=closed"),
        "search": (f"{log}?search={words}", f"/searched/?text={WORD}"),
        "record": (f"{log}{reference}/", f"/record/{reference}/"),
    }
    return {name: (_get(ours, cookie), _get(theirs)) for name, (ours, theirs) in pairs.items()}


def _get(address: str, cookie: str = "") -> Ask:
    headers = {"Cookie": cookie} if cookie else {}

    def ask(line: http.client.HTTPConnection) -> None:
        line.request("GET", address, headers=headers)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200, f"{address}: {answer.status}"

    return ask


def _compare(web: Server, floor: Server, ours: Ask, theirs: Ask) -> dict[str, float]:
    """One visitor on both sides turn by turn, then four at once on each."""
    times = _turn_by_turn(web, floor, ours, theirs)
    return _figures(*times, _per_second(web, ours), _per_second(floor, theirs))


def _turn_by_turn(
    web: Server, floor: Server, ours: Ask, theirs: Ask
) -> tuple[list[float], list[float]]:
    """Milliseconds of each request; a noisy moment hits both sides."""
    times: tuple[list[float], list[float]] = ([], [])
    lines = (web.line(), floor.line())
    for number in range(PAIRS + 5):
        for side, (line, ask) in enumerate(zip(lines, (ours, theirs), strict=True)):
            start = time.perf_counter()
            ask(line)
            if number >= 5:  # the first few warm it up
                times[side].append((time.perf_counter() - start) * 1000)
    return times


def _figures(
    ours: list[float], theirs: list[float], rate: float, floor_rate: float
) -> dict[str, float]:
    middle, floor = statistics.median(ours), statistics.median(theirs)
    figures = {
        "p50_ms": middle,
        "p95_ms": statistics.quantiles(ours, n=20)[-1],
        "per_second": rate,
        "floor_p50_ms": floor,
        "floor_p95_ms": statistics.quantiles(theirs, n=20)[-1],
        "floor_per_second": floor_rate,
        "to_floor": middle / floor,
    }
    return {name: round(value, 2) for name, value in figures.items()}


def _per_second(server: Server, ask: Ask) -> float:
    def visit(_visitor: int) -> None:
        line = server.line()
        for _request in range(TOGETHER // VISITORS):
            ask(line)

    start = time.perf_counter()
    with ThreadPoolExecutor(VISITORS) as pool:
        list(pool.map(visit, range(VISITORS)))
    return TOGETHER / (time.perf_counter() - start)


def _submissions(web: Server, floor: Server, school: Any, teacher: Any) -> dict[str, float]:
    """The last step of a report: a finished draft is signed and sent."""
    cookie, csrf = visitors.sign_in(teacher), visitors.new_csrf()
    drafts = iter(_drafts(school, teacher, 2 * (PAIRS + 5 + TOGETHER)))

    def ours(line: http.client.HTTPConnection) -> None:
        address = f"/oakfield/incidents/draft/{next(drafts)}/check/"
        _post(line, address, visitors.signature(csrf), f"{cookie}; csrftoken={csrf}", "/sent/")

    def theirs(line: http.client.HTTPConnection) -> None:
        _post(line, "/submit/", f"draft={next(drafts)}", "", "")

    return _compare(web, floor, ours, theirs)


def _post(
    line: http.client.HTTPConnection, address: str, body: str, cookie: str, leads_to: str
) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    line.request("POST", address, body=body, headers=headers)
    answer = line.getresponse()
    answer.read()
    assert answer.status == (302 if leads_to else 200), f"{address}: {answer.status}"
    assert leads_to in (answer.getheader("Location") or ""), answer.getheader("Location")


def _drafts(school: Any, teacher: Any, number: int) -> list[str]:
    """So many finished drafts, all like one that was filled in page by page."""
    answers, now = visitors.filled_in(), timezone.now()
    with scope(school=school):
        rows = [
            Draft(
                school=school,
                owner_id=teacher.membership_id,
                answers=answers,
                started_at=now,
                saved_at=now,
            )
            for _number in range(number)
        ]
        return [str(draft.key) for draft in Draft.objects.bulk_create(rows)]


def _queries(lead: Any) -> int:
    client = Client()
    client.cookies.load(visitors.sign_in(lead))
    client.get("/oakfield/incidents/")  # the first page of a session keeps its school there
    with CaptureQueriesContext(connection) as caught:
        assert client.get("/oakfield/incidents/").status_code == 200
    return len(caught)


def _line(size: int, name: str, found: dict[str, float]) -> str:
    return (
        f"{size:>7,}  {name:<11} p50 {found['p50_ms']:>7.1f} ms  p95 {found['p95_ms']:>7.1f} ms  "
        f"{found['per_second']:>6.1f}/s   floor {found['floor_p50_ms']:>7.1f} ms "
        f"{found['floor_per_second']:>6.1f}/s   {found['to_floor']:.2f} x floor"
    )
