"""How wide words are in Arial, and where a line of them is broken. Pure code.

Widths are in ems, as Arial and its metric copies have them; a letter that is not in the table
counts as a whole em, so that it never stands outside its box.
"""

_WIDTHS = (
    (0.222, "ijl'"),
    (0.278, " !,./:;I[]\\ft|"),
    (0.333, "()-r`‘’“”"),
    (0.4, '"*^{}'),
    (0.5, "cksvxyzJ"),
    (0.556, "#$0123456789?L_abdeghnopqu–£"),
    (0.611, "FTZ+<=>~"),
    (0.667, "&ABEKPSVXY"),
    (0.722, "CDHNRUw"),
    (0.778, "GOQ"),
    (0.833, "Mm"),
    (0.944, "W%"),
)
_OF = {letter: width for width, letters in _WIDTHS for letter in letters}


def width(text: str) -> float:
    """How wide the text is on one line."""
    return sum(_OF.get(letter, 1.0) for letter in text)


def lines(text: str, most: float) -> list[str]:
    """The words in lines of at most so many ems; a word that is wider is cut."""
    found = [""]
    for piece in (piece for word in text.split() for piece in _pieces(word, most)):
        longer = f"{found[-1]} {piece}".strip()
        if width(longer) <= most:
            found[-1] = longer
        else:
            found.append(piece)
    return found


def _pieces(word: str, most: float) -> list[str]:
    found = [""]
    for letter in word:
        if found[-1] and width(found[-1] + letter) > most:
            found.append("")
        found[-1] += letter
    return found
