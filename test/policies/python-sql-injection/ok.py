import re

from django.db import connection
from fastapi import FastAPI
from flask import Flask, g, request
from sqlalchemy import text

app = Flask(__name__)
api = FastAPI()
COLUMNS = {"name": "u.name", "age": "u.age"}


@app.route("/users")
def bound():
    name = request.args.get("name")
    cursor = g.db.cursor()
    # ok: python-sql-injection
    cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
    return str(cursor.fetchall())


@app.route("/orders/<int:order_id>")
def converted_by_route(order_id):
    # ok: python-sql-injection
    return g.db.execute(f"SELECT * FROM orders WHERE id = {order_id}").fetchall()


@api.get("/items/{item_id}")
def typed_by_fastapi(item_id: int, db):
    # ok: python-sql-injection
    return db.execute(f"SELECT * FROM item WHERE id = {item_id}")


def converted(request):
    page = int(request.GET.get("page", "1"))
    with connection.cursor() as cursor:
        # ok: python-sql-injection
        cursor.execute(f"SELECT * FROM article LIMIT 20 OFFSET {page * 20}")


def converted_by_flask():
    limit = request.args.get("limit", 10, type=int)
    # ok: python-sql-injection
    return g.db.execute("SELECT * FROM users LIMIT " + str(limit))


def looked_up():
    # ok: python-sql-injection
    g.db.execute("SELECT * FROM users u ORDER BY " + COLUMNS[request.args["sort"]])
    column = COLUMNS.get(request.args["sort"], "u.name")
    # ok: python-sql-injection
    return g.db.execute(f"SELECT * FROM users u ORDER BY {column}")


def guarded():
    column = request.args["sort"]
    if column not in ("name", "age"):
        raise ValueError("sort by name or age")
    # ok: python-sql-injection
    return g.db.execute(f"SELECT * FROM users ORDER BY {column}")


def guarded_by_form():
    table = request.args["table"]
    if not re.fullmatch(r"[a-z_]{1,30}", table):
        return "no such table"
    # ok: python-sql-injection
    return g.db.execute("SELECT count(*) FROM " + table)


def named_parameters(session):
    # ok: python-sql-injection
    return session.execute(text("SELECT * FROM item WHERE id = :id"), {"id": request.args["id"]})


def constant_parts(session, archived):
    table = "item_archive" if archived else "item"
    # ok: python-sql-injection
    return session.execute(f"SELECT * FROM {table} WHERE owner = :owner", {"owner": request.headers["X-Owner"]})


def graphql_is_not_sql(schema):
    # ok: python-sql-injection
    return schema.execute(request.get_json()["query"])


def second_query(request, db):
    user = get_user(request.GET["name"])
    # ok: python-sql-injection
    return db.execute(f"SELECT * FROM orders WHERE owner = {user.id}")
