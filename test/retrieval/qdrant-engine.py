"""Qdrant's own engine (qdrant-edge-py) behind the part of Qdrant's HTTP interface that the store uses.

    pip install qdrant-edge-py && python3 test/retrieval/qdrant-engine.py 6399

Then, in another terminal: npm run bench:retrieval -- --qdrant http://127.0.0.1:6399 ...
Serves one client at a time, on loopback, and keeps nothing.
"""

import json
import sys
import tempfile
from http.server import BaseHTTPRequestHandler, HTTPServer

import qdrant_edge as edge

shards = {}


def filter_of(body):
    def condition(part):
        match = part["match"]
        wanted = edge.MatchAny(match["any"]) if "any" in match else edge.MatchValue(match["value"])
        return edge.FieldCondition(key=part["key"], match=wanted)

    return edge.Filter(must=[condition(part) for part in body["must"]])


def query_of(body):
    query = body["query"]
    if isinstance(query, dict) and "fusion" in query:
        return edge.Fusion.Rrf(k=2)
    vector = edge.SparseVector(query["indices"], query["values"]) if isinstance(query, dict) else query
    return edge.Query.Nearest(vector, using=body["using"])


def answer(shard, body):
    legs = [edge.Prefetch(limit=leg["limit"], query=query_of(leg), filter=filter_of(leg["filter"])) for leg in body.get("prefetch", [])]
    request = edge.QueryRequest(
        limit=body["limit"], query=query_of(body), prefetches=legs, filter=filter_of(body["filter"]), with_payload=True
    )
    return [{"id": str(point.id), "version": 0, "score": point.score, "payload": point.payload} for point in shard.query(request)]


def create(name, body):
    vectors = {key: edge.EdgeVectorParams(size=value["size"], distance=edge.Distance.Cosine) for key, value in body["vectors"].items()}
    sparse = {key: edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf) for key, value in body["sparse_vectors"].items() if value["modifier"] == "idf"}
    shards[name] = edge.EdgeShard.create(tempfile.mkdtemp(), edge.EdgeConfig(vectors=vectors, sparse_vectors=sparse))


def point_of(point):
    vector = {
        key: edge.SparseVector(value["indices"], value["values"]) if isinstance(value, dict) else value for key, value in point["vector"].items()
    }
    return edge.Point(point["id"], vector, point["payload"])


def route(method, path, body):
    if path == "/":
        return 200, {"title": "qdrant", "version": "1.18.0"}
    _, _, name, *rest = path.split("/")
    action = f"{method} {'/'.join(rest)}"
    if action == "GET exists":
        return ok({"exists": name in shards})
    if action == "PUT ":
        create(name, body)
        return ok(True)
    if name not in shards:
        return 404, {"status": {"error": f"Not found: Collection `{name}` doesn't exist!"}, "time": 0}
    shard = shards[name]
    done = {"operation_id": 1, "status": "completed"}
    if action == "PUT index":
        kind = body["field_schema"] if isinstance(body["field_schema"], str) else body["field_schema"]["type"]
        assert kind == "keyword"
        shard.update(edge.UpdateOperation.create_field_index(body["field_name"], edge.PayloadSchemaType.Keyword))
        return ok(done)
    if action == "PUT points":
        shard.update(edge.UpdateOperation.upsert_points([point_of(point) for point in body["points"]]))
        return ok(done)
    if action == "POST points/delete":
        shard.update(edge.UpdateOperation.delete_points_by_filter(filter_of(body["filter"])))
        return ok(done)
    if action == "POST points/count":
        return ok({"count": shard.count(edge.CountRequest(exact=True, filter=filter_of(body["filter"])))})
    if action == "POST points/query":
        return ok({"points": answer(shard, body)})
    return 404, {}


def ok(result):
    return 200, {"result": result, "status": "ok", "time": 0}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_any(self):
        length = int(self.headers.get("content-length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        try:
            status, result = route(self.command, self.path.split("?")[0], body)
        except Exception as error:  # What the engine refuses is the client's mistake.
            status, result = 400, {"status": {"error": f"Wrong input: {error}"}, "time": 0}
        sent = json.dumps(result).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    do_GET = do_PUT = do_POST = handle_any

    def log_message(self, *_):
        pass


class OneAtATime(HTTPServer):
    # A kept-alive connection would block the next one.
    pass


if __name__ == "__main__":
    from http.server import ThreadingHTTPServer

    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
