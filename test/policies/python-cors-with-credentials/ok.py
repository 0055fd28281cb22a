from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask, request
from flask_cors import CORS

app = Flask(__name__)
# ok: python-cors-with-credentials
CORS(app, origins=["https://app.example.com"], supports_credentials=True)
# ok: python-cors-with-credentials
CORS(app)
api = FastAPI()
# ok: python-cors-with-credentials
api.add_middleware(CORSMiddleware, allow_origins=["*"])
ORIGINS = {"https://app.example.com"}


@app.after_request
def known(response):
    if request.headers.get("Origin") in ORIGINS:
        # ok: python-cors-with-credentials
        response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin")
    return response
