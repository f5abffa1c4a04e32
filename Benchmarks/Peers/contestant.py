"""What every peer shares: the conversation with the referee, and the clock.

Import this before any framework: it sets the threads that they take, see threads.py.

The conversation is one JSON object a line: `hello`, `prepare` with a piece of work, `run` of a variant for
some seconds, `quit`. One command is this side's own, for check.py:

    {"command":"check","variant":"eager"}  ->  {"before":2.4,"after":1.9}   loss of fresh weights, and after 200 steps,
                                                                             20 of a convolutional network
                                           or  {"error":1e-7}               largest error of a prediction or product
                                           or  {}                           where there is nothing to compare with
"""
import gc
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

import threads  # Sets them.

CHUNK = 0.01  # Seconds of work between two readings of the clock.
WARM_UP = 0.15  # Seconds of work before the first block, besides what the first call compiles.
STEPS_OF_A_CHECK = 200
STEPS_OF_A_CONVOLUTIONAL_CHECK = 20


@dataclass
class Job:
    """One way of doing a piece of work, ready to be run."""

    run: Callable[[int], object]  # Does the work so many times and returns when all results are there.
    unit: int = 1  # Iterations that one such time counts for.
    loss: Callable[[], float] | None = None  # Of training: the loss of the present weights.
    error: Callable[[], float] | None = None  # Of the rest: how far the result is from the right one.


def calls_of_a_chunk(job: Job) -> int:
    """Warms up, and finds how many calls last long enough to read the clock once."""
    count, begin = 1, time.perf_counter()
    while True:
        start = time.perf_counter()
        job.run(count)
        end = time.perf_counter()
        if end - start < CHUNK:
            count *= 2
        elif end - begin >= WARM_UP:
            return count


def timed(job: Job, calls: int, seconds: float) -> dict:
    total, start = 0, time.perf_counter()
    while True:
        job.run(calls)
        total += calls
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return {"iterations": total * job.unit, "seconds": elapsed}


def checked(job: Job, steps: int) -> dict:
    if job.loss:
        before = job.loss()
        job.run(-(-steps // job.unit))
        return {"before": before, "after": job.loss()}
    return {"error": job.error()} if job.error else {}


class Contestant:
    """Answers the referee. `kinds` has a function for each kind of work that the peer can do; it takes the
    work and returns, by the variant's name, functions that make a `Job`. Work of a convolutional network is of a
    kind of its own: `convolutional step`."""

    def __init__(self, name: str, packages: list[str], notes: str, kinds: dict[str, Callable]):
        self.identity = {"name": name, "versions": {package: version(package) for package in packages}, "notes": notes}
        self.kinds = kinds
        self.drop()

    def drop(self):
        self.makers, self.ready = {}, {}
        gc.collect()

    def prepare(self, work: dict) -> dict:
        self.drop()
        self.kind = ("convolutional " if "convolutions" in work else "") + work["kind"]
        if self.kind in self.kinds:
            self.makers = self.kinds[self.kind](work)
        return {"variants": list(self.makers)}

    def run(self, variant: str, seconds: float) -> dict:
        if variant not in self.ready:
            job = self.makers[variant]()
            job.run(1)  # Compiles and fills caches.
            # An epoch is long: one of them warms up, and the clock is read after each.
            self.ready[variant] = (job, 1 if self.kind == "epoch" else calls_of_a_chunk(job))
        return timed(*self.ready[variant], seconds)

    def answer(self, request: dict) -> dict:
        match request["command"]:
            case "hello":
                return self.identity
            case "prepare":
                return self.prepare(request["work"])
            case "run":
                return self.run(request["variant"], request["seconds"])
            case "check":
                is_convolutional = self.kind.startswith("convolutional")
                steps = STEPS_OF_A_CONVOLUTIONAL_CHECK if is_convolutional else STEPS_OF_A_CHECK
                return checked(self.makers[request["variant"]](), steps)
            case unknown:
                return {"error": f"no such command: {unknown}"}

    def serve(self):
        """Frameworks print what they like: standard output is kept for the answers alone."""
        answers = os.fdopen(os.dup(1), "w", buffering=1)
        os.dup2(2, 1)
        for line in sys.stdin:
            request = json.loads(line)
            if request["command"] == "quit":
                return
            try:
                answer = self.answer(request)
            except Exception as problem:  # Whatever a framework throws is the referee's to report.
                answer = {"error": " ".join(f"{type(problem).__name__}: {problem}".split())[:300]}
            print(json.dumps(answer), file=answers)
