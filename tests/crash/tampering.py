# SPDX-License-Identifier: Apache-2.0
"""Changes one byte of what is kept, as a bad disk or a bad administrator would, and asks verify to find it."""
import pathlib
import subprocess
import tempfile

from server import Failed

DISPATCH_MAP = pathlib.Path(__file__).resolve().parents[2] / "reference/maps/dublin-fire-brigade.toml"
DISPATCH = ("ID,Date,Station Name,Description,TOC,ORD,MOB,IA,LS,AH,MAV,CD\n"
            "1,01/07/2020,Tara Street,F/CAR,10:00:00,10:01:00,10:02:00,10:09:00,,,10:20:00,10:30:00\n"
            "2,01/07/2020,Tara Street,F/CAR,11:00:00,11:01:00,11:02:00,11:09:00,,,11:20:00,11:30:00\n")


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def with_one_byte_changed(text):
    """The middle letter or digit of `text` becomes its neighbour: one bit of one byte."""
    places = [at for at, each in enumerate(text) if each.isascii() and each.isalnum()]
    at = places[len(places) // 2]
    return text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1:]


def import_dispatch(server):
    """Two calls of another system, so that there is something imported to change."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="ascii") as file:
        file.write(DISPATCH)
        file.flush()
        command = [server.binary, "import", "cad", file.name, "--map", str(DISPATCH_MAP), *server.records.arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def cases(records):
    """(what, table, column, condition, position that must be named)."""
    opened = records.ask("SELECT record_id, position FROM journal WHERE action = 'incident.opened' ORDER BY position")
    incident, opened_at = opened[len(opened) // 2]
    line = records.ask("SELECT position FROM journal WHERE action = 'incident.line_added' ORDER BY position")
    line = line[len(line) // 2][0]
    file, told_at = records.ask(
        "SELECT c.file_id, v.position FROM published_crimes c JOIN published_vintages v ON v.file_id = c.file_id"
        " WHERE c.row_no = 1 ORDER BY c.file_id LIMIT 1")[0]
    imported = records.ask("SELECT position FROM journal WHERE action = 'imported_incidents.stored'")[0][0]
    call = "source = 'dublin-fire-brigade' AND source_id = '2'"
    return [
        ("journal content", "journal_content", "content", f"position = {line}", line),
        ("a journal row's actor", "journal", "actor", f"position = {line}", line),
        ("a journal row's hash", "journal", "hash", f"position = {line}", line),
        ("an incident's summary", "incidents", "summary", f"id = {quoted(incident)}", opened_at),
        ("an imported call's arrival", "incidents", "arrived_at", call, imported),
        ("an imported call's type", "incidents", "source_type", call, imported),
        ("the register of imported calls", "lane_registers", "text", "name = 'imported incidents'", imported),
        ("a published crime's place", "published_crimes", "location", f"file_id = {file} AND row_no = 1", told_at),
    ]


def find_each(server):
    """With the server stopped: every changed byte is found where it is, and nothing is found once it is put back."""
    records = server.records
    import_dispatch(server)
    for what, table, column, condition, position in cases(records):
        before = records.ask(f"SELECT {column} FROM {table} WHERE {condition}")[0][0]
        change = f"UPDATE {table} SET {column} = %s WHERE {condition}"
        records.ask(change % quoted(with_one_byte_changed(before)))
        told, code = server.verify()
        records.ask(change % quoted(before))
        if told["ok"] or str(told["first_bad"]) != position or code != 1:
            raise Failed(f"a changed byte in {what} (act {position}) was told as {told}, exit {code}")
        print(f"  found: a changed byte in {what}, act {position}: {told['why']}")
    told, code = server.verify()
    if not told["ok"] or code != 0:
        raise Failed(f"with every byte put back verify told {told}, exit {code}")
