"""Direct labels that never collide: end labels pushed apart no further than they must be."""

from __future__ import annotations

from collections.abc import Sequence


def spread_apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions at least `gap` apart within [low, high], each as near as can be to where it is wanted.

    Clusters that overlap are centred on the mean of their wishes and merged until none overlap (the pool
    adjacent violators algorithm). Where the room is too small for the gap, the gap shrinks to fit.
    """
    count = len(wanted)
    if not count:
        return []
    gap = min(gap, (high - low) / max(count - 1, 1))
    order = sorted(range(count), key=lambda i: (wanted[i], i))
    clusters: list[list[float]] = []
    for rank, index in enumerate(order):
        clusters.append([wanted[index] - rank * gap, 1.0])
        while len(clusters) > 1 and clusters[-2][0] > clusters[-1][0]:
            second, first = clusters.pop(), clusters.pop()
            weight = first[1] + second[1]
            clusters.append([(first[0] * first[1] + second[0] * second[1]) / weight, weight])
    offsets = [offset for offset, weight in clusters for _ in range(int(weight))]
    room = (low, high - (count - 1) * gap)
    placed = [0.0] * count
    for rank, index in enumerate(order):
        placed[index] = min(max(offsets[rank], room[0]), room[1]) + rank * gap
    return placed
