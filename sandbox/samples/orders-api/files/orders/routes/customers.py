"""Routes for customers."""

from flask import Blueprint, jsonify

from orders.database import get_connection
from orders.errors import NotFound

customers = Blueprint("customers", __name__)


@customers.get("/customers/<int:customer_id>")
def show_customer(customer_id: int):
    row = (
        get_connection().execute("SELECT id, name, email FROM customers WHERE id = ?", (customer_id,)).fetchone()
    )
    if row is None:
        raise NotFound(f"There is no customer {customer_id}.")
    return jsonify(dict(row))
