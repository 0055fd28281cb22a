import ast
import json
import operator

from flask import Flask, request

app = Flask(__name__)
OPERATIONS = {"add": operator.add, "sub": operator.sub}


@app.route("/calculate")
def table():
    # ok: python-code-injection
    return str(OPERATIONS[request.args["op"]](1, 2))


def literal():
    # ok: python-code-injection
    return eval(repr(ast.literal_eval(request.args["value"])))


def data():
    # ok: python-code-injection
    return json.loads(request.data)


def constant_code():
    value = float(request.form["x"])
    # ok: python-code-injection
    return eval("x * 2", {"x": value})


def values_are_not_code():
    # ok: python-code-injection
    return eval("a + b", {"a": request.args["a"], "b": request.args["b"]})


def model_eval(model):
    # ok: python-code-injection
    return model.eval(request.args["x"])
