from flask import Flask, make_response

app = Flask(__name__)
# ruleid: python-insecure-cookie
app.config["SESSION_COOKIE_SECURE"] = False


def login(value):
    response = make_response("welcome")
    # ruleid: python-insecure-cookie
    response.set_cookie("session_id", value)
    # ruleid: python-insecure-cookie
    response.set_cookie("auth_token", value, secure=False, httponly=True)
    # ruleid: python-insecure-cookie
    response.set_cookie("remember", value, max_age=3600, httponly=True)
    return response


# ruleid: python-insecure-cookie
CSRF_COOKIE_SECURE = False
