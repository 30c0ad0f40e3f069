"""Telling members that something waits for them: on screen, by mail, in a daily digest.

`from esafety.notices import services as notices; notices.tell(...)` inside the transaction of an
act; `esafety.notices.kinds.register(...)` gives a kind its words and its page.
"""
