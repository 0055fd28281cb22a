import os
from pathlib import Path

from flask import Flask, abort, request, send_from_directory
from werkzeug.utils import secure_filename

app = Flask(__name__)
UPLOADS = "/srv/uploads"
TEMPLATES = {"a": "a.html", "b": "b.html"}


@app.route("/download")
def from_directory():
    # ok: python-path-traversal
    return send_from_directory(UPLOADS, request.args["name"])


def base_name():
    # ok: python-path-traversal
    with open(os.path.join(UPLOADS, os.path.basename(request.args["name"]))) as handle:
        return handle.read()


def upload():
    file = request.files["file"]
    # ok: python-path-traversal
    file.save(os.path.join(UPLOADS, secure_filename(file.filename)))


def resolved():
    target = os.path.realpath(os.path.join(UPLOADS, request.args["name"]))
    if not target.startswith(UPLOADS + os.sep):
        abort(404)
    # ok: python-path-traversal
    return open(target).read()


def relative():
    target = (Path(UPLOADS) / request.args["name"]).resolve()
    if not target.is_relative_to(UPLOADS):
        abort(404)
    # ok: python-path-traversal
    return target.read_text()


def looked_up():
    # ok: python-path-traversal
    return open(TEMPLATES[request.args["template"]]).read()


def numbered(request):
    # ok: python-path-traversal
    return open(f"/srv/invoices/{int(request.GET['id'])}.pdf", "rb").read()


def django_upload(request):
    upload = request.FILES["photo"]
    # ok: python-path-traversal
    with open(os.path.join(UPLOADS, upload.name), "wb") as out:
        out.write(upload.read())


def content_is_not_a_path():
    with open("/srv/inbox/last.txt", "w") as out:
        # ok: python-path-traversal
        out.write(request.form["text"])


def stored_under_a_key(request):
    document = Document.objects.get(pk=request.GET["id"])
    # ok: python-path-traversal
    return open(document.path).read()


def bound_parameter(request, db):
    row = db.execute("SELECT path FROM document WHERE id = ?", (request.GET["id"],)).fetchone()
    # ok: python-path-traversal
    return open(row["path"]).read()
