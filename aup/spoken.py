"""The sentences of a page in the language that is read, with the English in smaller type where
somebody who helps may need it. In English they are the product's own, as they stand."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aup import form_words
from esafety.languages import ENGLISH, language


class _Marked(SafeString):
    """Marked text that stays so where Django would put figures into the message of a mistake."""

    def __mod__(self, _facts: Any) -> "_Marked":
        return self


@dataclass(frozen=True)
class Spoken:
    """A language and, where sentences speak of a child, the child's first name."""

    locale: str = ENGLISH
    name: str = ""

    def beside(self, key: str, english: Any) -> Any:
        """For labels, headings and mistakes: in the language, and the English beside it."""
        own = self.alone(key, "")
        if not own:
            return english
        return _Marked(format_html('{} <span class="app-english">{}</span>', own, english))

    def alone(self, key: str, english: Any) -> Any:
        """For running text: in the language alone."""
        said = form_words.said_in(self.locale).get(key, "")
        return self.marked(said.replace("{name}", self.name)) if said else english

    def plain(self, key: str, english: Any) -> str:
        """For an attribute, which holds no markup: in both languages, one after the other."""
        own = form_words.said_in(self.locale).get(key, "").replace("{name}", self.name)
        return f"{own} {english}".strip()

    def marked(self, words: str) -> Any:
        """Words of this language, marked as such for screen readers; as they are in English."""
        if not form_words.said_in(self.locale):
            return words
        way = '<span class="app-spoken" lang="{}" dir="{}">{}</span>'
        spoken = language(self.locale)
        return _Marked(format_html(way, spoken.code, spoken.direction, words))

    def speak(self, field: forms.Field, **keys: str) -> None:
        """Give a field its label, hint and mistakes, each by its key: `label`, `help_text`, or
        what is wrong, such as `required`."""
        for what, key in keys.items():
            if what in ("label", "help_text"):
                setattr(field, what, self.beside(key, getattr(field, what)))
            else:
                field.error_messages[what] = self.beside(key, field.error_messages[what])
