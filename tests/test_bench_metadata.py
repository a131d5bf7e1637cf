"""How sure a field is, and what a name looks like: the fits and what they ship."""

from __future__ import annotations

from math import isclose

import numpy as np
import pytest

from bench.fit_metadata import Value, error, fit, held_out
from bench.fit_names import fit as fit_names
from bench.fit_names import without_people
from cleaner.metadata.confidence import bundled_curves, chance, confidence
from cleaner.metadata.names.likeness import BUCKETS, buckets, bundled_names


def value(score, *, right, source="json-ld", domain="a.example", part="one"):
    return Value("authors", source, score, right, 1.0, part, domain)


def told(score, hits, misses, **more):
    return [value(score, right=True, **more)] * hits + [value(score, right=False, **more)] * misses


def test_a_curve_comes_near_the_share_of_right_values():
    curve = fit(told(0.9, 180, 20) + told(0.5, 100, 100))
    assert isclose(chance(curve, "json-ld", 0.9), 0.9, abs_tol=0.03)
    assert isclose(chance(curve, "json-ld", 0.5), 0.5, abs_tol=0.03)


def test_a_source_that_errs_more_often_is_less_sure_at_the_same_score():
    curve = fit(told(0.8, 90, 10) + told(0.8, 50, 50, source="class"))
    assert chance(curve, "class", 0.8) < chance(curve, "json-ld", 0.8)


def test_the_error_is_how_far_confidence_and_right_values_are_apart():
    assert isclose(error([(0.95, True)] * 9 + [(0.95, False)]), 0.05)


def test_values_of_a_domain_do_not_judge_themselves():
    found = told(0.8, 60, 0) + told(0.8, 0, 60, domain="b.example", part="two")
    sure = {right: chance_of for chance_of, right in held_out(found, lambda one: one.set)}
    assert sure[True] < 0.5 < sure[False]


@pytest.mark.parametrize("field", ["title", "authors", "date"])
def test_a_higher_score_is_never_less_sure(field):
    curve = bundled_curves()[field]
    assert all(chance(curve, source, 0.9) > chance(curve, source, 0.5) for source in curve)


def test_what_a_rule_says_is_as_sure_as_the_rule():
    assert confidence("title", "rule", 1.0) == 1.0


def test_a_field_that_no_set_tells_keeps_its_score():
    assert confidence("license", "footer", 0.7) == 0.7


def test_names_are_told_from_other_lines_by_their_words():
    names = [f"{first} {last}" for first in ("Mona", "Ada", "Tom") for last in ("Birch", "Quist", "Sandberg")]
    others = [f"{first} {last}" for first in ("Winter", "Latest", "Staff") for last in ("Sale", "Videos", "Directory")]
    weights, bias = fit_names(names, others)
    assert np.sum([weights[bucket] for bucket in buckets("Mona Sandberg")]) * 0.04 + bias > 0


def test_lines_that_begin_with_a_given_name_are_not_learnt_as_no_names():
    lines = [("a.example", "Mona Fairway"), ("a.example", "Winter Sale")]
    assert without_people(lines, {"en": (["Mona"], ["Birch"])}) == [("a.example", "Winter Sale")]


def test_a_line_falls_into_few_buckets_of_those_that_ship():
    assert len(bundled_names().weights) == BUCKETS
    assert len(buckets("One two three four five six seven eight")) < 60
