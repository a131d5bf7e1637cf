from __future__ import annotations

from batch_doubles import record
from hypothesis import given
from hypothesis import strategies as st

from cleaner.batch.outcome import failed
from cleaner.batch.workers.order import _MAX_WAITING_BYTES, Order


def handed_on_of(order: Order, arrival: list[int]) -> list[int]:
    """The positions that an order hands on as outcomes arrive in another one."""
    found = []
    for number in arrival:
        order.put(number, failed(record(number), "x"))
        found += [outcome.position for outcome in order.ready()]
    return found


@given(st.permutations(range(12)))
def test_outcomes_come_in_order_whatever_the_order_of_arrival(arrival: list[int]):
    order = Order()
    numbers = [order.admit() for _ in arrival]
    assert handed_on_of(order, arrival) == numbers


@given(st.permutations(range(12)))
def test_an_order_is_done_when_all_have_been_handed_on(arrival: list[int]):
    order = Order()
    for _ in arrival:
        order.admit()
    handed_on_of(order, arrival)
    assert order.is_done


def test_a_large_outcome_behind_a_missing_one_stops_further_reading():
    order = Order()
    order.admit()
    order.put(order.admit(), failed(record(1), "x"), size=100_000_000)
    assert list(order.ready()) == []
    assert order.is_full


def full_order() -> Order:
    """An order that one large outcome has filled."""
    order = Order()
    order.put(order.admit(), failed(record(0), "x"), _MAX_WAITING_BYTES)
    return order


def test_outcomes_that_wait_fill_an_order():
    assert full_order().is_full


def test_outcomes_that_were_handed_on_make_room():
    order = full_order()
    list(order.ready())
    assert not order.is_full
