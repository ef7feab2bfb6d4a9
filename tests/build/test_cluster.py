"""A cluster makes the pages and files that one process makes; what goes wrong is said in a sentence."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from onrecord.assemble import RefusedError
from onrecord.build import cluster
from tests.build.test_executors import seed
from tests.helpers import read_files

_with_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="the extra `cluster` is not installed"
)
#: A local cluster of two workers, and then what `{}` does with it, in a process of its own: Dask has threads.
_PROGRAM = """
import logging, os, subprocess, sys
from distributed import LocalCluster

def build(folder, **settings):
    program = [sys.executable, "-c", "from onrecord.cli import main; main()", "build", "--no-cache"]
    subprocess.run([*program, "--site-dir", folder], env={{**os.environ, **settings}}, check=True)

def local(workers):
    return LocalCluster(
        n_workers=workers, processes=True, dashboard_address=None, silence_logs=logging.CRITICAL
    )

if __name__ == "__main__":
{}
"""


def told(root: Path, code: str) -> str:
    """What a program prints that works in the site's folder with a cluster of its own."""
    program = root / "program.py"
    lines = "\n".join(f"    {line}" for line in code.strip().splitlines())
    program.write_text(_PROGRAM.format(lines), "utf-8")
    generator = Path(cluster.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, str(program)],
        cwd=root,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(generator), "SOURCE_DATE_EPOCH": "1795348800"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    print(done.stdout + done.stderr)
    return done.stdout + done.stderr


@_with_dask
def test_a_cluster_makes_what_one_process_makes(tmp_path: Path) -> None:
    """Byte for byte, in a whole build with a template, fonts and a catalogue of the site's own."""
    root = seed(tmp_path)
    log = told(
        root,
        """
build("one", ONRECORD_JOBS="1")
with local(2) as cluster:
    build("many", ONRECORD_CLUSTER=cluster.scheduler_address)
    print(*cluster.scheduler.task_prefixes)
""",
    )
    assert "do_sent" in log
    one = read_files(root / "one")
    assert "briefings/2024-01-20-ain-al-asad/index.html" in one
    assert read_files(root / "many") == one


@_with_dask
def test_a_cluster_that_does_not_work_is_refused(tmp_path: Path) -> None:
    """Before a page is made: the message says what to start."""
    log = told(
        tmp_path,
        """
from onrecord.assemble import RefusedError
from onrecord.build import cluster as ours
ours._SECONDS = 2
def refused(address):
    try:
        ours.cluster(address)
    except RefusedError as error:
        print(error)
with local(0) as cluster:
    refused(cluster.scheduler_address)
refused("tcp://127.0.0.1:9")
refused("nowhere")
""",
    )
    assert "has no workers; start some: `dask worker tcp://127.0.0.1:" in log
    assert log.count("no cluster answers at tcp://127.0.0.1:9: `dask scheduler` prints the address") == 1
    assert log.count("no cluster answers at nowhere") == 1


class _Client:
    """A cluster of two workers, which say of their installation what they are to."""

    def __init__(self, *said: bytes | Exception) -> None:
        self.said = said

    def run(self, function: object) -> dict[str, bytes]:
        found = {}
        for number, one in enumerate(self.said):
            if isinstance(one, Exception):
                raise one
            found[f"tcp://10.0.0.{number}:1"] = one
        return found


def test_a_worker_that_would_make_other_pages_is_refused() -> None:
    """One with another version of anything that pages are made with, or without our package."""
    ours = cluster._installed()
    cluster._compare(_Client(ours, ours), "tcp://10.0.0.9:8786")
    with pytest.raises(RefusedError, match=r"worker tcp://10.0.0.1:1 has another version of onrecord"):
        cluster._compare(_Client(ours, b"other"), "tcp://10.0.0.9:8786")
    missing = ModuleNotFoundError("No module named 'onrecord'")
    with pytest.raises(RefusedError, match=r"install onrecord there.*No module named 'onrecord'"):
        cluster._compare(_Client(missing), "tcp://10.0.0.9:8786")


def test_a_build_without_dask_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra, by its name."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RefusedError, match=r'pip install "onrecord\[cluster\]"'):
        cluster.workers({"ONRECORD_CLUSTER": "tcp://127.0.0.1:8786"})


def test_the_number_of_processes_is_a_number() -> None:
    """And what else stands in the variable is told."""
    assert cluster.workers({"ONRECORD_JOBS": "3"}).processes == 3
    assert cluster.workers({"ONRECORD_JOBS": ""}).processes == 0
    with pytest.raises(RefusedError, match="ONRECORD_JOBS is 'many'; write how many processes"):
        cluster.workers({"ONRECORD_JOBS": "many"})
