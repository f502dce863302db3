"""Everything at once, for minutes: nothing acknowledged may be lost, no answer may be wrong, memory stays flat.

    python -m tests.support.soak [SECONDS [SEED]]

Posts, corrections, ingests and searches go on while clients are slow, workers are killed and the server is reloaded.
Prints the figures as JSON; exit 1 when something was lost or wrong.
"""

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.write.api_keys import new_key
from tests.support import generated
from tests.support.serving import PROGRAM, ROOT, Server, serving
from tests.support.slow_clients import besieging, percentile

_HUP, _KILL, _INGEST, _MEMORY = 10.0, 17.0, 9.0, 2.0  # seconds between two
Answer = tuple[int, http.client.HTTPMessage, bytes]


class Soak:
    """A server under load, what it has acknowledged, and what went wrong."""

    def __init__(self, server: Server, data: Path, key: str, seed: int, pace: float) -> None:
        self.server, self.data, self.key, self.pace = server, data, key, pace
        self.chance = random.Random(seed)
        self.stop = threading.Event()
        self.counts: Counter[str] = Counter()
        self.articles: dict[str, str] = {}  # id → a word that stands in it alone
        self.corrections: dict[str, str] = {}  # quotation → name of the speaker
        self.quotations: list[str] = []
        self.wrong: list[str] = []
        self.seconds: list[float] = []
        self.memory: list[float] = []

    def ask(self, method: str, address: str, body: bytes = b"", **headers: str) -> Answer:
        """Send a request until it is answered; what a killed worker had in hand is sent again."""
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
            try:
                connection.request(method, address, body or None, headers)
                response = connection.getresponse()
                answer = response.status, response.headers, response.read()
            except (OSError, http.client.HTTPException):
                self.counts["interrupted by a kill"] += 1
                time.sleep(0.05)
                continue
            finally:
                connection.close()
            if answer[0] != 503:
                return answer
            self.counts["told to come again (503)"] += 1
            time.sleep(0.2)

    def post(self) -> None:
        """Post an article of its own, and note it when it is acknowledged."""
        word = f"vessel{self.chance.getrandbits(60):x}"
        body = f"---\noutlet: The Lamp\n---\n“The {word} sails at noon,” said Ana Orlam.\n".encode()
        more = {"Content-Type": "text/plain", "Idempotency-Key": word, "Authorization": f"Bearer {self.key}"}
        status, _, answer = self.ask("POST", "/articles", body, **more)
        if status not in (200, 201):
            self.wrong.append(f"POST is {status}")
            return
        posted = json.loads(answer)["data"]
        self.articles[posted["id"]] = word
        self.quotations += posted["quotations"]
        self.counts["articles posted"] += 1
        time.sleep(0.1)

    def correct(self) -> None:
        """Give a quotation another speaker, as it was seen."""
        time.sleep(0.3)
        if not self.quotations:
            return
        quotation = self.chance.choice(self.quotations)
        status, headers, _ = self.ask("GET", f"/quotes/{quotation}")
        if status != 200:  # not published yet
            return
        name = f"Bela {self.chance.choice(('Pervik', 'Quist', 'Rosmer'))} {self.chance.randrange(10**6)}"
        body = json.dumps({"speaker": name, "reason": "soak"}).encode()
        more = {"Content-Type": "application/json", "If-Match": headers["ETag"], "Authorization": f"Bearer {self.key}"}
        status, _, _ = self.ask("PATCH", f"/quotes/{quotation}", body, **more)
        if status == 200:
            self.corrections[quotation] = name
            self.counts["quotations corrected"] += 1
        elif status not in (412, 422):  # changed meanwhile, or done by an answer that a kill cut off
            self.wrong.append(f"PATCH is {status}")

    def ingest(self) -> None:
        """Ingest a file of five articles by the command."""
        words = [f"barge{self.chance.getrandbits(60):x}" for _ in range(5)]
        lines = [{"text": f"“The {word} sails at noon,” said Ana Orlam.", "outlet": "The Lamp"} for word in words]
        file = self.data.parent / "batch.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
        command = [*PROGRAM, "ingest", str(file), "--wait", "30", "--verbose", "--workers", "1"]
        environ = {**os.environ, "ONRECORD_DATA": str(self.data)}
        ran = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
        committed = re.findall(r"committed (a-\w+)", ran.stdout + ran.stderr)
        if ran.returncode or len(committed) != 5:
            self.wrong.append(f"ingest ended with {ran.returncode}: {ran.stderr[-200:]}")
        self.articles |= dict.fromkeys(committed, "barge")
        self.counts["articles ingested"] += len(committed)
        self.stop.wait(self.pace * _INGEST)

    def search(self) -> None:
        """Search, time the answer, and compare the words of each quotation with the paragraph they stand in."""
        address = self.chance.choice(
            ("/quotes?q=noon", "/quotes?speaker=Orlam", "/quotes?q=harbour&limit=5", "/healthz")
        )
        began = time.monotonic()
        status, _, body = self.ask("GET", address)
        self.seconds.append(time.monotonic() - began)
        if status != 200:
            self.wrong.append(f"{address} is {status}")
        for each in json.loads(body).get("data", ()):
            words = " ".join(each["paragraph"][start:end] for start, end in each["spans"])
            if words != each["text"]:
                self.wrong.append(f"{each['id']} is not what its paragraph says")
        time.sleep(0.02)

    def reload(self) -> None:
        """Reload the server."""
        if not self.stop.wait(self.pace * _HUP):
            self.server.process.send_signal(signal.SIGHUP)
            self.counts["reloads"] += 1

    def kill(self) -> None:
        """Kill a worker."""
        if not self.stop.wait(self.pace * _KILL) and (workers := self.workers()):
            os.kill(self.chance.choice(workers), signal.SIGKILL)
            self.counts["workers killed"] += 1

    def measure(self) -> None:
        """Note the memory of the largest process of the server, in MB."""
        if not self.stop.wait(self.pace * _MEMORY):
            self.memory.append(max(map(_resident, [self.server.process.pid, *self.workers()])))

    def workers(self) -> list[int]:
        """Return the processes that answer."""
        pid = self.server.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def lost(self) -> list[str]:
        """Return what was acknowledged and is not there, once everything is published."""
        deadline = time.monotonic() + 120
        while json.loads(self.ask("GET", "/readyz")[2])["lag"] != 0 and time.monotonic() < deadline:
            time.sleep(0.2)
        lost = [id for id in self.articles if self.ask("GET", f"/articles/{id}")[0] != 200]
        for id, word in self.articles.items():
            if word != "barge" and json.loads(self.ask("GET", f"/quotes?q={word}")[2])["meta"]["total"] != 1:
                lost.append(f"{id} cannot be found")
        for quotation, name in self.corrections.items():
            if name.encode() not in self.ask("GET", f"/quotes/{quotation}/history")[2]:
                lost.append(f"{quotation} by {name}")
        return lost


def _resident(pid: int) -> float:
    try:
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1000  # type: ignore[index]
    except (OSError, TypeError):
        return 0.0


def _repeat(soak: Soak, step: Callable[[], None]) -> None:
    while not soak.stop.is_set():
        try:
            step()
        except Exception as error:
            soak.wrong.append(f"{step.__name__}: {error!r}")


def run(seconds: float, seed: int, pace: float = 1) -> dict[str, Any]:
    """Return the figures of a run; with a `pace` of 0.5 kills, reloads and ingests come twice as often."""
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        generated.fill(data)
        key, setting = new_key("soak")
        with serving(data, Path(folder), ONRECORD_WRITE_KEYS=setting) as server:
            soak = Soak(server, data, key, seed, pace)
            steps = [soak.post, soak.post, soak.correct, soak.ingest, soak.search, soak.search]
            steps += [soak.reload, soak.kill, soak.measure]
            threads = [threading.Thread(target=_repeat, args=(soak, step)) for step in steps]
            with besieging(server, 12, 2, 1):
                for thread in threads:
                    thread.start()
                time.sleep(seconds)
                soak.stop.set()
                for thread in threads:
                    thread.join()
            lost = soak.lost()
            tracebacks = server.log.count("Traceback")
        environ = {**os.environ, "ONRECORD_DATA": str(data)}
        verified = subprocess.run([*PROGRAM, "verify"], cwd=ROOT, env=environ, capture_output=True, check=False)
    third = len(soak.memory) // 3
    return {
        "seconds": seconds,
        **soak.counts,
        "searches": len(soak.seconds),
        "search ms, median, 99 %, slowest": [round(1000 * percentile(soak.seconds, part)) for part in (0.5, 0.99, 1)],
        "largest process MB, first and last third": [
            round(max(part, default=0)) for part in (soak.memory[:third], soak.memory[-third:])
        ],
        "tracebacks in the log": tracebacks,
        "verify": verified.returncode,
        "lost": lost,
        "wrong": soak.wrong,
    }


def main() -> int:
    seconds = float(sys.argv[1]) if sys.argv[1:] else 600
    seed = int(sys.argv[2]) if sys.argv[2:] else random.randrange(10**6)
    figures = {"seed": seed, **run(seconds, seed)}
    print(json.dumps(figures, indent=1))
    return int(bool(figures["lost"] or figures["wrong"] or figures["verify"]))


if __name__ == "__main__":
    sys.exit(main())
