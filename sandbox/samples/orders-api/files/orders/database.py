"""One SQLite connection per request."""

import sqlite3
from pathlib import Path

from flask import current_app, g

SCHEMA = Path(__file__).parent / "schema.sql"


def get_connection() -> sqlite3.Connection:
    if "connection" not in g:
        g.connection = sqlite3.connect(current_app.config["DATABASE"])
        g.connection.row_factory = sqlite3.Row
        g.connection.execute("PRAGMA foreign_keys = ON")
    return g.connection


def close_connection(_error=None) -> None:
    connection = g.pop("connection", None)
    if connection is not None:
        connection.close()


def prepare_schema() -> None:
    get_connection().executescript(SCHEMA.read_text(encoding="utf-8"))
