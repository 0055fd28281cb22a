from flask import request


def login(users):
    data = request.get_json()
    # ruleid: python-nosql-injection
    return users.find_one({"name": data["name"], "password": data["password"]})


def search(db):
    # ruleid: python-nosql-injection
    return list(db.items.find(request.json))


def script(db):
    # ruleid: python-nosql-injection
    return db.items.find({"$where": "this.owner == '" + request.args["owner"] + "'"})


async def starlette_view(request, users):
    body = await request.json()
    # ruleid: python-nosql-injection
    await users.delete_many({"team": body["team"]})
