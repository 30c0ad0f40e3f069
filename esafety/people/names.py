"""Names as people type them: folded for search, and the spellings close to a name."""

import re
import unicodedata

_WORDS = re.compile(r"[^\W\d_]+")
# Letters that Unicode does not take apart into a plain letter and an accent.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)
_APOSTROPHES = str.maketrans("", "", "'’`ʼ")
SEARCH_KEY_LENGTH = 200


def fold(text: str) -> str:
    """Lower case without accents or apostrophes: "O'Brien-Núñez" becomes "obrien nunez"."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(_PLAIN)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(plain.translate(_APOSTROPHES)))


def search_key(first_name: str, last_name: str) -> str:
    """What `Person.search_key` holds for a name: its folded words, first name first."""
    return fold(f"{first_name} {last_name}")[:SEARCH_KEY_LENGTH]


def words(text: str) -> list[str]:
    """The folded words of a name, without titles such as Mr or Miss."""
    titles = {"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "madam", "prof", "rev"}
    return [word for word in fold(text).split() if word not in titles]


def spellings(word: str) -> set[str]:
    """The word and every form of it with one letter left out.

    Two words whose sets meet differ by at most one letter added, dropped, changed or swapped
    with its neighbour (the symmetric-delete method), so a close spelling is found by equality,
    which a database index can serve. Words of up to three letters only match themselves.
    """
    if len(word) <= 3:
        return {word}
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}
