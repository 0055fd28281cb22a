from urllib.parse import urlsplit

from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from flask import abort, redirect, request, url_for


def named():
    # ok: python-open-redirect
    return redirect(url_for("show", name=request.args["name"]))


def fixed_host():
    # ok: python-open-redirect
    return redirect("https://docs.example.com/" + request.args["page"])


def fixed_path():
    # ok: python-open-redirect
    return redirect(f"/users/{request.args['id']}")


def checked(request):
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    # ok: python-open-redirect
    return HttpResponseRedirect(target)


def host_compared():
    target = request.args["next"]
    parsed = urlsplit(target)
    if parsed.netloc != "":
        abort(400)
    # ok: python-open-redirect
    return redirect(target)
