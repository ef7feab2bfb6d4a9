"""Signatures and time stamps of an edition, by programs of the site's or the reader's choice.

A command line names the edition as ``{edition}``, a file, and its proof as ``{proof}``, a file beside it. No
shell reads it. Keys are the programs' affair: none is read or written here.
"""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.editions.chain import Edition

SSH = "sig"
"""The ending of signatures that ``ssh-keygen`` makes."""
NAMESPACE = "onrecord"
"""For what an SSH signature is given: one made for e-mail or git counts for nothing here."""
_SECONDS = 120


class ProofError(Exception):
    """A program is not there, or did not do what was asked; the message says which, and what it said."""


class ProgramError(ProofError):
    """A program cannot be run, so that nothing is known of the proof."""


@dataclass(frozen=True, slots=True)
class Checks:
    """How a reader checks proofs: with a list of SSH keys, and command lines by the endings of proofs."""

    allowed_signers: Path | None = None
    commands: Mapping[str, str] | None = None

    @property
    def endings(self) -> tuple[str, ...]:
        """Of the proofs that it can check."""
        return (*((SSH,) if self.allowed_signers else ()), *(self.commands or ()))


def make(edition: Edition, commands: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
    """The proofs of an edition by their endings; commands run in a folder of their own. Raises ProofError."""
    made: dict[str, bytes] = {}
    with TemporaryDirectory(prefix="onrecord-") as temporary:
        folder = Path(temporary)
        for ending, lines in commands.items():
            path, proof = _placed(folder, edition, ending)
            for line in lines:
                _run(_arguments(line, path, proof), folder, f"the {ending} of edition {edition.number}")
            try:
                made[ending] = proof.read_bytes()
            except OSError:
                made[ending] = b""
            if not made[ending]:
                raise ProofError(
                    f"the command for the {ending} of an edition wrote no {proof.name}; "
                    f"its command line has to name {{proof}}: {lines[-1]}"
                )
    return made


def check(edition: Edition, ending: str, proof: bytes, checks: Checks) -> None:
    """Checks a proof. Raises ProofError where it does not hold, ProgramError where nobody can tell."""
    with TemporaryDirectory(prefix="onrecord-") as temporary:
        folder = Path(temporary)
        path, beside = _placed(folder, edition, ending)
        beside.write_bytes(proof)
        what = f"the {ending} of edition {edition.number}"
        if line := (checks.commands or {}).get(ending):
            _run(_arguments(line, path, beside), folder, what)
        elif checks.allowed_signers:
            _check_ssh(edition, path, beside, checks.allowed_signers.resolve(), what)


def _check_ssh(edition: Edition, path: Path, signature: Path, signers: Path, what: str) -> None:
    # A key that has run out since was good when the edition was made.
    at = f"-Overify-time={edition.at:%Y%m%d%H%M%SZ}"
    common = ("ssh-keygen", "-Y")
    about = ("-f", str(signers), "-s", str(signature), at)
    names = _run([*common, "find-principals", *about], path.parent, f"the signer of edition {edition.number}")
    signer = names.decode("utf-8", "replace").split("\n")[0].strip()
    arguments = [*common, "verify", "-I", signer, "-n", NAMESPACE, *about]
    _run(arguments, path.parent, what, given=path.read_bytes())


def _placed(folder: Path, edition: Edition, ending: str) -> tuple[Path, Path]:
    path = folder / f"{edition.number}.json"
    path.write_bytes(edition.canonical)
    return path, path.with_name(f"{path.name}.{ending}")


def _arguments(line: str, edition: Path, proof: Path) -> list[str]:
    """A command line in parts. The paths go in afterwards: they may hold blanks."""
    names = {"{edition}": str(edition), "{proof}": str(proof)}
    parts = shlex.split(line)
    for name, path in names.items():
        parts = [part.replace(name, path) for part in parts]
    return [str(Path(part).expanduser()) if part.startswith("~/") else part for part in parts]


def _run(arguments: list[str], folder: Path, what: str, *, given: bytes = b"") -> bytes:
    """What a program prints. Raises ProofError."""
    program = arguments[0]
    try:
        done = subprocess.run(
            arguments, cwd=folder, input=given, capture_output=True, timeout=_SECONDS, check=False
        )
    except FileNotFoundError:
        raise ProgramError(f"{what}: the program {program} is not installed, or not in the path") from None
    except OSError as error:
        raise ProgramError(f"{what}: {program} cannot be run: {error.strerror}") from None
    except subprocess.TimeoutExpired:
        raise ProgramError(f"{what}: {program} did not end within {_SECONDS} seconds") from None
    if done.returncode:
        raise ProofError(f"{what}: {program} failed ({done.returncode}): {_said(done.stdout, done.stderr)}")
    return done.stdout


def _said(*texts: bytes) -> str:
    """What a program said, in one line."""
    lines: Iterable[str] = (
        line.strip() for text in texts for line in text.decode("utf-8", "replace").splitlines()
    )
    return "; ".join(line for line in lines if line)[:400] or "it does not say why"


def fault(line: str) -> str:
    """What is wrong with a command line of the settings; empty where nothing is."""
    try:
        parts = shlex.split(line)
    except ValueError as error:
        return f"`{line}` cannot be taken apart: {error}"
    return "" if parts else "a command line is empty"
