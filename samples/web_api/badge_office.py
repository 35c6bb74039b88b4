#!/usr/bin/env python3
"""A badge office on loopback: the web API that the connector beside it is written for.

    badge_office.py [PORT]     serves on PORT (default: a free one) until it is killed; the first line
                               that it writes is its address

Every request needs the header `X-Api-Key: office-key`, else 401 {"error": "key"}. Logins count with
their case. A holder:

    {"id": "h-1001", "login": "ana", "fullName": "Ana Ito", "kind": "E", "floor": 3,
     "zones": ["lab", "roof"], "active": true}

    GET    /api/office                200 {"name": "Badge office"}
    POST   /api/holders               a holder without id: 201 with the holder. login and fullName are
                                      needed (422 "incomplete"), the login is free (409 "login-taken"),
                                      the floor 1 to 40 (422 "floor"); kind E or V, else E
    GET    /api/holders/ID            200 with the holder, or 404 {"error": "no-holder"}, as below
    GET    /api/holders?login=ana     200 {"items": [...], "next": null}
    GET    /api/holders?size=2&from=N 200 {"items": [...], "next": "TOKEN" or null}
    PATCH  /api/holders/ID            any of login, fullName, kind, floor (null clears it), active: 204
    PUT    /api/holders/ID/zones      {"zones": [...]} takes the place of all zones: 204
    POST   /api/holders/ID/return     the badge is handed back; the person stays known, not active and
                                      without zones: 204
    DELETE /api/holders/ID            204
"""
import http.server
import itertools
import json
import sys
import threading
import urllib.parse

SINGLE = ("login", "fullName", "kind", "floor", "active")
NEW = {"kind": "E", "floor": None, "zones": [], "active": True}


class Refusal(Exception):
    """An answer that is no success."""

    def __init__(self, status, code):
        super().__init__(code)
        self.status, self.code = status, code


class Office:
    def __init__(self):
        self.holders, self.numbers = {}, itertools.count(1001)

    def check(self, values, me=None):
        taken = {one["login"] for one in self.holders.values() if one is not me}
        if values.get("login") in taken:
            raise Refusal(409, "login-taken")
        floor = values.get("floor")
        if floor is not None and not (isinstance(floor, int) and 1 <= floor <= 40):
            raise Refusal(422, "floor")

    def holder(self, uid):
        if uid not in self.holders:
            raise Refusal(404, "no-holder")
        return self.holders[uid]

    def create(self, values):
        if not values.get("login") or not values.get("fullName"):
            raise Refusal(422, "incomplete")
        self.check(values)
        uid = f"h-{next(self.numbers)}"
        given = {key: values[key] for key in (*SINGLE, "zones") if key in values}
        self.holders[uid] = {"id": uid, **NEW, **given}
        return 201, self.holders[uid]

    def list(self, query):
        everybody = list(self.holders.values())
        if "login" in query:
            return {"items": [one for one in everybody if one["login"] == query["login"]],
                    "next": None}
        start, size = int(query.get("from", 0)), int(query.get("size", 2))
        more = start + size < len(everybody)
        return {"items": everybody[start:start + size], "next": str(start + size) if more else None}

    def answer(self, method, parts, query, values):
        """The status and the body of the answer."""
        if (method, parts) == ("GET", ["api", "office"]):
            return 200, {"name": "Badge office"}
        if parts[:2] != ["api", "holders"]:
            raise Refusal(404, "no-path")
        if len(parts) == 2 and method == "GET":
            return 200, self.list(query)
        if len(parts) == 2 and method == "POST":
            return self.create(values)
        return self.one(method, parts[2:], values)

    def one(self, method, parts, values):
        holder = self.holder(parts[0]) if parts else None
        if (method, len(parts)) == ("GET", 1):
            return 200, holder
        if (method, len(parts)) == ("PATCH", 1):
            self.check(values, holder)
            holder.update({key: values[key] for key in SINGLE if key in values})
        elif (method, len(parts)) == ("DELETE", 1):
            del self.holders[parts[0]]
        elif (method, parts[1:]) == ("PUT", ["zones"]):
            holder["zones"] = sorted(set(values["zones"]))
        elif (method, parts[1:]) == ("POST", ["return"]):
            holder.update(active=False, zones=[])
        else:
            raise Refusal(404, "no-path")
        return 204, None


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    office, lock = Office(), threading.Lock()

    def log_message(self, *arguments):
        pass

    def serve(self):
        length = int(self.headers.get("Content-Length") or 0)
        values = json.loads(self.rfile.read(length) or b"{}")
        url = urllib.parse.urlsplit(self.path)
        parts = [urllib.parse.unquote(part) for part in url.path.split("/") if part]
        try:
            if self.headers.get("X-Api-Key") != "office-key":
                raise Refusal(401, "key")
            with self.lock:
                status, body = self.office.answer(self.command, parts,
                                                  dict(urllib.parse.parse_qsl(url.query)), values)
                data = b"" if body is None else json.dumps(body).encode()
        except Refusal as refusal:
            status, data = refusal.status, json.dumps({"error": refusal.code}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = serve


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0), Handler)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
