from urllib.parse import urlsplit

import requests
from flask import Flask, abort, request

app = Flask(__name__)
API_URL = "https://api.example.com"
ALLOWED = {"images.example.com"}


@app.route("/weather")
def query_value():
    # ok: python-ssrf
    return requests.get("https://api.example.com/weather", params={"city": request.args["city"]}).text


def fixed_host():
    # ok: python-ssrf
    return requests.get(f"https://api.example.com/users/{request.args['id']}").text


def fixed_host_in_variable():
    url = "https://api.example.com/users/" + request.args["id"]
    # ok: python-ssrf
    return requests.get(url).text


def constant_base():
    # ok: python-ssrf
    return requests.get(f"{API_URL}/users/{request.args['id']}").text


def checked_host():
    url = request.args["url"]
    parsed = urlsplit(url)
    if parsed.hostname not in ALLOWED:
        abort(400)
    # ok: python-ssrf
    return requests.get(url).text


def body_only():
    # ok: python-ssrf
    return requests.post(API_URL, json=request.get_json()).text
