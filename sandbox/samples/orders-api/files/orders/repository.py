"""Reading and writing orders. Every statement is parameterized."""

import sqlite3

from orders.errors import NotFound
from orders.models import Line, Order


def find_order(connection: sqlite3.Connection, order_id: int) -> Order:
    row = connection.execute("SELECT * FROM orders WHERE id = ?", (order_id,)).fetchone()
    if row is None:
        raise NotFound(f"There is no order {order_id}.")
    return Order(row["id"], row["customer_id"], row["status"], row["placed_at"], find_lines(connection, order_id))


def find_lines(connection: sqlite3.Connection, order_id: int) -> tuple[Line, ...]:
    rows = connection.execute(
        "SELECT sku, quantity, unit_price_cents FROM order_lines WHERE order_id = ? ORDER BY sku", (order_id,)
    )
    return tuple(Line(row["sku"], row["quantity"], row["unit_price_cents"]) for row in rows)


def list_orders(connection: sqlite3.Connection, status: str | None, limit: int) -> list[Order]:
    if status is None:
        rows = connection.execute("SELECT id FROM orders ORDER BY placed_at DESC, id DESC LIMIT ?", (limit,))
    else:
        rows = connection.execute(
            "SELECT id FROM orders WHERE status = ? ORDER BY placed_at DESC, id DESC LIMIT ?", (status, limit)
        )
    return [find_order(connection, row["id"]) for row in rows.fetchall()]


def insert_order(connection: sqlite3.Connection, customer_id: int, lines: list[Line]) -> int:
    with connection:
        cursor = connection.execute("INSERT INTO orders (customer_id, status) VALUES (?, 'placed')", (customer_id,))
        connection.executemany(
            "INSERT INTO order_lines (order_id, sku, quantity, unit_price_cents) VALUES (?, ?, ?, ?)",
            [(cursor.lastrowid, line.sku, line.quantity, line.unit_price_cents) for line in lines],
        )
    return cursor.lastrowid


def set_status(connection: sqlite3.Connection, order_id: int, status: str) -> None:
    with connection:
        connection.execute("UPDATE orders SET status = ? WHERE id = ?", (status, order_id))
