"""What may be written to a log: events and references, never a person's words or name."""

import logging
import re
from typing import Any

# The secret of a link to sign, the code of a printed form and that of a private calendar stand in
# the address of one page.
_SECRET = re.compile(r"^(/[^/]+/(?:sign/(?:paper/)?|calendar/))[^/]{8,}.*$", re.DOTALL)


class NoPersonalData(logging.Filter):
    """Strip from each record what could carry personal data.

    Exception messages often quote the value that broke (a name, a date of birth), so only the
    exception's class and where it was raised are kept. Query strings and the secrets of links are
    cut from request lines.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        if record.exc_info and record.exc_info[0] is not None:
            record.msg = f"{record.msg} [{_where(record.exc_info)}]"
            record.exc_info = None
            record.exc_text = None
        if record.args:
            record.args = _cut(record.args)
        return True


def _cut(args: Any) -> Any:
    if isinstance(args, tuple):
        return tuple(_without_query(a) for a in args)
    if isinstance(args, dict):
        return {key: _without_query(value) for key, value in args.items()}
    return args


def _without_query(value: Any) -> Any:
    if not isinstance(value, str) or not value.startswith("/"):
        return value
    return _SECRET.sub(r"\1…", value.split("?", 1)[0])


def _where(exc_info: Any) -> str:
    kind, _error, trace = exc_info
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = (
        f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}"
        if trace
        else "?"
    )
    return f"{kind.__name__} at {place}"


def configuration(level: str) -> dict[str, Any]:
    """Logging as JSON lines on standard error, for Django's LOGGING setting."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"no_personal_data": {"()": "esafety.logs.NoPersonalData"}},
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
                "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
            }
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "filters": ["no_personal_data"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"level": "INFO"},
            "django.server": {"handlers": [], "propagate": True},
            "fontTools": {"level": "ERROR"},
            "weasyprint": {"level": "ERROR"},
        },
    }
