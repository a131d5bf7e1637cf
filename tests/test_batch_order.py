from __future__ import annotations

from batch_doubles import record
from hypothesis import given
from hypothesis import strategies as st

from cleaner.batch.outcome import failed
from cleaner.batch.workers.order import _MAX_WAITING_BYTES, Order


@given(st.permutations(range(12)))
def test_every_outcome_comes_once_and_in_order_whatever_the_order_of_arrival(arrival: list[int]):
    order = Order()
    numbers = [order.admit() for _ in arrival]
    handed_on = []
    for number in arrival:
        order.put(number, failed(record(number), "x"))
        handed_on += [outcome.position for outcome in order.ready()]
    assert handed_on == numbers
    assert order.is_done


def test_a_large_outcome_behind_a_missing_one_stops_further_reading():
    order = Order()
    order.admit()
    order.put(order.admit(), failed(record(1), "x"), size=100_000_000)
    assert list(order.ready()) == []
    assert order.is_full


def test_outcomes_that_were_handed_on_make_room():
    order = Order()
    order.put(order.admit(), failed(record(0), "x"), _MAX_WAITING_BYTES)
    assert order.is_full
    list(order.ready())
    assert not order.is_full
