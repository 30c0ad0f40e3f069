"""Who was involved: picked or typed, any number, with and without a script."""

import pytest
from django_scopes import scope

from incidents.models import Draft
from tests.factories.people import make_person
from tests.factories.reports import make_draft, sow_types

KINDS = {"child", "staff", "guardian", "other"}


@pytest.fixture
def draft(oakfield, tom):
    sow_types(oakfield)
    return make_draft(tom, finished=False)


@pytest.fixture
def send(draft, tom, client_of):
    """Post the step; the answer's text, or where it leads."""
    web, url = client_of(tom), f"/oakfield/incidents/draft/{draft.key}/who/"

    def post(typed):
        answer = web.post(url, typed)
        return answer.headers.get("Location", "").removeprefix(url) or answer.content.decode()

    def show():
        return web.get(url).content.decode()

    post.show = show
    return post


def row(number=0, **typed):
    facts = {"name": "", "person": "", "kind": "", "part": "", "contact": "", **typed}
    return {f"people-{number}-{name}": value for name, value in facts.items()}


def kim(number=0, **typed):
    return row(number, **{"name": "Kim Whitebeam", "kind": "child", "part": "offender", **typed})


def rows():
    return Draft.objects.get().answers["raw"]["who"]["rows"]


def went_on(answer):
    return answer.endswith("/words/")


def ready(draft, send):
    """The checked people of the draft."""
    from incidents.forms import steps
    from incidents.forms.report import Setting

    form = steps.of_draft(Draft.objects.get(), "who", Setting(today=None, types=[]))
    assert form.is_valid()
    return form.ready()["people"]


def test_nobody_and_nothing_is_asked_again(send):
    page = send({})

    assert "Name someone, or tick “Nobody involved is known”." in page
    assert 'href="#id_people-0-name"' in page
    assert 'id="id_people-0-name_error"' in page


def test_nobody_who_is_known_is_an_answer(draft, send):
    assert went_on(send({"nobody": "on", **row()}))
    assert [person["kind"] for person in ready(draft, send)] == ["unknown"]


def test_nobody_and_somebody_is_not(send):
    page = send({"nobody": "on", **kim()})

    assert "Untick this, or remove the people above." in page
    assert 'value="Kim Whitebeam"' in page


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_of_the_four_kinds_can_be_typed(draft, send, kind):
    assert went_on(send(kim(kind=kind, contact="9K")))
    assert ready(draft, send)[0]["kind"] == kind


@pytest.mark.parametrize("part", ["target", "offender", "both", "witness", "unclear"])
def test_each_part_can_be_chosen(draft, send, part):
    assert went_on(send(kim(part=part)))
    assert ready(draft, send)[0]["part"] == part


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"name": ""}, "name", "Enter the name, or what you know of the person."),
        ({"name": "x" * 121}, "name", "Use 120 characters or fewer."),
        ({"kind": ""}, "kind", "Choose the kind of person."),
        ({"kind": "unknown"}, "kind", "Choose the kind of person."),
        ({"kind": "alien"}, "kind", "Choose the kind of person."),
        ({"part": ""}, "part", "Choose their part, or “not clear yet”."),
        ({"part": "ringleader"}, "part", "Choose their part, or “not clear yet”."),
        ({"contact": "x" * 201}, "contact", "Use 200 characters or fewer."),
        ({"kind": "other"}, "contact", "Say who they are, or how to reach them."),
    ],
)
def test_what_is_missing_stands_next_to_its_field(send, typed, field, sentence):
    page = send(kim(**typed))

    error = page[page.index(f'id="id_people-0-{field}_error"') :]
    assert sentence in error[: error.index("</p>")]
    assert f'href="#id_people-0-{field}"' in page


def test_an_error_in_the_second_row_stands_there(send):
    page = send({**kim(0), **kim(1, part="")})

    assert 'id="id_people-1-part_error"' in page
    assert 'id="id_people-0-part_error"' not in page


def test_a_row_left_empty_between_others_is_left_out(draft, send):
    assert went_on(send({**kim(0), **row(1), **kim(2, name="Abe Alder")}))
    assert [person["name"] for person in ready(draft, send)] == ["Kim Whitebeam", "Abe Alder"]


def test_someone_picked_is_kept_with_the_kind_of_the_directory(draft, oakfield, send):
    ada = make_person(oakfield, "Ada Ash")

    assert went_on(send(row(name="Ada Ash", person=str(ada.pk), kind="staff", part="target")))
    person = ready(draft, send)[0]
    assert (person["person"], person["name"], person["kind"]) == (ada.pk, "Ada Ash", "child")
    assert "From the directory: Ada Ash, Year 8, 8K" in send.show()


@pytest.mark.parametrize(
    ("kind", "kept"),
    [("staff", "staff"), ("guardian", "guardian"), ("governor", "other"), ("visitor", "other")],
)
def test_every_kind_of_the_directory_is_one_of_the_forms(draft, oakfield, send, kind, kept):
    someone = make_person(oakfield, "Bea Beech", kind=kind)

    send(row(name="Bea Beech", person=str(someone.pk), part="witness"))

    assert ready(draft, send)[0]["kind"] == kept


def test_a_name_changed_after_picking_is_a_typed_name(draft, oakfield, send):
    ada = make_person(oakfield, "Ada Ash")

    send(kim(name="Ada Ashe", person=str(ada.pk)))

    assert ready(draft, send)[0]["person"] is None
    assert ready(draft, send)[0]["name"] == "Ada Ashe"


def test_a_name_in_another_script_stands_for_its_person_only_as_it_is(draft, oakfield, send):
    person = make_person(oakfield, "小明 王")

    send(kim(name="小明 王", person=str(person.pk)))
    assert ready(draft, send)[0]["person"] == person.pk
    send(kim(name="大明 王", person=str(person.pk)))
    assert ready(draft, send)[0]["person"] is None


def test_someone_of_another_school_is_answered_like_nobody_at_all(oakfield, brook, send):
    with scope(school=brook):
        stranger = make_person(brook, "Bo Birch")
    pages = []
    for number in (str(stranger.pk), str(stranger.pk + 1000)):
        page = send(kim(name="Bo Birch", person=number))
        pages.append(page.split("<main")[1].split("csrfmiddlewaretoken")[0])

    assert "Choose the person again, or leave the name as you typed it." in pages[0]
    assert pages[0] == pages[1]
    assert "From the directory" not in send.show()


@pytest.mark.parametrize("number", ["x", "-1", "²", "9" * 18, "9" * 40, "1; drop", "0"])
def test_an_id_that_is_none_is_refused_in_words(send, number):
    assert "Choose the person again" in send(kim(person=number))


def test_after_that_the_name_goes_on_as_typed(send):
    send(kim(person="999999"))
    page = send.show()

    assert 'name="people-0-person" value=""' in page
    assert 'value="Kim Whitebeam"' in page


def test_thirty_people_fit_and_thirty_one_do_not(draft, send):
    thirty = {name: value for n in range(30) for name, value in kim(n).items()}

    assert went_on(send(thirty))
    assert "Name at most 30 people" in send({**thirty, **kim(30)})
    assert len(rows()) == 31


def test_another_row_is_added_without_a_script(send):
    assert send({**kim(), "add": "on"}) == "#people"
    page = send.show()

    assert 'id="id_people-1-name"' in page
    assert 'value="Kim Whitebeam"' in page
    assert "govuk-error-message" not in page


def test_a_row_is_removed_without_a_script(send):
    send({**kim(0), **kim(1, name="Abe Alder"), "remove": "0"})

    assert [found["name"] for found in rows()] == ["Abe Alder"]


def test_people_are_found_and_chosen_without_a_script(draft, oakfield, send):
    ada, other = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech")

    assert send({**row(name="ada", part="target"), "find": "0"}) == "#people"
    page = send.show()
    assert "Ada Ash, Year 8, 8K" in page
    assert other.name not in page

    send(row(name="ada", part="target") | {"people-0-match": str(ada.pk)})
    assert ready(draft, send)[0]["person"] == ada.pk
    assert 'value="Ada Ash"' in send.show()


def test_choosing_none_of_those_found_leaves_the_name_as_typed(draft, oakfield, send):
    make_person(oakfield, "Ada Ash")

    send(kim(name="ada") | {"people-0-match": ""})

    assert ready(draft, send)[0] | {"name": "ada", "person": None} == ready(draft, send)[0]


def test_where_nobody_is_found_it_says_so(send):
    send({**row(name="zzz"), "find": "0"})

    assert "No one found." in send.show()


def test_people_of_another_school_are_never_found(brook, send):
    with scope(school=brook):
        make_person(brook, "Ada Ash")

    send({**row(name="ada"), "find": "0"})

    assert "Ash" not in send.show()


def test_the_buttons_lead_back_to_the_last_page_in_the_end(draft, send, tom, client_of):
    url = f"/oakfield/incidents/draft/{draft.key}/who/?to=check"

    answer = client_of(tom).post(url, {**kim(), "add": "on"})

    assert answer.headers["Location"] == f"{url}#people"
