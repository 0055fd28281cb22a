import configparser
import io

from flask import request
from web.forms import FormReader


def by_list(cursor):
    parts = []
    parts.append("SELECT 1 WHERE a = '")
    parts.append(request.args["a"])
    # ruleid: python-sql-injection
    cursor.execute("".join(parts))


def by_place(cursor):
    parts = []
    parts.append("x")
    parts.append(request.args["a"])
    parts.append("y")
    parts.pop(0)
    name = parts[0]
    # ruleid: python-sql-injection
    cursor.execute("SELECT 1 WHERE a = '" + name + "'")


def by_buffer(cursor):
    buffer = io.StringIO()
    buffer.write("SELECT 1 WHERE a = '")
    buffer.write(request.args["a"])
    # ruleid: python-sql-injection
    cursor.execute(buffer.getvalue())


def by_key(cursor):
    values = {}
    values["a"] = "constant"
    values["b"] = request.form["b"]
    values["c"] = "constant"
    name = values["b"]
    # ruleid: python-sql-injection
    cursor.execute(f"SELECT 1 WHERE b = '{name}'")


def by_configuration(cursor):
    configuration = configparser.ConfigParser()
    configuration.set("query", "name", request.headers.get("X-Name"))
    name = configuration.get("query", "name")
    # ruleid: python-sql-injection
    cursor.execute(f"SELECT 1 WHERE b = '{name}'")


def by_part(cursor):
    text = request.query_string.decode()
    name = text[5:]
    # ruleid: python-sql-injection
    cursor.execute(f"SELECT 1 WHERE b = '{name}'")


def by_branch(cursor):
    limit = 3
    if limit * 2 > 10:
        name = "constant"
    else:
        name = request.args["name"]
    # ruleid: python-sql-injection
    cursor.execute(f"SELECT 1 WHERE b = '{name}'")


def by_wrapper(cursor):
    reader = FormReader(request, strict=True)
    name = reader.get_query_parameter("name")
    # ruleid: python-sql-injection
    cursor.execute(f"SELECT 1 WHERE b = '{name}'")
