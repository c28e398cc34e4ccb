"""Ed25519 in plain Python: the vectors of RFC 8032, section 7.1, and the library beside it."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.verifying.ed25519 import ORDER, is_signed, public_key, sign

pytestmark = pytest.mark.without_database

# Secret key, public key, message, signature.
VECTORS = {
    "test 1": (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    "test 2": (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    "test 3": (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
    "test sha(abc)": (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        (
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
        (
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
            "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
        ),
    ),
}


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_the_vectors_of_the_rfc(vector: tuple[str, str, str, str]) -> None:
    secret, public, message, signature = map(bytes.fromhex, vector)
    assert public_key(secret) == public
    assert sign(secret, message) == signature
    assert is_signed(public, message, signature)
    assert not is_signed(public, message + b"!", signature)


def test_the_library_signs_and_accepts_the_same() -> None:
    for number in range(12):
        secret, message = bytes([number * 17] * 32), bytes(range(number * 11))
        theirs = Ed25519PrivateKey.from_private_bytes(secret)
        assert theirs.public_key().public_bytes_raw() == public_key(secret)
        assert theirs.sign(message) == sign(secret, message)
        theirs.public_key().verify(sign(secret, message), message)
        assert is_signed(public_key(secret), message, theirs.sign(message))


def test_a_signature_has_one_form() -> None:
    secret, public, message, signature = map(bytes.fromhex, VECTORS["test 3"])
    assert len(secret) == 32
    second = int.from_bytes(signature[32:], "little") + ORDER
    again = signature[:32] + second.to_bytes(32, "little")
    assert not is_signed(public, message, again)
    assert not is_signed(public, message, signature[:-1])
    assert not is_signed(public[:-1], message, signature)
    assert not is_signed(b"\xff" * 32, message, signature)
    for at in range(0, 512, 7):
        flipped = bytearray(signature)
        flipped[at // 8] ^= 1 << at % 8
        assert not is_signed(public, message, bytes(flipped))
