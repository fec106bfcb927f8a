"""The figures that the issues set, as ratios of paired runs in one call: `make bench`.

Machines are noisy, so a run and its yardstick alternate, and medians are compared. Every process is a fresh one;
"cold" means that reportgen's own caches are empty (matplotlib's font list is not reportgen's).
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bench_breadth
import bench_check
import bench_measure

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
REPORTGEN = str(Path(PYTHON).with_name("reportgen"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))


def timed(command: list[str], cwd: Path, environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        cache = work / "cache"
        shutil.copy(ROOT / "config.yaml", work)
        shutil.copytree(ROOT / "closes", work / "closes")
        environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: modules compiled once, like those of others
        build = [REPORTGEN, "build", "--record", "record.json"]
        subprocess.run([REPORTGEN, "build"], cwd=work, env=environment, check=True, capture_output=True)
        shutil.copy(work / "output/2026-01-09/record.json", work)
        times: dict[str, list[float]] = {k: [] for k in ("imports", "cold", "cached", "click", "help")}
        for _ in range(ROUNDS):
            times["imports"].append(timed([PYTHON, "-c", "import matplotlib.figure, weasyprint"], work, environment))
            shutil.rmtree(cache / "reportgen", ignore_errors=True)
            times["cold"].append(timed(build, work, environment))
            times["cached"].append(timed(build, work, environment))
            times["click"].append(timed([PYTHON, "-c", "import click"], work, environment))
            times["help"].append(timed([REPORTGEN, "--help"], work, environment))
        rows = [
            ("cold build / import matplotlib.figure, weasyprint", _ratio(times, "cold", "imports"), 1.8, "×"),
            ("cached rebuild / the same", _ratio(times, "cached", "imports"), 1.5, "×"),
            ("reportgen --help / import click", _ratio(times, "help", "click"), 4.0, "×"),
            ("peak memory of a cold build", _memory(build, work, environment, cache), 250.0, "MB"),
            ("report.pdf", (work / "output/2026-01-09/report.pdf").stat().st_size / 1000, 200.0, "KB"),
            ("global preset from its record / imports as above", _preset(work, environment), 3.5, "×"),
            ("figures of 10 instruments, 20 years / pandas reads them", bench_measure.measure(), 3.0, "×"),
            ("the same with the records desk", bench_measure.with_records(), 20.0, "×"),
            ("breadth of 2,000 over 5 years / fetchall of the rows", bench_breadth.measure()[0], 1.5, "×"),
            ("check of 1,000 words / markdown-it-py parses them", bench_check.speed(), bench_check.SPEED, "×"),
        ]
        print(f"{'figure':<56} {'measured':>10} {'at most':>10}")
        for label, value, bar, unit in rows:
            print(f"{label:<56} {value:>8.2f} {unit:<2}{bar:>8g} {unit}{'' if value <= bar else '   MISSED'}")
        medians = ", ".join(f"{k} {statistics.median(v) * 1000:.0f}" for k, v in times.items())
        print(f"medians of {ROUNDS} paired runs, ms: {medians}")
        heavy = _imported(work, environment)
        print(f"reportgen --help imports of pandas, matplotlib, weasyprint, yfinance: {', '.join(heavy) or 'none'}")
        missed = bench_check.told()
        return int(any(value > bar for _, value, bar, _ in rows) or bool(heavy) or missed)


def _preset(work: Path, environment: dict[str, str]) -> float:
    """A cold build of the preset with the most to do, over the imports."""
    cache, folder = Path(environment["XDG_CACHE_HOME"]), work / "global"
    subprocess.run(
        [REPORTGEN, "init", str(folder), "--preset", "global"], env=environment, check=True, capture_output=True
    )
    ratios = []
    for _ in range(ROUNDS):
        imports = timed([PYTHON, "-c", "import matplotlib.figure, weasyprint"], work, environment)
        shutil.rmtree(cache / "reportgen", ignore_errors=True)
        ratios.append(timed([REPORTGEN, "build"], folder, environment) / imports)
    return statistics.median(ratios)


def _ratio(times: dict[str, list[float]], one: str, other: str) -> float:
    return statistics.median(a / b for a, b in zip(times[one], times[other], strict=True))


def _memory(build: list[str], work: Path, environment: dict[str, str], cache: Path) -> float:
    """The largest sum of resident memory over the build's processes, sampled; at least the largest process."""
    shutil.rmtree(cache / "reportgen", ignore_errors=True)
    process = subprocess.Popen(build, cwd=work, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(_resident(pid) for pid in _tree(process.pid)))
        time.sleep(0.005)
    single = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1000 if sys.platform != "darwin" else 1e6)
    return max(peak, 0.0) or single


def _tree(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            text = Path(f"/proc/{one}/task/{one}/children").read_text()
        except OSError:
            continue
        found.extend(int(child) for child in text.split())
    return found


def _resident(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1000
    except OSError:
        pass
    return 0.0


def _imported(work: Path, environment: dict[str, str]) -> list[str]:
    code = (
        "import sys\nfrom reportgen.cli import cli\ncli.main(['--help'], standalone_mode=False)\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    out = subprocess.run([PYTHON, "-c", code], cwd=work, env=environment, check=True, capture_output=True, text=True)
    return sorted({"pandas", "matplotlib", "weasyprint", "yfinance"} & set(out.stderr.split()))


if __name__ == "__main__":
    sys.exit(main())
