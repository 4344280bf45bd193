"""Does to a store what the world can: `store.py STORE newer`, `damage`, `hold`; `contents` shows what is in it."""

import os
import signal
import sqlite3
import sys

path, action = sys.argv[1:]
database = sqlite3.connect(path, isolation_level=None)
if action == "newer":
    database.execute("PRAGMA user_version = 99")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
elif action == "damage":
    key, state = database.execute("SELECT key, state FROM record ORDER BY key LIMIT 1").fetchone()
    database.execute("UPDATE record SET state = ? WHERE key = ?", (state[:-1] + bytes([state[-1] ^ 1]), key))
elif action == "contents":
    tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT'").fetchall()
    for (table,) in sorted(tables):
        print(table, database.execute(f"SELECT * FROM {table}").fetchall())
elif action == "hold":
    # As a program of ours says beside the store that it has it open.
    with open(path + "-holder", "w", encoding="utf-8") as note:
        note.write(f"{os.getpid()} field-annan")
    database.execute("BEGIN EXCLUSIVE")
    print("held", flush=True)
    signal.pause()
database.close()
