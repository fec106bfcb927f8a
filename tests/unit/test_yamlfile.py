"""YAML that remembers lines: nothing guessed, every letter traced back, every complaint with its place."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ConfigError, Mistakes
from reportgen.yamlfile import LIMIT, dotted, parse, place_of, read_text, spots_of

# -- every letter back to its line and column ----------------------------------------------------------------

BLOCK = st.text("ab nt|>-'\"\\{}[]#&*:.é€", min_size=1, max_size=14).filter(lambda s: s == s.strip(" ") and s)
HEADERS = st.sampled_from(["|", "|-", "|+", "| # a word about the text", "|-  # ab {{ nt"])
FOLDED = st.sampled_from([">", ">-", ">+", ">- # a word about the text"])
PLAIN = st.text("abnt'\"{}é|>-", min_size=1, max_size=10).map(lambda s: f"a{s}")
QUOTED = {
    '"': {"n": ["n", "\\x6e"], '"': ['\\"'], "\\": ["\\\\"], "\n": ["\\n"], "\t": ["\\t"], "é": ["é", "\\u00e9"], "x": ["x"],
          "'": ["'"], "t": ["t"], "/": ["/", "\\/"], " ": [" "], "€": ["€"], "😀": ["😀", "\\U0001F600"]},
    "'": {"n": ["n"], '"': ['"'], "\\": ["\\"], "é": ["é"], "x": ["x"], "'": ["''"], "t": ["t"], " ": [" "]},
}  # fmt: skip


def traced(source, key="text", above=("issue",)):
    """Each letter of the value (white space aside) with the line and column that it is traced to."""
    file = parse(source, "config.yaml")
    value = file.content
    for part in (*above, key):
        value = value[part]
    passage = file.passage((*above, key), value)
    places = [(letter, place_of(passage, i)) for i, letter in enumerate(value) if not letter.isspace()]
    assert all(place.file == "config.yaml" for _, place in places)
    return [(letter, place.line, place.column) for letter, place in places]


def test_a_blank_stands_behind_the_letter_before_it():
    """So that the words of a line stand one beside the other, and a mark on them begins where they do."""
    file = parse("issue:\n  text: |\n    gave ground\n    on Tuesday\n", "config.yaml")
    words = "gave ground\non Tuesday\n"
    spots = spots_of(file.passage(("issue", "text"), words))
    assert spots == [*((3, 5 + i) for i in range(12)), *((4, 5 + i) for i in range(11))]


def letters(rows, first_line):
    """The letters of lines, where they stand."""
    return [
        (letter, first_line + i, column)
        for i, row in enumerate(rows)
        for column, letter in enumerate(row, 1)
        if not letter.isspace()
    ]


@given(st.one_of(HEADERS, FOLDED), st.lists(st.one_of(BLOCK, st.just("")), max_size=5), BLOCK, st.booleans())
def test_letters_of_a_block(header, rows, head, more):
    rows = [f"    {row}" if row else "" for row in (head, *rows)]
    after = "  other: x\n" if more else ""
    source = f"first: y\nissue:\n  text: {header}\n" + "\n".join(rows) + f"\n{after}"
    assert traced(source) == letters(rows, 4)


@given(st.lists(PLAIN, min_size=1, max_size=4))
def test_letters_of_plain_words_on_several_lines(rows):
    source = "issue:\n  text: " + "\n     ".join(rows) + "\n  other: x\n"
    lines = source.split("\n")
    own = [(" " * 8 if not i else "") + row[8 if not i else 0 :] for i, row in enumerate(lines[1 : 1 + len(rows)])]
    assert traced(source) == letters(own, 2)


@given(st.data(), st.sampled_from(sorted(QUOTED)))
def test_letters_between_quotation_marks(data, mark):
    forms = QUOTED[mark]
    drawn = data.draw(st.lists(st.sampled_from(sorted(forms)), min_size=1, max_size=12))
    column, source, wanted = 9, "", []
    for letter in drawn:
        raw = data.draw(st.sampled_from(forms[letter]))
        if not letter.isspace():
            wanted.append((letter, 2, column + 1 + len(source)))
        source += raw
    assert traced(f"issue:\n  text: {mark}{source}{mark}\n") == wanted


@given(st.sampled_from("'\""), st.lists(st.text("anx-", min_size=1, max_size=6), min_size=2, max_size=4))
def test_letters_of_quoted_words_on_several_lines(mark, rows):
    source = f"issue:\n  text: {mark}" + "\n    ".join(rows) + f"{mark}\n"
    own = [" " * 9 + rows[0], *(f"    {row}" for row in rows[1:])]
    assert traced(source) == letters(own, 2)


def test_places_shift_with_the_file_around_a_part():
    file = parse("text: ab\nmore: [x, yz]\n", "issue.md", offset=3)
    assert str(place_of(file.passage(("text",), "ab"), 1)) == "issue.md:4:8"
    assert str(file.place(("text",))) == "issue.md:4:7"
    assert str(file.place(("text",), key=True)) == "issue.md:4:1"
    assert str(file.place(("more", 1))) == "issue.md:5:11"
    assert str(file.place(("more", 1), key=True)) == "issue.md:5:11"


def test_what_is_not_there_is_placed_at_what_surrounds_it():
    file = parse("a:\n  b:\n    c: 1\n", "f.yaml")
    assert str(file.place(("a", "b", "nothing", 3))) == "f.yaml:3:5"
    assert str(file.place(("a", "b", "nothing"), key=True)) == "f.yaml:2:3"
    assert str(file.place(("z",))) == "f.yaml:1:1"
    assert file.passage(("z",), "words").file == "f.yaml"


def test_words_that_are_not_in_their_source_do_no_harm():
    file = parse("a: xyz\n", "f.yaml")
    passage = file.passage(("a",), "xQz")
    assert str(place_of(passage, 2)) == "f.yaml:1:6"
    assert str(place_of(file.passage(("a",), "Q"), 0)) == "f.yaml:1:4"


def test_an_empty_block_has_a_place():
    file = parse("a: |\n", "f.yaml")
    assert str(place_of(file.passage(("a",), ""), 0)) == "f.yaml:1:4"


# -- nothing is guessed --------------------------------------------------------------------------------------

KEYS = st.text("abc_1", min_size=1, max_size=4)
VALUES = st.recursive(
    st.one_of(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=8), st.just("no")),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_json_is_read_as_it_is(content):
    assert parse(json.dumps(content, ensure_ascii=False), "f.yaml").content == content


def test_scalars_stay_words():
    read = parse("a: no\nb: 1_0\nc: 2026-01-09\nd: 0.19%\ne:\nf: ~\ng: null\nh: 'null'\ni: ''\nj: 007\n", "f.yaml")
    assert read.content == {
        "a": "no", "b": "1_0", "c": "2026-01-09", "d": "0.19%", "e": None, "f": None, "g": None, "h": "null", "i": "",
        "j": "007",
    }  # fmt: skip
    assert read.name == "f.yaml"


def test_an_anchor_is_the_value_it_names():
    assert parse("a: &x {b: c}\nd: *x\n", "f.yaml").content == {"a": {"b": "c"}, "d": {"b": "c"}}


# -- complaints ----------------------------------------------------------------------------------------------


def complaint(text, offset=0):
    with pytest.raises(ConfigError) as caught:
        parse(text, "f.yaml", offset=offset)
    return str(caught.value.place), caught.value.message


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "f.yaml:1:1", "is empty"),
        ("# nothing\n", "f.yaml:1:1", "is empty"),
        ("just words\n", "f.yaml:1:1", "must be a mapping of keys to values"),
        ("- a\n- b\n", "f.yaml:1:1", "must be a mapping of keys to values"),
        ("a:\n\tb: c\n", "f.yaml:2:1", "a tab stands where YAML wants spaces"),
        ("a: b: c\n", "f.yaml:1:5", "a colon stands where none is expected"),
        ("a: 'open\nb: c\n", "f.yaml:1:4", "a quotation mark opened here is never closed"),
        ('x: y\na: "open\n', "f.yaml:2:4", "a quotation mark opened here is never closed"),
        ('a: "C:\\logo.png"\n', "f.yaml:1:7", "a backslash"),
        ("a: [b\nc: d\n", "f.yaml:2:2", "is not valid YAML"),
        ("a: &x [*x]\n", "f.yaml:1:1", "refers to itself"),
        ("a: *x\n", "f.yaml:1:4", "is not valid YAML"),
        ("a: b\n---\nc: d\n", "f.yaml:2:1", "is not valid YAML"),
    ],
)
def test_complaints_have_a_place_and_plain_words(text, place, words):
    where, what = complaint(text)
    assert where == place
    assert what.startswith(words)


def test_complaints_count_from_the_file():
    assert complaint("a: b: c\n", offset=4)[0] == "f.yaml:5:5"
    assert complaint("words\n", offset=4)[0] == "f.yaml:5:1"
    assert complaint("a: 1\na: 2\n", offset=4) == ("f.yaml:6:1", "a: stands twice (first on line 5)")
    assert complaint("x:\n  a: &b [*b]\n", offset=4)[0] == "f.yaml:6:1"


def test_an_empty_file_has_a_hint():
    with pytest.raises(ConfigError) as caught:
        parse("", "f.yaml")
    assert caught.value.hint


def test_all_keys_that_stand_twice_are_told_at_once():
    with pytest.raises(Mistakes) as caught:
        parse("a:\n  b: 1\n  b: 2\nc: 3\na: 4\nlist:\n  - x: 1\n    x: 2\n", "f.yaml")
    assert caught.value.lines() == [
        "f.yaml:3:3: a.b: stands twice (first on line 2)",
        "f.yaml:5:1: a: stands twice (first on line 1)",
        "f.yaml:8:5: list[1].x: stands twice (first on line 7)",
    ]


def test_a_bomb_of_references_is_refused():
    rows = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for one, before in zip("bcdefghi", "abcdefgh", strict=True):
        rows.append(f"{one}: &{one} [" + ", ".join([f"*{before}"] * 10) + "]")
    assert complaint("\n".join(rows) + "\n")[1] == "holds too many values"


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 2000 + "]" * 2000, "a:\n " + "- " * 2000 + "x\n", "a: " + "{a: " * 2000]
)
def test_a_file_nested_without_end_is_refused(text):
    assert complaint(text)[0].startswith("f.yaml:")


def test_a_file_nested_beyond_all_reason_does_not_take_python_down():
    """libyaml composes by recursion in C: a hundred thousand brackets end the process itself, not with an error."""
    words = "a: " + "[" * 100_000
    code = f"from reportgen.yamlfile import parse\nparse({words!r}, 'f.yaml')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ConfigError" in done.stderr


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), ""),
        (("issue",), "issue"),
        (("issue", "risks", 1, "title"), "issue.risks[2].title"),
        (("performance", 0), "performance[1]"),
    ],
)
def test_dotted(path, words):
    assert dotted(path) == words


# -- files ---------------------------------------------------------------------------------------------------


def unreadable(path):
    with pytest.raises(ConfigError) as caught:
        read_text(path, "config.yaml")
    return str(caught.value.place), caught.value.message, caught.value.hint


def test_text_is_read_whatever_its_line_ends(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_bytes("\ufeffa: é\r\nb:\tx\r\n".encode())
    assert read_text(file, "config.yaml") == "a: é\nb:\tx\n"


def test_a_missing_file(tmp_path):
    place, message, hint = unreadable(tmp_path / "config.yaml")
    assert (place, message) == ("config.yaml:1:1", "there is no such file")
    assert hint == "Check the path."


def test_a_folder_in_its_place(tmp_path):
    assert unreadable(tmp_path)[:2] == ("config.yaml:1:1", "is a folder, not a file")


def test_a_file_behind_a_file(tmp_path):
    (tmp_path / "a").write_text("x")
    assert unreadable(tmp_path / "a" / "config.yaml")[1].startswith("cannot be read: ")


def test_ten_megabytes(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_bytes(b"a: b\n" * 2_000_000)
    assert unreadable(file)[1] == "is 10 MB large; at most 2 MB are read"


def test_two_megabytes_are_read(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_bytes(b"a: b\n" * (LIMIT // 5))
    assert len(read_text(file, "config.yaml")) == LIMIT
    file.write_bytes(b"a: b\n" * (LIMIT // 5) + b"#")
    assert "MB large" in unreadable(file)[1]


def test_bytes_that_are_not_utf_8(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_bytes(b"a: b\nc: d\xff\n")
    place, message, hint = unreadable(file)
    assert (place, message) == ("config.yaml:2:5", "is not UTF-8 text")
    assert "UTF-8" in hint
    file.write_bytes(b"\x89PNG\r\n")
    assert unreadable(file)[0] == "config.yaml:1:1"


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1f", "\ue000", "\uf8ff", "\x7f", "\x9b", "\x85", "\u2028"])
def test_letters_that_are_no_text(tmp_path, letter):
    file = tmp_path / "config.yaml"
    file.write_bytes(f"a: b\nc: d{letter}e\n".encode())
    assert unreadable(file)[:2] == ("config.yaml:2:5", f"holds a character that is not text (U+{ord(letter):04X})")


def test_old_line_ends_are_lines_too(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_bytes(b"a: x\rb: y\r")
    read = parse(read_text(file, "config.yaml"), "config.yaml")
    assert read.content == {"a": "x", "b": "y"}
    assert str(place_of(read.passage(("b",), "y"), 0)) == "config.yaml:2:4"


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\e", "\\ue000", "\\x9b"])
def test_letters_that_are_no_text_cannot_be_escaped_in(escape):
    assert complaint(f'a: b\nc: "d{escape}1"\n')[0].startswith("f.yaml:2:")
