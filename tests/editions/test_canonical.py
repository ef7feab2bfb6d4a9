"""Canonical JSON and Merkle trees: the texts and sums that their standards give."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from onrecord.editions.canonical import canonical
from onrecord.editions.merkle import leaf, root

#: Leaves and roots of Certificate Transparency's reference implementation.
LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def test_keys_stand_in_the_order_of_their_utf_16_code_units() -> None:
    """The example of RFC 8785, section 3.2.3: a sign beyond the basic plane comes before one at its end."""
    names = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    order = ("\\r", "1", "\u0080", "ö", "\u20ac", "\U0001f600", "\ufb33")
    text = canonical(names).decode()
    assert sorted(order, key=lambda key: text.index(f'"{key}":')) == list(order)


def test_texts_are_escaped_as_little_as_can_be() -> None:
    """The string of RFC 8785, section 3.2.2."""
    value = {
        "string": '\u20ac$\u000f\nA\'B"\\\\"/',
        "literals": [None, True, False],
        "number": 9007199254740991,
    }
    assert canonical(value).decode() == (
        '{"literals":[null,true,false],"number":9007199254740991,'
        '"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


@pytest.mark.parametrize("value", [1.5, 2**53, float("nan"), {1: "a"}, b"x", "\ud800"])
def test_what_has_no_certain_text_is_refused(value: Any) -> None:
    """A fraction, a number that JavaScript rounds, half a surrogate pair: nobody could make the same sum."""
    with pytest.raises(ValueError, match=r"."):
        canonical({"value": value} if value != {1: "a"} else value)


@pytest.mark.parametrize(("number", "expected"), ROOTS.items())
def test_roots_are_those_of_certificate_transparency(number: int, expected: str) -> None:
    """Of its reference implementation's leaves the roots are its own."""
    assert root([leaf(bytes.fromhex(text)) for text in LEAVES[:number]]).hex() == expected


@pytest.mark.parametrize("number", range(1, 34))
def test_a_tree_of_any_size_has_the_shape_of_the_standard(number: int) -> None:
    """RFC 6962 parts a tree at the greatest power of two below its size, again and again."""

    def by_definition(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return leaves[0]
        half = 1 << (len(leaves) - 1).bit_length() - 1
        left, right = by_definition(leaves[:half]), by_definition(leaves[half:])
        return sha256(b"\1" + left + right).digest()

    leaves = [leaf(str(one).encode()) for one in range(number)]
    assert root(leaves) == by_definition(leaves)
