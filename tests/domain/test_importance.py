"""The weights of an office: its own before the usual ones, and a sentence for each that cannot be used."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain import importance
from paratui.domain.errors import OfficeError
from paratui.domain.importance import WEIGHTS, in_tenths, weights_of
from paratui.domain.office import Office


def test_an_office_without_weights_of_its_own_has_the_usual_ones():
    assert weights_of({}) == {name: usual.most for name, usual in WEIGHTS.items()}
    assert weights_of({"court": 8, "age": 0.5})["court"] == 8.0
    assert Office().checked() == Office()


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"courts": 1}, 'gives a weight to "courts", which is no term of the queue\'s order; those are due, urgent,'),
        ({"court": "high"}, 'gives "high" as the weight of court, which is no number; write one such as 6.0'),
        ({"money": True}, "the weight of money, which is no number"),
        ({"age": []}, "the weight of age, which is no number"),
        ({"court": 3, "urgent": -0.1}, "gives -0.1 as the weight of urgent, which would turn the order round"),
        ({"due": nan}, "gives nan as the weight of due; write 0 to 100"),
        ({"due": inf}, "gives inf as the weight of due; write 0 to 100"),
        ({"due": 101}, "gives 101 as the weight of due; write 0 to 100"),
    ],
)
def test_a_weight_that_cannot_be_used_is_named(weights, words):
    with pytest.raises(OfficeError) as refused:
        Office(weights=weights).checked()
    assert words in str(refused.value)


def test_the_published_table_is_the_formula():
    told = importance.__doc__ or ""
    for name, usual in WEIGHTS.items():
        assert f"| `{name}` | {usual.most} |" in told


@given(st.lists(st.floats(min_value=0, max_value=100), min_size=1, max_size=9))
def test_points_are_shown_so_that_they_add_up_to_the_sum_that_is_shown(points):
    shown = in_tenths(points)
    assert round(sum(shown) * 10) == round(sum(points) * 10)
    assert all(abs(one - other) <= 0.1 + 1e-6 for one, other in zip(shown, points, strict=True))
