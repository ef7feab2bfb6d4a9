"""The settings of editions: commands that make proofs, and what is told where they cannot be meant."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.settings import SettingsError, parse_settings

SIGN = "ssh-keygen -Y sign -f ~/.ssh/archive -n onrecord {edition}"


def test_a_proof_has_a_command_or_several() -> None:
    """One line is as good as a list of one."""
    found = parse_settings({"edition_proofs": {"sig": SIGN, "tsr": ["ask {edition}", "take {proof}"]}})
    assert found.edition_proofs == {"sig": (SIGN,), "tsr": ("ask {edition}", "take {proof}")}
    assert parse_settings({"edition_proofs": None}).edition_proofs == {}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (SIGN, "write the ending of the proof and its command, one a line"),
        ({"../sig": SIGN}, "`../sig` is no ending of a proof; write one such as sig, tsr or ots"),
        ({"json": SIGN}, "`json` is no ending of a proof"),
        ({"sig": []}, "`sig` has no command"),
        ({"sig": None}, "`sig` has no command"),
        ({"sig": [3]}, "`sig` has no command"),
        ({"sig": ""}, "sig: a command line is empty"),
        (
            {"sig": "sign 'it {edition}"},
            "sig: `sign 'it {edition}` cannot be taken apart: No closing quotation",
        ),
        ({"sig": "sign it"}, "sig: no command names {edition}, the file that is to be signed"),
    ],
)
def test_a_command_that_cannot_be_meant_is_told(value: Any, expected: str) -> None:
    """When the settings are read, and not when somebody publishes."""
    with pytest.raises(SettingsError) as raised:
        parse_settings({"edition_proofs": value})
    assert f"onrecord: option `edition_proofs`: {expected}" in str(raised.value)
