"""Any byte changed by hand is found, by the command and by the script that anyone can run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from esafety.audit import triggers
from esafety.signatures import evidence, queries, verify
from esafety.signatures.services.certifying import certify
from esafety.signatures.services.stamping import stamp
from esafety.signatures.services.withdrawing import withdraw
from tests.esafety.signatures.signed import signed

SCRIPT = Path(__file__).resolve().parents[3] / "docs" / "check_signature.py"
_KINDS = ("signedtext", "signature", "withdrawal", "certificate", "timestamp")
TABLES = [f"signatures_{name}" for name in _KINDS]


@pytest.fixture
def whole(oakfield, tom, olu, authority):
    """Two signatures with time stamps and certificates, one withdrawn, and the triggers off as for
    someone with the database."""
    one, other = signed(oakfield, tom), signed(oakfield, olu)
    for signature in (one, other):
        stamp(signature_id=signature.pk)
        certify(signature_id=signature.pk)
    withdraw(signature=other, reason="I left.", by=olu)
    for table in (*TABLES, "audit_auditevent"):
        triggers.unprotect(connection, table)
    return one


def by_hand(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_whole_signatures_pass(whole, capsys):
    call_command("verify_signatures")

    assert "2 signatures, all whole" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE signatures_signedtext SET body = body || ' '", "the words were changed"),
        ("UPDATE signatures_signedtext SET title = 'X'", "a column says something else"),
        ("UPDATE signatures_signature SET record = record || ' '", "the record was changed"),
        ("UPDATE signatures_signature SET record = '{'", "a column says something else"),
        ("UPDATE signatures_signature SET name = 'X'", "a column says something else"),
        ("UPDATE signatures_signature SET means = 'paper'", "a column says something else"),
        ("UPDATE signatures_signature SET sha256 = 'x'", "holds another hash"),
        (
            "UPDATE signatures_signature SET code_key = 'x' || substr(code_key, 2)",
            "found by another code",
        ),
        ("UPDATE signatures_signature SET audit_seq = 99", "is missing or holds another"),
        ("UPDATE signatures_certificate SET sha256 = 'x'", "the certificate was changed"),
        ("UPDATE signatures_certificate SET audit_seq = 99", "holds no such certificate"),
        ("DELETE FROM signatures_certificate", "the certificate is missing"),
        ("UPDATE signatures_timestamp SET sha256 = 'x'", "the time stamp was changed"),
        ("UPDATE signatures_timestamp SET audit_seq = 99", "holds no such time stamp"),
        ("UPDATE signatures_timestamp SET authority = 'x'", "something else than the time stamp"),
        ("DELETE FROM signatures_timestamp", "the time stamp is missing"),
        ("UPDATE signatures_withdrawal SET reason = 'x'", "its withdrawal was changed"),
        ("DELETE FROM signatures_withdrawal", "its withdrawal was changed, or is missing"),
        (
            "UPDATE audit_auditevent SET actor = 'member:0' WHERE type = 'signature.made'",
            "is missing or holds another",
        ),
    ],
)
def test_what_was_changed_by_hand_is_named(whole, statement, problem, capsys):
    by_hand(statement)

    with pytest.raises(CommandError):
        call_command("verify_signatures")

    assert problem in capsys.readouterr().out


def test_every_byte_of_a_certificate_counts(whole):
    made = queries.certificate_of(whole)
    for place in range(0, len(made.pdf), len(made.pdf) // 20):
        changed = bytearray(made.pdf)
        changed[place] ^= 1
        by_hand("UPDATE signatures_certificate SET pdf = %s WHERE id = %s", bytes(changed), made.pk)

        assert (
            verify.Broken(whole.code, "the certificate was changed")
            in (verify.verify(whole.school_id)[1])
        )


def test_a_time_stamp_of_another_signature_is_found(whole):
    """Even by someone who writes the token of another record, its hash and its moment."""
    by_hand(
        "UPDATE signatures_timestamp SET (token, sha256, stamped_at) ="
        " (SELECT token, sha256, stamped_at FROM signatures_timestamp WHERE signature_id <> %s)",
        whole.pk,
    )

    problem = "the time stamp was changed, or is of something else"
    assert verify.Broken(whole.code, problem) in verify.verify(whole.school_id)[1]


def test_a_signature_that_was_taken_out_is_missed(whole):
    by_hand("DELETE FROM signatures_certificate")
    by_hand("DELETE FROM signatures_timestamp")
    by_hand("DELETE FROM signatures_withdrawal")
    by_hand("DELETE FROM signatures_signature")

    _number, broken = verify.verify(whole.school_id)

    assert "the signature is missing" in {one.problem for one in broken}
    assert verify.schools() == [whole.school_id]


def run(folder, evidence_file, pdf=None):
    (folder / "evidence.json").write_bytes(evidence_file)
    words = [sys.executable, "-I", str(SCRIPT), str(folder / "evidence.json")]
    if pdf is not None:
        (folder / "certificate.pdf").write_bytes(pdf)
        words.append(str(folder / "certificate.pdf"))
    return subprocess.run(words, capture_output=True, text=True, cwd=folder)


def test_the_script_says_yes_to_whole_evidence(whole, tmp_path):
    made = queries.certificate_of(whole)

    told = run(tmp_path, evidence.file_of(whole, made), bytes(made.pdf))

    assert told.returncode == 0, told.stdout + told.stderr
    assert whole.sha256 in told.stdout
    assert told.stdout.count("yes") == 6


def test_the_script_needs_no_certificate(whole, tmp_path):
    assert run(tmp_path, evidence.file_of(whole, None)).returncode == 0


@pytest.mark.parametrize("name", ["record", "text", "record_sha256", "audit", "time_stamp", "pdf"])
def test_the_script_finds_every_change(whole, tmp_path, name):
    made = queries.certificate_of(whole)
    facts, pdf = json.loads(evidence.file_of(whole, made)), bytearray(made.pdf)
    if name == "pdf":
        pdf[100] ^= 1
    elif name == "time_stamp":
        facts[name]["token"] = "00" + facts[name]["token"][2:]
    elif name == "audit":
        facts["audit"][0]["row"] = (
            facts["audit"][0]["row"].replace("system", "System").replace("member", "Member")
        )
    else:
        facts[name] = facts[name].replace("a", "b", 1)

    assert run(tmp_path, json.dumps(facts).encode(), bytes(pdf)).returncode == 1


@pytest.mark.parametrize("name", ["certificate", "time stamp"])
def test_the_script_wants_the_rows_of_this_signature(whole, tmp_path, name):
    """Nobody is shown the whole certificate or time stamp of another signature."""
    other = queries.signatures().exclude(pk=whole.pk).get()
    pdf = queries.certificate_of(other if name == "certificate" else whole).pdf
    files = [evidence.file_of(one, queries.certificate_of(one)) for one in (whole, other)]
    facts, others = map(json.loads, files)
    kind = "signature.certified" if name == "certificate" else "signature.stamped"
    if name == "time stamp":
        facts["time_stamp"] = others["time_stamp"]
    rows = [one for one in facts["audit"] if f'"{kind}"' not in one["row"]]
    facts["audit"] = rows + [one for one in others["audit"] if f'"{kind}"' in one["row"]]

    told = run(tmp_path, json.dumps(facts).encode(), bytes(pdf))

    assert told.returncode == 1
    assert f"NO  the audit log holds the {name}" in told.stdout.splitlines()
    assert told.stdout.count("NO ") == 1


def test_the_script_stays_short_and_without_our_code():
    lines = SCRIPT.read_text().splitlines()

    assert len(lines) <= 40
    assert {line for line in lines if "import" in line} == {
        "import hashlib", "import json", "import sys", "from pathlib import Path",
    }  # fmt: skip
