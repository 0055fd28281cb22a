import re

import ldap
from flask import request
from ldap.filter import escape_filter_chars, filter_format


def escaped(connection):
    name = escape_filter_chars(request.args["name"])
    # ok: python-ldap-injection
    return connection.search_s("ou=people", ldap.SCOPE_SUBTREE, f"(uid={name})")


def formatted(connection):
    wanted = filter_format("(uid=%s)", [request.args["name"]])
    # ok: python-ldap-injection
    return connection.search_s("ou=people", ldap.SCOPE_SUBTREE, wanted)


def number(conn):
    # ok: python-ldap-injection
    return conn.search("ou=people", "(employeeNumber=%d)" % int(request.args["number"]))


def not_a_directory(pattern):
    # ok: python-ldap-injection
    return re.search("(uid)", request.args["text"])
