"""The office enters the forms of a whole class on one page."""

import re
import uuid

import pytest

from aup.choices import AskState
from aup.models import Answer, Ask, PaperCode
from aup.services import papers
from esafety.people.models import Guardianship
from tests.aup.asked import asked, decline, sign
from tests.aup.linked import words
from tests.aup.rounds import pupil
from tests.aup.services.test_translating import FOR_PUPILS, publish
from tests.aup.tables import tables
from tests.factories.people import make_guardian

PAPER = "/oakfield/agreements/paper/"
URL = f"{PAPER}class/4A/"


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def office(client_of, olu):
    return client_of(olu)


@pytest.fixture
def children(agreed):
    """Three children of 4A with their mothers, and one of 4B."""
    names = ("Ada", "Ben", "Cem")
    found = [asked(agreed, pupil(agreed, f"{name} Ash", f"P{name} Ash")) for name in names]
    asked(agreed, pupil(agreed, "Dot Dale", "Di Dale", tutor="4B"))
    return found


def page_of(children, **said):
    """What the whole page sends: nothing chosen but what is given, as f1_said_own."""
    data = {"row": [ask.pk for ask in children], "once_key": uuid.uuid4()}
    data |= {"day_0": "2", "day_1": "11", "day_2": "2026"}
    for ask in children:
        names = ("said_own", "name_own", "said_parent", "name_parent", "reason")
        data |= {f"f{ask.pk}-{name}": "" for name in names}
    return data | said


def chosen(ask, **said):
    return {f"f{ask.pk}-{name}": value for name, value in said.items()}


def both(ask):
    return chosen(ask, said_own="signed", said_parent="signed")


def states(children):
    return [Ask.objects.get(pk=ask.pk).state for ask in children]


def test_the_way_there_and_who_is_on_it(children, office):
    assert URL in office.get(PAPER).content.decode()

    page = words(office.get(URL))

    for name in ("Ada Ash", "Ben Ash", "Cem Ash", "Day on the forms"):
        assert name in page
    assert "Dot Dale" not in page
    assert office.get(f"{PAPER}class/9Z/").status_code == 404


def test_some_signed_one_refused_and_the_others_stay_open(children, office):
    ada, ben, cem = children
    said = {**both(ada), **chosen(ben, said_parent="refused", reason="No phones.")}
    said |= chosen(ada, name_parent="P. Ash")

    page = words(office.post(URL, page_of(children, **said), follow=True))

    assert "2 forms are entered." in page
    assert states(children) == [AskState.SIGNED, AskState.DECLINED, AskState.ASKED]
    assert "Ada Ash" not in page
    assert "Ben Ash" in page
    names = Answer.objects.filter(ask=ada).values_list("signature__name", flat=True)
    assert set(names) == {"Ada Ash", "P. Ash"}
    assert not Answer.objects.filter(ask=cem).exists()


def test_a_mistake_in_one_row_loses_nothing_of_the_others(children, office):
    ada, ben, cem = children
    said = {**both(ada), **chosen(ada, name_own="Ada <b>A")}
    said |= {**chosen(ben, said_parent="refused"), **chosen(cem, name_own="x" * 121)}
    before = tables()

    answer = office.post(URL, page_of(children, **said, day_0="99"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert tables() == before
    assert 'value="Ada &lt;b&gt;A"' in page
    assert f'value="{"x" * 121}"' in page
    assert len(re.findall(r'<option value="signed" selected>', page)) == 2
    assert len(re.findall(r'<option value="refused" selected>', page)) == 1
    summary = re.search(r"error-summary__list.*?</ul>", page, re.DOTALL)[0]
    lines = dict(re.findall(r'<li><a href="#(.*?)">(.*?)</a></li>', summary))
    assert lines == {
        "id_day_0": "Enter a day that exists, such as 4 9 2026.",
        f"id_f{ben.pk}-reason": "Ben Ash: Type the reason, or “No reason given”.",
        f"id_f{cem.pk}-name_own": "Cem Ash: Use 120 characters or fewer.",
    }
    for target in lines:
        assert f'id="{target}"' in page


def test_the_same_page_sent_twice_is_once(children, office):
    data = page_of(children, **both(children[0]))
    office.post(URL, data)
    before = tables()

    again = office.post(URL, data, follow=True)

    assert "Nothing new was chosen" in words(again)
    assert tables() == before
    assert "Nothing new was chosen" in words(office.post(URL, page_of(children), follow=True))


def test_only_what_is_missing_is_asked_for(children, office, olu):
    ada = children[0]
    sign(ada, "own", olu, person=ada.subject)

    page = office.get(URL).content.decode()

    assert f"f{ada.pk}-said_parent" in page
    assert f"f{ada.pk}-said_own" not in page


def test_of_two_parents_one_is_chosen(children, office):
    ada = children[0]
    pit = make_guardian(ada.subject, "Pit Ash")
    data = page_of([ada], **both(ada))
    assert "Choose who filled in the form." in words(office.post(URL, data))

    office.post(URL, data | {f"f{ada.pk}-person": str(pit.pk)})

    assert Answer.objects.get(ask=ada, part="parent").person == pit


def test_without_a_parent_in_the_directory_it_says_so(children, office):
    ada = children[0]
    Guardianship.objects.filter(child=ada.subject).update(ended_on="2026-11-01")

    page = words(office.post(URL, page_of([ada], **both(ada))))

    assert "No parent or carer who may sign is in the directory." in page
    assert states([ada]) == [AskState.ASKED]


@pytest.mark.parametrize("rows", [["x"], ["9" * 30], [], ["999999"]])
def test_rows_that_are_none_are_nothing(children, office, rows):
    answer = office.post(URL, page_of([], row=rows), follow=True)

    assert "Nothing new was chosen" in words(answer)


def test_a_day_to_come_is_refused(children, office):
    page = words(office.post(URL, page_of(children, **both(children[0]), day_2="2027")))

    assert "still to come" in page


def test_what_cannot_be_entered_is_said_beside_that_child(children, office):
    ada, ben, _cem = children
    code = papers.code_of(ben)
    PaperCode.objects.filter(pk=code.pk).update(locale="ur")  # printed, and never translated
    said = {**both(ada), **both(ben), **chosen(ben, locale="ur")}

    page = words(office.post(URL, page_of(children, **said)))

    assert "Ben Ash: The agreement is not there in this language." in page
    assert states([ada, ben]) == [AskState.ASKED, AskState.ASKED]


def test_a_form_in_another_language_is_signed_in_it(children, office, lena):
    ada = children[0]
    publish(lena, FOR_PUPILS, version=ada.version)
    office.post(f"{PAPER}print/", {"tutor_group": "4A", "locale": "pl"})
    assert set(PaperCode.objects.values_list("locale", flat=True)) == {"pl"}
    offered = re.findall(r'<option value="(pl|en-gb)"', office.get(URL).content.decode())
    assert offered == ["pl", "en-gb"] * 3  # the newest form first, so that it is chosen

    office.post(URL, page_of([ada], **both(ada), **chosen(ada, locale="pl")))

    signatures = [one.signature for one in Answer.objects.filter(ask=ada)]
    assert {(one.text.locale, "Przeczytałem" in one.record) for one in signatures} == {("pl", True)}


def test_years_where_there_are_no_classes(agreed, office):
    asked(agreed, pupil(agreed, "Ada Ash", "Pia Ash", year="3", tutor=""))
    assert "Year 3" in words(office.get(PAPER))

    assert "Ada Ash" in words(office.get(f"{PAPER}class/year-3/"))
    assert "Forms of Year 3" in words(office.get(f"{PAPER}class/year-3/"))


def test_a_class_that_has_all_signed(children, office, olu):
    Ask.objects.filter(subject__tutor_group="4A").update(state=AskState.SIGNED)

    assert "Everybody in this class who was asked has signed." in words(office.get(URL))


def test_as_many_queries_for_one_as_for_thirty(agreed, office, django_assert_max_num_queries):
    counts = []
    for many in (1, 30):
        for n in range(many):
            asked(agreed, pupil(agreed, f"A{many}{n} Ash", f"P{many}{n} Ash"))
        office.get(URL)
        with django_assert_max_num_queries(40) as queries:
            office.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_nothing_without_the_role_or_in_another_school(children, client_of, tom, boris):
    assert client_of(tom).get(URL).status_code == 403
    assert client_of(boris).get(URL).status_code == 404
    assert client_of(boris).get("/brook/agreements/paper/class/4A/").status_code in (403, 404)


def test_a_later_answer_is_said_beside_the_child_and_nothing_is_entered(children, office, olu):
    ada, ben, _cem = children
    mother = Guardianship.objects.get(child=ben.subject).guardian
    decline(ben, "parent", olu, person=mother)
    sent = page_of(children) | both(ada) | both(ben)

    answer = office.post(URL, sent)

    [row] = [one.form for one in answer.context["rows"] if one.form.ask == ben]
    assert "answered later than this form, on 3 November 2026" in row.errors["said_parent"][0]
    assert "Ben Ash: PBen Ash answered later" in words(answer)
    assert Answer.objects.count() == 1
    office.post(URL, sent | chosen(ben, said_parent=""))
    assert Ask.objects.get(pk=ada.pk).state == AskState.SIGNED
