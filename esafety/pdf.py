"""HTML to PDF bytes. The only importer of WeasyPrint."""

import re
from typing import Any

_INLINE = ("data",)


class PdfUnavailable(Exception):
    """The system libraries that WeasyPrint needs are not installed on this machine."""


class AddressRefused(Exception):
    """The HTML asked for something that is not part of it: a mistake in one of our templates."""


def render(html: str) -> bytes:
    """The HTML as a tagged PDF/UA-1 of its own title and language. Nothing is fetched.

    Pictures and styles are part of the HTML (data: addresses); any other address that would have
    to be read raises AddressRefused. Raises PdfUnavailable where pango is missing; the caller
    then offers the page for printing.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError
    except (ImportError, OSError) as error:
        raise PdfUnavailable from error
    try:
        # With a base, a relative address reaches the fetcher as well, and is refused there.
        document = HTML(string=html, base_url="refused:/", url_fetcher=_only_inline)
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))
    except FatalURLFetchingError:
        raise AddressRefused("A PDF may not fetch anything.") from None


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
