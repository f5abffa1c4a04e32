"""Has every contestant that is installed do a little of each kind of work, and looks at what comes out.

    check.py [--ready] [--seconds 0.05] [--kinds step "convolutional step" --] [NAME…]

with THREADS and DATA in the environment. A line for each: microseconds an iteration, and the loss before and
after 200 steps (20 of a convolutional network), or the error. With --ready only which contestants can start.
"""
import json
import subprocess
import sys
from argparse import ArgumentParser
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
BUILD = HERE.parent.parent / ".build" / "peers"
SMALL = {"layers": [784, 16, 16, 10], "activation": "sigmoid"}
WIDE = {"layers": [784, 512, 512, 10], "activation": "relu"}
CONVOLUTIONAL = {"convolutions": {"side": 28, "kernel": 5, "filters": [32, 64]}, "layers": [3136, 1024, 10],
                 "activation": "relu"}
WORKS = [
    {"kind": "step", **SMALL, "optimizer": "sgd", "batch": 32},
    {"kind": "step", **SMALL, "optimizer": "sgd", "batch": 10},
    {"kind": "step", **SMALL, "optimizer": "adam", "batch": 128},
    {"kind": "step", **WIDE, "optimizer": "adam", "batch": 128},
    {"kind": "epoch", **SMALL, "optimizer": "sgd", "batch": 128},
    *({"kind": "predict", **network, "batch": batch} for network in (SMALL, WIDE) for batch in (1, 1000)),
    {"kind": "step", **CONVOLUTIONAL, "optimizer": "momentum", "batch": 64},
    *({"kind": "predict", **CONVOLUTIONAL, "batch": batch} for batch in (1, 1000)),
    {"kind": "recurrent", "inputs": 64, "hidden": 256, "length": 64, "batch": 32},
    *({"kind": kind, "vocabulary": 65, "context": 128, "width": 128, "heads": 4, "feedForward": 512, "blocks": 4,
       "batch": batch} for kind, batch in (("transformer", 16), ("generate", 1))),
    {"kind": "product", "m": 32, "n": 16, "k": 784},
    {"kind": "product", "m": 512, "n": 512, "k": 512},
]


class Conversation:
    def __init__(self, entry: dict):
        command = [part.format(python=sys.executable, build=BUILD) for part in entry["command"]]
        self.process = subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)

    def ask(self, **request) -> dict:
        print(json.dumps(request), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise EOFError(f"ended without an answer to {request['command']}")
        return json.loads(line)

    def end(self):
        self.process.communicate()


def kind(work: dict) -> str:
    return ("convolutional " if "convolutions" in work else "") + work["kind"]


def title(work: dict) -> str:
    if work["kind"] == "product":
        return f"product {work['m']}×{work['n']}×{work['k']}"
    if "layers" not in work:
        return f"{work['kind']} {work.get('hidden') or work['width']} {work['batch']}"
    layers = "-".join(str(size) for size in work["layers"])
    return f"{kind(work)} {layers} {work.get('optimizer', '')} {work['batch']}"


def good(outcome: dict) -> bool:
    """Training must lower the loss; a result may be off by what the order of additions does."""
    return outcome["after"] < outcome["before"] if "after" in outcome else outcome.get("error", 0) < 1e-3


def examine(name: str, conversation: Conversation, work: dict, seconds: float) -> bool:
    def line(variant, rest):
        print(f"{name:15} {title(work):40} {variant:34} {rest}", flush=True)

    prepared = conversation.ask(command="prepare", work=work)
    if "error" in prepared:
        line("", prepared["error"])
        return False
    all_good = True
    for variant in prepared["variants"]:
        block = conversation.ask(command="run", variant=variant, seconds=seconds)
        # Checks of an epoch would be of 200 epochs.
        outcome = {} if work["kind"] == "epoch" else conversation.ask(command="check", variant=variant)
        if "error" in block or isinstance(outcome.get("error"), str):
            line(variant, block.get("error") or outcome["error"])
            all_good = False
            continue
        told = "  ".join(f"{key} {value:.5g}" for key, value in outcome.items())
        each = block["seconds"] / block["iterations"]
        line(variant, f"{each * 1e6:12.2f} µs  {told}{'' if good(outcome) else '  WRONG'}")
        all_good &= good(outcome)
    return all_good


def main():
    parser = ArgumentParser()
    parser.add_argument("--ready", action="store_true")
    parser.add_argument("--seconds", type=float, default=0.05)
    parser.add_argument("--kinds", nargs="*", default=[kind(work) for work in WORKS])
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    works = [] if options.ready else [work for work in WORKS if kind(work) in options.kinds]
    all_good = True
    for entry in json.loads((HERE / "contestants.json").read_text()):
        name = entry["name"]
        if options.names and name not in options.names:
            continue
        missing = [module for module in entry["requires"] if not find_spec(module)]
        if missing:
            print(f"{name:15} not installed: {', '.join(missing)}")
            continue
        conversation = Conversation(entry)
        try:
            hello = conversation.ask(command="hello")
            versions = ", ".join(f"{package} {version}" for package, version in hello["versions"].items())
            print(f"{name:15} ready: {versions or hello['notes']}", flush=True)
            for work in works:
                all_good &= examine(name, conversation, work, options.seconds)
        except (EOFError, BrokenPipeError) as problem:
            print(f"{name:15} {problem}")
            all_good &= options.ready
        conversation.end()
    sys.exit(not all_good)


if __name__ == "__main__":
    main()
