"""The office enters the forms about pictures of a whole class on one page."""

import re
import uuid
from datetime import date

import pytest

from aup.consent_choices import Use
from aup.models import ImageConsent
from aup.queries import consent
from esafety.people.models import Guardianship, Person
from tests.aup.linked import words
from tests.aup.rounds import pupil
from tests.aup.tables import tables
from tests.factories.people import make_guardian

LIST = "/oakfield/agreements/images/"
PAPER = "/oakfield/agreements/paper/"
URL = f"{LIST}class/4A/"


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def office(client_of, olu):
    return client_of(olu)


@pytest.fixture
def children(oakfield):
    """Three children of 4A with their mothers, and one of 4B."""
    names = ("Ada", "Ben", "Cem")
    found = [pupil(oakfield, f"{name} Ash", f"P{name} Ash") for name in names]
    pupil(oakfield, "Dot Dale", "Di Dale", tutor="4B")
    return found


def page_of(children, **said):
    """What the whole page sends: nothing chosen but what is given, as f1-use_print."""
    data = {"row": [child.pk for child in children], "once_key": uuid.uuid4()}
    data |= {"day_0": "2", "day_1": "11", "day_2": "2026"}
    for child in children:
        data |= {f"f{child.pk}-{name}": "" for name in (*(f"use_{use}" for use in Use), "name")}
    return data | said


def chosen(child, **said):
    return {f"f{child.pk}-{name}": value for name, value in said.items()}


def all_of(child, answer="yes", **said):
    return chosen(child, **{f"use_{use}": answer for use in Use} | said)


def test_the_way_there_and_who_is_on_it(children, office, client_of, tom):
    for page in (LIST, PAPER):
        assert URL in words(office.get(page))
    assert URL not in words(client_of(tom).get(LIST))

    page = words(office.get(URL))

    for words_of in ("Ash, Ada", "Ash, Ben", "Ash, Cem", "No answer", "Day on the forms"):
        assert words_of in page
    assert "Dale, Dot" not in page
    assert page.count('<option value="" selected>Empty</option>') == 18
    assert office.get(f"{LIST}class/9Z/").status_code == 404


def test_what_is_filled_in_is_entered_and_what_is_left_is_not(children, office):
    ada, ben, cem = children
    said = {**all_of(ada, name="P. Ash"), **all_of(ben, "no", use_print="yes")}

    page = words(office.post(URL, page_of(children, **said), follow=True))

    assert "2 forms are entered." in page
    assert page.count("Answered") == 2
    for child, name, yes in ((ada, "P. Ash", set(Use)), (ben, "PBen Ash", {Use.PRINT})):
        made = ImageConsent.objects.get(child=child)
        assert {use for use, is_yes in consent.said(made).items() if is_yes} == yes
        assert (made.signature.name, made.day_on_paper) == (name, date(2026, 11, 2))
    assert not ImageConsent.objects.filter(child=cem).exists()
    assert "On the form: 2 November 2026." in words(office.get(f"{LIST}{ada.pk}/"))


def test_a_mistake_in_one_row_loses_nothing_of_the_others(children, office):
    ada, ben, cem = children
    said = {**all_of(ada, name="Ada <b>A"), **all_of(ben, use_video="")}
    said |= all_of(cem, "no", name="x" * 121)
    before = tables()

    answer = office.post(URL, page_of(children, **said, day_0="99"))

    page = words(answer)
    assert answer.status_code == 200
    assert tables() == before
    assert 'value="Ada &lt;b&gt;A"' in page
    assert f'value="{"x" * 121}"' in page
    assert page.count('<option value="yes" selected>') == 11
    assert page.count('<option value="no" selected>') == 6
    summary = re.search(r"error-summary__list.*?</ul>", page, re.DOTALL)[0]
    lines = dict(re.findall(r'<li><a href="#(.*?)">(.*?)</a></li>', summary))
    assert lines == {
        "id_day_0": "Enter a day that exists, such as 4 9 2026.",
        f"id_f{ben.pk}-use_video": "Ben Ash: Say yes or no: Video.",
        f"id_f{cem.pk}-name": "Cem Ash: Use 120 characters or fewer.",
    }
    for target in lines:
        assert f'id="{target}"' in page


def test_a_row_with_a_name_alone_is_not_left_out_silently(children, office):
    page = words(office.post(URL, page_of(children, **chosen(children[0], name="P. Ash"))))

    assert page.count("Ada Ash: Say yes or no:") == 6
    assert not ImageConsent.objects.exists()


def test_the_same_page_sent_twice_is_once(children, office):
    data = page_of(children, **all_of(children[0]))
    office.post(URL, data)
    before = tables()

    assert "Nothing new was chosen" in words(office.post(URL, data, follow=True))
    assert tables() == before
    assert "Nothing new was chosen" in words(office.post(URL, page_of(children), follow=True))


def test_of_two_parents_one_is_chosen(children, office):
    ada = children[0]
    pit = make_guardian(ada, "Pit Ash")
    other = make_guardian(ada, "Pat Ash")
    Guardianship.objects.filter(guardian=other).update(parental_responsibility=False)
    data = page_of([ada], **all_of(ada))
    page = words(office.post(URL, data))
    assert "Ada Ash: Choose who filled in the form." in page
    assert other.name not in page

    office.post(URL, data | chosen(ada, person=str(other.pk)))
    assert not ImageConsent.objects.exists()
    office.post(URL, data | chosen(ada, person=str(pit.pk)))

    assert ImageConsent.objects.get().guardian == pit


def test_without_a_parent_in_the_directory_it_says_so(children, office):
    ada = children[0]
    Guardianship.objects.filter(child=ada).update(ended_on="2026-11-01")

    page = words(office.post(URL, page_of([ada], **all_of(ada))))

    assert "No parent or carer who may sign is in the directory." in page
    assert not ImageConsent.objects.exists()


def test_what_cannot_be_entered_is_said_beside_that_child(children, office, monkeypatch):
    ada, ben, _cem = children
    monkeypatch.setattr(consent, "is_guardian", lambda child, guardian: child != ben)

    page = words(office.post(URL, page_of(children, **all_of(ada), **all_of(ben))))

    assert "Ben Ash: Only a parent or carer with parental responsibility can answer." in page
    assert not ImageConsent.objects.exists()


@pytest.mark.parametrize("rows", [["x"], ["9" * 30], [], ["999999"]])
def test_rows_that_are_none_are_nothing(children, office, rows):
    answer = office.post(URL, page_of([], row=rows), follow=True)

    assert "Nothing new was chosen" in words(answer)


def test_a_choice_that_is_none_is_a_mistake(children, office):
    page = words(office.post(URL, page_of(children, **all_of(children[0], use_print="maybe"))))

    assert "Ada Ash: Choose from this list." in page


def test_a_day_to_come_is_refused(children, office):
    page = words(office.post(URL, page_of(children, **all_of(children[0]), day_2="2027")))

    assert "still to come" in page


def test_years_where_there_are_no_classes_and_classes_without_children(oakfield, office):
    child = pupil(oakfield, "Ada Ash", "Pia Ash", year="3", tutor="")

    page = words(office.get(f"{LIST}class/year-3/"))
    assert "Forms about pictures: Year 3" in page
    assert "Ash, Ada" in page
    Person.objects.filter(pk=child.pk).update(joined_on="2026-11-09", tutor_group="3B")
    assert office.get(f"{LIST}class/year-3/").status_code == 404
    assert "No child is in this class." in words(office.get(f"{LIST}class/3B/"))


def test_as_many_queries_for_one_as_for_thirty(oakfield, office, django_assert_max_num_queries):
    counts = []
    for many in (1, 30):
        for n in range(many):
            pupil(oakfield, f"A{many}{n} Ash", f"P{many}{n} Ash")
        office.get(URL)
        with django_assert_max_num_queries(40) as queries:
            office.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_nothing_without_the_role_or_in_another_school(children, client_of, tom, boris):
    assert client_of(tom).get(URL).status_code == 403
    assert client_of(boris).get(URL).status_code == 404
    assert client_of(boris).get("/brook/agreements/images/class/4A/").status_code in (403, 404)
