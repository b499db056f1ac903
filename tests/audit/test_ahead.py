"""Work in a second process: the same results as without one, whatever becomes of it."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from customary.audit.ahead import Ahead

NAMES = [f"page-{n}" for n in range(100)]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a second process is used on Linux only")


def in_process(name: str) -> tuple[str, int]:
    """The name, and which process was asked."""
    return name, os.getpid()


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cores and no thread but this one, as far as the module can see."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@LINUX
def test_another_process_works_and_names_may_be_taken_in_any_order(two_cores: None) -> None:
    ahead = Ahead(lambda: NAMES, in_process)
    told = {name: ahead.take(name) for name in [*NAMES[50:], *NAMES[:50]]}
    ahead.close()
    assert [told[name][0] for name in NAMES] == NAMES
    assert {process for _, process in told.values()}.isdisjoint({os.getpid()})


def test_other_names_and_one_core_are_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = Ahead(lambda: NAMES[:3], in_process)
    assert ahead.take("page-9") == ("page-9", os.getpid())
    ahead.close()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert Ahead(lambda: NAMES, in_process).take("page-1") == ("page-1", os.getpid())


@LINUX
def test_what_the_other_process_does_not_tell_is_done_here(two_cores: None) -> None:
    first = os.getpid()

    def fails_over_there(name: str) -> str:
        if name == "page-30" and os.getpid() != first:
            os._exit(3)
        return name.upper()

    ahead = Ahead(lambda: NAMES, fails_over_there)
    assert [ahead.take(name) for name in NAMES] == [name.upper() for name in NAMES]
    ahead.close()


@LINUX
def test_a_large_rest_that_nobody_fetches_holds_nothing_up(two_cores: None) -> None:
    ahead = Ahead(lambda: NAMES, lambda name: (os.getpid(), name * 100_000))
    process, told = ahead.take("page-0")
    assert told == "page-0" * 100_000
    ahead.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
