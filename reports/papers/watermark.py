"""The reader's name across each page, as a picture in the page's background: no text of the PDF."""

from base64 import b64encode
from xml.sax.saxutils import escape

_SIZE = 640


def watermark(words: str) -> str:
    """A data: address of the words, slanting and pale, for the background of @page."""
    size = max(18, min(46, round(900 / max(len(words), 1))))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SIZE}" height="{_SIZE}">'
        f'<text x="{_SIZE / 2}" y="{_SIZE / 2}" text-anchor="middle" fill="#e4eaec" '
        f'font-family="Liberation Sans, Arial, sans-serif" font-size="{size}" '
        f'transform="rotate(-45 {_SIZE / 2} {_SIZE / 2})">{escape(words)}</text></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
