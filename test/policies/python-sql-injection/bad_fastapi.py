from typing import Annotated, Optional

from fastapi import Depends, FastAPI, Query

app = FastAPI()


@app.get("/items/{name}")
async def read_item(name: str, db=Depends(get_db)):
    # ruleid: python-sql-injection
    return await db.fetch_all("SELECT * FROM item WHERE name = '" + name + "'")


@app.get("/search")
def search(limit: int, q: Optional[str] = None, db=Depends(get_db)):
    sql = "SELECT * FROM item"
    if q:
        sql += f" WHERE name LIKE '%{q}%'"
    # ruleid: python-sql-injection
    return db.execute(sql)


@app.post("/filter")
def filtered(order: Annotated[str, Query()], session=Depends(get_session)):
    # ruleid: python-sql-injection
    return session.execute("SELECT * FROM item ORDER BY " + order)


def lambda_handler(event, context):
    key = event["queryStringParameters"]["key"]
    # ruleid: python-sql-injection
    return connection.execute("SELECT value FROM settings WHERE key = '" + key + "'").fetchone()
