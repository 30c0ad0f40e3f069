"""Checks the evidence file of a signature, and its certificate, with nothing but Python.

python3 check_signature.py evidence.json [certificate.pdf]
"""

import hashlib
import json
import sys
from pathlib import Path


def sha256(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


def holds(kind, digest):  # one row of this kind, about this signature and with this hash
    kept = [(row["object"], row["data"]["sha256"]) for row in rows if row["type"] == kind]
    return kept == [("signature:" + record["code"], digest)]


evidence = json.loads(Path(sys.argv[1]).read_bytes())
record = json.loads(evidence["record"])
rows = [json.loads(entry["row"]) for entry in evidence["audit"]]
checks = {
    "the record has its hash": sha256(evidence["record"]) == evidence["record_sha256"],
    "the words are those of the record": sha256(evidence["text"]) == record["document"]["sha256"],
    "the audit log holds the record": holds("signature.made", evidence["record_sha256"]),
    "each row of the audit log has its hash": bool(rows)
    and all(sha256(entry["row"]) == entry["sha256"] for entry in evidence["audit"]),
}
if "time_stamp" in evidence:
    token = sha256(bytes.fromhex(evidence["time_stamp"]["token"]))
    checks["the audit log holds the time stamp"] = holds("signature.stamped", token)
if len(sys.argv) > 2:
    pdf = sha256(Path(sys.argv[2]).read_bytes())
    checks["the audit log holds the certificate"] = holds("signature.certified", pdf)
for words, fits in checks.items():
    print("yes" if fits else "NO ", words)
print("SHA-256 of the record (compare it with the certificate):", sha256(evidence["record"]))
sys.exit(0 if all(checks.values()) else 1)
