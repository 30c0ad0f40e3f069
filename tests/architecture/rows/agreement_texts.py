"""Rows of the words of agreements: everyone reads; those who write them have a draft open."""

from aup.services import drafting
from aup.views.text_pages import find_agreement
from tests.architecture.row import EVERYONE, LEADERS

_WRITE = LEADERS

TABLE = {
    **{
        f"aup:{name}": EVERYONE
        for name in (
            "versions",
            "version",
            "version_pdf",
            "compare_versions",
            "pictures_page",
            "pictures_pdf",
        )
    },
    **{
        f"aup:{name}": _WRITE
        for name in (
            "begin_draft",
            "edit_draft",
            "preview_draft",
            "publish_draft",
            "drop_draft",
            "translations",
            "translate",
        )
    },
}


def args(world):
    school = world.school.slug
    drafting.begin(agreement=find_agreement("visitors"), by=world.actors["lena"])
    drafts = ("begin_draft", "edit_draft", "preview_draft", "publish_draft", "drop_draft")
    return {
        **{f"aup:{name}": [school, "visitors"] for name in ("versions", "compare_versions")},
        **{f"aup:{name}": [school, "visitors", 1] for name in ("version", "version_pdf")},
        **{f"aup:{name}": [school, "pupils-early"] for name in ("pictures_page", "pictures_pdf")},
        **{f"aup:{name}": [school, "visitors"] for name in drafts},
        "aup:translations": [school, "visitors", 1],
        "aup:translate": [school, "visitors", 1, "pl"],
    }
