"""What was published before, from the frozen data of editions alone: a first number stands."""

from collections.abc import Sequence
from typing import Any

from incidents.choices import Group
from reports.figures.whole import Rows

Column = dict[str, Any]


class Published:
    """The columns of published editions by term or year, with their names: of each the one that its
    own report published last, else the first that was published beside another. `counted`: who
    counted each, as members. `unseen`: the terms that only `hidden` editions have printed, which
    the drafter may not see; they are neither shown nor counted again."""

    def __init__(
        self, editions: Sequence[dict[str, Any]], hidden: Sequence[dict[str, Any]] = ()
    ) -> None:
        self.days = {data["columns"][0]["term"]: data["day"] for data in editions}
        """Of each report of its own: the day of which its first edition tells how things stood."""
        own = [data["columns"][0] for data in editions]
        self.columns: dict[str, Column] = {column["term"]: column for column in own}
        self._kinds: dict[str, dict[str, str]] = {}
        self._actions: dict[str, dict[str, str]] = {}
        self._labels: dict[str, str] = {}
        self.counted = {data["columns"][0]["term"]: _by(data, 0) for data in editions}
        for data in editions:
            for place, column in enumerate(_columns(data)):
                if column["term"] not in self.columns:
                    self.columns[column["term"]] = column
                    self.counted[column["term"]] = _by(data, place)
            self._kinds |= {kind["code"]: kind for kind in data["kinds"]}
            self._actions |= {one["key"]: one for one in data.get("actions", ())}
            self._labels |= data.get("labels", {})
        printed = {column["term"] for data in hidden for column in _columns(data)}
        self.unseen = printed - self.columns.keys()

    def let_go(self, term: str) -> tuple[Column | None, list[int]]:
        """The column that a correction is made beside, with who counted it: it is counted again."""
        return self.columns.pop(term, None), self.counted.pop(term, [])

    def names(self, rows: Rows, labels: dict[str, str], shown: Sequence[Column]) -> dict[str, Any]:
        """What the rows of the tables are called: those counted now, then those that a published
        column shown beside them has a number for."""
        kinds = {k.code: {"code": k.code, "label": k.label, "group": k.group} for k in rows.kinds}
        actions = {a.key: {"key": a.key, "label": a.label} for a in rows.actions}
        old = {c: k for c, k in self._kinds.items() if c not in kinds and _has(shown, f"type.{c}")}
        order = list(Group.values)
        known = {key: words for key, words in (self._labels | labels).items() if _any(shown, key)}
        return {
            "kinds": sorted(
                [*kinds.values(), *old.values()], key=lambda k: order.index(k["group"])
            ),
            "actions": [
                one
                for key, one in (self._actions | actions).items()
                if _any(shown, f"sanction.{key}")
            ],
            "labels": known,
        }


def _columns(data: dict[str, Any]) -> list[Column]:
    return [*data["columns"], *data.get("trend", ())]


def _by(data: dict[str, Any], place: int) -> list[int]:
    found: list[int] = data.get("counted_by", {}).get(_columns(data)[place]["term"], [])
    return found


def _has(shown: Sequence[Column], key: str) -> bool:
    return any(column["cells"].get(key, 0) != 0 for column in shown)


def _any(shown: Sequence[Column], start: str) -> bool:
    """Whether a column has a number other than nought under that name or one that begins so."""
    return any(
        (key == start or key.startswith(f"{start}.")) and cell != 0
        for column in shown
        for key, cell in column["cells"].items()
    )
