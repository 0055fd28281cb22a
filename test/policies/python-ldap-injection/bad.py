import ldap
from flask import Flask, request

app = Flask(__name__)


@app.route("/person")
def person():
    connection = ldap.initialize("ldap://directory.example.com")
    name = request.args["name"]
    # ruleid: python-ldap-injection
    return {"found": connection.search_s("ou=people", ldap.SCOPE_SUBTREE, "(uid=" + name + ")")}


def django_view(request, ldap_connection):
    wanted = f"(&(objectClass=person)(mail={request.GET['mail']}))"
    # ruleid: python-ldap-injection
    ldap_connection.search("dc=example,dc=com", wanted)
    return ldap_connection.entries


def with_keyword(request, conn):
    # ruleid: python-ldap-injection
    conn.search(search_base="dc=example", search_filter="(cn=%s)" % request.POST.get("cn"))
