"""The labelled sentences: how much is told rightly, on the quarter that was written before any rule."""

from collections import Counter

import pytest

from unit.wording.made import CORPUS, as_labelled, codes

HELD = [row for row in CORPUS if row["id"].startswith("w3")]
TOLD = {row["id"]: codes(as_labelled(row)) for row in CORPUS}


def scores(rows, category):
    """Precision and recall of a category over labelled rows."""
    told = [row for row in rows if category in TOLD[row["id"]] and category not in row.get("also", ())]
    meant = [row for row in rows if row["category"] == category]
    right = [row for row in told if row["category"] == category]
    return len(right) / len(told), len(right) / len(meant)


def test_the_corpus_is_large_half_innocent_and_in_several_voices():
    labels = Counter(row["category"] for row in CORPUS)
    assert len(CORPUS) >= 320 and len(HELD) >= len(CORPUS) / 4
    assert labels[None] >= 0.48 * len(CORPUS)
    assert len({row["voice"] for row in CORPUS}) >= 6
    assert len({row["text"] for row in CORPUS}) == len({row["id"] for row in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("category", ["promissory", "urgent"])
def test_what_promises_and_what_presses_is_told_rightly(category, capsys):
    precision, recall = scores(HELD, category)
    with capsys.disabled():
        print(f"\nwording {category}, held out: precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201
    assert precision >= 0.95 and recall >= 0.9


@pytest.mark.parametrize("category", sorted({row["category"] for row in CORPUS if row["category"]}))
def test_every_category_is_told_mostly_rightly(category):
    precision, recall = scores(CORPUS, category)
    assert precision >= 0.75 and recall >= 0.85, (precision, recall)


def test_hardly_anything_innocent_is_told():
    wrong = {row["id"]: TOLD[row["id"]] for row in CORPUS if row["category"] is None and TOLD[row["id"]]}
    assert len(wrong) <= 1, wrong
