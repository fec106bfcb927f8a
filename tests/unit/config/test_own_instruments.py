"""A project's own instruments.yaml, as config.yaml's instruments take it."""

from unit.config.minimal import MINIMAL, mistakes, written

OWN = "instruments:\n  ^RUT: {name: Small 2, owner: The House, tracks: two companies}\nowners: {The House: It is the house's.}\n"


def test_its_owner_marks_and_description_stand(tmp_path):
    (tmp_path / "instruments.yaml").write_text(OWN)
    project = written(tmp_path)
    small, large = project.instruments["small"], project.instruments["large"]
    assert (small.owner, small.tracks, small.marks) == ("The House", "two companies", "It is the house's.")
    assert (large.owner, large.marks) == ("S&P Dow Jones Indices", "")


def test_config_yaml_goes_before_it(tmp_path):
    (tmp_path / "instruments.yaml").write_text(OWN)
    text = MINIMAL.replace("name: Small Companies", "name: Small Companies, owner: Me, tracks: mine")
    small = written(tmp_path, text).instruments["small"]
    assert (small.owner, small.tracks, small.marks) == ("Me", "mine", "")


def test_its_mistakes_are_told_with_those_of_config_yaml(tmp_path):
    (tmp_path / "instruments.yaml").write_text("instruments: {^RUT: {kind: x, url: y}}\n")
    told = mistakes(tmp_path, MINIMAL.replace("market:\n", "market:\n  benchmark: middle\n"))
    assert [line.split(": ")[0] for line in told] == [
        "instruments.yaml:1:28", "instruments.yaml:1:36", "config.yaml:5:14",
    ]  # fmt: skip
