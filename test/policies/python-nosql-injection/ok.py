from flask import request


def converted(users):
    data = request.get_json()
    # ok: python-nosql-injection
    return users.find_one({"name": str(data["name"])})


def exactly(users):
    data = request.get_json()
    # ok: python-nosql-injection
    return users.find_one({"name": {"$eq": data["name"]}})


def from_the_address(users):
    # ok: python-nosql-injection
    return users.find_one({"name": request.args["name"]})


def text_search(text):
    # ok: python-nosql-injection
    return text.find(request.args["word"])
