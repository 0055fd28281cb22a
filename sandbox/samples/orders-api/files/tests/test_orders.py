LINE = {"sku": "MUG-01", "quantity": 2, "unit_price_cents": 950}


def test_place_and_show(client):
    placed = client.post("/orders", json={"customer_id": 1, "lines": [LINE]})
    assert placed.status_code == 201
    assert placed.json["total_cents"] == 1900
    shown = client.get(f"/orders/{placed.json['id']}")
    assert shown.json == placed.json


def test_empty_order_is_refused(client):
    answer = client.post("/orders", json={"customer_id": 1, "lines": []})
    assert answer.status_code == 422
    assert answer.json["error"] == "invalid_order"


def test_cancel(client):
    order_id = client.post("/orders", json={"customer_id": 1, "lines": [LINE]}).json["id"]
    assert client.post(f"/orders/{order_id}/cancel").json["status"] == "cancelled"
