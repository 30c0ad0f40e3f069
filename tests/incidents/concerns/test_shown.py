"""Whether a code may be shown again."""

from uuid import uuid4

from incidents.concerns import shown


def test_it_is_over_once_the_code_is_kept(db):
    mine, other = uuid4(), uuid4()
    shown.end(mine)

    assert shown.is_over(mine)
    assert not shown.is_over(other)


def test_a_cache_that_is_down_shows_the_code(settings, caplog):
    broken = "django.core.cache.backends.db.DatabaseCache"  # its table is not there; no database
    settings.CACHES = {"default": {"BACKEND": broken, "LOCATION": "nowhere"}}
    key = uuid4()

    shown.end(key)

    assert not shown.is_over(key)
    assert "codes are shown for ten minutes" in caplog.text
    assert str(key) not in caplog.text
