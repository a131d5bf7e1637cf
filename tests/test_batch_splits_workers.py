"""Who cleans the splits of a run."""

from __future__ import annotations

import json

from batch_doubles import NoStarter, supervise_here

from cleaner.batch import Job, Limits, run
from cleaner.batch.task import Splitting


def test_splits_share_what_starts_their_workers(tmp_path, monkeypatch):
    given = []

    def supervise(records, _plan, _limits, start):
        assert not start.is_closed
        given.append(start)
        yield from supervise_here(records)

    monkeypatch.setattr("cleaner.batch.split.clean.supervise_sharing", supervise)
    monkeypatch.setattr("cleaner.batch.split.run.starter", NoStarter)
    lines = [json.dumps({"html": f"<p>Page {number} of the harbour.</p>"}) for number in range(40)]
    (tmp_path / "d.jsonl").write_text("\n".join(lines))
    splitting = Splitting(500)
    run(Job((tmp_path / "d.jsonl",), tmp_path / "out", format="jsonl", splitting=splitting, limits=Limits(jobs=1)))
    assert len(given) > 2
    assert len(set(given)) == 1
    assert given[0].is_closed
