from fastapi import FastAPI
from flask import Flask

# ruleid: python-debug-mode
api = FastAPI(debug=True)
app = Flask(__name__)
# ruleid: python-debug-mode
app.config["DEBUG"] = True

if __name__ == "__main__":
    # ruleid: python-debug-mode
    app.run(host="0.0.0.0", debug=True)
