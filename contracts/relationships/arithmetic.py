"""How sure a share is: plain functions, Decimal only."""

from decimal import ROUND_HALF_UP, Decimal

Z_95 = Decimal("1.959963984540054")  # the 97.5 % point of the normal distribution
ONE, TWO, FOUR, HUNDRED = Decimal(1), Decimal(2), Decimal(4), Decimal(100)


def wilson(good: int, of: int, *, z: Decimal = Z_95) -> tuple[Decimal, Decimal] | None:
    """The score interval of a share, from 0 to 1; None of nothing. 18 of 20 give 0.699 to 0.972.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if not of:
        return None
    n, share, square = Decimal(of), Decimal(good) / of, z * z
    middle = share + square / (TWO * n)
    half = z * ((share * (ONE - share) + square / (FOUR * n)) / n).sqrt()
    whole = ONE + square / n
    return max((middle - half) / whole, Decimal()), min((middle + half) / whole, ONE)


def percent(part: int, of: int) -> Decimal | None:
    """To one place, half up; None of nothing."""
    return (HUNDRED * part / of).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP) if of else None
