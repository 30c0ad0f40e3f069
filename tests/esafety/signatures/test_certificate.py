"""What the certificate says."""

import json
import re

from esafety.schools.models import Membership
from esafety.signatures import certificate
from esafety.signatures.choices import Means, Part
from esafety.signatures.services.stamping import stamp
from tests.esafety.signatures.signed import PROMISE, signed
from tests.factories.keys import PHRASE, TIME, pkcs12_of
from tests.factories.people import make_guardian, make_person


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_it_says_who_what_when_and_how(oakfield, tom, time_machine):
    time_machine.move_to("2026-07-03 09:30:00Z", tick=False)
    signature = signed(oakfield, tom)

    words = text_of(certificate.html(signature))

    assert "Tom Thorn signed “Staff agreement” on 3 July 2026." in words
    assert "When 3 July 2026, 10:30:00 BST" in words
    assert PROMISE in words
    assert "Signed in with their account" in words
    assert "I promise." in words
    assert signature.code in words
    assert signature.sha256 in words
    assert signature.text.sha256 in words


def test_a_parents_says_for_whom_and_who_entered_it(oakfield, olu):
    child = make_person(oakfield, "Ada Ash")
    signature = signed(
        oakfield,
        olu,
        name="Pia Ash",
        part=Part.PARENT,
        subject=child,
        signer=make_guardian(child, "Pia Ash"),
        means=Means.PAPER,
        entered_by=Membership.objects.get(pk=olu.membership_id),
        answers={"School website": "no"},
    )

    words = text_of(certificate.html(signature))

    assert "For Ada Ash" in words
    assert "As a parent or carer" in words
    assert "Entered by, or in the presence of Olu Oak" in words
    assert "School website no" in words


def test_a_group_is_listed_in_words(oakfield, tom):
    group = ["Ann Ash", "Bob O’Bee", "Cy <Cedar>"]
    signature = signed(oakfield, tom, part=Part.GROUP, answers={"participants": group, "from": ""})

    html = certificate.html(signature).partition("</table>")[0]

    assert "<td>Ann Ash, Bob O’Bee and Cy &lt;Cedar&gt;</td>" in html
    assert "[" not in html.partition("</style>")[2]
    assert '<th scope="row">Who is in the group</th>' in html
    assert "Comes from" not in html  # nothing was written there


def test_what_a_form_keeps_by_a_short_name_is_said_in_words(oakfield, tom):
    answers = {"day_on_paper": "2026-11-02", "comes as": "visitor", "from": "Elm Ltd"}

    words = text_of(certificate.html(signed(oakfield, tom, answers=answers)))

    before, _recipe, _record = words.partition("day_on_paper")  # as the record has it
    assert "Comes as visitor Day on the paper form 2 November 2026 Comes from Elm Ltd" in before


def test_it_says_who_stamped_it_and_who_sealed_it(oakfield, tom, authority, settings, tmp_path):
    signature = signed(oakfield, tom)
    assert "Time stamp" not in text_of(certificate.html(signature))

    (tmp_path / "seal.p12").write_bytes(pkcs12_of("Oakfield invented seal"))
    settings.SEAL_KEY_FILE, settings.SEAL_PASSPHRASE = str(tmp_path / "seal.p12"), PHRASE
    stamp(signature_id=signature.pk)
    words = text_of(certificate.html(signature))

    assert f"Time stamp (RFC 3161): {TIME} confirms" in words
    assert "sealed with the key of Oakfield invented seal" in words


def test_the_whole_record_is_printed(oakfield, tom):
    signature = signed(oakfield, tom, name="Tom <b>Thorn</b> " + "ä" * 80)

    html = certificate.html(signature)
    printed = re.search(r"<pre>(.*)</pre>", html, re.DOTALL)[1]
    plain = printed.replace("\n", "").replace("&quot;", '"').replace("&lt;", "<")

    assert json.loads(plain.replace("&gt;", ">")) == json.loads(signature.record)
    assert "<b>" not in html
