"""What a copy of a record bears: a picture of the reader's name, and a hash of the words."""

import hashlib
from base64 import b64decode
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from esafety import copies

AT = datetime(2026, 11, 3, 14, 5, tzinfo=ZoneInfo("Europe/London"))


def drawn(reader):
    head, _comma, body = copies.across(reader, AT).partition(",")
    assert head == "data:image/svg+xml;base64"
    return b64decode(body).decode()


def test_the_readers_name_and_the_time_go_across_the_page():
    assert ">Copy of Lena Larch, 3 Nov 2026 14:05</text>" in drawn("Lena Larch")


def test_a_name_is_no_markup():
    assert ">Copy of &lt;b&gt; &amp; Sons, 3 Nov 2026 14:05</text>" in drawn("<b> & Sons")


@pytest.mark.parametrize(("letters", "size"), [(1, "33"), (20, "20"), (200, "18")])
def test_a_long_name_is_written_smaller(letters, size):
    assert f'font-size="{size}"' in drawn("L" * letters)


def test_the_hash_is_of_the_canonical_json_whatever_the_order():
    assert copies.digest({"b": [1], "a": "é"}) == copies.digest({"a": "é", "b": [1]})
    assert copies.digest({"a": "é"}) == hashlib.sha256('{"a":"é"}'.encode()).hexdigest()
