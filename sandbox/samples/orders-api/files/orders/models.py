"""Orders as plain values."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    sku: str
    quantity: int
    unit_price_cents: int

    @property
    def total_cents(self) -> int:
        return self.quantity * self.unit_price_cents


@dataclass(frozen=True)
class Order:
    id: int
    customer_id: int
    status: str
    placed_at: str
    lines: tuple[Line, ...] = field(default_factory=tuple)

    @property
    def total_cents(self) -> int:
        return sum(line.total_cents for line in self.lines)

    def as_json(self) -> dict:
        return {
            "id": self.id,
            "customer_id": self.customer_id,
            "status": self.status,
            "placed_at": self.placed_at,
            "total_cents": self.total_cents,
            "lines": [
                {"sku": line.sku, "quantity": line.quantity, "unit_price_cents": line.unit_price_cents}
                for line in self.lines
            ],
        }
