import asyncio
import os
import subprocess

from fastapi import APIRouter
from flask import Flask, request

app = Flask(__name__)
router = APIRouter()


@app.route("/ping")
def ping():
    host = request.args["host"]
    # ruleid: python-command-injection
    os.system("ping -c 1 " + host)
    return "sent"


@app.route("/trace/<host>")
def trace(host):
    # ruleid: python-command-injection
    return subprocess.check_output(f"traceroute {host}", shell=True)


def convert(request):
    name = request.POST.get("name", "").strip()
    command = "convert %s out.png" % name
    # ruleid: python-command-injection
    subprocess.run(command, shell=True, check=True)


def shell_as_program():
    pattern = request.get_json()["pattern"]
    # ruleid: python-command-injection
    return subprocess.Popen(["/bin/bash", "-c", "grep -r " + pattern + " /srv"], stdout=subprocess.PIPE)


def chosen_program():
    # ruleid: python-command-injection
    subprocess.call([request.form["tool"], "--version"])


@router.post("/jobs")
async def start_job(arguments: str):
    # ruleid: python-command-injection
    process = await asyncio.create_subprocess_shell("run-job " + arguments)
    return process.pid


def remote(request, ssh):
    # ruleid: python-command-injection
    ssh.exec_command(f"systemctl restart {request.data['unit']}")
