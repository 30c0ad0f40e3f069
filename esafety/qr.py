"""A QR code as a picture of its own, for paper."""

import base64

import qrcode

_BORDER = 4
"""Light squares round a QR code: the standard asks for four."""


def matrix(text: str) -> list[list[bool]]:
    """The QR code of a text as rows of dark and light squares, with its light border."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=_BORDER)
    code.add_data(text)
    code.make(fit=True)
    return [list(map(bool, row)) for row in code.get_matrix()]


def svg(text: str) -> str:
    """The QR code as one dark shape on white, a unit to a square."""
    rows = matrix(text)
    squares = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
        f'<path fill="#000" d="{squares}"/></svg>'
    )


def as_data(picture: str) -> str:
    """An SVG picture as an address that holds it whole, for esafety.pdf."""
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()
