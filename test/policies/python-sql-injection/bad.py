import sqlite3

import pandas as pd
from django.db import connection
from flask import Flask, g, request
from sqlalchemy import text

app = Flask(__name__)


@app.route("/users")
def concatenated():
    name = request.args.get("name")
    cursor = g.db.cursor()
    # ruleid: python-sql-injection
    cursor.execute("SELECT * FROM users WHERE name = '" + name + "'")
    return str(cursor.fetchall())


@app.route("/orders/<order_id>")
def path_parameter(order_id):
    conn = sqlite3.connect("shop.db")
    # ruleid: python-sql-injection
    rows = conn.execute(f"SELECT * FROM orders WHERE id = {order_id}").fetchall()
    return str(rows)


def django_view(request):
    sort = request.GET["sort"]
    query = "SELECT id, title FROM articles ORDER BY %s" % sort
    with connection.cursor() as cursor:
        # ruleid: python-sql-injection
        cursor.execute(query)
        return cursor.fetchall()


def django_raw(request):
    # ruleid: python-sql-injection
    return Article.objects.raw("SELECT * FROM article WHERE title LIKE '%{}%'".format(request.POST.get("title")))


def through_text(session):
    body = request.get_json()
    where = body["filter"].strip()
    # ruleid: python-sql-injection
    statement = text("SELECT * FROM item WHERE " + where)
    return session.execute(statement)


def report():
    wanted = request.form["region"]
    # ruleid: python-sql-injection
    return pd.read_sql(f"SELECT * FROM sales WHERE region = '{wanted}'", g.engine)


class Search:
    def get(self):
        term = self.request.GET.get("q", "")
        if term:
            # ruleid: python-sql-injection
            self.db.executescript("INSERT INTO log VALUES ('%s')" % term)
