"""A version that was changed by hand is found, as any other byte is; at random places."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aup.models import AgreementVersion
from aup.services import translating
from aup.verify import versions
from esafety.audit import triggers
from esafety.signatures import evidence, queries
from esafety.signatures.models import Signature
from esafety.signatures.services.certifying import certify
from tests.aup.asked import asked, sign
from tests.factories.people import make_person

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "check_signature.py"
TABLES = (
    "aup_agreementversion", "aup_agreementtranslation", "signatures_signature",
    "signatures_signedtext", "signatures_certificate", "audit_auditevent",
)  # fmt: skip
FLIPPED = (
    ("aup_agreementversion", "text"), ("signatures_signedtext", "body"),
    ("signatures_signature", "record"), ("signatures_certificate", "pdf"),
)  # fmt: skip
SLOWLY = settings(
    deadline=None,
    max_examples=25,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def whole(oakfield, agreed, olu):
    """A signature with its certificate, and the triggers off as for someone with the database."""
    child = make_person(oakfield, "Ada Ash", year_group="8")
    sign(asked(oakfield, child), "own", olu, person=child)
    signature = Signature.objects.get()
    certify(signature_id=signature.pk)
    for table in TABLES:
        triggers.unprotect(connection, table)
    return signature


def by_hand(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def flipped(value, place, bit):
    """The same with one bit of one byte, or of one letter, the other way round."""
    if isinstance(value, str):
        at = place % len(value)
        return value[:at] + chr(ord(value[at]) ^ (1 << bit % 3)) + value[at + 1 :]
    made = bytearray(value)
    made[place % len(made)] ^= 1 << bit
    return bytes(made)


@SLOWLY
@given(which=st.sampled_from(FLIPPED), place=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_one_bit_anywhere_is_found_by_the_command(whole, which, place, bit):
    (table, column), key = which, Signature.objects.get().pk
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, {column} FROM {table} ORDER BY id LIMIT 1")
            key, value = cursor.fetchone()
        kept = value if isinstance(value, str) else bytes(value)
        changed = flipped(kept, place, bit)
        by_hand(f"UPDATE {table} SET {column} = %s WHERE id = %s", changed, key)

        with pytest.raises(CommandError):
            call_command("verify_signatures")
        transaction.set_rollback(True)


@settings(parent=SLOWLY, max_examples=12)
@given(what=st.sampled_from(["record", "text", "pdf"]), place=st.integers(0, 10**6),
       bit=st.integers(0, 7))  # fmt: skip
def test_one_bit_anywhere_is_found_by_the_script(whole, tmp_path, what, place, bit):
    made = queries.certificate_of(whole)
    facts, pdf = json.loads(evidence.file_of(whole, made)), bytes(made.pdf)
    if what == "pdf":
        pdf = flipped(pdf, place, bit)
    else:
        facts[what] = flipped(facts[what], place, bit)
    (tmp_path / "evidence.json").write_text(json.dumps(facts))
    (tmp_path / "certificate.pdf").write_bytes(pdf)

    files = [str(tmp_path / "evidence.json"), str(tmp_path / "certificate.pdf")]
    told = subprocess.run([sys.executable, "-I", str(SCRIPT), *files], capture_output=True)

    assert told.returncode == 1


def problems(school):
    return {one.problem for one in versions(school.pk)}


def test_whole_versions_and_translations_pass(oakfield, agreed, lena, capsys):
    version = AgreementVersion.objects.get(agreement__audience="staff")
    translating.publish(version=version, locale="pl", text="# Zasady\n\nTak.", by=lena)

    assert problems(oakfield) == set()
    call_command("verify_signatures")
    assert "0 signatures, all whole" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE aup_agreementversion SET text = text || ' '", "were changed"),
        ("UPDATE aup_agreementtranslation SET text = text || ' '", "were changed"),
        ("UPDATE aup_agreementversion SET sha256 = 'x'", "were changed"),
        ("UPDATE aup_agreementversion SET number = 7 WHERE material", "are missing"),
        ("DELETE FROM aup_agreementtranslation", "are missing"),
    ],
)  # fmt: skip
def test_what_was_changed_by_hand_is_named(whole, oakfield, lena, statement, problem):
    version = AgreementVersion.objects.get(agreement__audience="staff")
    translating.publish(version=version, locale="pl", text="# Zasady\n\nTak.", by=lena)

    by_hand(statement)

    assert any(problem in one for one in problems(oakfield))


def test_words_changed_along_with_their_hash_are_not_those_of_the_log(whole, oakfield):
    text = "# Others\n\nWords."
    by_hand(
        "UPDATE aup_agreementversion SET text = %s, sha256 = %s",
        text, hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip

    assert problems(oakfield) == {"the audit log holds no such words"}
