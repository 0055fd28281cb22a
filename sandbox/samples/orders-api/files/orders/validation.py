"""From a request's JSON to values, or a message that says what is wrong."""

from orders.errors import InvalidOrder
from orders.models import Line

MAX_LINES = 100


def parse_lines(payload: object) -> list[Line]:
    if not isinstance(payload, list) or not payload:
        raise InvalidOrder("An order needs at least one line.")
    if len(payload) > MAX_LINES:
        raise InvalidOrder(f"An order has at most {MAX_LINES} lines.")
    return [parse_line(entry) for entry in payload]


def parse_line(entry: object) -> Line:
    if not isinstance(entry, dict):
        raise InvalidOrder("A line is an object with sku, quantity and unit_price_cents.")
    sku = entry.get("sku")
    quantity = entry.get("quantity")
    price = entry.get("unit_price_cents")
    if not isinstance(sku, str) or not sku:
        raise InvalidOrder("A line needs a sku.")
    if not isinstance(quantity, int) or quantity < 1:
        raise InvalidOrder(f"The quantity of {sku} must be a positive whole number.")
    if not isinstance(price, int) or price < 0:
        raise InvalidOrder(f"The price of {sku} must be a whole number of cents.")
    return Line(sku, quantity, price)
