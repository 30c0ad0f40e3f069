"""Every story can be told, fits the forms, and names nobody by accident."""

import random
import re

import pytest

from esafety.demo import cast, names
from esafety.demo.stories import PRIMARY, SECONDARY, STAFF, tell
from esafety.people.names import spellings, words
from incidents.choices import ACTIONS_WITH_DETAIL, Platform
from incidents.seeds import NEEDS_WORDS

STORIES = (*SECONDARY, *PRIMARY, *STAFF)
COMMON = {"form": "8K", "year": "Year 8", "lesson": "maths", "place": "C12"}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_a_story_can_be_told(story):
    slots = COMMON | {word.partition("/")[0]: "Sam" for word in story.who.split()}
    texts = [story.text, story.summary, story.found, story.evidence]
    texts += [text for _outcome, text in story.ends] + [text for _action, text in story.actions]

    told = [tell(text, slots, random.Random(n)) for n in range(5) for text in texts]

    assert not [text for text in told if re.search(r"[\[\]{}|]", text)]
    assert 2 <= len(re.findall(r"[.?!”](?:\s|$)", story.text)) <= 9
    assert story.ends


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_a_story_fits_the_forms(story):
    assert set(story.platforms.split()) <= set(Platform.values)
    assert bool(story.other_words) == bool(set(story.types.split()) & NEEDS_WORDS)
    assert bool(story.platform_words) == ("other" in story.platforms.split())
    assert all(text for action, text in story.actions if action in ACTIONS_WITH_DETAIL)


def test_there_are_many_stories_each_with_its_own_name():
    assert len({story.key for story in STORIES}) == len(STORIES) >= 40
    assert len({story.text for story in STORIES}) == len(STORIES)


def test_no_surname_of_the_lists_is_like_one_of_the_cast():
    """A typed name like a reader's shuts that reader out: only the stories meant for it may."""
    close = {form for one in cast.CAST for word in words(one.last_name) for form in spellings(word)}

    assert [one for one in names.SURNAMES if any(spellings(w) & close for w in words(one))] == []


def test_nobody_of_the_cast_is_like_another():
    forms = [set().union(*map(spellings, words(one.last_name))) for one in cast.CAST]

    assert not [1 for n, one in enumerate(forms) for other in forms[:n] if one & other]
