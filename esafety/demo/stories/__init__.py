"""The stories of the demonstration. All invented; written in the voice of the staff who report."""

from esafety.demo.stories import (
    bullying,
    contact,
    content,
    goodname,
    hate,
    images,
    network,
    primary,
    primary_network,
    staff,
)
from esafety.demo.stories.story import Story, tell

SECONDARY: tuple[Story, ...] = (
    *bullying.STORIES,
    *hate.STORIES,
    *images.STORIES,
    *goodname.STORIES,
    *content.STORIES,
    *contact.STORIES,
    *network.STORIES,
)
PRIMARY: tuple[Story, ...] = (*primary.STORIES, *primary_network.STORIES)
STAFF: tuple[Story, ...] = staff.STORIES

__all__ = ["PRIMARY", "SECONDARY", "STAFF", "Story", "tell"]
