def test_show(client):
    assert client.get("/customers/1").json["email"] == "ada@shop.example"


def test_missing(client):
    assert client.get("/customers/99").status_code == 404
