"""Percentages, rounded half up. Pure.

One is printed only beside two printed numbers: then it tells nothing that they do not.
"""

from decimal import ROUND_HALF_UP, Decimal

from esafety.suppression.cells import Cell


def percentage(part: int, whole: int, decimals: int = 0) -> Decimal:
    """The part of the whole in percent, rounded half up. The whole is not nought."""
    exact = Decimal(100 * part) / Decimal(whole)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def percentage_of(part: Cell | None, whole: Cell | None, decimals: int = 0) -> Decimal | None:
    """The percentage that may stand beside two cells; None where either is covered or missing, or
    there is nothing to be a part of."""
    if isinstance(part, int) and isinstance(whole, int) and whole:
        return percentage(part, whole, decimals)
    return None
