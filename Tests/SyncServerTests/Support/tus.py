"""Brings a file to a server by tus 1.0, as any client of that protocol would.

Usage: tus.py ADDRESS PATH SHA256 CHUNK, with the token and the file's bytes in hexadecimal, a line each, on standard
input. PATH is the creation address. Prints what was answered, one line a request: method, status, offset.
"""

import base64
import http.client
import sys

address, path, sha256, chunk = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
token = sys.stdin.readline().strip()
content = bytes.fromhex(sys.stdin.readline().strip())
connection = http.client.HTTPConnection(address.split("//")[1])


def ask(method, target, fields=None, body=None):
    headers = {"Authorization": "Bearer " + token, "Tus-Resumable": "1.0.0", **(fields or {})}
    connection.request(method, target, body=body, headers=headers)
    answer = connection.getresponse()
    answer.read()
    print(method, answer.status, answer.headers.get("Upload-Offset", "-"), flush=True)
    return answer


options = ask("OPTIONS", path)
assert options.headers["Tus-Version"] == "1.0.0", options.headers
assert "creation" in options.headers["Tus-Extension"].split(","), options.headers
assert int(options.headers["Tus-Max-Size"]) >= len(content)
metadata = "sha256 " + base64.b64encode(bytes.fromhex(sha256)).decode()
created = {"Upload-Length": str(len(content)), "Upload-Metadata": metadata}
answer = ask("POST", path, created)
if answer.status != 201:
    sys.exit(1)
upload = answer.headers["Location"]

# Begun, thought better of, and begun again.
ask("PATCH", upload, {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}, content[:chunk])
ask("DELETE", upload)
assert ask("HEAD", upload).status == 404
ask("POST", path, created)

while True:
    answer = ask("HEAD", upload)
    if answer.status != 200:
        break
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Upload-Length"]) == len(content)
    offset = int(answer.headers["Upload-Offset"])
    # A client that is wrong about where it stands changes nothing.
    fields = {"Upload-Offset": str(offset + 1), "Content-Type": "application/offset+octet-stream"}
    assert ask("PATCH", upload, fields, b"x").status == 409
    fields["Upload-Offset"] = str(offset)
    answer = ask("PATCH", upload, fields, content[offset : offset + chunk])
    assert answer.status == 204, answer.status
    if int(answer.headers["Upload-Offset"]) == len(content):
        break
