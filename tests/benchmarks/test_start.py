"""The window is there at once."""

from tests.benchmarks.start import measure, ratios
from tests.shots import practice_office


def test_the_window_starts_almost_as_fast_as_an_empty_one(tmp_path, capsys):
    times = ratios(measure(practice_office(tmp_path / "data")))
    with capsys.disabled():
        print()
        for what, (cpu, wall) in times.items():
            print(f"  {what}: {cpu:.2f} × a bare window (CPU), {wall:.2f} × (wall)")
    assert min(times["shown"]) <= 2.2
    assert min(times["rows"]) <= 2.8  # 2.6 on a quiet machine
