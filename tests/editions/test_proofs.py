"""Signatures and time stamps, by programs of the site's choice: made, checked and refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.editions.append import Options, append
from onrecord.editions.audit import Trusted, audit
from onrecord.editions.kept import EditionError, keep
from onrecord.editions.proofs import Checks, ProgramError
from onrecord.editions.site import FOLDER, LIST
from tests.editions.archives import Editions, at, copy
from tests.editions.test_append import bare
from tests.helpers import read_files

ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")


def key(folder: Path, name: str) -> Path:
    """A new SSH key of the test's own."""
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path], check=True)
    return path


def signers(folder: Path, *keys: Path, option: str = "") -> Path:
    """A list of keys that may sign, as a reader writes it."""
    path = folder / "signers"
    lines = (f"desk@archive.example {option} {one.with_suffix('.pub').read_text()}" for one in keys)
    path.write_text("".join(lines))
    return path


def signing(path: Path) -> dict[str, tuple[str, ...]]:
    """The setting that signs with a key."""
    return {"sig": (f"ssh-keygen -Y sign -f {path} -n onrecord {{edition}}",)}


def signed(editions: Editions, folder: Path, *keys: Path | None) -> Path:
    """A site with an edition for each key, unsigned for None."""
    site = bare(copy(editions.newest, folder / "site"))
    for number, one in enumerate(keys, 1):
        old = copy(site, folder / f"old{number}") if number > 1 else None
        append(site, old, Options(proofs=signing(one) if one else {}), at(number))
    return site


def faults(site: Path, checks: Checks) -> list[str]:
    """What an audit with these checks says is wrong."""
    return list(map(str, audit(site, trusted=Trusted({}, checks=checks)).faults))


@ssh
def test_a_signature_of_a_known_key_holds_for_all_editions_before(editions: Editions, tmp_path: Path) -> None:
    """A site may begin to sign late: the newest edition names the sum of the one before."""
    desk = key(tmp_path, "desk key")  # with a blank in its name
    site = signed(editions, tmp_path, None, desk.rename(tmp_path / "desk").with_name("desk"))
    shutil.move(tmp_path / "desk key.pub", tmp_path / "desk.pub")
    found = audit(site, trusted=Trusted({}, checks=Checks(signers(tmp_path, tmp_path / "desk"))))
    assert found.faults == ()
    assert found.checked == ("sig: holds for edition 2, and for each before.",)
    # And without this program, as the guide says.
    done = subprocess.run(
        [
            *("ssh-keygen", "-Y", "verify", "-f", tmp_path / "signers", "-I", "desk@archive.example"),
            *("-n", "onrecord", "-s", site / FOLDER / "2.json.sig"),
        ],
        input=(site / FOLDER / "2.json").read_bytes(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0


@ssh
def test_a_signature_of_an_unknown_key_does_not_hold(editions: Editions, tmp_path: Path) -> None:
    """Anybody can sign; whose key counts the reader decides."""
    desk, stranger = key(tmp_path, "desk"), key(tmp_path, "stranger")
    site = signed(editions, tmp_path, desk, stranger)
    [fault] = faults(site, Checks(signers(tmp_path, desk)))
    assert fault.startswith(f"{FOLDER}/2.json.sig does not hold: the signer of edition 2: ssh-keygen failed")


@ssh
def test_a_signature_of_another_edition_or_purpose_does_not_hold(editions: Editions, tmp_path: Path) -> None:
    """A signature counts for its file and for `onrecord` alone."""
    desk = key(tmp_path, "desk")
    site = signed(editions, tmp_path, desk)
    other = bare(copy(editions.newest, tmp_path / "other"))
    taken = tmp_path / "taken.sig"
    shutil.copy(site / FOLDER / "1.json.sig", taken)
    command = f"{sys.executable} -c \"import shutil; shutil.copy('{taken}', '{{proof}}')\" {{edition}}"
    append(other, None, Options(proofs={"sig": (command,)}), at(3))
    [fault] = faults(other, Checks(signers(tmp_path, desk)))
    assert "the sig of edition 1: ssh-keygen failed" in fault
    mail = bare(copy(editions.newest, tmp_path / "mail"))
    append(mail, None, Options(proofs={"sig": (signing(desk)["sig"][0].replace("onrecord", "file"),)}), at(3))
    [fault] = faults(mail, Checks(signers(tmp_path, desk)))
    assert "does not hold" in fault


@ssh
def test_an_edition_without_a_signature_is_told_to_who_expects_one(
    editions: Editions, tmp_path: Path
) -> None:
    """Else a forger would just leave it out."""
    desk = key(tmp_path, "desk")
    site = signed(editions, tmp_path, desk, None)
    assert faults(site, Checks(signers(tmp_path, desk))) == [f"{FOLDER}/2.json has no proof of the kind sig"]


@ssh
def test_a_key_that_ran_out_holds_for_editions_before(editions: Editions, tmp_path: Path) -> None:
    """What counts is the day of the edition, not of the audit."""
    desk = key(tmp_path, "desk")
    site = signed(editions, tmp_path, desk)
    assert faults(site, Checks(signers(tmp_path, desk, option='valid-before="20261201"'))) == []
    assert len(faults(site, Checks(signers(tmp_path, desk, option='valid-before="20261101"')))) == 1


@ssh
def test_each_changed_byte_of_a_signature_is_found_without_the_key(
    editions: Editions, tmp_path: Path
) -> None:
    """The list has its sum: also of bytes that ssh-keygen passes over."""
    site = signed(editions, tmp_path, key(tmp_path, "desk"))
    path = site / FOLDER / "1.json.sig"
    data = path.read_bytes()
    for index in range(0, len(data), 7):
        path.write_bytes(data[:index] + bytes([data[index] ^ 4]) + data[index + 1 :])
        assert faults(site, Checks()) == [f"{FOLDER}/1.json.sig is not the proof that {LIST} names"]


@openssl
def test_time_stamps_are_kept_beside_and_checked_by_the_reader(editions: Editions, tmp_path: Path) -> None:
    """A request, an answer of an authority, here of a script's own: two commands, one proof."""
    authority(tmp_path)
    reply = (
        f"openssl ts -reply -config {tmp_path}/tsa.cnf -section tsa -queryfile query.tsq "
        f"-inkey {tmp_path}/tsa.key -signer {tmp_path}/tsa.pem -out {{proof}}"
    )
    query = "openssl ts -query -data {edition} -sha256 -cert -no_nonce -out query.tsq"
    site = bare(copy(editions.newest, tmp_path / "site"))
    append(site, None, Options(proofs={"tsr": (query, reply)}), at(1))
    verify = f"openssl ts -verify -data {{edition}} -in {{proof}} -CAfile {tmp_path}/tsa.pem"
    found = audit(site, trusted=Trusted({}, checks=Checks(commands={"tsr": verify})))
    assert (found.faults, found.checked) == ((), ("tsr: holds for edition 1, and for each before.",))
    authority(tmp_path)  # another one of the same name
    [fault] = faults(site, Checks(commands={"tsr": verify}))
    assert fault.startswith(f"{FOLDER}/1.json.tsr does not hold: the tsr of edition 1: openssl failed")


def authority(folder: Path) -> None:
    """A time stamping authority of the test's own."""
    (folder / "tsa.cnf").write_text(
        "[req]\ndistinguished_name = name\n[name]\n[ext]\nbasicConstraints = CA:TRUE\n"
        "extendedKeyUsage = critical,timeStamping\n"
        f"[tsa]\nserial = {folder}/serial\ncrypto_device = builtin\nsigner_digest = sha256\n"
        "default_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n"
    )
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=TSA"),
            *("-config", folder / "tsa.cnf", "-extensions", "ext"),
            *("-keyout", folder / "tsa.key", "-out", folder / "tsa.pem"),
        ],
        check=True,
        capture_output=True,
    )


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("no-such-program-here {edition}", "no-such-program-here is not installed, or not in the path"),
        (f"{sys.executable} -c \"import sys; sys.exit('no key')\" {{edition}}", r"failed \(1\): no key"),
        (f"{sys.executable} -c pass {{edition}}", r"wrote no 4\.json\.sig"),
    ],
)
def test_a_program_that_fails_leaves_nothing(
    editions: Editions, tmp_path: Path, command: str, expected: str
) -> None:
    """No edition is published unsigned because a key was not at hand, and no file is left."""
    site = bare(copy(editions.newest, tmp_path / "site"))
    before = read_files(site)
    with pytest.raises(EditionError, match=expected):
        append(site, editions.site(3), Options(proofs={"sig": (command,)}), at(4))
    assert read_files(site) == before


def test_a_checking_program_that_is_not_there_is_no_fault_of_the_site(
    editions: Editions, tmp_path: Path
) -> None:
    """Nothing is known of the proof then, and the audit says so."""
    site = bare(copy(editions.newest, tmp_path / "site"))
    write = f"{sys.executable} -c \"open('{{proof}}', 'w').write('x')\" {{edition}}"
    append(site, None, Options(proofs={"ots": (write,)}), at(1))
    with pytest.raises(ProgramError, match="no-such-program-here is not installed"):
        faults(site, Checks(commands={"ots": "no-such-program-here {edition}"}))


def test_proofs_stay_with_the_chain(editions: Editions, tmp_path: Path) -> None:
    """The next edition carries those of the editions before, and the source keeps them."""
    first, second = bare(copy(editions.site(3), tmp_path / "1")), bare(copy(editions.newest, tmp_path / "2"))
    write = f"{sys.executable} -c \"open('{{proof}}', 'w').write('x')\" {{edition}}"
    append(first, None, Options(proofs={"ots": (write,)}), at(1))
    keep(first, tmp_path / "kept")
    append(second, None, Options(tmp_path / "kept"), at(2))
    assert (second / FOLDER / "1.json.ots").read_bytes() == b"x"
    assert audit(second).chain.listed[0].proofs.keys() == {"ots"}
    assert audit(second).whole
