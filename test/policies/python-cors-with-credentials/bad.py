from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask, request
from flask_cors import CORS

app = Flask(__name__)
# ruleid: python-cors-with-credentials
CORS(app, origins="*", supports_credentials=True)
api = FastAPI()
# ruleid: python-cors-with-credentials
api.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"])
# ruleid: python-cors-with-credentials
api.add_middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)


@app.after_request
def mirror(response):
    # ruleid: python-cors-with-credentials
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin")
    return response
