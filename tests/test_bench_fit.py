"""The fit: who is held out from whom, and what of a fitted model is shipped."""

from __future__ import annotations

import numpy as np
import pytest

from bench import fit_blocks, fit_pages
from bench.fit_blocks import Exported, answered, averaged, matrix
from bench.fit_pages import SETS, fold_of, prepare, read_sets
from bench.fit_tokens import count_tokens, learn_odds
from bench.pages import Sample
from cleaner.judge.feature_columns import BLOCK_FEATURES
from cleaner.judge.features import read_features

PROSE = "The ferry sails at nine, and the harbour office has hung out the list of fares for the summer. " * 3
HABIT = len(BLOCK_FEATURES)


def sample(host: str, *, source: str = "wcxb-dev", extra: str = "") -> Sample:
    story = f"<main class='story'><p>{PROSE}</p><h2>Fares rise</h2></main>"
    html = f"{story}<div class='promo ho'>Buy our paper today {extra}</div>"
    gold = f"{PROSE}\nFares rise"
    return Sample(host, f"https://{host}/news/ferry", html.encode(), gold, "article", source)


HOSTS = [f"site{number}.example" for number in range(60)]


def test_the_pages_of_a_domain_fall_into_one_fold():
    assert [fold_of(host) for host in HOSTS] == [fold_of(host) for host in HOSTS]


def test_each_fold_has_pages():
    assert {fold_of(host) for host in HOSTS} == set(range(fit_pages.FOLDS))


def test_another_salt_deals_anew():
    assert [fold_of(host) for host in HOSTS] != [fold_of(host, "other") for host in HOSTS]


def test_blocks_are_labelled_by_the_gold():
    (page,) = prepare([sample("a.example")])
    assert page.shares == [1.0, 1.0, 0.0]
    assert page.page_type == "article"


def test_one_page_in_five_is_told_without_its_address():
    pages = list(prepare([sample(f"site{number}.example") for number in range(200)]))
    assert 20 < sum(page.url is None for page in pages) < 60


def test_a_page_without_an_address_is_a_group_of_its_own():
    pages = list(prepare([Sample(str(n), "", f"<p>{PROSE}".encode(), PROSE, "article", "defuddle") for n in range(2)]))
    assert len({page.group for page in pages}) == 2


def test_tokens_are_learnt_from_ten_domains_on():
    pages = list(prepare([sample(f"site{number}.example") for number in range(12)]))
    odds = learn_odds(count_tokens(pages))
    assert odds.classes["promo"] < 0 < odds.classes["story"]


def test_tokens_are_not_learnt_from_domains_that_are_left_out():
    pages = list(prepare([sample(f"site{number}.example") for number in range(12)]))
    assert learn_odds(count_tokens(pages), {page.group for page in pages[:3]}).classes == {}


def test_class_names_of_two_letters_are_not_learnt():
    pages = list(prepare([sample(f"site{number}.example") for number in range(12)]))
    assert "ho" not in learn_odds(count_tokens(pages)).classes


def test_questions_about_the_habit_are_answered_for_the_loosest_sets():
    tree = ([(3, 0.5), (HABIT, 1.5), (4, 2.0)], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0])
    assert answered(tree) == ([(3, 0.5), (4, 2.0)], [0.0, 1.0, 4.0, 5.0])


def test_no_shipped_tree_asks_for_the_habit():
    model = Exported([([(HABIT, 0.5)], [1.0, 9.0]), ([(0, 1.0), (HABIT, 2.5)], [0.1, 0.2, 0.3, 0.4])], 0.0)
    trees = averaged([model], 2)
    assert (trees.feature < HABIT).all()
    assert (trees.leaves * trees.unit).round(4).tolist() == [[1.0, 0, 0, 0], [0.1, 0.2, 0, 0]]


@pytest.fixture(scope="module")
def fitted_rows():
    """Rows, shares and weights of one page of publishers that is likely an article."""
    (page,) = prepare([sample("a.example", source="publishers")])
    page.rows = read_features(page.segmentation, page.meta, page.url, learn_odds(count_tokens([page])))
    page.types = {"article": 0.75, "forum": 0.25}
    return matrix([page])


def test_rows_have_the_chances_of_the_page_types(fitted_rows):
    assert fitted_rows[0][:, BLOCK_FEATURES.index("is_article")].tolist() == [0.75] * 3


def test_rows_end_with_the_habit(fitted_rows):
    rows, _, _ = fitted_rows
    assert rows.shape == (3, HABIT + 1)
    assert rows[:, -1].tolist() == [SETS["publishers"].habit] * 3


def test_each_row_has_the_share_of_its_words_in_the_gold(fitted_rows):
    assert fitted_rows[1].tolist() == [1.0, 1.0, 0.0]


def test_each_row_weighs_something(fitted_rows):
    assert (fitted_rows[2] > 0).all()


def test_a_file_that_is_another_is_refused_by_name(tmp_path):
    (tmp_path / "defuddle.parquet").write_bytes(b"not it")
    with pytest.raises(SystemExit, match=r"defuddle.parquet is another file .*--any-data"):
        read_sets(["defuddle"], tmp_path)


def test_a_missing_set_is_told_by_its_path(tmp_path):
    with pytest.raises(SystemExit, match=r"daniel.parquet is missing"):
        read_sets(["daniel"], tmp_path)


def test_a_leaf_too_large_for_its_type_is_an_error():
    with pytest.raises(ValueError, match="LEAF_UNIT"):
        averaged([Exported([([(0, 1.0)], [0.0, 1e3])], 0.0)], 1)


def test_the_habit_column_stands_behind_all_features():
    assert fit_blocks._HABIT_COLUMN == HABIT
    assert np.asarray([about.habit for about in SETS.values()]).min() == fit_blocks.HABIT
