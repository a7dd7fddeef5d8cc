"""Money is a Decimal with a currency, rounded to cents half up in one place. Never a float."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from django.core.validators import MinValueValidator
from django.db import models

CENT = Decimal("0.01")


def round_cents(amount: Decimal) -> Decimal:
    """Rounds half up to cents: 129.735 becomes 129.74."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def split_cents(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Splits `total` by `weights` so that the parts add up to the cent (largest remainder, ties by order).

    Raises ValueError when the weights do not add up to more than zero.
    """
    whole = sum(weights, Decimal())
    if whole <= 0:
        raise ValueError("weights must add up to more than zero")
    exact = [total * weight / whole for weight in weights]
    parts = [part.quantize(CENT, rounding=ROUND_DOWN) for part in exact]
    missing = int((total - sum(parts, Decimal())) / CENT)
    order = sorted(range(len(parts)), key=lambda index: (-(exact[index] - parts[index]), index))
    for index in order[:missing]:
        parts[index] += CENT
    return parts


class AmountField(models.DecimalField):
    """An amount of money, zero or more, to the cent. Its currency stands in a column beside it."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)
        self.validators.append(MinValueValidator(0))


class UnitPriceField(AmountField):
    """The price of one unit, zero or more, as exact as a price list may be: fractions of a cent stay."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 18)
        kwargs.setdefault("decimal_places", 6)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        """To the cent, and further only where the price goes further."""
        if value is None:
            return None
        places = min(-2, value.normalize().as_tuple().exponent)
        return value.quantize(Decimal(1).scaleb(places))


class CurrencyField(models.CharField):
    """An ISO 4217 code."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 3)
        kwargs.setdefault("default", "USD")
        super().__init__(*args, **kwargs)
