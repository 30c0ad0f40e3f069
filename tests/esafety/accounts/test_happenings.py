"""Listeners are told of what happens to an account."""

from esafety.accounts import happenings


def test_a_listener_is_told_once_however_often_it_asks(monkeypatch):
    monkeypatch.setattr(happenings, "_LISTENERS", [])
    heard = []

    def listener(user_id, type):
        heard.append((user_id, type))

    happenings.listen(listener)
    happenings.listen(listener)
    happenings.tell(7, "account.signed_in")

    assert heard == [(7, "account.signed_in")]
