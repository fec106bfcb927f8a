"""Make the demonstration records of the presets anew: `python scripts/presets.py`. The same bytes every time."""

from __future__ import annotations

from pathlib import Path

import reportgen.presets as presets


def main() -> None:
    for name in presets.PRESETS:
        folder = Path(presets.__file__).parent / name
        config = (folder / "config.yaml").read_bytes()
        if f"path: {presets.RECORD}".encode() not in config:
            continue
        record = presets.demonstration(config, presets.WEEK)
        (folder / presets.RECORD).parent.mkdir(exist_ok=True)
        (folder / presets.RECORD).write_bytes(record)
        print(f"{name}: {presets.RECORD}, {len(record) // 1000} KB")


if __name__ == "__main__":
    main()
