import pytest

from orders.errors import InvalidOrder
from orders.validation import parse_lines


@pytest.mark.parametrize("payload", [None, [], {}, [1], [{"sku": ""}], [{"sku": "A", "quantity": 0}]])
def test_bad_lines(payload):
    with pytest.raises(InvalidOrder):
        parse_lines(payload)


def test_good_line():
    (line,) = parse_lines([{"sku": "A", "quantity": 3, "unit_price_cents": 100}])
    assert line.total_cents == 300
