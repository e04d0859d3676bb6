"""rdflib, and rdflib-endpoint over the same graph, for `benchmarks.peers`; needs these two and nothing else.

    PYTHON -P rdflib_peer.py CLAIMS.nq PORT

Loads the file, and tells so on a line of JSON. Then each line of JSON that it is given is an order, answered
by one: {"query": …, "limit_s": …} is evaluated here, by an alarm no longer than that; {"serve": true} has a
forked process answer at /sparql of that port, in place of the one before.
"""

import ctypes
import gc
import json
import math
import os
import signal
import socket
import sys
import time
from pathlib import Path

import rdflib

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Load, then do as told until the input ends."""
    path, port = Path(sys.argv[1]), int(sys.argv[2])
    started = time.perf_counter()
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format="nquads")
    tell(load_s=time.perf_counter() - started)
    signal.signal(signal.SIGALRM, stop)
    served = None
    for line in sys.stdin:
        order = json.loads(line)
        if "query" in order:
            tell(**answer(dataset, order["query"], order["limit_s"]))
            continue
        if served is not None:
            os.kill(served, signal.SIGKILL)
            os.waitpid(served, 0)
        served = serve(dataset, port)
        tell(served=served is not None)


def answer(dataset: rdflib.Dataset, query: str, limit_s: float) -> dict[str, object]:
    """Milliseconds to the serialised answer, and that; infinite where the time was over."""
    signal.setitimer(signal.ITIMER_REAL, limit_s)
    started = time.perf_counter()
    try:
        body = dataset.query(query).serialize(format="json") or b""
        return {"ms": (time.perf_counter() - started) * 1000, "body": body.decode()}
    except TimeoutError:
        return {"ms": math.inf, "body": ""}
    except Exception:  # noqa: BLE001 - whatever a peer fails with, the others go on
        return {"ms": math.nan, "body": ""}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def serve(dataset: rdflib.Dataset, port: int) -> int | None:
    """The process that answers at the port; None where rdflib-endpoint is not installed."""
    try:
        import uvicorn
        from rdflib_endpoint import SparqlEndpoint
    except ImportError:
        return None
    gc.freeze()  # else the fork would look through all of the graph, and copy it so
    process = os.fork()
    if process == 0:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # it ends with its parent
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        app = SparqlEndpoint(graph=dataset, path="/sparql")
        uvicorn.run(app, host="127.0.0.1", port=port, log_level="critical")
        os._exit(0)
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return process


def stop(*_: object) -> None:
    raise TimeoutError


def tell(**what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
