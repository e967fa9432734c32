"""ГОСТ Р 34.11-2012 against the examples of RFC 6986 and those of other implementations."""

import random
import time

import pytest

from lib.streebog import streebog256, streebog512

M1 = b"012345678901234567890123456789012345678901234567890123456789012"
# «Се ветри, Стрибожи внуци…», the second example of the standard.
M2 = "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы".encode("cp1251")


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (M1, "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500"),
        (M2, "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50"),
        (b"12345670" * 128, "1906512b86a1283c68cec8419e57113efc562a1d0e95d8f4809542900c416fe4"),
        (
            (b"12345670" * 128)[:539],
            "c98a17f9fadff78d08521e4179a7b2e6275f3b1da88339a3cb961a3514e5332e",
        ),
        (
            bytes.fromhex("0001021584674531") * 128,
            "2eb1306be3e490f18ff0e2571a077b3831c815c46c7d4fdf9e0e26de4032b3f3",
        ),
    ],
    ids=["M1", "M2", "1 KB", "539 bytes", "1 KB binary"],
)
def test_digest_of_256_bits(message, digest):
    assert streebog256(message).hex() == digest


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (
            M1,
            "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
            "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48",
        ),
        (
            M2,
            "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376"
            "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28",
        ),
        (
            (b"12345670" * 128)[:539],
            "d5ad93fbc9ed7abc1cf28d00827a052b40bea74b04c4fd753102c1bcf9f9dad5"
            "142887f8a4cceaa0d64a0a8291592413d6adb956b99138a0023e127ff37bdf08",
        ),
        # messageDigest of the example of SignedData in Р 1323565.1.025–2019: bytes in the order
        # in which a signature carries them.
        (
            "Контрольный пример для структуры SignedData.".encode("cp1251"),
            "51d3c712e905e4121fa3d0e840831d9c1d192e4cead11b9e11465236fd3b03b0"
            "be18a5a21bad9fb9e02b83cb8f0873d350de9dff8da9df77e03241301fb7fb70",
        ),
    ],
    ids=["M1", "M2", "539 bytes", "CMS example"],
)
def test_digest_of_512_bits(message, digest):
    assert streebog512(message).hex() == digest


def test_long_message_overflows_the_sum_of_its_blocks():
    """128 KB: the sum of the blocks passes 512 bits."""
    block = b"121345678" * 7 + b"1234567\n"
    digest = "50e935d725d9359e5991b6b7eba8b3539fca03584d26adf4c827c982ffd49367"
    assert streebog256(block * 4096 + b"12345\n").hex() == digest


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 127, 128])
def test_every_change_of_length_or_of_a_bit_is_seen(length):
    chance = random.Random(length)
    message = chance.randbytes(length)
    digests = {streebog256(message), streebog256(message + b"\0"), streebog256(message + b"\1")}
    if length:
        spoilt = bytearray(message)
        spoilt[chance.randrange(length)] ^= 1 << chance.randrange(8)
        digests.add(streebog256(bytes(spoilt)))
    assert len(digests) == (4 if length else 3)


def test_ordinary_order_is_digested_in_reasonable_time():
    """0.55 s for 300 KB on the machine where this was written."""
    message = b"x" * 100_000
    streebog256(b"")  # the tables
    started = time.process_time()
    streebog256(message)
    assert time.process_time() - started < 1
