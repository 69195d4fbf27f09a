"""Serving over HTTP: our feed by granian against nginx with the same bytes in a file, in CPU time of the servers."""

import gzip
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.pairs import Measure, compare

__all__ = ["measures"]

PROJECT = Path(__file__).resolve().parent.parent
REQUESTS = 1000  # in one sample, over one connection

NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off; keepalive_requests 1000000; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
    fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    types {{ application/rss+xml rss; }}
    server {{ listen 127.0.0.1:{port}; root {folder}; gzip_static on; etag on; }}
}}
"""


def measures() -> list[Callable[[int], Measure]]:
    """Every measure, as something that takes the number of runs; none where there is no nginx or no /proc."""
    if not find_nginx() or not Path("/proc/self/schedstat").exists():
        print("serving is not measured: it wants nginx and Linux's /proc", file=sys.stderr)
        return []
    return [
        lambda runs: against_nginx("feed GET 200 gzip, CPU of the server", {"Accept-Encoding": "gzip"}, 0.3, runs),
        lambda runs: against_nginx("feed GET 200, CPU of the server", {}, 0.3, runs),
        lambda runs: against_nginx("poll 304, CPU of the server", None, 0.2, runs),
    ]


def find_nginx() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def against_nginx(name: str, headers: dict[str, str] | None, target: float, runs: int) -> Measure:
    """Both servers run at once and are asked by turns. `headers` None polls with each server's own ETag."""
    with granian() as (ours, our_port):
        body = fetch(our_port, {})[2]
        with nginx(body) as (theirs, their_port):
            asked = [
                (pid, port, conditions(port) if headers is None else headers)
                for pid, port in ((ours, our_port), (theirs, their_port))
            ]
            samples = [lambda one=one: cpu_a_request(*one) for one in asked]
            return compare(
                name, samples[0], "nginx with the same bytes in a file", samples[1], target=target, runs=runs
            )


def conditions(port: int) -> dict[str, str]:
    return {"If-None-Match": fetch(port, {})[1]["ETag"]}


def fetch(port: int, headers: dict[str, str]) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/feeds/public.rss", headers={"Host": f"localhost:{port}", **headers})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, response.headers, body


def cpu_a_request(pid: int, port: int, headers: dict[str, str]) -> float:
    """CPU seconds that the server and its workers spend on one request, of many over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    before = cpu_of(pid)
    for _ in range(REQUESTS):
        connection.request("GET", "/feeds/public.rss", headers={"Host": f"localhost:{port}", **headers})
        connection.getresponse().read()
    connection.close()
    return (cpu_of(pid) - before) / REQUESTS


def cpu_of(pid: int) -> float:
    """CPU seconds of a process, of all its threads, and of its children so far: Linux counts them in nanoseconds here."""
    threads = [path.read_text().split()[0] for path in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(map(int, threads)) / 1e9 + sum(cpu_of(int(child)) for child in children)


@contextmanager
def granian() -> Iterator[tuple[int, int]]:
    """Our site as operators run it, on the database of this benchmark; its process number and port."""
    port = free_port()
    surroundings = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "home.settings.local", "DEBUG": "0", "LOG_LEVEL": "ERROR",
        "BASE_URL": f"http://localhost:{port}",
    }  # fmt: skip
    command = [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "1", "--http", "1", "--no-ws", "--log-level", "error", "home.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(
        command, cwd=PROJECT, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with running(server, port):
        yield server.pid, port


@contextmanager
def nginx(body: bytes) -> Iterator[tuple[int, int]]:
    """nginx with one file, compressed beside it."""
    with tempfile.TemporaryDirectory(prefix="newsroom-nginx-") as folder:
        Path(folder).chmod(0o755)
        feeds = Path(folder) / "feeds"
        feeds.mkdir()
        (feeds / "public.rss").write_bytes(body)
        (feeds / "public.rss.gz").write_bytes(gzip.compress(body, 6, mtime=0))
        port = free_port()
        settings = Path(folder) / "nginx.conf"
        settings.write_text(NGINX.format(folder=folder, port=port))
        program = find_nginx() or "nginx"
        server = subprocess.Popen([program, "-c", str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with running(server, port):
            yield server.pid, port


@contextmanager
def running(server: "subprocess.Popen[bytes]", port: int) -> Iterator[None]:
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                if fetch(port, {})[0] == 200:
                    break
            except OSError:
                if time.monotonic() > deadline or server.poll() is not None:
                    raise
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port
