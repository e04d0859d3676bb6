"""Places in a lane are neither lost nor given twice, whoever leaves the queue when."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sparql.lanes import Lane


@given(newest_first=st.booleans(), steps=st.lists(st.sampled_from(["enter", "leave", "cancel"]), max_size=40))
def test_no_place_is_lost(newest_first: bool, steps: list[str]) -> None:
    async def run() -> None:
        lane = Lane(2, newest_first=newest_first)
        visitors: list[asyncio.Task[None]] = []
        for number, step in enumerate(steps):
            if step == "enter":
                visitors.append(asyncio.create_task(lane.enter()))
                await asyncio.sleep(0)
            inside = [visitor for visitor in visitors if visitor.done() and not visitor.cancelled()]
            waiting = [visitor for visitor in visitors if not visitor.done()]
            if step == "leave" and inside:
                visitors.remove(inside[0])
                lane.leave()
            if step == "cancel" and waiting:
                waiting[number % len(waiting)].cancel()
            if number % 3:  # else the next step happens before anybody has noticed
                await asyncio.sleep(0)
        for _ in range(3):
            await asyncio.sleep(0)
        assert all(
            visitor.cancelled() or visitor.exception() is None for visitor in visitors if visitor.done()
        )
        inside = [visitor for visitor in visitors if visitor.done() and not visitor.cancelled()]
        waiting = [visitor for visitor in visitors if not visitor.done()]
        assert len(inside) <= 2
        assert not waiting or len(inside) == 2
        for visitor in waiting:
            visitor.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        for _ in inside:
            lane.leave()
        assert [lane.try_enter() for _ in range(3)] == [True, True, False]

    asyncio.run(run())


@pytest.mark.parametrize(("newest_first", "order"), [(True, [3, 2, 1]), (False, [1, 2, 3])])
def test_who_is_next(newest_first: bool, order: list[int]) -> None:
    async def run() -> list[int]:
        lane = Lane(1, newest_first=newest_first)
        assert lane.try_enter()
        served: list[int] = []

        async def visit(number: int) -> None:
            await lane.enter()
            served.append(number)
            lane.leave()

        visitors = [asyncio.create_task(visit(number)) for number in (1, 2, 3)]
        await asyncio.sleep(0)
        lane.leave()
        await asyncio.gather(*visitors)
        return served

    assert asyncio.run(run()) == order
