"""The form H in plain words, the code, and messages."""

from incidents.concerns.forms.telling import ConcernForm
from incidents.concerns.forms.writing import CodeForm, MessageForm, ReplyForm, key_of

__all__ = ["CodeForm", "ConcernForm", "MessageForm", "ReplyForm", "key_of"]
