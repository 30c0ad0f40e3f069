"""The longest policy on paper: complete on every page, tagged, nothing cut off at the edge."""

import io
import re

import pikepdf

from policies.documents.choices import Marking
from tests.policies.documents import long_text, walked
from tests.policies.documents.test_printing import printed, words_of


def test_the_longest_policy_is_whole_on_every_page(starter, lena, cora):
    text = long_text.longest()
    policy = walked.made(lena, text=text, marking=Marking.OFFICIAL)
    made = printed(walked.published(policy, lena, cora))

    with pikepdf.open(io.BytesIO(made)) as found:
        count = len(found.pages)
        assert found.Root.MarkInfo.Marked
        sizes = {tuple(sorted(map(float, page.mediabox[2:]))) for page in found.pages}
    assert count >= 60
    assert len(sizes) == 1  # A4, upright or on its side
    leaves = words_of(made).split("\f")[:count]
    for number, leaf in enumerate(leaves, 1):
        assert f"Page {number} of {count}" in leaf
        assert "OFFICIAL" in leaf
        assert len(leaf.split()) > 20
    whole = " ".join(leaves)
    parts = text.count("\n## ") + 1  # the text begins with one
    for number in range(1, parts + 1):
        assert f"Begin{number} " in whole
        assert f"End{number}." in whole
    assert "####" not in whole
    running = re.compile(
        r"^.*(?:Uncontrolled when printed|Oakfield School, Visits).*$", re.MULTILINE
    )
    squeezed = re.sub(r"[\s\f-]", "", running.sub("", whole))
    assert squeezed.count(long_text.LONG_WORD) == parts
    assert squeezed.count(long_text.ADDRESS.replace("-", "")) == parts
