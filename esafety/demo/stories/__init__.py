"""The stories of the demonstration. All invented; written in the voice of the staff who report."""

from esafety.demo.stories import bullying, content, images, network, primary, staff
from esafety.demo.stories.story import Story, tell

SECONDARY: tuple[Story, ...] = (
    *bullying.STORIES,
    *images.STORIES,
    *content.STORIES,
    *network.STORIES,
)
PRIMARY: tuple[Story, ...] = primary.STORIES
STAFF: tuple[Story, ...] = staff.STORIES

__all__ = ["PRIMARY", "SECONDARY", "STAFF", "Story", "tell"]
