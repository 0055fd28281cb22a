import pytest

from orders.app import create_app
from orders.database import get_connection


@pytest.fixture
def app(tmp_path):
    app = create_app({"DATABASE": str(tmp_path / "orders.sqlite3"), "TESTING": True})
    with app.app_context():
        with get_connection() as connection:
            connection.execute("INSERT INTO customers (id, name, email) VALUES (1, 'Ada Byron', 'ada@shop.example')")
    return app


@pytest.fixture
def client(app):
    return app.test_client()
