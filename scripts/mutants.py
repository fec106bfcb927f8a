"""The mutation gate: small wrongs are done to the arithmetic, the rounding and the composing, and the unit tests must
notice at least 85 in a hundred of them. Run by hand: make mutants, or python scripts/mutants.py --help.

A mutant is one change of the syntax tree: a comparison, an operator, a constant, a printed word, a returned value, a
call left out, a condition turned round. Each runs in a forked child of its own, where a temporary copy of the package
comes first, against the tests of its room, its own module's first; the first that fails kills it.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNIT = ROOT / "tests" / "unit"
TARGETS = ("reportgen/measure", "reportgen/formats.py", "reportgen/compose")
SEED, COUNT, FLOOR, WORKERS = 20260109, 300, 85.0, 2
MEMORY = 3 << 30

COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
TYPES = {"Callable", "Mapping", "Sequence", "tuple", "dict", "list", "Literal", "Protocol"}


@dataclass(frozen=True)
class Mutant:
    """One change: the `index`th that can be made in a file, where it stands and what it is."""

    file: str
    index: int
    line: int
    kind: str


class Change(ast.NodeTransformer):
    """Counts the changes that can be made in a tree, and makes the one that is wanted."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted = wanted
        self.found: list[tuple[int, str]] = []

    def _now(self, node: ast.AST, kind: str) -> bool:
        self.found.append((node.lineno, kind))
        return len(self.found) - 1 == self.wanted

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if isinstance(node.value, ast.Constant):
            return node  # a docstring
        if isinstance(node.value, ast.Call) and self._now(node, "call left out"):
            return ast.copy_location(ast.Pass(), node)
        return self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        return node  # states what cannot happen

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        names = {t.id for t in node.targets if isinstance(t, ast.Name)}
        alias = isinstance(node.value, ast.Subscript) and isinstance(node.value.value, ast.Name)
        if "__all__" in names or (alias and node.value.value.id in TYPES):
            return node
        node.value = self.visit(node.value)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.args.defaults = [self.visit(one) for one in node.args.defaults]
        node.args.kw_defaults = [one and self.visit(one) for one in node.args.kw_defaults]
        node.body = [self.visit(one) for one in node.body]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [self.visit(one) for one in node.body]
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        for position, op in enumerate(node.ops):
            if self._now(node, "comparison"):
                node.ops[position] = COMPARISONS[type(op)]()
        return self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        if type(node.op) in OPERATORS and self._now(node, "operator"):
            node.op = OPERATORS[type(node.op)]()
        return self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        if type(node.op) in OPERATORS and self._now(node, "operator"):
            node.op = OPERATORS[type(node.op)]()
        node.value = self.visit(node.value)
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        if self._now(node, "and, or"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        made = self._now(node, "sign or not left out")
        self.generic_visit(node)
        return node.operand if made else node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        value = node.value
        if value is None or value is Ellipsis:
            return node
        if self._now(node, "word" if isinstance(value, str) else "constant"):
            new = f"XX{value}XX" if isinstance(value, str) else (not value) if isinstance(value, bool) else value + 1
            return ast.copy_location(ast.Constant(new), node)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        node.value = self.visit(node.value)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None):
            return node
        if self._now(node, "returned value"):
            return ast.copy_location(ast.Return(ast.Constant(None)), node)
        return self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> ast.AST:
        return ast.copy_location(ast.Break(), node) if self._now(node, "continue") else node

    def _turned(self, node: ast.AST) -> ast.AST:
        made = self._now(node.test, "condition")
        self.generic_visit(node)
        if made:
            node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
        return node

    visit_If = visit_While = visit_IfExp = _turned

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        for position, test in enumerate(node.ifs):
            if self._now(test, "condition"):
                node.ifs[position] = ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
        return self.generic_visit(node)


def mutants(source: Path) -> list[Mutant]:
    """All the mutants of the target files, in the order of their files and places."""
    out = []
    for target in TARGETS:
        place = source / target
        for file in sorted(place.glob("*.py")) if place.is_dir() else [place]:
            change = Change()
            change.visit(ast.parse(file.read_text(encoding="utf-8")))
            name = file.relative_to(source).as_posix()
            out += [Mutant(name, index, line, kind) for index, (line, kind) in enumerate(change.found)]
    return out


def mutated(text: str, index: int) -> str:
    """The file's text with one change made."""
    return ast.unparse(ast.fix_missing_locations(Change(index).visit(ast.parse(text))))


def shown(text: str, index: int) -> list[str]:
    """The change as the lines that it takes away and puts in."""
    before, after = ast.unparse(ast.parse(text)).split("\n"), mutated(text, index).split("\n")
    return [
        row for row in difflib.unified_diff(before, after, n=0, lineterm="") if row[:3] not in ("---", "+++", "@@ ")
    ]


def tests_of(file: str) -> list[str]:
    """The tests of a module's room, its own first."""
    stem = Path(file).stem
    room = ["measure", "compose"] if "/measure/" in file else ["compose"]
    own = [UNIT / "test_formats.py", UNIT / "measure" / "test_founding_week.py"] if file.endswith("formats.py") else []
    found = [*own, *(path for name in room for path in sorted((UNIT / name).glob("test_*.py")))]
    return [str(p) for p in sorted(found, key=lambda p: (p not in own, p.stem != f"test_{stem}"))]


class Seen:
    """A pytest plugin that notes which tests failed."""

    def __init__(self) -> None:
        self.failed: list[str] = []

    def pytest_runtest_logreport(self, report: object) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: object) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


def run(copy: Path, arguments: list[str], timeout: float) -> tuple[str, list[str], float]:
    """What pytest says in a forked child: ("passed", "failed" or "time out", the tests that failed, the seconds)."""
    out = copy / "seen.json"
    out.unlink(missing_ok=True)
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            os.chdir(ROOT)
            sys.path.insert(0, str(copy))
            import pytest

            seen = Seen()
            code = int(
                pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", *arguments], [seen])
            )
            out.write_text(json.dumps(seen.failed))
        finally:
            os._exit(code)
    while time.monotonic() - began < timeout:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        time.sleep(0.02)
    else:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return "time out", [], timeout
    failed = json.loads(out.read_text()) if out.exists() else []
    good = os.waitstatus_to_exitcode(status) == 0
    return "passed" if good else "failed", failed, time.monotonic() - began


def put(copy: Path, file: str, text: str) -> None:
    """Lay a file into the copy; what Python compiled of the one before is taken away."""
    target = copy / file
    target.write_text(text, encoding="utf-8")
    for stale in (target.parent / "__pycache__").glob(f"{target.stem}.*.pyc"):
        stale.unlink()


def copied(place: Path) -> Path:
    """A copy of the package, its templates inside."""
    shutil.copytree(ROOT / "reportgen", place / "reportgen", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", place / "reportgen" / "templates", ignore=shutil.ignore_patterns("__pycache__"))
    return place


def worker(number: int, copy: Path, chosen: list[Mutant], workers: int, skipped: list[str], limit: float) -> None:
    """Every `workers`th mutant, its answer a line of JSON in the copy's folder."""
    with (copy / "answers.jsonl").open("w") as answers:
        for position in range(number, len(chosen), workers):
            one = chosen[position]
            text = (copy / one.file).read_text(encoding="utf-8")
            put(copy, one.file, mutated(text, one.index))
            answer, failed, seconds = run(copy, ["-x", *skipped, *tests_of(one.file)], limit)
            put(copy, one.file, text)
            answers.write(json.dumps([position, answer, failed[:1], seconds]) + "\n")
            answers.flush()
            sign = "." if answer == "failed" else "t" if answer == "time out" else "S"
            print(sign, end="", flush=True)


def preload() -> None:
    """What every child would import again: everything but the package and its tests."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", HYPOTHESIS_PROFILE="mutants")
    import exchange_calendars  # noqa: F401
    import hypothesis.strategies  # noqa: F401
    import jinja2.sandbox  # noqa: F401
    import markdown_it  # noqa: F401
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    import yaml  # noqa: F401


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=COUNT, help=f"mutants taken ({COUNT})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"which of them ({SEED})")
    parser.add_argument("--workers", type=int, default=WORKERS, help=f"at once ({WORKERS})")
    parser.add_argument("--floor", type=float, default=FLOOR, help=f"percent that must be killed ({FLOOR:g})")
    parser.add_argument("--only", default="", help="only files whose path holds this")
    asked = parser.parse_args()
    preload()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as place:
        copies = [copied(Path(place) / str(number)) for number in range(asked.workers)]
        every = [m for m in mutants(copies[0]) if asked.only in m.file]
        chosen = random.Random(asked.seed).sample(every, min(asked.count, len(every)))
        chosen.sort(key=lambda m: (m.file, m.index))
        files = sorted({m.file for m in chosen})
        whole = sorted({test for file in files for test in tests_of(file)})
        answer, broken, seconds = run(copies[0], whole, 600)
        if answer != "passed" and not broken:
            print("The tests do not run without a mutant; see pytest tests/unit.")
            return 2
        if broken:
            print(f"{len(broken)} tests fail without a mutant and are left out:", *broken, sep="\n  ")
        skipped = [part for test in broken for part in ("--deselect", test)]
        kinds = ", ".join(f"{count} {kind}" for kind, count in Counter(m.kind for m in chosen).most_common())
        print(f"{len(chosen)} of {len(every)} mutants, seed {asked.seed}: {kinds}")
        print(f"{len(whole)} test files take {seconds:.0f} s; '.' killed, 't' killed by time, 'S' survived", flush=True)
        children = []
        for number, copy in enumerate(copies):
            child = os.fork()
            if child == 0:
                try:
                    worker(number, copy, chosen, len(copies), skipped, max(30.0, 4 * seconds))
                finally:
                    os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
        answers = sorted(json.loads(row) for copy in copies for row in (copy / "answers.jsonl").open())
        texts = {file: (copies[0] / file).read_text(encoding="utf-8") for file in files}
    if len(answers) < len(chosen):
        print(f"\nOnly {len(answers)} of {len(chosen)} mutants were tried.")
        return 2
    survived = [chosen[position] for position, answer, _, _ in answers if answer == "passed"]
    print("\n")
    for one in survived:
        print(f"{one.file}:{one.line}: survived ({one.kind})")
        print(*(f"    {row}" for row in shown(texts[one.file], one.index)), sep="\n")
    killed = len(chosen) - len(survived)
    late = sum(answer == "time out" for _, answer, _, _ in answers)
    share = 100 * killed / len(chosen)
    print()
    for file in files:
        own = [m for m in chosen if m.file == file]
        print(f"{file:<36} {len(own) - sum(m in survived for m in own):>3} of {len(own):>3}")
    print(f"{killed} of {len(chosen)} killed ({late} by time), {len(survived)} survived: {share:.1f} %, ", end="")
    print(f"at least {asked.floor:g} % are asked for; {time.monotonic() - began:.0f} s")
    return 0 if share >= asked.floor else 1


if __name__ == "__main__":
    sys.exit(main())
