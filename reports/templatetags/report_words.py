"""Words of a report as HTML, on pages and in PDFs."""

from django import template
from django.utils.safestring import SafeString

from esafety import markdown

register = template.Library()


@register.simple_tag
def words(text: str, under: int = 0) -> SafeString:
    """A text of a report: paragraphs, lists and headings `under` those of the page."""
    return markdown.rendered(text, under=under)
