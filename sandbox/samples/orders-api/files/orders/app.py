"""The application: configuration, database and routes joined."""

from flask import Flask, jsonify

from orders.config import load_config
from orders.database import close_connection, prepare_schema
from orders.errors import OrderError
from orders.routes.customers import customers
from orders.routes.orders import orders


def create_app(overrides: dict | None = None) -> Flask:
    app = Flask(__name__)
    app.config.update(load_config())
    app.config.update(overrides or {})
    app.register_blueprint(orders)
    app.register_blueprint(customers)
    app.teardown_appcontext(close_connection)

    @app.get("/healthz")
    def healthz():
        return jsonify(status="ok")

    @app.errorhandler(OrderError)
    def on_order_error(error: OrderError):
        return jsonify(error=error.code, message=str(error)), error.status

    with app.app_context():
        prepare_schema()
    return app
