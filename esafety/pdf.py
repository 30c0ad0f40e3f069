"""HTML to PDF bytes. The only importer of WeasyPrint."""

import re
from typing import Any

from esafety import tagging

_INLINE = ("data",)
MOST = 1_200_000
"""Letters of HTML in one PDF at the most: WeasyPrint holds the document in memory, 0.34 MB for each
1,000 letters, and a worker has 600 MB."""


class PdfUnavailable(Exception):
    """The system libraries that WeasyPrint needs are not installed on this machine."""


class TooLarge(Exception):
    """The HTML is too long for one PDF."""


class AddressRefused(Exception):
    """The HTML asked for something that is not part of it: a mistake in one of our templates."""


def render(html: str) -> bytes:
    """The HTML as a tagged PDF/UA-1 of its own title and language. Nothing is fetched.

    Pictures and styles are part of the HTML (data: addresses); any other address that would have
    to be read raises AddressRefused, and one longer than MOST raises TooLarge. Raises
    PdfUnavailable where pango is missing; the caller then offers the page for printing.
    """
    if len(html) > MOST:
        raise TooLarge
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError
    except (ImportError, OSError) as error:
        raise PdfUnavailable from error
    try:
        # With a base, a relative address reaches the fetcher as well, and is refused there.
        document = HTML(string=html, base_url="refused:/", url_fetcher=_only_inline)
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1", finisher=_complete))
    except FatalURLFetchingError:
        raise AddressRefused("A PDF may not fetch anything.") from None


def _complete(_document: Any, made: Any) -> None:
    """Before the PDF is written: what WeasyPrint leaves out of its tags."""
    tagging.complete(made)


def is_available() -> bool:
    """Whether this machine can make PDFs at all."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def _only_inline(url: str) -> Any:
    """What WeasyPrint calls to read an address: only what the document itself holds is read."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    scheme = re.match(r"([a-z][a-z0-9+.-]*):", url.lower())
    if scheme is None or scheme[1] not in _INLINE:
        raise FatalURLFetchingError
    return URLFetcher(allowed_protocols=_INLINE).fetch(url)
