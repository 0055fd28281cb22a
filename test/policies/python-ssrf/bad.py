import urllib.request

import httpx
import requests
from fastapi import FastAPI
from flask import Flask, request

app = Flask(__name__)
api = FastAPI()


@app.route("/preview")
def preview():
    url = request.args["url"]
    # ruleid: python-ssrf
    return requests.get(url, timeout=5).text


def host_only(request):
    # ruleid: python-ssrf
    return requests.post("https://" + request.POST["host"] + "/hook", json={})


@api.get("/image")
async def image(source: str):
    async with httpx.AsyncClient() as client:
        # ruleid: python-ssrf
        return (await client.get(source)).content


def feed(request):
    address = f"http://{request.GET['server']}/feed.xml"
    # ruleid: python-ssrf
    return urllib.request.urlopen(address).read()
