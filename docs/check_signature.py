"""Checks the evidence file of a signature, and its certificate, with nothing but Python.

python3 check_signature.py evidence.json [certificate.pdf]
"""

import hashlib
import json
import sys
from pathlib import Path


def sha256(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


evidence = json.loads(Path(sys.argv[1]).read_bytes())
record = json.loads(evidence["record"])
rows = [json.loads(entry["row"]) for entry in evidence["audit"]]
made = [row for row in rows if row["type"] == "signature.made"]
checks = {
    "the record has its hash": sha256(evidence["record"]) == evidence["record_sha256"],
    "the words are those of the record": sha256(evidence["text"]) == record["document"]["sha256"],
    "the audit log holds the record": len(made) == 1
    and made[0]["object"] == "signature:" + record["code"]
    and made[0]["data"]["sha256"] == evidence["record_sha256"],
    "each row of the audit log has its hash": bool(rows)
    and all(sha256(entry["row"]) == entry["sha256"] for entry in evidence["audit"]),
}
if "time_stamp" in evidence:
    token = sha256(bytes.fromhex(evidence["time_stamp"]["token"]))
    kept = [row["data"]["sha256"] for row in rows if row["type"] == "signature.stamped"]
    checks["the audit log holds the time stamp"] = kept == [token]
if len(sys.argv) > 2:
    pdf = sha256(Path(sys.argv[2]).read_bytes())
    kept = [row["data"]["sha256"] for row in rows if row["type"] == "signature.certified"]
    checks["the audit log holds the certificate"] = kept == [pdf]
for words, fits in checks.items():
    print("yes" if fits else "NO ", words)
print("SHA-256 of the record (compare it with the certificate):", sha256(evidence["record"]))
sys.exit(0 if all(checks.values()) else 1)
