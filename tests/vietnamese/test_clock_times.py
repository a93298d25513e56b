"""Times of the day as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.clock_times import parse_time
from vietnamese.errors import Unreadable

times = st.times().map(lambda each: each.replace(second=0, microsecond=0))


@given(
    times,
    st.sampled_from(["{h:02}:{m:02}", "{h}h{m:02}", "{h} giờ {m:02}", "{h}g{m:02}", "{h:02}{m:02}", " {h}.{m:02} "]),
)
def test_every_time_is_read_however_it_is_written(moment, way):
    assert parse_time(way.format(h=moment.hour, m=moment.minute)) == moment


@pytest.mark.parametrize(
    ("typed", "read"), [("7h", time(7)), ("19", time(19)), ("7 Giờ 15 phút", time(7, 15)), ("0:00", time(0))]
)
def test_minutes_may_be_left_out_or_spelt_out(typed, read):
    assert parse_time(typed) == read


@pytest.mark.parametrize("typed", ["", "24:00", "7:60", "7:5:1", "sáng", "7h15 tối", "-1", "7:155"])
def test_what_is_no_time_is_said(typed):
    with pytest.raises(Unreadable, match="24 giờ"):
        parse_time(typed)
