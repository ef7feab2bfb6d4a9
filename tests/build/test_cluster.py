"""On a cluster pages and files are what one process makes, and what goes wrong there is said in a sentence."""

from __future__ import annotations

import pytest

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

#: Builds the site of the folder with one process, and then on a local cluster, each into a folder of its own.
_BUILDS = """
import os, subprocess, sys
from distributed import LocalCluster

def build(name, **more):
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "build", "--no-cache", "--strict", "--site-dir", name, *sys.argv[1:]],
        env={**os.environ, **more}, capture_output=True, text=True)
    print(name, done.returncode, done.stdout, done.stderr, flush=True)

if __name__ == "__main__":
    build("one", ONRECORD_JOBS="1")
    with LocalCluster(n_workers=2, processes=True, dashboard_address=None) as cluster:
        build("many", ONRECORD_CLUSTER=cluster.scheduler_address)
"""
