"""Commands begin with what a newsletter's second build finds kept: the shipped issue's charts and set pages."""

import shutil

import pytest


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path, kept_cache):
    """Each command has a cache of its own, which is not empty, beside its folder."""
    folder = tmp_path.with_name(f"{tmp_path.name}-cache")
    shutil.copytree(kept_cache, folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder
