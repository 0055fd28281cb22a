import os

from flask import Flask

app = Flask(__name__)
# ok: python-debug-mode
app.config["DEBUG"] = os.environ.get("DEBUG") == "1"
# ok: python-debug-mode
DEBUG = True


def run(scheduler, loop, coroutine):
    # ok: python-debug-mode
    app.run(debug=False)
    # ok: python-debug-mode
    loop.run(coroutine, debug=True)
    # ok: python-debug-mode
    app.run()
