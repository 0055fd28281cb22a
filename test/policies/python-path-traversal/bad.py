import os
import shutil
from pathlib import Path

from fastapi import FastAPI, UploadFile
from fastapi.responses import FileResponse
from flask import Flask, request, send_file

app = Flask(__name__)
api = FastAPI()
UPLOADS = "/srv/uploads"


@app.route("/download")
def download():
    # ruleid: python-path-traversal
    return send_file(os.path.join(UPLOADS, request.args["name"]))


@app.route("/pages/<path:page>")
def page(page):
    # ruleid: python-path-traversal
    with open("pages/" + page) as handle:
        return handle.read()


def theme(request):
    name = request.COOKIES.get("theme", "light")
    # ruleid: python-path-traversal
    return Path(f"themes/{name}.css").read_text()


@app.route("/upload", methods=["POST"])
def upload():
    file = request.files["file"]
    # ruleid: python-path-traversal
    file.save(os.path.join(UPLOADS, file.filename))
    return "saved"


@api.get("/reports/{name}")
def report(name: str):
    # ruleid: python-path-traversal
    return FileResponse(f"/srv/reports/{name}")


@api.post("/documents")
async def document(file: UploadFile):
    # ruleid: python-path-traversal
    with open(f"/srv/documents/{file.filename}", "wb") as out:
        out.write(await file.read())


def remove(request):
    folder = request.POST["folder"]
    # ruleid: python-path-traversal
    shutil.rmtree(UPLOADS + "/" + folder)
