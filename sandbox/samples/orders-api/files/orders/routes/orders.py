"""Routes for orders."""

from flask import Blueprint, current_app, jsonify, request

from orders import repository
from orders.database import get_connection
from orders.errors import AlreadyShipped, InvalidOrder
from orders.validation import parse_lines

orders = Blueprint("orders", __name__)


@orders.get("/orders")
def list_orders():
    limit = request.args.get("limit", default=current_app.config["PAGE_SIZE"], type=int)
    found = repository.list_orders(get_connection(), request.args.get("status"), min(limit, 100))
    return jsonify([order.as_json() for order in found])


@orders.get("/orders/<int:order_id>")
def show_order(order_id: int):
    return jsonify(repository.find_order(get_connection(), order_id).as_json())


@orders.post("/orders")
def place_order():
    payload = request.get_json(silent=True) or {}
    customer_id = payload.get("customer_id")
    if not isinstance(customer_id, int):
        raise InvalidOrder("An order needs a customer_id.")
    connection = get_connection()
    order_id = repository.insert_order(connection, customer_id, parse_lines(payload.get("lines")))
    return jsonify(repository.find_order(connection, order_id).as_json()), 201


@orders.post("/orders/<int:order_id>/cancel")
def cancel_order(order_id: int):
    connection = get_connection()
    order = repository.find_order(connection, order_id)
    if order.status == "shipped":
        raise AlreadyShipped(f"Order {order_id} has shipped and can only be returned.")
    repository.set_status(connection, order_id, "cancelled")
    return jsonify(repository.find_order(connection, order_id).as_json())
