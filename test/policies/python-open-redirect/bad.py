from django.http import HttpResponseRedirect
from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from flask import Flask, redirect, request

app = Flask(__name__)
api = FastAPI()


@app.route("/login")
def login():
    target = request.args.get("next")
    # ruleid: python-open-redirect
    return redirect(target)


def django_view(request):
    # ruleid: python-open-redirect
    return HttpResponseRedirect(request.GET.get("next", "/"))


@api.get("/go")
async def go(target: str):
    # ruleid: python-open-redirect
    return RedirectResponse(url=target)
