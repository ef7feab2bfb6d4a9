"""``onrecord build``: MkDocs' build, with what our plugin can do besides."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from onrecord.cli.engines import MKDOCS, ZENSICAL, build_with_zensical, engine_option, installed
from onrecord.cli.sites import Stop, config_option, find_config

_ADDRESS = re.compile(r"(?:[a-z]+://)?\S+:\d{1,5}")


@click.command()
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next build.")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many processes make pages at once. Without it: as many as there are cores.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Have the workers of the Dask scheduler at ADDRESS make the pages: tcp://10.0.0.5:8786.",
)
@click.option("--strict", is_flag=True, help="A warning fails the build.")
@click.option(
    "-d",
    "--site-dir",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site is put, instead of `site_dir` of mkdocs.yml.",
)
@engine_option
@config_option
def build(
    no_cache: bool,
    jobs: int | None,
    cluster: str | None,
    strict: bool,
    site_dir: Path | None,
    engine: str,
    config_file: Path | None,
) -> None:
    """Build the site, as `mkdocs build` does.

    Output and exit status are those of MkDocs. What has not changed since the last build is not made again.
    The pages are the same however many processes make them, here or on a cluster. With `--engine zensical`
    Zensical builds the same pages, from a tree of Markdown that is written for it.

    Exit status: 0 built, 1 the build stopped, 2 wrong usage.

    \b
    Examples:
      onrecord build --strict
      onrecord build --no-cache --jobs 1
      onrecord build --cluster tcp://10.0.0.5:8786
      onrecord build --engine zensical -d site-next
    """
    config = found_config(config_file, engine)
    if cluster is not None:
        _check(cluster)
    command, environment = mkdocs_build(config, no_cache, jobs, cluster, strict, site_dir, engine)
    if engine == ZENSICAL:
        build_with_zensical(config, site_dir, environment, strict=strict)
        return
    run(command, environment)


def found_config(config_file: Path | None, engine: str = MKDOCS) -> Path:
    """The settings of the site that is to be built. Raises `Stop`, also where its engine is not installed."""
    if engine != ZENSICAL:
        installed(engine)
    config = config_file or find_config(Path.cwd())
    if config is None:
        raise Stop("there is no mkdocs.yml here or above; name it: -f site/mkdocs.yml")
    return config


def mkdocs_build(
    config: Path,
    no_cache: bool,
    jobs: int | None,
    cluster: str | None,
    strict: bool,
    site_dir: Path | None,
    engine: str = MKDOCS,
) -> tuple[list[str], dict[str, str]]:
    """The command that builds a site with MkDocs or ProperDocs, and its environment."""
    arguments = ["--config-file", str(config.absolute())]
    if strict:
        arguments.append("--strict")
    if site_dir is not None:
        arguments += ["--site-dir", str(site_dir.absolute())]
    settings = {
        "ONRECORD_NO_CACHE": "1" if no_cache else "",
        "ONRECORD_JOBS": str(jobs) if jobs else "",
        "ONRECORD_CLUSTER": cluster or "",
    }
    environment = os.environ | {name: value for name, value in settings.items() if value}
    return [sys.executable, "-m", engine, "build", *arguments], environment


def _check(address: str) -> None:
    """Refuses a cluster that cannot be reached, before anything else is done. Raises `Stop`."""
    if not _ADDRESS.fullmatch(address):
        raise Stop(
            f"--cluster: `{address}` is no address; `dask scheduler` prints that of a cluster, such as "
            "tcp://10.0.0.5:8786"
        )
    if find_spec("distributed") is None:
        raise Stop('--cluster: a cluster needs Dask: pip install "onrecord[cluster]"')


def run(command: list[str], environment: dict[str, str]) -> None:
    """Goes on as another program, or waits for it where a process cannot become another one."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        # Ctrl-C, Ctrl-Z and the exit status are MkDocs' own: nobody stands between it and the terminal.
        os.execve(command[0], command, environment)
    sys.exit(subprocess.run(command, env=environment, check=False).returncode)
