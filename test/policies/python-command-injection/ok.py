import os
import shlex
import subprocess

from flask import Flask, request

app = Flask(__name__)
TOOLS = {"png": "pngcrush", "jpg": "jpegoptim"}


@app.route("/ping")
def argument_list():
    # ok: python-command-injection
    return subprocess.run(["ping", "-c", "1", "--", request.args["host"]], capture_output=True).stdout


def quoted():
    # ok: python-command-injection
    os.system("ping -c 1 " + shlex.quote(request.args["host"]))


def number():
    # ok: python-command-injection
    os.system("renice 10 -p %d" % int(request.form["pid"]))


def looked_up():
    # ok: python-command-injection
    subprocess.run([TOOLS[request.form["kind"]], "in.img"], check=True)


def allowed():
    unit = request.json["unit"]
    if unit not in ("web", "worker"):
        return "no such unit", 404
    # ok: python-command-injection
    os.system(f"systemctl restart {unit}")


def not_from_a_request(folder):
    # ok: python-command-injection
    subprocess.run(f"du -sh {folder}", shell=True)


@app.route("/log/<int:lines>")
def typed_route(lines):
    # ok: python-command-injection
    return subprocess.check_output(f"tail -n {lines} /var/log/app.log", shell=True)
