"""Throw-away keys and certificates, made once a test run, and an authority for time stamps that
signs real tokens with one of them."""

import datetime as dt
import threading
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TIME = "Invented time authority"
PHRASE = "an invented phrase"


def key_pair(name, *, stamps=False):
    """A key and its own certificate, in force over all the school years of the tests."""
    return _made(name, stamps)


@cache
def _made(name, stamps):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    holder = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    use = x509.KeyUsage(True, True, *[False] * 7)
    made = (
        x509.CertificateBuilder()
        .subject_name(holder)
        .issuer_name(holder)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2049, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(use, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if stamps:
        stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        made = made.add_extension(stamping, critical=True)
    return key, made.sign(key, hashes.SHA256())


def pem_of(name, *, stamps=False):
    return key_pair(name, stamps=stamps)[1].public_bytes(serialization.Encoding.PEM)


def asn1_of(name, *, stamps=False):
    der = key_pair(name, stamps=stamps)[1].public_bytes(serialization.Encoding.DER)
    return asn1.Certificate.load(der)


def pkcs12_of(name, phrase=PHRASE):
    key, certificate = key_pair(name)
    lock = serialization.BestAvailableEncryption(phrase.encode())
    return pkcs12.serialize_key_and_certificates(b"seal", key, certificate, None, lock)


class Authority:
    """An authority on this machine. `asked` holds every question; `spoil` changes a question
    before it is answered, `answer_with` is sent instead of an answer."""

    def __init__(self, name=TIME, *, stamps=True):
        from pyhanko.sign.timestamps import DummyTimeStamper

        key = key_pair(name, stamps=stamps)[0].private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        self.signs = DummyTimeStamper(asn1_of(name, stamps=stamps), keys.PrivateKeyInfo.load(key))
        self.asked, self.spoil, self.answer_with = [], lambda question: question, None
        self.url = ""

    def answer(self, body):
        question = tsp.TimeStampReq.load(body)
        self.asked.append(question.native)
        if self.answer_with is not None:
            return self.answer_with
        return 200, self.signs.request_tsa_response(self.spoil(question)).dump()


@contextmanager
def running(authority):
    """The authority, listening at 127.0.0.1."""

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self):
            code, words = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(code)
            if code == 302:
                self.send_header("Location", authority.url + "elsewhere")
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Desk) as server:
        authority.url = f"http://127.0.0.1:{server.server_port}/"
        listening = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        listening.start()
        try:
            yield authority
        finally:
            server.shutdown()
            listening.join()
