"""What one worker says behind each list of pages, without a process."""

from __future__ import annotations

import pickle
from types import SimpleNamespace

import pytest
from batch_doubles import behave, record

from cleaner.batch import Limits
from cleaner.batch.workers import worker
from cleaner.batch.workers.worker import Said, work_with


class Ends:
    """Both pipes of a worker: the lists it is given, then none; and what it says."""

    def __init__(self, *tasks):
        self.tasks = [pickle.dumps(task) for task in tasks]
        self.said = []

    def recv_bytes(self):
        if not self.tasks:
            raise EOFError
        return self.tasks.pop(0)

    def send_bytes(self, message):
        self.said.append(Said(*pickle.loads(message)))


@pytest.fixture
def held(monkeypatch):
    """Sets how much memory the worker holds."""
    return lambda size: monkeypatch.setattr(worker, "_held", lambda column: size)


@pytest.mark.parametrize(("size", "retires"), [(1_000_000, False), (50_000_000, False), (50_000_001, True)])
def test_a_worker_that_holds_more_than_it_may_keep_wants_to_be_replaced(size, retires, held):
    held(size)
    ends = Ends([record(1)], [record(2)])
    work_with(behave, ends, ends, SimpleNamespace(value=0), Limits(retire_bytes=50_000_000))
    assert [(said.event, said.retire) for said in ends.said] == [("ready", False), ("done", retires), ("done", retires)]


def test_a_worker_is_replaced_after_its_last_page_and_not_before(held, monkeypatch):
    held(1_000_000)
    monkeypatch.setattr(worker, "_RETIRE_PAGES", 3)
    ends = Ends([record(1), record(2)], [record(3)])
    work_with(behave, ends, ends, SimpleNamespace(value=0), Limits())
    assert [said.retire for said in ends.said] == [False, False, True]


def test_a_worker_may_keep_two_hundred_megabytes_unless_told_otherwise():
    assert Limits().retire_bytes == 200_000_000
