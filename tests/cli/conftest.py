"""Commands begin with what a newsletter's second build finds kept: the shipped issue's charts and set pages."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def kept(tmp_path_factory, worker_id):
    """The cache that a build of the shipped issue leaves: made by the worker that comes first, awaited by the others."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    folder = shared / "kept"
    try:
        folder.mkdir()
    except FileExistsError:
        while not (folder / "made").exists():
            time.sleep(0.1)
        return folder / "cache"
    issue = folder / "issue"
    shutil.copytree(ROOT / "closes", issue / "closes")
    shutil.copy(ROOT / "config.yaml", issue)
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    try:
        subprocess.run(
            [sys.executable, "-m", "reportgen", "build", "--quiet"], cwd=issue, env=environment, check=True, timeout=120
        )
    finally:
        (folder / "made").touch()
    return folder / "cache"


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path, kept):
    """Each command has a cache of its own, which is not empty."""
    folder = tmp_path / "xdg-cache"
    shutil.copytree(kept, folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder
