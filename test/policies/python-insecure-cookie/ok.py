from flask import Flask, make_response

app = Flask(__name__)
# ok: python-insecure-cookie
app.config["SESSION_COOKIE_SECURE"] = True


def login(value, https):
    response = make_response("welcome")
    # ok: python-insecure-cookie
    response.set_cookie("session_id", value, secure=True, httponly=True, samesite="Lax")
    # ok: python-insecure-cookie
    response.set_cookie("theme", "dark")
    # ok: python-insecure-cookie
    response.set_cookie("auth_token", value, secure=https, httponly=True)
    return response


# ok: python-insecure-cookie
SESSION_COOKIE_SECURE = True
