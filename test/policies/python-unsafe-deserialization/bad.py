import base64
import pickle

import jsonpickle
import yaml
from flask import Flask, request

app = Flask(__name__)


@app.route("/load", methods=["POST"])
def load():
    # ruleid: python-unsafe-deserialization
    return str(pickle.loads(request.data))


def cookie(request):
    raw = request.COOKIES["cart"]
    # ruleid: python-unsafe-deserialization
    return pickle.loads(base64.b64decode(raw))


def config():
    # ruleid: python-unsafe-deserialization
    return yaml.load(request.get_data(), Loader=yaml.UnsafeLoader)


def settings(request):
    text = request.POST["settings"]
    # ruleid: python-unsafe-deserialization
    return yaml.unsafe_load(text)


def state():
    # ruleid: python-unsafe-deserialization
    return jsonpickle.decode(request.form["state"])


def uploaded():
    upload = request.files["model"]
    # ruleid: python-unsafe-deserialization
    return pickle.load(upload.stream)
