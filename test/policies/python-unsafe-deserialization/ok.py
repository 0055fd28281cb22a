import hashlib
import hmac
import json
import pickle

import yaml
from flask import Flask, request

app = Flask(__name__)


@app.route("/load", methods=["POST"])
def data_only():
    # ok: python-unsafe-deserialization
    return json.loads(request.data)


def safe_yaml():
    # ok: python-unsafe-deserialization
    return yaml.safe_load(request.get_data())


def safe_loader():
    # ok: python-unsafe-deserialization
    return yaml.load(request.get_data(), Loader=yaml.SafeLoader)


def own_file():
    with open("/srv/cache/model.pickle", "rb") as handle:
        # ok: python-unsafe-deserialization
        return pickle.load(handle)


def from_cache(cache):
    # ok: python-unsafe-deserialization
    return pickle.dumps(cache[request.args["key"]])


def signed(key):
    body = request.get_data()
    wanted = hmac.new(key, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(wanted, request.headers["X-Signature"]):
        return "bad signature", 403
    # ok: python-unsafe-deserialization
    return pickle.loads(body)


def signed_cookie(signer):
    # ok: python-unsafe-deserialization
    return pickle.loads(signer.unsign(request.cookies["state"]))
