"""Configuration: everything comes from the environment, with defaults for a laptop."""

import os


def load_config() -> dict:
    return {
        "DATABASE": os.environ.get("ORDERS_DATABASE", "orders.sqlite3"),
        "PAGE_SIZE": int(os.environ.get("ORDERS_PAGE_SIZE", "20")),
        "CURRENCY": os.environ.get("ORDERS_CURRENCY", "EUR"),
    }
