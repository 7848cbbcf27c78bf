# SPDX-License-Identifier: Apache-2.0
"""The real server as a process that can be killed, and callers who try again until they are answered."""
import http.client
import json
import os
import signal
import subprocess
import threading
import time
import uuid

PATIENCE = 90  # seconds; a start on a busy machine, or a call that is tried again
TRY_AGAIN = (503,)


class Failed(Exception):
    """Something that was promised does not hold."""


class Server:
    """One force's server; start, kill and start again on the same records."""

    def __init__(self, binary, records):
        self.binary = binary
        self.records = records
        self.process = None
        self.address = None
        self.sign_ins = {}
        self.log = subprocess.DEVNULL
        self.environment = {}  # beside that of this program
        self.is_read = True    # what it writes after it is ready
        self.reader = None

    def keep_log(self, path):
        self.log = open(path, "a", encoding="utf-8")

    def start(self):
        """Returns when requests are answered."""
        command = [self.binary, "serve", "--demonstration", "--port", "0", *self.records.arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True,
                                        env={**os.environ, **self.environment})
        for line in self.process.stdout:
            words = line.split()
            if words and words[0] == "sign-in":
                self.sign_ins[words[2]] = words[3]
            if words and words[0] == "ready":
                self.address = words[1].removeprefix("http://")
                if self.is_read:
                    self.reader = threading.Thread(target=self._read, args=(self.process.stdout,))
                    self.reader.start()
                return
        raise Failed(f"the server ended before it was ready, with {self.process.wait()}; see its log")

    def _read(self, output):
        """To its end, into the log that is kept."""
        with output:
            for line in output:
                if self.log != subprocess.DEVNULL:
                    self.log.write(line)

    def end(self, how):
        """SIGKILL or SIGTERM; the address is gone from now on."""
        self.address = None
        self.process.send_signal(how)
        self.process.wait(PATIENCE)
        if self.reader:
            self.reader.join()
        self.process.stdout.close()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.end(signal.SIGTERM)
            if self.process.returncode != 0:
                raise Failed(f"SIGTERM did not stop the server cleanly: {self.process.returncode}")

    def verify(self):
        """What `bluelamp verify --json` tells, and its exit code."""
        command = [self.binary, "verify", "--json", *self.records.arguments]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        if not told.stdout.strip():
            raise Failed(f"verify said nothing: {told.stderr.strip()}")
        return json.loads(told.stdout.strip().splitlines()[-1]), told.returncode


class Caller:
    """Somebody signed in. Every call is tried again, with the same key, until the server answers for good."""

    def __init__(self, server, username):
        self.server = server
        self.username = username
        self.cookie = ""
        self.connection = None
        self.connected_to = None
        self.tried_again = 0
        self.replayed = 0
        self.signs_in_again = False  # when the server no longer knows who this is

    def sign_in(self):
        body = {"username": self.username, "password": self.server.sign_ins[self.username]}
        self.call("POST", "/api/v1/session", body, keep_cookie=True)

    def call(self, method, path, body=None, keep_cookie=False):
        """The answer's JSON. Raises Failed on a refusal: crashes may delay an answer but never make it wrong."""
        text = None if body is None else json.dumps(body)
        headers = {"Content-Type": "application/json", "Cookie": self.cookie, "Idempotency-Key": str(uuid.uuid4())}
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            answer = self._once(method, path, text, headers)
            if answer is None:
                self.tried_again += 1
                time.sleep(0.03)
                continue
            status, got, said = answer
            if status == 401 and self.signs_in_again and not keep_cookie:
                self.sign_in()
                headers["Cookie"] = self.cookie
                continue
            if status >= 400:
                raise Failed(f"{method} {path} as {self.username}: {status} {said}")
            self.replayed += got.get("Idempotency-Replayed") == "true"
            if keep_cookie:
                self.cookie = got["Set-Cookie"].split(";")[0]
            return json.loads(said) if said else None
        raise Failed(f"{method} {path} was not answered within {PATIENCE} s")

    def _once(self, method, path, text, headers):
        """One try: (status, headers, body), or None when it must be tried again."""
        address = self.server.address
        if address is None:
            return None
        try:
            if address != self.connected_to:
                self.connection = http.client.HTTPConnection(address, timeout=20)
                self.connected_to = address
            self.connection.request(method, path, text, headers)
            answer = self.connection.getresponse()
            said = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.connected_to = None
            return None
        return None if answer.status in TRY_AGAIN else (answer.status, answer.headers, said)


class Acts:
    """What callers asked for and what was acknowledged, by the words of each act."""

    def __init__(self):
        self.lock = threading.Lock()
        self.incidents = {}  # words -> incident as answered
        self.calls = {}      # contact id -> incident id, of calls whose help was sent
        self.lines = {}      # words -> (incident id, seq)
        self.failure = None

    def all(self):
        return len(self.incidents) + len(self.lines)


def send_help(caller, acts, words):
    """A call is taken and help sent in one act; then the call ends."""
    call = {"channel": "emergency_999", "phone": "07700 900461", "place": {"text": "unknown"}, "reason": words}
    sent = caller.call("POST", "/api/v1/contacts/send", call)
    with acts.lock:
        acts.incidents[words] = sent["incident"]
        acts.calls[sent["contact"]["id"]] = sent["incident"]["id"]
    return sent["incident"]


def open_incident(caller, acts, words):
    report = {"summary": words, "place": {"text": "Bank junction"}, "grade": "priority"}
    incident = caller.call("POST", "/api/v1/incidents", report)
    with acts.lock:
        acts.incidents[words] = incident
    return incident


def work(caller, acts, go_on):
    """Takes calls, opens incidents and adds lines until told to stop; never leaves an act unanswered."""
    try:
        while go_on.is_set():
            begin = send_help if len(acts.incidents) % 2 else open_incident
            incident = begin(caller, acts, f"crash round {uuid.uuid4()}")
            for _ in range(4):
                words = f"line {uuid.uuid4()}"
                line = caller.call("POST", f"/api/v1/incidents/{incident['id']}/lines", {"text": words})
                with acts.lock:
                    acts.lines[words] = (incident["id"], line["seq"])
    except Exception as failed:  # pylint: disable=broad-except  # told by the thread that waits for this one
        acts.failure = failed
