import configparser

from flask import request
from web.forms import FormReader


def other_key(cursor):
    values = {}
    values["a"] = "constant"
    values["b"] = request.form["b"]
    name = values["a"]
    # ok: python-sql-injection
    cursor.execute(f"SELECT 1 WHERE b = '{name}'")


def other_place(cursor):
    parts = []
    parts.append("x")
    parts.append(request.args["a"])
    parts.append("y")
    parts.pop(0)
    name = parts[1]
    # ok: python-sql-injection
    cursor.execute("SELECT 1 WHERE a = '" + name + "'")


def other_setting(cursor):
    configuration = configparser.ConfigParser()
    configuration.set("query", "field", "name")
    configuration.set("query", "name", request.headers.get("X-Name"))
    name = configuration.get("query", "field")
    # ok: python-sql-injection
    cursor.execute(f"SELECT 1 WHERE b = '{name}'")


def never(cursor):
    limit = 30
    if limit * 2 > 10:
        name = "constant"
    else:
        name = request.args["name"]
    # ok: python-sql-injection
    cursor.execute(f"SELECT 1 WHERE b = '{name}'")


def never_in_one_line(cursor):
    name = "constant" if 5 * 5 > 20 else request.args["name"]
    # ok: python-sql-injection
    cursor.execute(f"SELECT 1 WHERE b = '{name}'")


def of_the_user(cursor):
    reader = FormReader(request, strict=True)
    name = reader.get_safe_value("name")
    # ok: python-sql-injection
    cursor.execute("SELECT 1 WHERE b = ?", (name,))
