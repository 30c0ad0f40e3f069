"""A file as an answer."""

from django.http import HttpResponse


def attached(body: bytes, kind: str, name: str) -> HttpResponse:
    """The bytes as a file to keep."""
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
