from fastapi import FastAPI
from flask import Flask, request

app = Flask(__name__)
api = FastAPI()


@app.route("/calculate")
def calculate():
    # ruleid: python-code-injection
    return str(eval(request.args["expression"]))


def run_script(request):
    script = request.body.decode()
    # ruleid: python-code-injection
    exec(script, {})


@api.get("/filter")
def filtered(predicate: str):
    source = "lambda row: " + predicate
    # ruleid: python-code-injection
    test = eval(source)
    return [row for row in ROWS if test(row)]


class Formula:
    def post(self):
        formula = self.request.POST["formula"]
        # ruleid: python-code-injection
        code = compile(formula, "formula", "eval")
        return code
