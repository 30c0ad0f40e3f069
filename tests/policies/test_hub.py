"""The hub leads to each part that is open to the reader, and to nothing else."""

from policies import hub


def labels(actor):
    return [str(door.label) for door in hub.doors(actor, "oakfield")]


def test_a_lead_has_the_way_to_every_part(oakfield, lena):
    assert labels(lena) == [
        "Policies",
        "Rules",
        "Agreements",
        "Year planner",
        "Read and understood",
        "Registers",
        "Training",
        "Meetings",
        "Surveys",
        "Guidance",
    ]


def test_others_have_the_parts_that_are_theirs(oakfield, tom, gwen):
    assert "Registers" in labels(tom)
    assert {"Meetings", "Surveys"}.isdisjoint(labels(tom))
    assert "Registers" not in labels(gwen)


def test_each_door_opens(oakfield, lena, client_of):
    for door in hub.doors(lena, "oakfield"):
        assert client_of(lena).get(door.url).status_code == 200, door.url
