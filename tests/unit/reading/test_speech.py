"""Speech: where somebody else is heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.reading import words
from reportgen.reading.speech import speech


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("He said “we like it” today.", ["we like it"]),
        ('He said "we like it" and "not bad at all".', ["we like it", "not bad at all"]),
        ("Er sagte „wir mögen es“ heute.", ["wir mögen es"]),
        ("Il dit « nous aimons » hier.", [" nous aimons "]),
        ("He said ‘we like it’ today.", ["we like it"]),
        ("He said 'we like it,' and left.", ["we like it,"]),
        ("“It rose 5%. It will rise", ["It rose 5%. It will rise"]),
        ("The so-called “rally” is over.", []),
        ("Investors’ gains and the ’90s, the Fed's cut and the banks' view.", []),
        ("The ‘90s were good for the banks.", []),
        ("He said ‘the investors’ view is ours’, no more.", ["the investors’ view is ours"]),
        ("“He told me ‘we like it’ twice,” she said.", ["He told me ‘we like it’ twice,"]),
        ('A 3.5" disk and a 5" one.', []),
        ("(“so it is”)", ["so it is"]),
    ],
)
def test_stretches_between_marks(text, heard):
    assert [text[start:end] for start, end in speech(text)] == heard


def test_whether_a_letter_is_somebodys():
    (part,) = words("He said “it rose 5%” and it fell.").parts
    assert part.spoken(part.text.index("5"))
    assert not part.spoken(part.text.index("fell"))


@given(st.text(st.sampled_from("ab ”“\"'‘’«».,"), max_size=60))
def test_stretches_never_cross(text):
    ends = [offset for span in speech(text) for offset in span]
    assert ends == sorted(ends)
    assert all(" " in text[span.start : span.end].strip() for span in speech(text))
