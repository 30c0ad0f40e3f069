"""Notices that a mail did not arrive are read in every shape, and nothing in one can do harm."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety import bounced
from esafety.bounced import Notice
from tests.factories.bounces import EXCHANGE, HEADERS_ONLY, POSTFIX, SHAPES, WITHOUT_STATUS, notice

NUMBER = "<" + "0a" * 20 + "@esafety.example>"
FOUND = (NUMBER.strip("<>"),)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"], ids=["lf", "crlf", "cr"])
def test_the_mail_and_its_status_are_found_in_every_shape(shape, ends):
    raw = notice(NUMBER, shape).replace(b"\n", ends)

    assert bounced.read(raw) == Notice(FOUND, "5.1.1")


@pytest.mark.parametrize(
    ("action", "status", "found"),
    [
        ("Failed", "5.7.1", "5.7.1"),
        ("failed", "5.1.10", "5.1.10"),
        ("failed (nobody there)", "5.0.0 (permanent)", "5.0.0"),
        ("delayed", "4.4.1", ""),
        ("delayed", "5.1.1", ""),
        ("failed", "4.4.7", "4.4.7"),
        ("delivered", "2.0.0", ""),
        ("relayed", "2.0.0", ""),
        ("failed", "5.1.1.1", ""),
        ("failed", "550", ""),
        ("", "", ""),
    ],
)
def test_only_what_failed_for_good_has_a_status(action, status, found):
    for shape in (POSTFIX, EXCHANGE, HEADERS_ONLY):
        assert bounced.read(notice(NUMBER, shape, action, status)) == Notice(FOUND, found)


def test_of_several_recipients_one_whom_it_will_never_reach_is_enough():
    blocks = "Action: delayed\nStatus: 4.2.0\n\nAction: failed\nStatus: 5.2.2"
    raw = notice(NUMBER).replace(b"Action: failed\nStatus: 5.1.1", blocks.encode())

    assert bounced.read(raw) == Notice(FOUND, "5.2.2")


def test_the_mail_itself_counts_before_what_the_notice_answers_to():
    other = NUMBER.replace("0a", "0b")
    raw = b"References: " + other.encode() + b"\n" + notice(NUMBER)

    assert bounced.read(raw).numbers == FOUND


def test_one_that_was_passed_on_is_read_as_well():
    inside = notice(NUMBER).replace(b"\n", b"\r\n")
    raw = b"Subject: Fwd: this came to me\nContent-Type: message/rfc822\n\n" + inside

    assert bounced.read(raw).status == "5.1.1"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\xff\xfe",
        b"Subject: I am on holiday\nIn-Reply-To: " + NUMBER.encode() + b"\n\nBack on Monday.",
        notice(NUMBER, WITHOUT_STATUS),
        notice("no number at all"),
        notice(NUMBER).replace(b"message/delivery-status", b"text/plain"),
        notice(NUMBER).replace(b"message/", b"message/x-"),
        notice(NUMBER)[:700],
        b"Content-Type: message/rfc822\n\n" * 9_000,
        b'Content-Type: multipart/report; boundary="\n\n--\n',
        b"Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n====",
    ],
)
def test_what_is_not_a_notice_is_not_understood(raw):
    assert bounced.read(raw) is None


def test_wrong_encodings_and_foreign_bytes_do_not_hide_what_it_says():
    raw = notice(NUMBER).replace(b"us-ascii", b"x-klingon").replace(b"pia@", b"p\xff\xe9a@")
    raw = raw.replace(b"Subject: Undelivered", b"Subject: =?utf-16?b?/////w==?= \xfe Undelivered")

    assert bounced.read(raw) == Notice(FOUND, "5.1.1")


def test_however_long_it_is_no_more_than_the_beginning_is_read():
    long = notice(NUMBER) + b"x" * bounced.MOST * 2
    late = b"X: y\n" * bounced.MOST + notice(NUMBER)

    assert bounced.read(long) == Notice(FOUND, "5.1.1")
    assert bounced.read(late) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: message/delivery-status\n\n" + b"\n" * bounced.MOST,
        b"Content-Type: message/delivery-status\n\n" + b"\r" * bounced.MOST,
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n" * bounced.MOST,
        b"Content-Type: multipart/report" + b";a=b" * bounced.MOST,
        b"Message-ID: " + b"(<" * bounced.MOST,
    ],
)
def test_one_that_is_made_to_be_slow_is_not(raw):
    began = time.process_time()

    assert bounced.read(raw) is None

    assert time.process_time() - began < 5


@given(st.binary(max_size=2_000))
def test_no_bytes_raise(raw):
    assert bounced.read(raw) is None or bounced.read(raw).numbers


@given(
    shape=st.sampled_from(list(SHAPES.values())),
    cuts=st.lists(st.tuples(st.integers(0, 3_500), st.integers(0, 40), st.binary(max_size=60))),
)
def test_no_damage_to_a_real_one_raises(shape, cuts):
    raw = notice(NUMBER, shape)
    for at, length, other in cuts:
        raw = raw[:at] + other + raw[at + length :]

    found = bounced.read(raw)

    assert found is None or (found.numbers and all(map(str.strip, found.numbers)))


_WORDS = st.sampled_from(
    ["Content-Type", "Message-ID", "Action", "Status", "failed", "5.1.1", "multipart/report",
     "message/delivery-status", "message/rfc822", "text/rfc822-headers", "message/global-headers",
     "boundary", "--", "--x", ":", ";", "=", '"', "<", ">", "@", "(", "\n", "\n\n", "\r\n", " ",
     "charset", "utf-7", "=?utf-8?b?", "?=", "Content-Transfer-Encoding", "base64", "\ud800"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=80))
def test_no_order_of_its_own_words_raises(words):
    bounced.read("".join(words).encode(errors="surrogatepass"))
