"""`onrecord publish`, with real builds: what readers of the folder have, and what the editor is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from tests.cli.sites import process, run
from tests.helpers import (
    ID,
    NOW,
    RECORD,
    REGISTRY,
    heed_ctrl_c,
    minimal_record,
    read_files,
    record,
    write_site,
)

TEXT = record("  - source: article\n    paraphrase: The post was attacked at night.")
EMBARGOED = "briefings/2024-03-01-lighthouse.yml"
EMBARGO = TEXT.replace("Attack on the border post", "Raid on the lighthouse at Cape Far").replace(
    "desk:", "embargo: 2026-12-01T00:00Z\ndesk:"
)
SITE: dict[str, str | bytes] = {
    **REGISTRY,
    RECORD: TEXT,
    "docs/method.md": f"# Method\n\nSee [the attack](briefings/{ID}.md).\n",
    "briefings/2024-03-02-draft.yml": minimal_record(title="Canary of a draft that nobody sees"),
}
command = import_module("onrecord.cli.publish")


def epoch(days: int) -> dict[str, str]:
    """The environment of a command so many days later."""
    return {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()) + days * 86_400)}


def publish(root: Path, *args: str, days: int = 0) -> tuple[int, str, str]:
    """Exit status, output and errors of `onrecord publish public`."""
    done = process(root, "publish", "public", *args, code="", **epoch(days))
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_site_from_its_first_publish_on(tmp_path: Path) -> None:
    """First all pages; nothing, where nothing changed; what an edit changed. An embargo ends by itself."""
    root = write_site(tmp_path, {**SITE, EMBARGOED: EMBARGO})
    status, told, errors = publish(root)
    assert (status, errors) == (0, "")
    assert told.startswith("Published public: pages ")
    assert " 0 changed, 0 gone;" in told
    site = root / "public"
    assert (site / f"briefings/{ID}/index.html").is_file()
    first = read_files(site)
    assert b"Canary" not in b"".join(first.values())
    assert b"lighthouse" not in b"".join(first.values())
    assert not (root / "site").exists()

    # The page Editions tells of the first edition, and after that nothing is left to publish.
    status, told, _ = publish(root)
    assert "entries 0 added, 0 changed, 0 withdrawn." in told
    first = read_files(site)
    assert publish(root) == (0, "Nothing changed; public stays as it is.\n", "")
    assert read_files(site) == first

    (root / "docs/method.md").write_text("# Method\n\nShort.\n", "utf-8")
    (site / "CNAME").write_text("example.org\n", "utf-8")
    (site / "files/a").mkdir(parents=True)
    (site / "files/a/b.txt").touch()
    status, told, errors = publish(root, "--dry-run")
    assert (status, errors) == (0, "")
    assert "Would publish public: pages 0 added, 1 changed, 0 gone;" in told
    assert "  ~ method/index.html\n" in told
    assert read_files(site) == {**first, "CNAME": b"example.org\n", "files/a/b.txt": b""}
    status, told, _ = publish(root)
    assert "Published public: pages 0 added, 1 changed, 0 gone;" in told
    assert "Not ours, and still there: CNAME, files/\n" in told
    assert "The edition before is in .public.onrecord/before; --back publishes it once more.\n" in told

    status, told, _ = publish(root, days=20)
    assert status == 0
    assert b"Raid on the lighthouse at Cape Far" in (site / "data/incidents.json").read_bytes()
    assert (site / "briefings/2024-03-01-lighthouse/index.html").is_file()

    status, told, errors = publish(root, "--back", days=20)
    assert status == 0, errors
    assert not (site / "briefings/2024-03-01-lighthouse").exists()
    assert (site / "CNAME").read_bytes() == b"example.org\n"


def test_a_record_that_goes(tmp_path: Path) -> None:
    """Its pages and files go with it."""
    root = write_site(tmp_path, {**SITE, EMBARGOED: EMBARGO.replace("embargo: 2026-12-01T00:00Z\n", "")})
    assert publish(root)[0] == 0
    (root / EMBARGOED).unlink()
    status, told, errors = publish(root)
    assert (status, errors) == (0, "")
    assert "gone;" in told
    assert b"lighthouse" not in b"".join(read_files(root / "public").values())
    assert not (root / "public/briefings/2024-03-01-lighthouse").exists()


def test_nothing_is_published_where_a_record_is_wrong(tmp_path: Path) -> None:
    """The problems are printed, exit status 1, and the old site stays. So it is with `mkdocs build`."""
    root = write_site(tmp_path, SITE)
    assert publish(root)[0] == 0
    build = "from mkdocs.__main__ import cli; cli()"
    assert process(root, "build", "--quiet", code=build).returncode == 0
    (root / RECORD).write_text(TEXT.replace("event:", "evnt:"), "utf-8")
    before = {name: read_files(root / name) for name in ("public", "site")}
    status, told, errors = publish(root)
    assert (status, told) == (1, "")
    assert "did you mean `event`?" in errors
    assert errors.endswith("The records have problems; nothing was published.\n")
    assert process(root, "build", "--quiet", code=build).returncode == 1
    assert {name: read_files(root / name) for name in ("public", "site")} == before


def test_a_template_that_prints_too_much_stops_it(tmp_path: Path) -> None:
    """Page and words are named; the old site stays."""
    text = TEXT.replace("cutoff:", "note_internal: Our man in the harbour saw the boat\ncutoff:")
    config = "site_name: T\ntheme:\n  name: mkdocs\nplugins:\n  - onrecord:\n      templates: templates\n"
    template = "# Data\n\nOur man in the harbour saw the boat. See [that](nowhere.md).\n"
    root = write_site(
        tmp_path, {**SITE, RECORD: text, "mkdocs.yml": config.replace("templates: templates", "home: true")}
    )
    assert publish(root)[0] == 0
    before = read_files(root / "public")
    write_site(root, {"mkdocs.yml": config, "templates/data.md.j2": template})
    status, told, errors = publish(root)
    assert (status, told) == (1, "")
    assert (
        f"data/index.html shows words of what {RECORD} has for the desk alone: “our man in the harbour"
        in errors
    )
    assert "data/index.html: the link nowhere.md leads to nothing\n" in errors
    assert errors.endswith("Nothing was published: what was built may not be published.\n")
    assert read_files(root / "public") == before


def test_a_warning_stops_it_where_it_is_to(tmp_path: Path) -> None:
    """With --strict; else it is told alone."""
    root = write_site(tmp_path, {**SITE, "docs/other.md": "# Other\n\n[gone](gone.md)\n"})
    config = (root / "mkdocs.yml").read_text("utf-8")
    unchecked = config.replace("- onrecord", "- onrecord:\n      unchecked_links: gone.md")
    (root / "mkdocs.yml").write_text(unchecked, "utf-8")
    status, told, errors = publish(root, "--strict")
    assert (status, told) == (1, "")
    assert "WARNING" in errors
    assert "gone.md" in errors
    assert errors.endswith("Nothing was published: the build stopped.\n")
    assert not (root / "public").exists()
    status, told, errors = publish(root)
    assert status == 0
    assert "WARNING" in errors


def test_floors_stop_it(tmp_path: Path) -> None:
    """With the table and what was expected of it; --expect says that it is meant."""
    records = {
        f"briefings/2024-02-{day:02}-raid.yml": TEXT.replace("2024-01-20", f"2024-02-{day:02}")
        for day in range(1, 9)
    }
    root = write_site(tmp_path, {**SITE, **records})
    assert publish(root)[0] == 0
    for name in list(records)[:4]:
        (root / name).unlink()
    status, _, errors = publish(root)
    assert status == 1
    assert "incidents: 5 instead of 9 (-44 %); 8 to 14 are expected\n" in errors
    status, told, _ = publish(root, "--expect")
    assert status == 0
    assert "Expected: incidents: 5 instead of 9 (-44 %); 8 to 14 are expected\n" in told


def test_a_folder_that_cannot_be_published_into_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a line or two, with exit status 2."""
    root = write_site(tmp_path, SITE)
    monkeypatch.chdir(root)
    result = run("publish", "docs/public")
    assert result.exit_code == 2
    assert "docs/public cannot be published into; nothing was written." in result.output
    (root / "public").mkdir()
    (root / "public/letter.txt").write_text("Dear editor", "utf-8")
    result = run("publish", "public")
    assert result.exit_code == 2
    assert "is not empty and was not published by onrecord" in result.output


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words, with exit status 2."""
    root = write_site(tmp_path, SITE)
    monkeypatch.chdir(root)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command, "publish_site", full)
    result = run("publish", "public")
    assert result.exit_code == 2
    assert "No space left on device: nothing was published; make room, and publish again" in result.output


def test_many_reasons_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first twenty are printed."""
    root = write_site(tmp_path, SITE)
    monkeypatch.chdir(root)

    def faulty(*_: object) -> None:
        raise command.StoppedError("it is wrong", [f"reason {number}" for number in range(30)])

    monkeypatch.setattr(command, "publish_site", faulty)
    result = run("publish", "public")
    assert result.exit_code == 1
    assert result.stderr == (
        "".join(f"reason {number}\n" for number in range(20))
        + "… and 10 more\nNothing was published: it is wrong.\n"
    )


_SLOW = (
    "import pathlib, time\n\ndef on_pre_build(**_):\n    pathlib.Path('slow').touch()\n    time.sleep(60)\n"
)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal ends processes in another way here")
def test_ctrl_c_leaves_the_old_site(tmp_path: Path) -> None:
    """In the middle of a build, without a traceback."""
    root = write_site(tmp_path, SITE)
    assert publish(root)[0] == 0
    before = read_files(root / "public")
    config = (root / "mkdocs.yml").read_text("utf-8")
    write_site(root, {"slow.py": _SLOW, "mkdocs.yml": f"{config}hooks:\n  - slow.py\n"})
    code = "from onrecord.cli import main; main(prog_name='onrecord')"
    with subprocess.Popen(
        [sys.executable, "-c", code, "publish", "public"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(Path(str(command.__file__)).parents[2])},
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    ) as publishing:
        while not (root / "slow").exists() and publishing.poll() is None:
            time.sleep(0.05)
        os.killpg(publishing.pid, signal.SIGINT)
        assert publishing.stderr is not None
        log = publishing.stderr.read()
    assert publishing.returncode == 1, log
    assert b"Traceback" not in log
    assert b"Aborted!" in log
    assert read_files(root / "public") == before
    assert json.loads((root / "public/.onrecord-publish.json").read_bytes())["files"]
    assert not (root / ".public.onrecord/new").exists()
