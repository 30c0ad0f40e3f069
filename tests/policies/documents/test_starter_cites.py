"""The starter policy names the guidance it stands on, so that a new edition calls its review."""

from django.urls import reverse

from policies.documents import queries
from policies.guidance import citing
from policies.guidance.models import Guidance
from policies.guidance.services import keeping
from policies.reviews.choices import Why
from policies.reviews.queries import reviews
from tests.policies.documents import walked


def new_edition(code, by):
    row = Guidance.objects.get(code=code)
    return keeping.add_edition(
        guidance=row,
        edition="2027",
        in_force_on=walked.today(),
        asks="Invented: read it.",
        changed="Invented.",
        by=by,
    )


def test_it_cites_what_the_register_of_a_new_school_holds(starter):
    cited = citing.codes_in(queries.draft_of(starter).text)
    held = set(Guidance.objects.values_list("code", flat=True))

    assert set(cited) == held - {"online-safety-act"}


def test_its_revision_says_which_edition(starter, lena, cora):
    text = queries.current(walked.published(starter, lena, cora)).text

    assert "{{guidance" not in text
    assert "Keeping children safe in education (2026)" in text


def test_a_new_edition_calls_its_review(starter, lena, cora, tom, client_of):
    published = walked.published(starter, lena, cora)
    page = reverse("guidance:entry", args=["oakfield", "kcsie"])
    assert f'href="{published.get_absolute_url()}"' in client_of(tom).get(page).content.decode()
    other = reverse("guidance:entry", args=["oakfield", "online-safety-act"])
    assert "None that is in force." in client_of(tom).get(other).content.decode()

    made = new_edition("kcsie", lena)

    called = reviews.calls_of(published).get()
    assert (called.why, called.reference) == (Why.GUIDANCE, str(made))
    published.refresh_from_db()
    assert published.state == "review"


def test_an_edition_of_what_it_does_not_cite_calls_nothing(starter, lena, cora):
    published = walked.published(starter, lena, cora)

    new_edition("online-safety-act", lena)

    assert not reviews.calls_of(published).exists()
