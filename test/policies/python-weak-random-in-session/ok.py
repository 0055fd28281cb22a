import random
import secrets

from flask import session


def remember(response):
    # ok: python-weak-random-in-session
    response.set_cookie("remember", secrets.token_urlsafe(32), secure=True)


def begin():
    # ok: python-weak-random-in-session
    session["id"] = random.SystemRandom().getrandbits(64)


def colors(names):
    table = {}
    for name in names:
        # ok: python-weak-random-in-session
        table[name] = random.choice(["red", "green"])
    return table


def system_slice():
    # ok: python-weak-random-in-session
    session["id"] = str(random.SystemRandom().random())[2:]
