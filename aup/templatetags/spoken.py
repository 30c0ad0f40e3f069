"""Sentences of a page in the language that is read: `spoken` of the page says which."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def said(context: Any, key: str, english: Any) -> Any:
    """A heading or a button, with the English beside it."""
    return context["spoken"].beside(key, english)


@register.simple_tag(takes_context=True)
def said_alone(context: Any, key: str, english: Any) -> Any:
    """Running text: in the language alone."""
    return context["spoken"].alone(key, english)


@register.simple_tag(takes_context=True)
def said_plain(context: Any, key: str, english: Any) -> str:
    """Words for a script, in an attribute: in both languages."""
    words: str = context["spoken"].plain(key, english)
    return words
