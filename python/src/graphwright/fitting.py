"""Finds the defaults with which a value stays valid, where it is not with all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from .defaults import Defaults
from .pointer import escape_key

Check: TypeAlias = Callable[[Any], list[str]]
"""The pointers of what is wrong with a value."""

_MAX_VISITED = 10_000
_MAX_ROUNDS = 4
_MAX_SINGLES = 64
_MAX_EFFORT = 5_000


@dataclass(frozen=True)
class _Site:
    """A property that a default was added to."""

    key: str
    object: str


class Fitting:
    """The search for the defaults of one value; the same one as in TypeScript."""

    def __init__(
        self,
        value: Any,
        defaults: Defaults,
        name: str,
        check: Check,
        may_leave_out: Callable[[str], bool],
    ) -> None:
        self._value = value
        self._defaults = defaults
        self._name = name
        self._check = check
        self._may_leave_out = may_leave_out
        self._size = _size_of(value)
        self._visited = 0

    def fit(self) -> tuple[Any, bool]:
        """The value with as many defaults as leave it valid, and whether it is."""
        current = self._value
        while True:
            following, errors = self._step(current)
            if errors or self._is_exhausted:
                break
            if following is current or following == current:
                return following, True
            current = following
        plain = self._defaults.apply(
            self._name, self._value, lambda _, name: not self._may_leave_out(name)
        )
        return plain, not self._check(plain)

    @property
    def _is_exhausted(self) -> bool:
        return self._visited > _MAX_VISITED

    def _step(self, value: Any) -> tuple[Any, list[str]]:
        sites: list[_Site] = []

        def note(path: str, name: str) -> bool:
            if self._may_leave_out(name):
                sites.append(_Site(f"{path}/{escape_key(name)}", path))
            return True

        self._defaults.apply(self._name, value, note)
        left: dict[_Site, None] = {}

        def fill() -> tuple[Any, list[str]]:
            self._visited += self._size + len(sites)
            keys = {site.key for site in left}

            def may_fill(path: str, name: str) -> bool:
                return not (
                    self._may_leave_out(name) and f"{path}/{escape_key(name)}" in keys
                )

            filled = self._defaults.apply(self._name, value, may_fill)
            return filled, self._check(filled)

        current = fill()
        rounds = 1
        while current[1] and len(left) < len(sites):
            filled = [site for site in sites if site not in left]
            near = filled if rounds > _MAX_ROUNDS else _near_to(current[1], filled)
            left.update(dict.fromkeys(near))
            current = fill()
            rounds += 1
        return self._try_again(sites, left, fill, current)

    def _try_again(
        self,
        sites: list[_Site],
        left: dict[_Site, None],
        fill: Callable[[], tuple[Any, list[str]]],
        current: tuple[Any, list[str]],
    ) -> tuple[Any, list[str]]:
        def add(group: list[_Site]) -> list[str] | None:
            nonlocal current
            for site in group:
                left.pop(site, None)
            following = fill()
            if len(following[1]) > len(current[1]) or self._is_exhausted:
                left.update(dict.fromkeys(group))
                return following[1]
            current = following
            return None

        def add_any(group: list[_Site]) -> None:
            if not group or self._is_exhausted or add(group) is None or len(group) == 1:
                return
            middle = (len(group) + 1) // 2
            add_any(group[:middle])
            add_any(group[middle:])

        for group in _first_of_each(left):
            errors = add(group)
            if errors is None or len(group) == 1:
                continue
            blamed = set(_within(errors, group))
            others = [site for site in group if site not in blamed]
            if len(others) <= _MAX_SINGLES:
                add_any(others)
            elif blamed:
                add(others)
        if len(left) <= _MAX_SINGLES and len(left) * len(sites) <= _MAX_EFFORT:
            for site in [*left]:
                add([site])
        return current


def _near_to(errors: list[str], sites: list[_Site]) -> list[_Site]:
    at = _group(sites, lambda site: [site.object])
    under = _group(sites, lambda site: _paths_to(site.object))
    found: dict[_Site, None] = {}
    for error in errors:
        around = _paths_to(error)
        near = [*under.get(error, [])]
        for path in around:
            near.extend(at.get(path, []))
        if not near:
            wider = next((path for path in around if path in under), None)
            near = [] if wider is None else under[wider]
        found.update(dict.fromkeys(near))
    return [*found] or sites


def _within(errors: list[str], sites: list[_Site]) -> list[_Site]:
    by_object = {site.object: site for site in sites}
    found: list[_Site] = []
    for error in errors:
        innermost = next((path for path in _paths_to(error) if path in by_object), None)
        if innermost is not None:
            found.append(by_object[innermost])
    return found


def _first_of_each(sites: Iterable[_Site]) -> list[list[_Site]]:
    groups: list[list[_Site]] = []
    counts: dict[str, int] = {}
    for site in sites:
        count = counts.get(site.object, 0)
        counts[site.object] = count + 1
        if count == len(groups):
            groups.append([])
        groups[count].append(site)
    return groups


def _paths_to(pointer: str) -> list[str]:
    """A pointer and those of everything around it, innermost first."""
    paths: list[str] = []
    path = pointer
    while path:
        paths.append(path)
        path = path[: path.rindex("/")]
    return [*paths, ""]


def _group(
    sites: list[_Site], keys_of: Callable[[_Site], list[str]]
) -> dict[str, list[_Site]]:
    groups: dict[str, list[_Site]] = {}
    for site in sites:
        for key in keys_of(site):
            groups.setdefault(key, []).append(site)
    return groups


def _size_of(value: Any) -> int:
    pending: list[Any] = [value]
    size = 0
    while pending and size < _MAX_VISITED:
        following = pending.pop()
        size += 1
        if isinstance(following, dict):
            pending.extend([*following.values()][:_MAX_VISITED])
        elif isinstance(following, list):
            pending.extend(following[:_MAX_VISITED])
    return size
