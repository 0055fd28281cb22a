from flask import Flask, request, session

app = Flask(__name__)
THEMES = {"dark": "dark", "light": "light"}


@app.route("/login", methods=["POST"])
def login():
    user = find_user(request.form["name"])
    # ok: python-trust-boundary
    session["user_id"] = user.id
    return "stored"


@app.route("/theme", methods=["POST"])
def theme():
    # ok: python-trust-boundary
    session["theme"] = THEMES.get(request.form["theme"], "light")
    return "stored"


@app.route("/page")
def page():
    # ok: python-trust-boundary
    session["page"] = int(request.args["page"])
    return "stored"


def cache(store, request):
    # ok: python-trust-boundary
    store["page"] = request.args["page"]
