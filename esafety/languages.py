"""Languages in which a school may give its texts: their own names, and which way they are read."""

from dataclasses import dataclass

ENGLISH = "en-gb"


@dataclass(frozen=True)
class Language:
    """A language by its code (BCP 47): its own name, its English name and its direction."""

    code: str
    name: str
    english: str
    rtl: bool = False

    @property
    def direction(self) -> str:
        """As HTML's `dir` has it."""
        return "rtl" if self.rtl else "ltr"

    @property
    def label(self) -> str:
        """Both names, for somebody who reads only one of them."""
        return self.name if self.name == self.english else f"{self.name} ({self.english})"


LANGUAGES = {
    one.code: one
    for one in (
        Language(ENGLISH, "English", "English"),
        Language("ar", "العربية", "Arabic", rtl=True),
        Language("pa", "ਪੰਜਾਬੀ", "Punjabi"),
        Language("pl", "Polski", "Polish"),
        Language("pt", "Português", "Portuguese"),
        Language("ro", "Română", "Romanian"),
        Language("so", "Soomaali", "Somali"),
        Language("uk", "Українська", "Ukrainian"),
        Language("ur", "اردو", "Urdu", rtl=True),
        Language("cy", "Cymraeg", "Welsh"),
    )
}


def language(code: str) -> Language:
    """The language of a code; one that is not in the list is called by its code."""
    return LANGUAGES.get(code) or Language(code, code, code)
