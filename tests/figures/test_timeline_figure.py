"""The timeline figures, by their traces."""

import time
from itertools import pairwise

import pandas as pd
import pytest

from analysis.figures import strip, timeline, timeline_counts, timeline_findings, zoom
from analysis.figures.palette import DARK, LIGHT, TEXT_SIZE
from analysis.frames import EVENTS, TIME


def frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    base = {
        "description": "Ghani left",
        "start": "2021-08-15",
        "end": "2021-08-15T23:59:59",
        "precision": "day",
        "status": "happened",
        "guessed": False,
        "actor_ids": ("a1",),
        "places": (),
        "reports": 1,
        "first_reported": "2021-08-15T14:00",
        "last_reported": "2021-08-15T16:00",
        "claim_ids": (),
        "lane": "Ghani",
        "kind": "departure",
        "dated_by": "Sunday",
    }
    filled = [{"event_id": f"e{i}"} | base | row for i, row in enumerate(rows)]
    made = pd.DataFrame(filled, columns=list(EVENTS))
    for column, (dtype, _) in EVENTS.items():
        if dtype == TIME:
            made[column] = pd.to_datetime(
                made[column], utc=True, format="ISO8601", errors="coerce"
            ).astype(TIME)
    return made


def marks(figure: object) -> list[object]:
    """The traces that hold events."""
    return [trace for trace in figure.data if trace.customdata is not None]  # type: ignore[attr-defined]


def keys(figure: object) -> set[str]:
    """The entries of the legend that explain a form."""
    return {trace.name for trace in figure.data if trace.customdata is None and trace.x == (None,)}  # type: ignore[attr-defined]


def identifiers(figure: object) -> set[str]:
    return {row[0] for trace in marks(figure) for row in trace.customdata}  # type: ignore[attr-defined]


def many(count: int) -> pd.DataFrame:
    return frame(
        [
            {
                "start": f"2021-{1 + i % 12:02}-{1 + i % 28:02}T{i % 24:02}:00",
                "end": f"2021-{1 + i % 12:02}-{1 + i % 28:02}T{i % 24:02}:30",
                "first_reported": f"2021-{1 + i % 12:02}-28",
                "status": ("happened", "planned", "denied")[i % 3],
                "lane": f"actor {i % 40}",
            }
            for i in range(count)
        ]
    )


def test_each_event_is_one_mark_that_knows_its_id() -> None:
    figure = timeline.timeline(frame([{}, {"status": "denied"}, {"status": "planned"}]), LIGHT)
    assert identifiers(figure) == {"e0", "e1", "e2"}
    assert {trace.name for trace in marks(figure)} == {"happened", "denied", "planned"}


def test_a_guess_looks_guessed_and_a_plan_without_an_end_is_an_arrow() -> None:
    figure = timeline.timeline(
        frame([{}, {"guessed": True}, {"status": "planned", "end": None}]), LIGHT
    )
    happened = next(trace for trace in marks(figure) if trace.name == "happened")
    assert list(happened.marker.symbol) == ["circle", "circle-open"]
    planned = next(trace for trace in marks(figure) if trace.name == "planned")
    assert list(planned.marker.symbol) == ["triangle-right"]
    dashes = {trace.line.dash for trace in figure.data if trace.mode == "lines"}
    assert dashes == {"solid", "dot"}
    assert "guessed" in happened.hovertext[1]


def test_a_plan_never_looks_like_a_guess() -> None:
    events = frame(
        [{"guessed": True}, {"status": "planned"}, {"status": "denied", "guessed": True}]
    )
    drawn = {
        trace.name: trace.marker.symbol[0] for trace in marks(timeline.timeline(events, LIGHT))
    }
    assert drawn["planned"] == "diamond"
    assert drawn["happened"] == "circle-open"
    assert drawn["denied"].endswith("-open")


def test_bars_of_one_lane_do_not_cover_each_other() -> None:
    figure = timeline.timeline(frame([{}, {}, {"lane": "Varga"}]), LIGHT)
    (trace,) = marks(figure)
    assert len(set(trace.y)) == 3


def test_what_the_material_says_is_drawn_as_text() -> None:
    figure = timeline.timeline(
        frame([{"description": "<b>x</b>", "lane": "<a href='http://x'>y</a>"}]), LIGHT
    )
    (trace,) = marks(figure)
    assert trace.text[0] == "&lt;b&gt;x&lt;/b&gt;"
    assert "<a" not in figure.layout.yaxis.ticktext[0]
    assert "<b>x" not in trace.hovertext[0]


def test_two_thousand_events_are_counted_not_overplotted() -> None:
    events = many(2000)
    started = time.process_time()
    figure = timeline.timeline(events, DARK)
    assert time.process_time() - started < 2.0
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert sum(sum(trace.y) for trace in bars) == pytest.approx(2000, abs=20)
    assert sum(len(trace.x) for trace in bars) < 3 * (timeline_counts.BINS + 2)
    (lanes,) = (trace for trace in figure.data if trace.type == "scatter")
    assert sum(lanes.hovertext) == pytest.approx(2000, abs=20)
    assert len(figure.layout.yaxis2.ticktext) == 12  # the fullest, and the others together
    assert identifiers(figure) == {""}


def test_a_window_zooms_from_counts_to_events() -> None:
    window = (pd.Timestamp("2021-03-02", tz="UTC"), pd.Timestamp("2021-03-06", tz="UTC"))
    figure = timeline.timeline(many(2000), LIGHT, window=window)
    assert identifiers(figure)
    assert "" not in identifiers(figure)
    assert len(identifiers(figure)) < 300


def test_background_of_years_ago_does_not_flatten_the_days_of_the_story() -> None:
    events = frame([{}, {}, {"start": "1998-01-01", "end": "1998-12-31"}])
    first, last = timeline.timeline(events, LIGHT).layout.xaxis.range
    assert last - first < pd.Timedelta(days=30)
    assert identifiers(timeline.timeline(events, LIGHT)) == {"e0", "e1", "e2"}


def test_something_of_this_year_does_not_flatten_the_days_of_the_story() -> None:
    events = frame([{}, {}, {"start": "2021-01-01", "end": "2021-12-31T23:59:59"}])
    first, last = timeline.timeline(events, LIGHT).layout.xaxis.range
    assert last - first < pd.Timedelta(days=3)
    articles = pd.DataFrame({"published": events["first_reported"], "title": ["a", "b", "c"]})
    first, last = strip.strip(events, articles, LIGHT).layout.xaxis.range
    assert last - first < pd.Timedelta(days=3)
    assert strip.beyond(events) == "1 earlier"


def test_a_few_far_off_do_not_flatten_what_has_no_report_date() -> None:
    near = [{"start": f"2014-0{1 + i % 9}-01", "end": f"2014-0{1 + i % 9}-02"} for i in range(18)]
    rows = [{**row, "first_reported": None} for row in [*near, {"start": "1933-04-30"}]]
    first, last = timeline.timeline(frame(rows), LIGHT).layout.xaxis.range
    assert (first.year, last.year) == (2013, 2014)


def test_background_does_not_flatten_the_report_axis_either() -> None:
    events = frame([{}, {"first_reported": "2021-08-16"}, {"start": "1998-01-01"}])
    figure = timeline.reported_against_happened(events, LIGHT)
    low, high = figure.layout.yaxis.range
    assert high - low < pd.Timedelta(days=3)


def test_event_time_against_report_time() -> None:
    events = frame([{}, {"start": "2021-08-20", "end": "2021-08-20", "status": "planned"}])
    figure = timeline.reported_against_happened(events, LIGHT)
    assert identifiers(figure) == {"e0", "e1"}
    assert any(trace.name == "reported as it happened" for trace in figure.data)
    assert timeline_findings.lag_finding(events).startswith("1 of 2 events were reported before")
    crowded = timeline.reported_against_happened(many(2000), LIGHT)
    assert {trace.type for trace in crowded.data} == {"histogram2d", "scatter"}


def test_lanes_by_actor_and_place() -> None:
    events = frame([{"actor_ids": ("a1", "a2"), "places": ("Doha",)}, {"actor_ids": ()}])
    by_actor = timeline.with_lanes(events, "actor_ids", {"a1": "Ghani", "a2": "Varga"})
    assert sorted(by_actor["lane"]) == ["", "Ghani", "Varga"]
    assert list(timeline.with_lanes(events, "places")["lane"]) == ["Doha", ""]
    assert identifiers(timeline.timeline(by_actor, LIGHT)) == {"e0", "e1"}


@pytest.mark.parametrize("rows", [[], [{"start": None, "end": None}]])
def test_nothing_dated(rows: list[dict[str, object]]) -> None:
    events = frame(rows)
    assert not identifiers(timeline.timeline(events, LIGHT))
    assert not identifiers(timeline.reported_against_happened(events, LIGHT))
    assert timeline_findings.finding(events) == "No event of this selection has a date."
    assert timeline_findings.lag_finding(events)


def test_the_finding_counts_what_is_guessed() -> None:
    text = timeline_findings.finding(frame([{}, {"guessed": True, "status": "planned"}]))
    assert "2 events on 15 August 2021" in text
    assert "1 of them dated by a guess" in text


def test_texts_never_share_a_row_where_they_would_meet_on_a_narrow_screen() -> None:
    rows: list[dict[str, object]] = [
        {
            "description": f"The harbour master of Tereno spoke for hour {hour}",
            "start": f"2021-08-15T{hour:02}:00",
            "end": f"2021-08-15T{hour:02}:30",
        }
        for hour in range(0, 24, 2)
    ]
    figure = timeline.timeline(frame(rows), LIGHT)
    first, last = (pd.Timestamp(edge) for edge in figure.layout.xaxis.range)
    letter = 5.8 / 320  # of the width: a character on the plot of a phone
    spans: dict[float, list[tuple[float, float]]] = {}
    for trace in marks(figure):
        for x, y, text, side in zip(trace.x, trace.y, trace.text, trace.textposition, strict=True):
            at, long = (pd.Timestamp(x) - first) / (last - first), len(text) * letter
            span = (at - long, at) if side == "top left" else (at, at + long)
            assert span[0] >= -0.02
            assert span[1] <= 1.02
            spans.setdefault(y, []).append(span)
    assert sum(len(row) for row in spans.values()) == len(rows)
    for row in spans.values():
        row.sort()
        assert all(left[1] <= right[0] for left, right in pairwise(row))


def test_the_legend_says_what_hollow_and_arrow_mean_where_there_are_any() -> None:
    assert keys(timeline.timeline(frame([{}]), LIGHT)) == set()
    assert keys(timeline.timeline(frame([{"guessed": True}]), LIGHT)) == {"date guessed"}
    plan = frame([{"status": "planned", "end": None}])
    assert keys(timeline.timeline(plan, LIGHT)) == {"end open"}


def test_in_a_crowd_the_most_reported_carry_their_text() -> None:
    events = many(120)
    events.loc[7, "reports"] = 40
    figure = timeline.timeline(events, LIGHT)
    texts = {
        row[0]: text
        for trace in marks(figure)
        for row, text in zip(trace.customdata, trace.text, strict=True)
    }
    assert texts["e7"]
    assert 10 < sum(bool(text) for text in texts.values()) < 120


def test_a_count_of_an_event_with_two_actors_is_one() -> None:
    events = many(400)
    events["actor_ids"] = [("a1", "a2")] * 400
    figure = timeline.timeline(timeline.with_lanes(events, "actor_ids"), LIGHT)
    assert sum(sum(t.y) for t in figure.data if t.type == "bar") == pytest.approx(400, abs=4)


@pytest.mark.parametrize(("name", "days"), [("Years", 3652), ("Days", 14), ("Hours", 1.5)])
def test_a_zoom_is_a_window_around_a_moment(name: str, days: float) -> None:
    first, last = zoom.window(name, pd.Timestamp("2021-08-15", tz="UTC")) or (None, None)
    assert last - first == pd.Timedelta(days=days)
    assert first + (last - first) / 2 == pd.Timestamp("2021-08-15", tz="UTC")
    assert zoom.window("Fit", pd.Timestamp("2021-08-15", tz="UTC")) is None


def test_a_zoom_opens_where_most_is_reported() -> None:
    minute = {"start": "2021-03-01T10:00", "end": "2021-03-01T10:00", "reports": 5}
    events = frame([{}, {}, minute, {"start": "1998-01-01", "end": "1998-12-31", "reports": 9}])
    assert zoom.busiest(events, "Hours") == pd.Timestamp("2021-03-01T10:00", tz="UTC")
    assert zoom.busiest(frame([]), "Hours") is None
    assert zoom.ends(frame([])) is None


def test_bar_and_caps_are_one_line_and_a_guess_has_no_caps() -> None:
    stated, guessed = {"start": "2021-08-14"}, {"start": "2021-08-12", "guessed": True}
    figure = timeline.timeline(frame([stated, guessed]), LIGHT)
    lines = [t for t in figure.data if t.mode == "lines"]
    assert [(t.line.dash, len(t.x)) for t in lines] == [("solid", 7), ("dot", 3)]
    capped = lines[0]
    assert capped.y[0] < capped.y[2] == capped.y[3] < capped.y[1]


def test_the_words_of_the_lanes_fit_the_margin_that_is_given() -> None:
    """Else Plotly draws the figure, widens the margin and draws it all again."""
    short = timeline.timeline(frame([{"lane": "UN"}]), LIGHT).layout.margin
    long = timeline.timeline(frame([{"lane": "The National Harbour Board"}]), LIGHT).layout.margin
    assert long.l > 150 > short.l > 20
    assert short.t == long.t == 114  # the tools, the key, the dates: a row each


def test_the_words_beside_an_axis_are_no_louder_than_the_rest() -> None:
    figure = timeline.reported_against_happened(frame([{}]), LIGHT)
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        assert axis.title.text
        assert axis.title.font.size == TEXT_SIZE


def test_a_chosen_event_stands_out_among_the_others() -> None:
    events = frame([{}, {"end": "2021-08-16T12:00"}, {"status": "planned"}])
    figure = timeline.timeline(events, LIGHT, chosen="e1")
    seen = {
        data[0]: opacity
        for trace in figure.data
        if trace.mode and trace.mode.startswith("markers") and trace.customdata is not None
        for data, opacity in zip(trace.customdata, trace.marker.opacity, strict=True)
    }
    assert {event for event, opacity in seen.items() if opacity == 1} == {"e1"}
    assert set(seen) == {"e0", "e1", "e2"}
    bright = [t for t in figure.data if t.mode == "lines" and t.opacity and t.opacity > 0.5]
    assert len(bright) == 1  # its own bar


def test_marks_of_a_crowded_lane_can_each_be_pointed_at() -> None:
    """No two on one row within the width of a mark, on a drawing of 430 pixels."""
    rows = [{"start": f"2021-08-{15 + hour // 24:02}T{hour % 24:02}:00", "end": None,
             "precision": "minute"} for hour in range(0, 96, 2)]  # fmt: skip
    figure = timeline.timeline(frame(rows), LIGHT)
    first, last = figure.layout.xaxis.range
    places = sorted(
        (y, (pd.Timestamp(x) - first) / (last - first) * 430)
        for trace in figure.data
        if trace.customdata is not None
        for x, y in zip(trace.x, trace.y, strict=True)
    )
    assert all(b[1] - a[1] >= 10 for a, b in pairwise(places) if a[0] == b[0])


def test_the_strip_shows_the_days_of_the_story_and_counts_the_background() -> None:
    days = [{"start": f"2021-08-15T{hour:02}:00", "end": None} for hour in range(8)]
    old = [{"start": "1996-09-27", "end": "1996-09-27"}] * 2
    events = frame([*days, *old])
    articles = pd.DataFrame({"published": events["first_reported"].head(1), "title": ["Kabul"]})
    figure = strip.strip(events, articles, LIGHT)
    assert pd.Timestamp(figure.layout.xaxis.range[0]).year == 2021
    assert strip.beyond(events) == "2 earlier"
    assert len(strip.dated(events)) == len(days)


def test_on_the_strip_a_chosen_event_stands_out() -> None:
    events = frame([{}, {"start": "2021-08-16", "end": "2021-08-16"}])
    articles = pd.DataFrame({"published": events["first_reported"], "title": ["a", "b"]})
    (marks,) = (t for t in strip.strip(events, articles, LIGHT, chosen="e1").data if t.customdata)
    clear = dict(zip((c[0] for c in marks.customdata), marks.marker.opacity, strict=True))
    assert clear["e1"] == 1.0 > clear["e0"]
