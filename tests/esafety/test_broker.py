"""The broker of files: no message is ever seen half."""

import pytest
from celery import current_app
from kombu import Connection

from esafety.broker import Transport


@pytest.fixture
def folders(tmp_path):
    folders = {"in": tmp_path / "messages", "control": tmp_path / "control"}
    for folder in folders.values():
        folder.mkdir()
    return folders


@pytest.fixture
def queue(folders, tmp_path):
    options = {
        "data_folder_in": str(folders["in"]),
        "data_folder_out": str(folders["in"]),
        "control_folder": str(folders["control"]),
    }
    with Connection("filesystem://", transport_options=options) as connection:
        assert isinstance(connection.transport, Transport)
        with connection.SimpleQueue(tmp_path.name) as queue:  # kombu remembers names
            yield queue


def test_a_message_arrives(queue):
    queue.put({"job": 7})

    assert queue.get(timeout=1).payload == {"job": 7}


def test_a_message_shows_in_the_folder_only_when_it_is_whole(queue, folders, monkeypatch):
    seen = []
    rename = type(folders["in"]).rename

    def look_then_rename(half, whole):
        seen.append([path.name.endswith(".msg") for path in folders["in"].iterdir()])
        return rename(half, whole)

    monkeypatch.setattr(type(folders["in"]), "rename", look_then_rename)
    queue.put({"job": 7})

    assert seen == [[False]]
    assert [path.suffix for path in folders["in"].iterdir()] == [".msg"]


def test_an_empty_message_does_not_stop_the_ones_behind_it(queue, folders, tmp_path):
    (folders["in"] / f"0_torn.{tmp_path.name}.msg").write_text("")
    queue.put({"job": 7})

    assert queue.get(timeout=1).payload == {"job": 7}


def test_the_product_uses_it():
    connection = current_app.connection_for_write("filesystem://")

    assert isinstance(connection.transport, Transport)
