"""HTML to PDF bytes. The only importer of WeasyPrint."""

from typing import Any


class PdfUnavailable(Exception):
    """The system libraries that WeasyPrint needs are not installed on this machine."""


def render(html: str) -> bytes:
    """The HTML as a tagged PDF/UA-1. Nothing is fetched: every address is refused.

    Raises PdfUnavailable where pango is missing; the caller then offers the page for printing.
    """
    try:
        from weasyprint import HTML
    except OSError as error:
        raise PdfUnavailable from error
    document = HTML(string=html, url_fetcher=_fetch_nothing)
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


def _fetch_nothing(url: str, *args: Any, **kwargs: Any) -> Any:
    """PDFs are made of their own HTML alone; only inline data: images are read."""
    raise ValueError("A PDF may not fetch anything.")
