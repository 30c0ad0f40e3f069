"""Which misuse fits an incident's types: the one place that says so. Codes of the seed grids; a
school's own types and rows are offered without a suggestion."""

from collections.abc import Iterable

from incidents.sanctions.choices import Grid

# By type of incident (spec/forms.md), the likeliest misuse first.
_FITTING: dict[str, dict[str, tuple[str, ...]]] = {
    Grid.PUPILS: {
        "age_inappropriate": ("non_educational_sites", "offensive_material"),
        "hate": ("offensive_message", "offensive_material"),
        "pornography": ("offensive_material", "unreported_accident"),
        "violence": ("offensive_material",),
        "terrorism": ("illegal_material",),
        "drugs_or_bombs": ("illegal_material",),
        "grooming": ("illegal_material", "offensive_message"),
        "bullying": ("offensive_message",),
        "chain_or_threat": ("offensive_message", "social_messaging"),
        "sexting_or_abuse_images": ("illegal_material",),
        "images_without_permission": ("mobile_or_camera", "copyright_or_data"),
        "disrepute": ("disrepute",),
        "impersonation": ("disrepute", "offensive_message"),
        "others_account": ("using_pupil_account", "using_staff_account", "sharing_login"),
        "bypassing_security": ("bypassing_filter",),
        "hacking_or_viruses": ("damaging_data", "bypassing_filter"),
        "copyright": ("copyright_or_data", "up_or_downloading"),
        "gambling": ("non_educational_sites",),
    },
    Grid.LEVELS: {
        "age_inappropriate": ("browsing", "games", "inappropriate_search"),
        "hate": ("viewing_offensive", "distributing", "inappropriate_email"),
        "pornography": ("viewing_offensive", "distributing"),
        "violence": ("viewing_offensive", "distributing"),
        "terrorism": ("inappropriate_search", "distributing"),
        "drugs_or_bombs": ("inappropriate_search",),
        "bullying": ("inappropriate_email",),
        "chain_or_threat": ("inappropriate_email",),
        "sexting_or_abuse_images": ("distributing",),
        "others_account": ("others_account", "known_password", "lent_account"),
        "bypassing_security": ("inappropriate_search", "unauthorised_admin"),
        "hacking_or_viruses": ("hacking", "disabling", "installing"),
        "copyright": ("installing",),
        "gambling": ("browsing", "games"),
    },
    Grid.STAFF: {
        "age_inappropriate": ("excessive_personal_use",),
        "hate": ("offensive_message", "offensive_material"),
        "pornography": ("offensive_material", "unreported_accident"),
        "violence": ("offensive_material",),
        "terrorism": ("illegal_material",),
        "drugs_or_bombs": ("illegal_material",),
        "grooming": ("illegal_material", "contacting_pupils"),
        "bullying": ("offensive_message",),
        "chain_or_threat": ("offensive_message",),
        "sexting_or_abuse_images": ("illegal_material",),
        "images_without_permission": ("careless_personal_data", "professional_standing"),
        "disrepute": ("disrepute", "professional_standing"),
        "impersonation": ("disrepute",),
        "others_account": ("sharing_login",),
        "bypassing_security": ("bypassing_filter", "deliberate_security_breach"),
        "hacking_or_viruses": ("damaging_data", "damaging_equipment"),
        "copyright": ("copyright_or_licence", "up_or_downloading"),
        "gambling": ("excessive_personal_use",),
    },
}


def fitting(grid: str, types: Iterable[str]) -> list[str]:
    """The codes of the misuse that an incident of these types may be, the likeliest first."""
    by_type = _FITTING.get(grid, {})
    lists = [by_type.get(code, ()) for code in types]
    longest = max(map(len, lists), default=0)
    in_turn = [codes[n] for n in range(longest) for codes in lists if n < len(codes)]
    return list(dict.fromkeys(in_turn))
