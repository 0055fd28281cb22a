import random

from flask import session


def remember(response):
    value = str(random.random())[2:]
    # ruleid: python-weak-random-in-session
    response.set_cookie("remember", value, secure=True)


def begin(user):
    if user not in session:
        # ruleid: python-weak-random-in-session
        session["id"] = random.getrandbits(64)


class Sessions:
    def start(self, name):
        number = random.randint(0, 2**32)
        # ruleid: python-weak-random-in-session
        self.open_sessions[name] = f"{name}-{number}"
