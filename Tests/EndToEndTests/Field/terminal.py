"""Runs a program in a terminal of its own, as a person sits before it.

Reads from standard input what to run: {"argv": [...], "environment": {...}, "columns": 80, "steps": [{"wait": "text",
"send": "text"}], "stalls": false}. Each step waits until the text stands on the screen since the step before, then
types. With "stalls", a listener that takes connections and never answers is there, and PORT in argv is its port.
Prints {"status": 0, "output": "..."}; a status below 0 is the signal that ended the program.
"""

import fcntl
import json
import os
import pty
import select
import signal
import socket
import struct
import sys
import termios
import time

# Far more than any command takes on a busy machine: a program that waits for ever must not hold up the tests.
LIMIT_SECONDS = 900

task = json.load(sys.stdin)
argv = task["argv"]
listener = None
if task["stalls"]:
    listener = socket.create_server(("127.0.0.1", 0))
    argv = [word.replace("PORT", str(listener.getsockname()[1])) for word in argv]

child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, task["columns"], 0, 0))
    os.execve(argv[0], argv, task["environment"])

deadline = time.monotonic() + LIMIT_SECONDS
steps = task["steps"]
output = b""
seen = 0
while True:
    if steps and steps[0]["wait"].encode() in output[seen:]:
        seen = len(output)
        os.write(terminal, steps.pop(0)["send"].encode())
    if not select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0]:
        os.kill(child, signal.SIGKILL)
        break
    try:
        read = os.read(terminal, 65536)
    except OSError:
        break
    if not read:
        break
    output += read

status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print(json.dumps({"status": status, "output": output.decode()}))
