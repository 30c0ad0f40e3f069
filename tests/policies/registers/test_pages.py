"""Every register through the same pages: made, read, changed, refused, found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policies.registers.declared import registers
from policies.registers.models import Entry, EntryChange
from tests.policies.registers.filled import make_entry, posted, values

EACH = pytest.mark.parametrize("register", registers(), ids=lambda one: one.code)


def url(page, register, *more):
    return reverse(f"registers:{page}", args=["oakfield", register.code, *more])


@EACH
def test_an_entry_is_made_on_the_page_and_read_again(register, keeper, oakfield, client_of, tom):
    some = values(register, oakfield, keeper.membership_id)
    client = client_of(keeper)

    answer = client.post(url("add", register), posted(register, some))

    assert answer.status_code == 302, answer.context["form"].errors
    row = Entry.objects.get()
    assert row.values == some
    assert row.state == register.first_state.code
    assert row.reference.startswith(f"{register.prefix}-")
    page = client.get(row.get_absolute_url()).content.decode()
    assert row.reference in page
    assert "Words 1" in page or "Ada Ash" in page or "Lena Larch" in page
    assert EntryChange.objects.get().revision == 1


@EACH
def test_an_empty_form_says_what_is_missing_and_keeps_what_was_typed(register, keeper, client_of):
    line = next(one for one in register.asked_at_first if one.kind in ("line", "words", "person"))

    answer = client_of(keeper).post(url("add", register), {line.name: "Typed <b>before</b>"})

    assert answer.status_code == 200
    form = answer.context["form"]
    needed = {one.name for one in register.asked_at_first if one.needed and one.kind != "person"}
    assert needed - {line.name} <= set(form.errors)
    assert "Typed &lt;b&gt;before&lt;/b&gt;" in answer.content.decode()
    assert not Entry.objects.exists()


@EACH
def test_bad_input_is_a_sentence_at_every_field(register, keeper, client_of):
    bad = {}
    for one in register.asked_at_first:
        bad |= {one.name: "\x00" + "x" * 9000}
        bad |= {f"{one.name}_{part}": "99" for part in (0, 1, 2)}
        bad |= {f"{one.name}_number": "9" * 30}

    answer = client_of(keeper).post(url("add", register), bad)

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) >= {one.name for one in register.asked_at_first}


@EACH
def test_an_entry_is_changed_and_both_versions_stay(register, keeper, oakfield, client_of):
    row = make_entry(register, oakfield, keeper)
    line = next(one for one in register.asked_at_first if one.kind in ("line", "words"))
    client = client_of(keeper)
    form = client.get(row.url("edit")).context["form"]
    assert form.initial["revision"] == 1

    typed = posted(register, {**row.values, line.name: "Other words"})
    answer = client.post(row.url("edit"), {**typed, "revision": "1"})

    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    assert row.values[line.name] == "Other words"
    assert "other words" in row.search_words
    last = EntryChange.objects.order_by("pk").last()
    assert last.fields[line.name][1] == "Other words"
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Other words" in page


@EACH
def test_two_people_do_not_overwrite_one_another(register, keeper, oakfield, client_of):
    row = make_entry(register, oakfield, keeper)
    line = next(one for one in register.asked_at_first if one.kind in ("line", "words"))
    client = client_of(keeper)
    first = posted(register, {**row.values, line.name: "First"})
    client.post(row.url("edit"), {**first, "revision": "1"})

    second = posted(register, {**row.values, line.name: "Second"})
    answer = client.post(row.url("edit"), {**second, "revision": "1"})

    assert answer.status_code == 200
    assert "Somebody else has changed this entry" in answer.content.decode()
    assert "Second" in answer.content.decode()
    row.refresh_from_db()
    assert row.values[line.name] == "First"


@EACH
def test_words_are_found_and_stay_out_of_the_address(register, keeper, oakfield, client_of):
    row = make_entry(register, oakfield, keeper)
    client = client_of(keeper)

    answer = client.post(url("register", register), {"q": row.reference.lower()})

    assert row.reference.lower() not in answer["Location"].lower()
    assert row.reference in client.get(answer["Location"]).content.decode()
    nothing = client.post(url("register", register), {"q": "zzz"})
    assert row.reference not in client.get(nothing["Location"]).content.decode()


@EACH
def test_another_school_sees_nothing(register, keeper, oakfield, boris, client_of):
    row = make_entry(register, oakfield, keeper)

    for page in (url("register", register), url("add", register), row.get_absolute_url()):
        assert client_of(boris).get(page).status_code == 404
    mine = reverse("registers:entry", args=["brook", register.code, row.number])
    assert client_of(boris).get(mine).status_code == 404


@EACH
def test_a_list_asks_as_much_for_thirty_as_for_one(register, keeper, oakfield, client_of):
    client, asked = client_of(keeper), {}
    client.get(url("register", register))  # the session's own questions
    for number in range(30):
        week = {"week": f"2026-0{1 + number // 4}-{1 + 7 * (number % 4):02}"}
        make_entry(register, oakfield, keeper, **(week if register.weekly else {}))
        if number in (0, 29):
            with CaptureQueriesContext(connection) as captured:
                client.get(url("register", register))
            asked[number] = len(captured)

    assert asked[29] == asked[0]
