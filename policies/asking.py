"""Finding a row of a table by plain words: simple stems, and other words for the same. Pure.

static/js/may-i.js has the same rule for what is being typed.
"""

import re
from collections.abc import Iterable, Sequence

MOST_ASKED = 80
"""The most letters of a question that are read."""
_EMPTY = """
a about allowed am an and any anything are at be by can could do does for from have how i if in into
is it its let may me must my of ok on or our people pupil pupils please school schools should some
something staff student students take taking teacher teachers that the their them there they this to
us use used using want we what when where which while who with without would you your
"""
SKIPPED = frozenset(_EMPTY.split())
"""Words that say nothing about what somebody wants to do."""
_ALIKE = {
    "phone": "mobile smartphone iphone android handset device",
    "mobile": "phone smartphone device",
    "photo": "picture image camera selfie snap photograph",
    "camera": "photo picture film video record recording selfie",
    "lesson": "class classroom teaching",
    "social time": "break lunch dinner play playtime breaktime lunchtime playground",
    "social network": "facebook instagram snapchat tiktok twitter media app",
    "messag": "whatsapp snapchat text dm chat messenger",
    "chat": "whatsapp snapchat message talk discord",
    "email": "mail gmail outlook hotmail",
    "blog": "write writing vlog website diary",
    "gaming": "game play xbox playstation roblox minecraft fortnite",
    "gambling": "bet betting casino lottery",
    "shopping": "buy amazon ebay order",
    "video": "youtube tiktok film watch streaming",
    "file sharing": "torrent airdrop share send",
    "filter": "vpn proxy unblock block tor",
    "copyright": "music film song copy pirate piracy install program",
    "licen": "pirate piracy copy install",
    "virus": "malware hack hacking ransomware",
    "password": "login account",
    "confidential": "secret private data share",
    "private business": "sell selling money job",
    "traffic": "download stream streaming slow",
    "threat": "bully bullying threaten hurt violence",
    "discriminat": "racism racist sexism sexist homophobia bullying",
    "hatred": "hate racism racist extremism",
    "racist": "racism",
    "pornograph": "porn sex nude",
    "brought": "bring carry",
    "illegal": "crime law",
    "offend": "rude swear swearing mean joke",
}
"""Other words for what a row is about, wherever the beginning of a word of it is the first."""
_ENDING = re.compile(r"(?:ings?|ers?|ed|es|s|e)$")
_WORD = re.compile(r"[^\W_]+")
_LEAST = 3


def stem(word: str) -> str:
    """The word without the endings that the same word has in another sentence."""
    while True:
        short = _ENDING.sub("", word)
        if len(short) > _LEAST and short[-1] == short[-2]:
            short = short[:-1]
        if short == word or len(short) < _LEAST:
            return word
        word = short


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without what stands between them."""
    return _WORD.findall(text.lower().replace("’", "").replace("'", ""))


def asked(question: str) -> list[str]:
    """The words of a question that say what it is about, each once."""
    found = words_of(question[:MOST_ASKED])
    return list(dict.fromkeys(word for word in found if word not in SKIPPED))


def known_by(text: str) -> str:
    """All words by which a row with this text is found, for the page: as typed, and their stems."""
    said = text.lower()
    alike = [more for key, more in _ALIKE.items() if re.search(rf"\b{re.escape(key)}", said)]
    words = [word for word in words_of(" ".join([said, *alike])) if word not in SKIPPED]
    return " ".join(dict.fromkeys([*words, *map(stem, words)]))


def nearest(question: str, known: Sequence[str]) -> list[int]:
    """The places of those that most words of the question speak of; all for an empty question.

    A word that none of them knows counts for nothing. Nothing is found where all are unknown.
    """
    words = asked(question)
    if not words:
        return list(range(len(known)))
    scores = [_score(words, one.split()) for one in known]
    best = max(scores, default=0)
    return [place for place, score in enumerate(scores) if best and score == best]


def _score(words: Iterable[str], tokens: Sequence[str]) -> int:
    return sum(1 for word in words if _is_one_of(word, tokens))


def _is_one_of(word: str, tokens: Sequence[str]) -> bool:
    """Whether it is one of them, or the beginning of one: somebody may still be typing it."""
    return stem(word) in tokens or any(token.startswith(word) for token in tokens)
