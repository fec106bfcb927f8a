"""What reportgen drafts itself is worded so that nothing is to be settled."""

from datetime import date

import pytest

from reportgen.model import Profile
from reportgen.reading import manuscript
from reportgen.wording import check
from unit.draft.papers import ENDS, MOODS, paper


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("weeks", [1, pytest.param(4, marks=pytest.mark.long)])
def test_a_draft_has_no_finding_but_notes(mood, weeks):
    for seed, end in enumerate(sorted(ENDS)[:weeks]):
        made = paper(3 + seed, mood, end, seed)
        for text in (made.file, "\n\n".join([made.title, *made.paragraphs])):
            for kind in ("us_bd", "independent"):
                found = check(manuscript(text, "a.md", "markdown"), Profile(kind), date(2026, 1, 16))
                assert [one for one in found if one.severity != "info"] == []
